/** Licences by commitment through the counter's door: the steps of a case, the decision as a transaction, the figures. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoPin } from '../../../main/core/demo/found-demo.ts';
import type { OperationName, Output, Request } from '../../../shared/contract/contract.ts';
import { atWindow, enterprise, person, properly, received, resolved } from '../../fixtures/handling.ts';
import { allMet, applied, checked, committed, granted, hrCheck, sampleLicences } from '../../fixtures/licence.ts';
import { finishedByPromise, signed, visitor } from '../../fixtures/promising.ts';
import { bareStation, dump, openStation, sample, type Station } from '../../fixtures/station.ts';

const day = 86_400_000;
const year = { from: '2026-01-01', to: '2026-12-31' };

const read = (station: Station, code: string): Promise<Output<'licence.read'>> => station.call('licence.read', { case: code });
const types = async (station: Station, limit: number): Promise<readonly string[]> => (await station.call('journal.read', { limit })).entries.map(({ type }) => type);
const entries = async (station: Station): Promise<number> => (await station.call('station.status', {})).entries;

describe('a licence by commitment', () => {
  it('goes from the notice to the decision and the publication, and is one counted transaction', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['lic-hr-commit'], { ...atWindow, applicant: 'enterprise' });
    const opened = await station.call('licence.open', { visit, matter: 'lic-hr-commit', procedure: 'found', applicant: enterprise });
    expect(opened.case).toMatch(/^[0-9A-Z]{4,8}-L00001$/);
    expect(opened).toMatchObject({ state: 'opened', groupName: '人力资源服务许可', ordinary: 'lic-hr', conditionsVersion: 1, applicantMasked: { name: '试验有限公司', paper: '91350100M000100Y43' } });
    expect(opened.conditions.map(({ ok }) => ok)).toEqual([null, null, null, null, null, null]);
    expect(opened.notice.liability.length).toBeGreaterThan(0);

    const code = opened.case;
    expect(await station.call('licence.commit', { case: code, signature: { kind: 'drawn', strokes: [[[1, 2], [3, 4]]] } })).toMatchObject({ state: 'committed', signature: { kind: 'drawn' } });
    expect(await station.call('licence.check', hrCheck(code))).toMatchObject({
      state: 'checked', check: { number: 1, by: 'cli:tester', met: true },
      materials: [{ name: '设立申请书', way: 'submit' }, { name: '许可条件', way: 'commitment', state: 'done' }, { name: '章程、场所、人员证明', way: 'cancelled' }],
    });
    expect(await station.call('licence.review', { case: code, opinion: 'agree', check: 1 })).toMatchObject({ state: 'reviewed', review: { opinion: 'agree' } });
    const decided = await station.call('licence.decide', { case: code, decision: 'granted' });
    expect(decided).toMatchObject({ visitDone: true, case: { state: 'granted', transaction: decided.number }, receipt: { number: decided.number, outcome: 'completed' } });
    expect(decided.receipt.head).toBe((await station.call('station.status', {})).head);
    expect(await types(station, 2)).toEqual(['licence.decided', 'transaction.finished']);

    expect((await station.call('visit.read', { ticket: visit })).ticket).toMatchObject({ state: 'done', matters: [{ code: 'lic-hr-commit', done: true }] });
    expect((await station.call('statistics.volume', { ...year, by: ['matter'] })).rows).toMatchObject([{ matter: 'lic-hr-commit', completed: 1 }]);
    expect((await station.call('ledger.read', { transaction: decided.number })).rows.map(({ fate }) => fate)).toEqual(['collected', 'promised', 'dropped']);

    const { text, publishBy } = await station.call('licence.publication', { case: code });
    expect(text).toContain('申请人：试验有限公司\n统一社会信用代码：91350100M000100Y43\n许可事项：人力资源服务许可（告知承诺制）\n办理类型：设立\n办理方式：告知承诺\n决定文书号：' + code);
    expect(text).toContain('决定日期：2026年10月12日\n许可机关：示例区人力资源和社会保障局');
    expect(publishBy).toBe('2026-10-21');
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
    const before = dump(station.folder, ['journal', 'journal_head']);
    await station.call('journal.rebuild', {});
    expect(dump(station.folder, ['journal', 'journal_head'])).toBe(before);
  });

  it('that is refused is a transaction that was not accepted, with its reason, and is not published', async () => {
    const station = await openStation();
    const code = await committed(station);
    const [one, ...others] = allMet('lic-hr-commit', 'found');
    const items = [...others, { condition: one?.condition ?? '', ok: false, note: '有未修复的失信记录' }];
    expect(await station.call('licence.check', { case: code, items })).toMatchObject({ check: { met: false } });
    await station.call('licence.review', { case: code, opinion: 'agree' });
    expect((await station.refused('licence.decide', { case: code, decision: 'granted' })).code).toBe('licence-condition-unmet');
    expect(await station.refused('licence.decide', { case: code, decision: 'refused' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.reason' }] });
    const { receipt } = await station.call('licence.decide', { case: code, decision: 'refused', reason: '不适用告知承诺' });
    expect(receipt.outcome).toBe('not-accepted');
    expect(await read(station, code)).toMatchObject({ state: 'refused', reason: '不适用告知承诺' });
    expect((await station.refused('licence.publication', { case: code })).code).toBe('licence-not-granted');
  });

  it('goes back to the check after an objection, which the clerk can read until the next check', async () => {
    const station = await openStation();
    const code = await checked(station);
    expect(await station.refused('licence.review', { case: code, opinion: 'object' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.note' }] });
    await station.call('licence.review', { case: code, opinion: 'object', note: '场所租约已过期' });
    expect(await read(station, code)).toMatchObject({ state: 'committed', review: { opinion: 'object' }, reviewNote: '场所租约已过期' });
    expect((await station.refused('licence.decide', { case: code, decision: 'granted' })).code).toBe('licence-review-missing');
    await station.call('licence.check', hrCheck(code));
    expect(await read(station, code)).toMatchObject({ state: 'checked', check: { number: 2 }, review: null, reviewNote: null });
    expect((await station.refused('licence.review', { case: code, opinion: 'agree', check: 1 })).code).toBe('licence-check-superseded');
  });

  it('is of another account’s review: whoever has both roles does not review what they checked', async () => {
    const station = await openStation();
    const code = await committed(station);
    await station.call('account.create', { number: '08', name: '孙双岗', roles: ['clerk', 'manager'], position: '综合受理岗', pin: demoPin });
    const at = async <Name extends OperationName>(client: string, name: Name, input: Request<Name>) => station.counter.call(name, input, { kind: 'window', client });
    await at('a', 'session.signIn', { number: '08', pin: demoPin, role: 'clerk' });
    expect(await at('a', 'licence.check', hrCheck(code))).toMatchObject({ ok: true });
    await at('a', 'session.signIn', { number: '08', pin: demoPin, role: 'manager' });
    expect(await at('a', 'licence.review', { case: code, opinion: 'agree' })).toMatchObject({ ok: false, error: { code: 'licence-own-check' } });
    await at('b', 'session.signIn', { number: '03', pin: demoPin });
    expect(await at('b', 'licence.review', { case: code, opinion: 'agree' })).toMatchObject({ ok: true, value: { state: 'reviewed', review: { by: '03' } } });
  });

  it('that ends without a decision leaves the matter open for the ordinary way', async () => {
    const station = await openStation();
    const code = await applied(station);
    const { visit } = await read(station, code);
    const plain = { visit, matter: 'lic-hr-commit', applicant: enterprise, materials: properly(await resolved(station, 'lic-hr-commit')), outcome: 'returned' as const };
    expect((await station.refused('transaction.finish', plain)).code).toBe('licence-case-open');
    expect((await station.refused('licence.open', { visit, matter: 'lic-hr-commit', procedure: 'found', applicant: enterprise })).code).toBe('licence-case-open');
    await station.call('licence.withdraw', { case: code, because: 'ordinary-way' });
    expect((await station.refused('licence.commit', { case: code, signature: { kind: 'paper' } })).code).toBe('licence-state');
    expect((await station.call('transaction.finish', { ...plain, matter: 'lic-hr', replaces: 'lic-hr-commit', materials: properly(await resolved(station, 'lic-hr')), outcome: 'accepted' })).visitDone).toBe(true);
  });

  it('takes the place of the matter that the guide chose', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['lic-hr'], { ...atWindow, applicant: 'enterprise' });
    const { case: code } = await station.call('licence.open', { visit, matter: 'lic-hr-commit', procedure: 'found', applicant: enterprise, replaces: 'lic-hr' });
    expect((await station.refused('transaction.finish', { visit, matter: 'lic-hr', applicant: enterprise, materials: properly(await resolved(station, 'lic-hr')), outcome: 'completed' })).code).toBe('licence-case-open');
    await station.call('licence.commit', { case: code, signature: { kind: 'paper' } });
    await station.call('licence.check', hrCheck(code));
    await station.call('licence.review', { case: code, opinion: 'agree' });
    expect(await station.call('licence.decide', { case: code, decision: 'granted' })).toMatchObject({ visitDone: true });
  });
});

describe('around the licence flow there is no other way', () => {
  it('a plain finishing cannot grant on the applicant’s word alone, but may when every paper is there', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['lic-hr-commit'], { ...atWindow, applicant: 'enterprise' });
    const materials = properly(await resolved(station, 'lic-hr-commit'));
    const plain = { visit, matter: 'lic-hr-commit', applicant: enterprise, materials };
    for (const outcome of ['completed', 'accepted'] as const) expect((await station.refused('transaction.finish', { ...plain, outcome })).code).toBe('licence-flow-only');
    const { number } = await station.call('transaction.finish', { ...plain, outcome: 'returned' });
    expect((await station.refused('transaction.amend', { number, change: { outcome: 'completed' }, reason: '改为办结' })).code).toBe('licence-flow-only');
    const papers = materials.map((entry) => (entry.way === 'commitment' ? { ...entry, way: 'submit' as const } : entry));
    expect(await station.call('transaction.amend', { number, change: { outcome: 'completed', materials: papers }, reason: '材料补齐' })).toMatchObject({ receipt: { outcome: 'completed' } });
  });

  it('a correction may mend a decided transaction but not turn the decision; voiding it ends the publication and the figures', async () => {
    const station = await openStation();
    const code = await granted(station);
    const number = (await read(station, code)).transaction ?? '';
    expect((await station.refused('transaction.amend', { number, change: { outcome: 'not-accepted' }, reason: '改为不予' })).code).toBe('licence-decision-stands');
    expect((await station.refused('transaction.amend', { number, change: { matter: 'lic-hr', materials: properly(await resolved(station, 'lic-hr')) }, reason: '改事项' })).code).toBe('licence-decision-stands');
    await station.call('transaction.amend', { number, change: { applicant: { ...enterprise, name: '试验更名有限公司' } }, reason: '名称更正' });
    expect((await station.call('licence.publication', { case: code })).text).toContain('申请人：试验更名有限公司');
    await station.call('transaction.amend', { number, change: { outcome: 'reopened' }, reason: '核查发现须补正' });
    expect((await station.refused('licence.publication', { case: code })).code).toBe('licence-not-granted');
    await station.call('transaction.amend', { number, change: { outcome: 'completed' }, reason: '已补正' });
    await station.call('licence.publication', { case: code });
    await station.call('transaction.amend', { number, change: { outcome: 'voided' }, reason: '误操作' });
    expect((await station.refused('licence.publication', { case: code })).code).toBe('licence-not-granted');
    expect(await read(station, code)).toMatchObject({ state: 'granted', voided: true });
    expect((await station.call('licence.statistics', year)).total).toMatchObject({ decided: 0, granted: 0, voided: 1 });
  });

  it('holds against any sequence of operations: the journal never shows a decision without another’s agreement, nor a grant with an unmet condition', async () => {
    const station = await openStation();
    await station.call('account.create', { number: '08', name: '孙双岗', roles: ['clerk', 'manager'], position: '综合受理岗', pin: demoPin });
    for (const [number, role] of [['02', 'clerk'], ['03', 'manager'], ['08', 'clerk']] as const) await station.counter.call('session.signIn', { number, pin: demoPin, role }, { kind: 'window', client: `${number} ${role}` });
    await station.counter.call('session.signIn', { number: '08', pin: demoPin, role: 'manager' }, { kind: 'window', client: '08 manager' });
    const clerk = fc.constantFrom('02 clerk', '08 clerk');
    const manager = fc.constantFrom('03 manager', '08 manager');
    const [first, ...others] = allMet('lic-hr-commit', 'found');
    const move = fc.oneof(
      fc.record({
        client: clerk, name: fc.constant('licence.check' as const),
        input: fc.constantFrom({ items: [first, ...others], materials: hrCheck('').materials }, { items: [{ ...first, ok: false, note: '不符' }, ...others] }, { items: others }),
      }),
      fc.record({ client: manager, name: fc.constant('licence.review' as const), input: fc.constantFrom({ opinion: 'agree' }, { opinion: 'agree' }, { opinion: 'object', note: '再核' }) }),
      fc.record({ client: clerk, name: fc.constant('licence.decide' as const), input: fc.constantFrom({ decision: 'granted' }, { decision: 'refused', reason: '不符合条件' }) }),
    );
    let decisions = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 6, maxLength: 16, size: 'max' }), async (moves) => {
        const code = await committed(station);
        const taken: { readonly name: string; readonly client: string; readonly input: object }[] = [];
        for (const { client, name, input } of moves) {
          const answer = await station.counter.call(name, { case: code, ...input }, { kind: 'window', client });
          expect([null, 'bad-input', 'licence-state', 'licence-own-check', 'licence-review-missing', 'licence-condition-unmet']).toContain(answer.ok ? null : answer.error.code);
          if (answer.ok) taken.push({ name, client, input });
        }
        const decided = taken.findIndex(({ name }) => name === 'licence.decide');
        if (decided < 0) return;
        decisions += 1;
        const [check, review] = ['licence.check', 'licence.review'].map((name) => taken.slice(0, decided).findLast((one) => one.name === name));
        expect(taken.indexOf(review ?? { name: '', client: '', input: {} })).toBeGreaterThan(taken.indexOf(check ?? { name: '', client: '', input: {} }));
        expect(review).toMatchObject({ input: { opinion: 'agree' } });
        expect(review?.client.slice(0, 2)).not.toBe(check?.client.slice(0, 2));
        const { state, conditions } = await read(station, code);
        expect(state === 'refused' || conditions.every(({ ok }) => ok === true)).toBe(true);
        expect(taken).toHaveLength(decided + 1);
      }),
      { numRuns: 180 },
    );
    expect(decisions).toBeGreaterThan(10);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  }, 120_000);
});

describe('the formal check', () => {
  it('is complete by construction: every condition answered once, what is not met with its reason, all faults at once', async () => {
    const station = await openStation();
    const code = await committed(station);
    const before = await entries(station);
    const [first, second, ...rest] = allMet('lic-hr-commit', 'found').map(({ condition }) => condition);
    const items = [{ condition: first, ok: false }, { condition: second, ok: true }, { condition: second, ok: true }, { condition: 'made-up', ok: true }];
    const refused = await station.refused('licence.check', { case: code, items });
    expect(refused.code).toBe('bad-input');
    expect(refused.issues?.map((issue) => `${issue.path} ${issue.code}`)).toEqual([
      '$.items[0].note required', '$.items[2].condition condition-twice', '$.items[3].condition unknown-condition', ...rest.map(() => '$.items condition-unanswered'),
    ]);
    expect(await entries(station)).toBe(before);
  });

  it('tells at once which material is not settled, by the rules of every handling', async () => {
    const station = await openStation();
    const code = await committed(station);
    const { items } = hrCheck(code);
    expect(await station.refused('licence.check', { case: code, items })).toMatchObject({ code: 'material-unsettled', issues: [{ path: '$.materials' }] });
    const collected = [{ name: '设立申请书', way: 'submit' as const }, { name: '章程、场所、人员证明', way: 'submit' as const }];
    expect(await station.refused('licence.check', { case: code, items, materials: collected })).toMatchObject({ code: 'cancelled-not-collectable', issues: [{ path: '$.materials[1].way' }] });
  });
});

describe('opening', () => {
  it('and signing are barred to whoever promised falsely at this counter; the ordinary way stays open', async () => {
    const station = await openStation();
    const open = async (): Promise<Request<'licence.open'>> => {
      const { visit } = await received(station, ['lic-school-commit']);
      return { visit, matter: 'lic-school-commit', procedure: 'found', applicant: person };
    };
    const { case: before } = await station.call('licence.open', await open());
    const earlier = await visitor(station);
    const { commitment } = await signed(station, earlier);
    await finishedByPromise(station, earlier);
    await station.call('commitment.check', { commitment, finding: 'false' });
    expect((await station.refused('licence.commit', { case: before, signature: { kind: 'paper' } })).code).toBe('commitment-false-promise');
    const again = await open();
    expect((await station.refused('licence.open', again)).code).toBe('commitment-false-promise');
    const materials = properly(await resolved(station, 'lic-school-commit')).map((entry) => (entry.way === 'commitment' ? { ...entry, way: 'submit' as const } : entry));
    await station.call('transaction.finish', { visit: again.visit, matter: 'lic-school-commit', applicant: person, materials, outcome: 'accepted' });
  });

  it('refuses a matter of no group, a procedure that is not offered, and an applicant whom the matter does not serve', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['lic-hr-commit', 'lic-hr'], { ...atWindow, applicant: 'enterprise' });
    const open = (change: object): Promise<{ readonly code: string; readonly issues?: readonly object[] }> =>
      station.refused('licence.open', { visit, matter: 'lic-hr-commit', procedure: 'found', applicant: enterprise, ...change });
    expect(await open({ matter: 'lic-hr' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.matter', code: 'not-a-licence' }] });
    expect(await open({ procedure: 'merge' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.procedure', code: 'not-offered' }] });
    expect(await open({ applicant: person })).toMatchObject({ code: 'applicant-kind-not-served' });
    expect(await open({ ticket: 'A001' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.ticket' }] });
  });

  it('needs conditions that were adopted; a station without them has no licence flow and is not held to one', async () => {
    const station = await bareStation();
    expect((await station.refused('licence.adopt', { document: sampleLicences })).code).toBe('no-catalogue-in-force');
    const document = sample('catalogue.json');
    await station.counter.call('catalogue.import', { document, effectiveFrom: '2026-01-01' }, { kind: 'command-line', user: 'tester', role: 'manager' });
    expect(await station.call('licence.groups', {})).toEqual({ version: null, authority: null, groups: [] });
    const { visit } = await received(station, ['lic-hr-commit'], { ...atWindow, applicant: 'enterprise' });
    expect(await station.refused('licence.open', { visit, matter: 'lic-hr-commit', procedure: 'found', applicant: enterprise })).toMatchObject({ issues: [{ code: 'not-a-licence' }] });
    await station.call('transaction.finish', { visit, matter: 'lic-hr-commit', applicant: enterprise, materials: properly(await resolved(station, 'lic-hr-commit')), outcome: 'completed' });
  });

  it('keeps the conditions of its day for a case, whatever is adopted later', async () => {
    const station = await openStation();
    const code = await committed(station);
    const groups = sampleLicences.groups.map((group) => ({ ...group, conditions: group.conditions.slice(0, group.code === 'hr-service' ? 2 : undefined) }));
    const unknown = await station.refused('licence.adopt', { document: { ...sampleLicences, groups: groups.map((group) => ({ ...group, matters: [`${group.code}-gone`] })) } });
    expect(unknown.issues?.map(({ path: at, code: fault }) => `${at} ${fault}`)).toEqual([0, 1, 2].map((at) => `$.document.groups[${at}].matters[0] unknown-matter`));
    expect(await station.call('licence.adopt', { document: { ...sampleLicences, groups }, dryRun: true })).toMatchObject({ version: 2, adopted: false });
    expect(await station.call('licence.adopt', { document: { ...sampleLicences, groups } })).toMatchObject({ version: 2, adopted: true, groups: [{ code: 'hr-service', conditions: 2 }, {}, {}] });
    await station.call('licence.check', hrCheck(code));
    expect((await read(station, code)).conditions).toHaveLength(6);
    expect((await read(station, await applied(station))).conditions).toHaveLength(2);
  });
});

describe('the figures of licences', () => {
  it('sum limits and days over the decided cases, by group and in all, and say what was left out', async () => {
    const station = await openStation();
    await granted(station);
    const { visit } = await received(station, ['lic-school-commit'], { ...atWindow, applicant: 'enterprise' });
    const { case: school } = await station.call('licence.open', { visit, matter: 'lic-school-commit', procedure: 'change', applicant: enterprise });
    await station.call('licence.commit', { case: school, signature: { kind: 'paper' } });
    const listed = properly(await resolved(station, 'lic-school-commit'));
    await station.call('licence.check', { case: school, items: allMet('lic-school-commit', 'change'), materials: listed });
    // Opened on a Monday, decided on the Monday after.
    station.time.now += 7 * day;
    await station.call('licence.review', { case: school, opinion: 'agree' });
    await station.call('licence.decide', { case: school, decision: 'granted' });
    const { groups, total } = await station.call('licence.statistics', year);
    expect(groups.map(({ group, decided, compression, medianWorkingDays }) => [group, decided, compression.ratio, compression.leftOut.unknownLimit, medianWorkingDays])).toEqual([
      ['hr-service', 1, null, 1, 0], ['training-school', 1, 50 / 60, 0, 5], ['cooperative-training', 0, null, 0, null],
    ]);
    expect(total).toMatchObject({ decided: 2, granted: 2, refused: 0, compression: { unit: 'working', counted: 1, statutoryDays: 60, promisedDays: 10, ratio: 50 / 60, leftOut: { unknownLimit: 1 } }, medianWorkingDays: 2.5, undated: 0 });
    expect((await station.call('licence.statistics', { from: '2026-10-13', to: '2026-10-31' })).total.decided).toBe(1);
    expect((await station.call('licence.list', { state: 'granted' })).cases.map(({ group }) => group)).toEqual(['training-school', 'hr-service']);
  });
});

describe('what is personal in a licence case', () => {
  const secret = { name: '慕容秘密', number: '34052419800101001X', phone: '13987654321', note: '此人无业两年备注', reason: '本人情况特殊不予', withdrawn: '本人突感不适', objection: '申请人签名潦草' };
  const stroke = [[987, 431], [986, 432]] as const;

  it('stands nowhere in the data folder, is masked in every answer, and is not published', async () => {
    const station = await openStation();
    const applicant = { kind: 'person' as const, name: secret.name, paper: { type: 'resident-id' as const, number: secret.number }, phone: secret.phone };
    const { visit } = await received(station, ['lic-school-commit']);
    const { case: code } = await station.call('licence.open', { visit, matter: 'lic-school-commit', procedure: 'found', applicant });
    await station.call('licence.commit', { case: code, signature: { kind: 'drawn', strokes: [stroke.map(([x, y]) => [x, y])] } });
    const [first, ...others] = allMet('lic-school-commit', 'found');
    const materials = properly(await resolved(station, 'lic-school-commit'));
    await station.call('licence.check', { case: code, items: [{ condition: first?.condition ?? '', ok: true, note: secret.note }, ...others], materials });
    await station.call('licence.review', { case: code, opinion: 'object', note: secret.objection });
    await station.call('licence.check', { case: code, items: [{ condition: first?.condition ?? '', ok: true, note: secret.note }, ...others], materials });
    await station.call('licence.review', { case: code, opinion: 'agree' });
    await station.call('licence.decide', { case: code, decision: 'granted', reason: secret.reason });
    const { text } = await station.call('licence.publication', { case: code });
    expect(text).toContain('申请人：慕容*');
    const answers = JSON.stringify([await station.call('licence.list', {}), text, await station.call('licence.statistics', year)]);
    for (const word of Object.values(secret)) expect(answers).not.toContain(word);
    const { applicantMasked, conditions } = await read(station, code);
    expect(JSON.stringify(await read(station, code))).not.toContain('987');
    expect([applicantMasked, conditions[0]?.note]).toEqual([{ name: '慕容*', paper: '340***********001X' }, secret.note]);
    station.close();
    const files = readdirSync(station.folder).map((file) => readFileSync(path.join(station.folder, file)));
    for (const word of [...Object.values(secret), JSON.stringify(stroke[0])]) expect(files.filter((bytes) => bytes.includes(word))).toEqual([]);
  });
});
