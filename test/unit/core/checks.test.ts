import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atWindow, finishing, handled, received, resolved, type Finish } from '../../fixtures/handling.ts';
import { asked, matter, onePending, opened, standing, transaction, twoMissing, twoPending, type States } from '../../fixtures/later.ts';
import { dump, type Station } from '../../fixtures/station.ts';

const day = 24 * 3_600_000;

const entries = async (station: Station): Promise<number> => (await station.call('station.status', {})).entries;

describe('a request to the issuing body', () => {
  it('goes to the provider of the catalogue and is due in five working days', async () => {
    const station = await opened();
    const number = await transaction(station, onePending);
    const check = await asked(station, number);
    expect(check).toMatchObject({ number, matter: 'many', matterName: '事项 many', material: '不动产证明', body: '自然资源局', due: '2026-10-19', requestedAt: station.time.now, answer: null, answeredAt: null });
  });

  it.each([
    ['2026-09-29T10:00:00+08:00', '2026-10-12'],
    ['2026-12-24T10:00:00+08:00', '2026-12-31'],
    ['2026-12-31T10:00:00+08:00', null],
  ])('asked at %s is due on %s: no date is promised into a year whose holidays are unknown', async (at, due) => {
    const station = await opened();
    station.time.now = Date.parse(at);
    expect((await asked(station, await transaction(station, onePending))).due).toBe(due);
  });

  it('names body and day as they are given, and not a day that has passed', async () => {
    const station = await opened();
    const number = await transaction(station, onePending);
    expect(await station.refused('check.request', { transaction: number, material: '不动产证明', due: '2026-10-11' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.due', code: 'in-the-past' }] });
    expect(await asked(station, number, '不动产证明', { body: '省自然资源厅', due: '2026-10-12' })).toMatchObject({ body: '省自然资源厅', due: '2026-10-12' });
  });

  it('asks for the body where the catalogue does not know it', async () => {
    const station = await opened();
    const number = await transaction(station, { 无主证明: { state: 'pending' } });
    expect(await station.refused('check.request', { transaction: number, material: '无主证明' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.body', code: 'required' }] });
    expect(await asked(station, number, '无主证明', { body: '档案馆' })).toMatchObject({ body: '档案馆' });
  });

  it('is numbered without a gap over transactions, refusals and restarts', async () => {
    let station = await opened();
    const checks: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const number = await transaction(station, twoPending);
      checks.push((await asked(station, number)).check);
      await station.refused('check.request', { transaction: number, material: '不动产证明' });
      station = station.reopen();
      checks.push((await asked(station, number, '户口簿')).check);
    }
    const { code } = await station.call('station.status', {});
    expect(checks).toEqual([1, 2, 3, 4, 5, 6].map((running) => `${code}-K0000${running}`));
  });

  it.each([
    ['about a material that is handed in', '照片', 'way-not-lawful'],
    ['about a certificate that was dropped', '旧证明', 'way-not-lawful'],
    ['about a certificate that is there already', '户口簿', 'nothing-outstanding'],
    ['about something the matter does not list', '驾驶证', 'bad-input'],
  ])('is refused %s', async (_what, name, code) => {
    const station = await opened();
    const number = await transaction(station, onePending);
    const before = await entries(station);
    expect((await station.refused('check.request', { transaction: number, material: name })).code).toBe(code);
    expect(await entries(station)).toBe(before);
  });

  it('is refused while an earlier one is open, where the transaction has ended, and where there is none', async () => {
    const station = await opened();
    const number = await transaction(station, onePending);
    await asked(station, number);
    expect((await station.refused('check.request', { transaction: number, material: '不动产证明' })).code).toBe('check-exists');
    const returned = await transaction(station, onePending, 'returned');
    expect((await station.refused('check.request', { transaction: returned, material: '不动产证明' })).code).toBe('nothing-outstanding');
    const voided = await transaction(station, onePending);
    await station.call('transaction.amend', { number: voided, change: { outcome: 'voided' }, reason: '作废处理' });
    expect((await station.refused('check.request', { transaction: voided, material: '不动产证明' })).code).toBe('transaction-voided');
    expect(await station.refused('check.request', { transaction: 'ZZZZ-000001', material: '照片' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.transaction' }] });
  });
});

describe('the answer of the body', () => {
  it('completes the transaction with the last material that was open, and accepts it still before', async () => {
    const station = await opened();
    const number = await transaction(station, twoPending);
    const [first, second] = [await asked(station, number), await asked(station, number, '户口簿')];
    expect(await station.call('check.answer', { check: first.check, answer: 'confirmed' })).toMatchObject({ check: { answer: 'confirmed', answeredAt: station.time.now }, transaction: { number, outcome: 'accepted' } });
    expect(await standing(station, number, '户口簿', '不动产证明')).toEqual({ outcome: 'accepted', 户口簿: 'inter-department pending', 不动产证明: 'inter-department done' });
    expect((await station.call('check.answer', { check: second.check, answer: 'confirmed' })).transaction).toEqual({ number, outcome: 'completed' });
    const { transaction: read, amendments } = await station.call('transaction.read', { number });
    expect(read).toMatchObject({ outcome: 'completed', due: null, amendments: 2 });
    expect(amendments.map(({ reason, changed }) => [reason, changed])).toEqual([[`部门核验 ${first.check}：属实`, ['materials']], [`部门核验 ${second.check}：属实`, ['materials', 'outcome']]]);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('makes a certificate that a source still owed one that was checked, because no receipt says that it was fetched', async () => {
    const station = await opened();
    const number = await transaction(station, { 户口簿: { state: 'pending' } });
    const { check } = await asked(station, number, '户口簿');
    await station.call('check.answer', { check, answer: 'confirmed' });
    expect(await standing(station, number, '户口簿')).toEqual({ outcome: 'completed', 户口簿: 'inter-department done' });
    expect((await station.call('ledger.read', { transaction: number })).rows.find((row) => row.material === '户口簿')).toMatchObject({ fate: 'checked' });
  });

  it('that it is not so reopens the transaction, with the note sealed', async () => {
    const station = await opened();
    const number = await transaction(station, twoPending);
    const { check } = await asked(station, number, '户口簿');
    expect((await station.call('check.answer', { check, answer: 'refuted', note: '查无此户诸葛试验' })).transaction).toEqual({ number, outcome: 'reopened' });
    expect(await standing(station, number, '户口簿', '不动产证明')).toEqual({ outcome: 'reopened', 户口簿: 'inter-department missing', 不动产证明: 'inter-department pending' });
    expect((await station.call('transaction.read', { number })).amendments[0]?.reason).toBe(`部门核验 ${check}：不属实（查无此户诸葛试验）`);
    expect(dump(station.folder)).not.toContain('查无此户');
    expect(await station.call('statistics.volume', { from: '2026-10-12', to: '2026-10-12', by: [] })).toMatchObject({ totals: { transactions: 1, accepted: 0, reopened: 1 } });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('that it is not so is put right there, asked again, and then completes the transaction', async () => {
    const station = await opened();
    const number = await transaction(station, twoPending);
    const [other, first] = [await asked(station, number), await asked(station, number, '户口簿')];
    await station.call('check.answer', { check: first.check, answer: 'refuted' });
    expect((await station.call('check.answer', { check: other.check, answer: 'confirmed' })).transaction.outcome).toBe('reopened');
    const materials = (await resolved(station, 'many')).map(({ name, disposition }) => ({ name, way: disposition, ...(name === '户口簿' ? twoPending['户口簿'] : {}) }));
    await station.call('transaction.amend', { number, change: { materials, outcome: 'accepted' }, reason: '户籍已更正，重新核验' });
    const again = await asked(station, number, '户口簿');
    expect((await station.call('check.answer', { check: again.check, answer: 'confirmed' })).transaction.outcome).toBe('completed');
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('leaves a reopened transaction correctable and voidable', async () => {
    const station = await opened();
    const number = await transaction(station, onePending);
    const { check } = await asked(station, number);
    await station.call('check.answer', { check, answer: 'refuted' });
    expect(await station.call('transaction.amend', { number, change: { note: '已电话告知' }, reason: '补记' })).toMatchObject({ receipt: { outcome: 'reopened' } });
    expect(await station.call('transaction.amend', { number, change: { outcome: 'voided' }, reason: '作废处理' })).toMatchObject({ receipt: { outcome: 'voided' } });
  });

  it('is recorded once', async () => {
    const station = await opened();
    const { check } = await asked(station, await transaction(station, onePending));
    await station.call('check.answer', { check, answer: 'confirmed' });
    const before = await entries(station);
    for (const answer of ['confirmed', 'refuted']) expect((await station.refused('check.answer', { check, answer })).code).toBe('check-not-open');
    expect(await station.refused('check.answer', { check: 'ZZZZ-K00001', answer: 'confirmed' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.check', code: 'unknown-check' }] });
    expect(await entries(station)).toBe(before);
  });

  it('stands in the books and changes nothing where the transaction went another way meanwhile', async () => {
    const station = await opened();
    const [voided, promised] = [await transaction(station, onePending), await transaction(station, onePending)];
    const checks = [await asked(station, voided), await asked(station, promised)];
    await station.call('transaction.amend', { number: voided, change: { outcome: 'voided' }, reason: '作废处理' });
    const materials = (await resolved(station, 'many')).map(({ name, disposition }) => ({ name, way: name === '不动产证明' ? ('commitment' as const) : disposition }));
    await station.call('transaction.amend', { number: promised, change: { materials, outcome: 'completed' }, reason: '改用承诺' });
    const answers = [];
    for (const { check } of checks) answers.push(await station.call('check.answer', { check, answer: 'refuted' }));
    expect(answers.map(({ check, transaction: { outcome } }) => [check.answer, outcome])).toEqual([['refuted', 'voided'], ['refuted', 'completed']]);
  });
});

describe('what the counter asks for itself', () => {
  it('is never missing by the clerk’s word, only by an answer', async () => {
    const station = await opened();
    const { visit } = await received(station, ['many'], atWindow);
    const finish = await finishing(station, visit, 'many', { outcome: 'returned' });
    const missing = (name: string): Finish['materials'] => finish.materials.map((one) => (one.name === name ? { ...one, way: 'inter-department', state: 'missing' } : one));
    expect((await station.refused('transaction.finish', { ...finish, materials: missing('户口簿') })).code).toBe('way-not-lawful');
    const number = await transaction(station, twoPending);
    expect((await station.refused('transaction.amend', { number, change: { materials: missing('户口簿'), outcome: 'reopened' }, reason: '更正' })).code).toBe('way-not-lawful');
    const { check } = await asked(station, number);
    await station.call('check.answer', { check, answer: 'refuted' });
    // The answer spoke of one certificate, not of the other.
    expect((await station.refused('transaction.amend', { number, change: { materials: missing('户口簿'), outcome: 'reopened' }, reason: '更正' })).code).toBe('way-not-lawful');
  });

  it('is not brought by the visitor after a refusal either', async () => {
    const station = await opened();
    const number = await transaction(station, twoPending);
    for (const [name, code] of [['户口簿', 'shared-not-collectable'], ['不动产证明', 'way-not-lawful']] as const) {
      const { check } = await asked(station, number, name);
      await station.call('check.answer', { check, answer: 'refuted' });
      expect((await station.refused('supplement.receive', { transaction: number, material: name })).code).toBe(code);
    }
  });
});

describe('the list of checks', () => {
  it('gives open ones by due date, unknown ones last, then by body; answered ones when asked for', async () => {
    const station = await opened();
    const wanted = [['乙局', '2026-10-20', 'c'], ['甲局', '2026-10-21', 'd'], ['丙局', '2026-10-14', 'a'], ['丁局', '2026-10-14', 'b']] as const;
    const names = new Map<string, string>();
    const answered = await asked(station, await transaction(station, onePending), '不动产证明', { due: '2026-10-13' });
    for (const [body, due, name] of wanted) names.set((await asked(station, await transaction(station, onePending), '不动产证明', { body, due })).check, name);
    station.time.now = Date.parse('2026-12-31T10:00:00+08:00');
    names.set((await asked(station, await transaction(station, onePending))).check, 'last');
    await station.call('check.answer', { check: answered.check, answer: 'confirmed' });
    const open = (await station.call('check.list', {})).checks;
    expect(open.slice(0, 2).map(({ body }) => body)).toEqual(['丁局', '丙局']);
    expect(open.map(({ check }) => names.get(check))).toEqual(['b', 'a', 'c', 'd', 'last']);
    expect((await station.call('check.list', { limit: 2 })).checks).toEqual(open.slice(0, 2));
    expect((await station.call('check.list', { answered: true })).checks).toMatchObject([{ check: answered.check, answer: 'confirmed' }]);
  });
});

describe('materials that come later', () => {
  const late: States = { 照片: { state: 'tolerated' } };

  it('are listed by the day they are due, and named overdue the day after', async () => {
    const station = await opened();
    const first = await transaction(station, late);
    station.time.now += day;
    const second = await transaction(station, late);
    await transaction(station, {}, 'completed');
    await transaction(station, late, 'returned');
    const listed = async (): Promise<unknown[]> => (await station.call('supplement.list', {})).supplements.map(({ number, dueBy, overdue }) => [number, dueBy, overdue]);
    expect(await listed()).toEqual([[first, '2026-10-15', false], [second, '2026-10-16', false]]);
    station.time.now = Date.parse('2026-10-15T23:59:00+08:00');
    expect(await listed()).toEqual([[first, '2026-10-15', false], [second, '2026-10-16', false]]);
    station.time.now += 2 * 60_000;
    expect(await listed()).toEqual([[first, '2026-10-15', true], [second, '2026-10-16', false]]);
    await station.call('supplement.receive', { transaction: first, material: '照片' });
    expect(await listed()).toEqual([[second, '2026-10-16', false]]);
  });

  it('complete the transaction with the last one', async () => {
    const station = await opened();
    const number = await transaction(station, { ...late, ...onePending });
    const { check } = await asked(station, number);
    expect(await station.call('supplement.receive', { transaction: number, material: '照片' })).toEqual({ number, outcome: 'accepted', open: ['不动产证明'] });
    expect((await station.call('check.answer', { check, answer: 'confirmed' })).transaction.outcome).toBe('completed');
    const other = await transaction(station, late);
    expect(await station.call('supplement.receive', { transaction: other, material: '照片' })).toEqual({ number: other, outcome: 'completed', open: [] });
    expect((await station.call('transaction.read', { number: other })).amendments.map(({ reason }) => reason)).toEqual(['补交材料：照片']);
  });

  it('are handed in for a promise that was not given, and leave an ending that was no acceptance as it was', async () => {
    const station = await opened();
    const number = await transaction(station, twoMissing, 'returned');
    expect(await station.call('supplement.receive', { transaction: number, material: '婚姻状况' })).toEqual({ number, outcome: 'returned', open: ['申请表'] });
    expect(await station.call('supplement.receive', { transaction: number, material: '申请表' })).toEqual({ number, outcome: 'returned', open: [] });
    expect(await standing(station, number, '申请表', '婚姻状况')).toEqual({ outcome: 'returned', 申请表: 'submit done', 婚姻状况: 'submit done' });
  });

  it('complete a transaction that was reopened for them', async () => {
    const station = await opened();
    const number = await transaction(station, twoMissing, 'returned');
    await station.call('transaction.amend', { number, change: { outcome: 'reopened' }, reason: '补正后继续办' });
    expect((await station.call('supplement.receive', { transaction: number, material: '申请表' })).outcome).toBe('reopened');
    expect((await station.call('supplement.receive', { transaction: number, material: '婚姻状况' })).outcome).toBe('completed');
  });

  it('count what the transaction never spoke of', async () => {
    const station = await opened();
    const { number } = await handled(station, 'many', { outcome: 'returned', materials: [{ name: '申请表', way: 'submit', state: 'missing' }] });
    await station.call('transaction.amend', { number, change: { outcome: 'reopened' }, reason: '补正后继续办' });
    expect(await station.call('supplement.receive', { transaction: number, material: '申请表' })).toEqual({ number, outcome: 'reopened', open: ['户口簿', '不动产证明', '照片', '婚姻状况', '无主证明'] });
    expect((await station.call('supplement.receive', { transaction: number, material: '照片' })).open).toEqual(['户口簿', '不动产证明', '婚姻状况', '无主证明']);
  });

  it.each([
    ['what is there', '申请表', 'nothing-outstanding'],
    ['what the body is asked about', '不动产证明', 'nothing-outstanding'],
    ['what was dropped', '旧证明', 'nothing-outstanding'],
    ['what the matter does not list', '驾驶证', 'bad-input'],
  ])('are not %s', async (_what, name, code) => {
    const station = await opened();
    const number = await transaction(station, { ...late, ...onePending });
    const before = await entries(station);
    expect((await station.refused('supplement.receive', { transaction: number, material: name })).code).toBe(code);
    expect(await entries(station)).toBe(before);
  });
});

describe('the one-time notice of a transaction', () => {
  it('names all that is missing, is numbered, and is a copy the second time, with the day and clerk of the first', async () => {
    const station = await opened();
    const number = await transaction(station, twoMissing, 'returned');
    const first = await station.call('notice.print', { transaction: number });
    expect(first).toMatchObject({ copy: false, notice: { day: '2026-10-12', station: '试验台', trial: true, matterName: '事项 many', matterNameEn: 'Many papers', applicant: '诸葛*', clerk: { number: 'cli:tester' } } });
    const { code } = await station.call('station.status', {});
    expect(first.notice.number).toBe(`${code}-T00001`);
    expect(first.notice.missing).toEqual(['申请表', '婚姻状况'].map((name) => ({ name, nameEn: `${name} (en)`, note: `${name} 须原件` })));
    station.time.now += day;
    expect(await station.call('notice.print', { transaction: number }, 'assistant')).toEqual({ notice: first.notice, copy: true });
    const { entries: lines } = await station.call('journal.read', { limit: 2 });
    expect(lines.map(({ type }) => type)).toEqual(['notice.printed', 'notice.printed']);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('sends the visitor to the body for what a check refuted, and asks for no paper', async () => {
    const station = await opened();
    const number = await transaction(station, onePending);
    const { check } = await asked(station, number);
    await station.call('check.answer', { check, answer: 'refuted' });
    expect((await station.call('notice.print', { transaction: number })).notice.missing).toEqual([{ name: '不动产证明', nameEn: '不动产证明 (en)', note: '自然资源局' }]);
  });

  it('is not given where nothing is missing, nor for what was voided', async () => {
    const station = await opened();
    const number = await transaction(station, { ...onePending, 照片: { state: 'tolerated' } });
    const voided = await transaction(station, twoMissing, 'returned');
    await station.call('transaction.amend', { number: voided, change: { outcome: 'voided' }, reason: '作废处理' });
    const before = await entries(station);
    expect((await station.refused('notice.print', { transaction: number })).code).toBe('nothing-outstanding');
    expect((await station.refused('notice.print', { transaction: voided })).code).toBe('transaction-voided');
    expect(await entries(station)).toBe(before);
  });
});

describe('a transaction that was accepted', () => {
  const step = fc.record({ kind: fc.constantFrom('ask', 'confirm', 'refute', 'supply'), name: fc.constantFrom(...matter.materials.map(({ name }) => name)) });

  it('is completed exactly when nothing is open and reopened exactly while something is missing, whatever comes in which order', async () => {
    const station = await opened();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const number = await transaction(station, { ...twoPending, 照片: { state: 'tolerated' } });
        const checks = new Map<string, string>();
        const clerk = { kind: 'command-line', user: 'tester', role: 'clerk' } as const;
        for (const { kind, name } of steps) {
          if (kind === 'ask') {
            const result = await station.counter.call('check.request', { transaction: number, material: name, body: '某局' }, clerk);
            if (result.ok) checks.set(name, (await station.call('check.list', { limit: 500 })).checks.find((check) => check.number === number && check.material === name)?.check ?? '');
          } else if (kind === 'supply') await station.counter.call('supplement.receive', { transaction: number, material: name }, clerk);
          else await station.counter.call('check.answer', { check: checks.get(name) ?? 'ZZZZ-K00001', answer: kind === 'confirm' ? 'confirmed' : 'refuted' }, clerk);
          const { transaction: { outcome }, materials } = await station.call('transaction.read', { number });
          const states = new Set(materials.map(({ state }) => state));
          expect(outcome).toBe(states.has('missing') ? 'reopened' : states.has('pending') || states.has('tolerated') ? 'accepted' : 'completed');
          expect(materials.filter(({ listed, way }) => way === 'submit' && listed !== 'submit' && listed !== 'commitment')).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });
});
