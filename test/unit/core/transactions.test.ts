import { describe, expect, it } from 'vitest';
import { catalogueOf, material, matterLike } from '../../fixtures/catalogue.ts';
import { atWindow, enterprise, finishing, handled, person, received, residentId } from '../../fixtures/handling.ts';
import { bareStation, openStation, type Station } from '../../fixtures/station.ts';
import type { Matter } from '../../../shared/catalogue/catalogue.ts';

async function stationWith(...matters: readonly Matter[]): Promise<Station> {
  const station = await bareStation();
  await station.call('catalogue.import', { document: catalogueOf(...matters), effectiveFrom: '2020-01-01' });
  return station;
}

const limited = (code: string, promisedDays: number | null, dayUnit = 'working'): Matter => matterLike(code, { promisedDays, dayUnit });

describe('numbers of transactions', () => {
  it('run without a gap over lanes, windows, days, refusals and restarts', async () => {
    let station = await openStation();
    const numbers: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      numbers.push((await handled(station, turn % 2 === 0 ? 'si-account' : 'si-flex-enroll')).number);
      const { visit } = await received(station, ['si-account']);
      await station.refused('transaction.finish', { ...(await finishing(station, visit, 'si-account')), materials: [] });
      if (turn === 2) station = station.reopen();
      if (turn === 3) station.time.now += 24 * 3_600_000;
    }
    expect(numbers.map((number) => number.slice(-7))).toEqual(['-000001', '-000002', '-000003', '-000004', '-000005', '-000006']);
    expect(new Set(numbers.map((number) => number.slice(0, 4))).size).toBe(1);
  });
});

describe('due dates', () => {
  it.each([
    ['2025-01-24', 5, 'working', '2025-02-07'],
    ['2025-12-31', 5, 'working', '2026-01-08'],
    ['2026-01-02', 1, 'working', '2026-01-04'],
    ['2026-04-30', 3, 'working', '2026-05-08'],
    ['2026-09-30', 1, 'working', '2026-10-08'],
    ['2026-09-30', 0, 'working', '2026-09-30'],
    ['2026-12-31', 60, 'calendar', '2027-03-01'],
  ])('accepted on %s with a promise of %i %s days is due on %s', async (day, days, unit, due) => {
    const station = await stationWith(limited('one', days, unit));
    station.time.now = Date.parse(`${day}T00:10:00+08:00`);
    expect(await handled(station, 'one', { outcome: 'accepted' })).toMatchObject({ due, receipt: { due, dueUnknown: null } });
  });

  it('count the day in China: a minute before midnight there is still today', async () => {
    const station = await stationWith(limited('one', 1));
    station.time.now = Date.parse('2026-09-29T23:47:00+08:00');
    const before = await handled(station, 'one', { outcome: 'accepted' });
    const after = await handled(station, 'one', { outcome: 'accepted' });
    expect([before.due, after.due]).toEqual(['2026-09-30', '2026-10-08']);
  });

  it('are not guessed where the catalogue states no limit', async () => {
    const station = await stationWith(limited('one', null));
    const { number, due, dueUnknown } = await handled(station, 'one', { outcome: 'accepted' });
    expect({ due, dueUnknown }).toEqual({ due: undefined, dueUnknown: 'limit-not-stated' });
    expect((await station.call('transaction.read', { number })).transaction).toMatchObject({ due: null, dueUnknown: 'limit-not-stated' });
  });

  it('are not promised into a year whose holidays nobody has published', async () => {
    const station = await stationWith(limited('one', 1));
    station.time.now = Date.parse('2026-12-31T10:00:00+08:00');
    const { due, dueUnknown } = await handled(station, 'one', { outcome: 'accepted' });
    expect({ due, dueUnknown }).toEqual({ due: undefined, dueUnknown: 'year-unknown' });
  });

  it.each(['completed', 'not-accepted', 'returned', 'referred'] as const)('are not given for what was %s', async (outcome) => {
    const station = await stationWith(limited('one', 5));
    const { due, dueUnknown } = await handled(station, 'one', { outcome });
    expect({ due, dueUnknown }).toEqual({ due: undefined, dueUnknown: undefined });
  });
});

describe('tolerant acceptance', () => {
  const lenient = matterLike('lenient', { promisedDays: 5, materials: [material('照片', 'submit', 3), material('申请表', 'submit')] });

  it('takes the matter in without a material that the catalogue lets come later, and says by when', async () => {
    const station = await stationWith(lenient);
    station.time.now = Date.parse('2026-09-29T09:00:00+08:00');
    const materials = [{ name: '照片', way: 'submit', state: 'tolerated' }, { name: '申请表', way: 'submit' }] as const;
    const { receipt } = await handled(station, 'lenient', { outcome: 'accepted', materials: [...materials] });
    expect(receipt.materials.map(({ name, state, dueBy }) => [name, state, dueBy])).toEqual([['照片', 'tolerated', '2026-10-09'], ['申请表', 'done', null]]);
  });

  it('is not the clerk’s free choice, and nothing is completed with it', async () => {
    const station = await stationWith(lenient);
    const { visit } = await received(station, ['lenient']);
    const finish = await finishing(station, visit, 'lenient', { outcome: 'accepted' });
    const tolerated = (name: string): typeof finish.materials => finish.materials.map((one) => (one.name === name ? { ...one, state: 'tolerated' } : one));
    expect((await station.refused('transaction.finish', { ...finish, materials: tolerated('申请表') })).code).toBe('tolerance-not-allowed');
    expect((await station.refused('transaction.finish', { ...finish, outcome: 'completed', materials: tolerated('照片') })).code).toBe('material-unsettled');
  });
});

describe('the one-time notice', () => {
  const heavy = matterLike('heavy', {
    materials: [material('身份证', 'submit'), material('申请表', 'submit'), material('合同', 'submit'), material('婚姻状况', 'commitment'), material('户口簿', 'data-sharing'), material('旧证明', 'cancelled')],
  });

  it('names everything that is missing at once, with what the catalogue says of it, and nothing else', async () => {
    const station = await stationWith(heavy);
    const materials = [
      { name: '身份证', way: 'submit', state: 'missing' }, { name: '申请表', way: 'submit' }, { name: '合同', way: 'submit', state: 'missing' },
      { name: '婚姻状况', way: 'commitment', state: 'missing' }, { name: '户口簿', way: 'data-sharing', state: 'pending' },
    ] as const;
    const { number, notice } = await handled(station, 'heavy', { outcome: 'returned', materials: [...materials] });
    expect(notice).toMatchObject({ number, station: '试验台', site: '试验大厅', trial: true, day: '2026-10-12', matterName: '事项 heavy', applicant: '诸葛*' });
    expect(notice?.missing).toEqual(['身份证', '合同', '婚姻状况'].map((name) => ({ name, nameEn: `${name} (en)`, note: `${name} 须原件` })));
  });

  it('is not given where nothing is missing', async () => {
    const station = await stationWith(heavy);
    expect((await handled(station, 'heavy', { outcome: 'returned' })).notice).toBeUndefined();
  });

  it('hinders neither completing nor accepting less than it should', async () => {
    const station = await stationWith(heavy);
    const { visit } = await received(station, ['heavy']);
    const finish = await finishing(station, visit, 'heavy');
    const materials = finish.materials.map((one) => (one.name === '合同' ? { ...one, state: 'missing' as const } : one));
    for (const outcome of ['completed', 'accepted'] as const) expect((await station.refused('transaction.finish', { ...finish, materials, outcome })).code).toBe('material-unsettled');
  });
});

describe('who a matter is for', () => {
  it.each([
    ['a person where only enterprises are served', { applicant: person }, 'applicant-kind-not-served', undefined],
    ['a person with a credit code', { applicant: { ...enterprise, kind: 'person' as const } }, 'bad-input', '$.applicant.paper.type'],
    ['somebody who is not born yet', { applicant: { ...person, paper: { type: 'resident-id' as const, number: '000000209901010018' } } }, 'bad-input', '$.applicant.paper.number'],
    ['a proxy who is not born yet', { applicant: enterprise, proxy: { name: '未来', paper: { type: 'resident-id' as const, number: '000000209901010018' } } }, 'bad-input', '$.proxy.paper.number'],
  ])('%s is refused', async (_who, change, code, path) => {
    const station = await stationWith(matterLike('firms', { applicant: ['enterprise'] }), matterLike('all'));
    const matter = code === 'applicant-kind-not-served' ? 'firms' : 'all';
    const { visit } = await received(station, [matter], { ...atWindow, applicant: 'enterprise' });
    const error = await station.refused('transaction.finish', await finishing(station, visit, matter, change));
    expect([error.code, error.issues?.[0]?.path]).toEqual([code, path]);
  });

  it('a resident id is stored in capitals whatever was typed', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'si-account', { applicant: { ...person, paper: { type: 'resident-id', number: ' 11010519491231002x ' } } });
    expect((await station.call('transaction.reveal', { number, reason: '核对' })).paper.number).toBe('11010519491231002X');
  });
});

describe('amendments', () => {
  it('add an entry that names the old one and keep it', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'si-flex-enroll', { note: '初次' });
    const first = await station.call('transaction.read', { number });
    const answer = await station.call('transaction.amend', { number, change: { outcome: 'accepted' }, reason: '应为受理' });
    expect(answer).toMatchObject({ number, amendment: 1, receipt: { outcome: 'accepted', due: '2026-10-13' } });
    await station.call('transaction.amend', { number, change: { applicant: { ...person, name: '诸葛改名' } }, reason: '姓名录错' });
    const read = await station.call('transaction.read', { number });
    expect(read.transaction).toMatchObject({ amendments: 2, outcome: 'accepted', due: '2026-10-13' });
    expect(read.amendments.map(({ reason, changed, by }) => [reason, changed, by])).toEqual([['应为受理', ['outcome'], 'cli:tester'], ['姓名录错', ['applicant'], 'cli:tester']]);
    expect(read.entries).toHaveLength(3);
    expect(read.entries[0]).toBe(first.entries[0]);
    const { entries } = await station.call('journal.read', { limit: 200 });
    expect(entries.filter(({ seq }) => read.entries.includes(seq)).map(({ type }) => type)).toEqual(['transaction.amended', 'transaction.amended', 'transaction.finished']);
    expect((await station.call('transaction.reveal', { number, reason: '核对' })).name).toBe('诸葛改名');
    expect(await station.call('statistics.volume', { from: '2026-10-12', to: '2026-10-12', by: [] })).toMatchObject({ totals: { transactions: 1, completed: 0, accepted: 1 } });
  });

  it('may put another matter of the same catalogue in place, with its own materials', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'si-flex-enroll');
    const other = await finishing(station, number, 'si-account');
    expect(await station.refused('transaction.amend', { number, change: { matter: 'no-such' }, reason: '事项选错' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.change.matter' }] });
    expect(await station.call('transaction.amend', { number, change: { matter: 'si-account', materials: other.materials }, reason: '事项选错' })).toMatchObject({ receipt: { matterName: '养老保险待遇发放账户维护申请' } });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('that change nothing are refused, also where the request spells out what was left to the defaults', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'si-flex-enroll', { note: '初次' });
    const { entries } = await station.call('station.status', {});
    const { materials } = await finishing(station, number, 'si-flex-enroll');
    const same = [
      { outcome: 'completed' as const }, { note: '初次' }, { note: ' 初次 ' }, { applicant: person }, { matter: 'si-flex-enroll' }, { materials },
      { materials: materials.filter(({ way }) => way !== 'cancelled').map((one) => ({ ...one, state: 'done' as const })) },
    ];
    for (const change of same) expect((await station.refused('transaction.amend', { number, change, reason: '更正' })).code).toBe('amendment-changes-nothing');
    expect((await station.refused('transaction.amend', { number, change: {}, reason: '更正' })).code).toBe('bad-input');
    expect((await station.call('station.status', {})).entries).toBe(entries);
  });

  it('are judged like a finishing, with the place of the fault under the change', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'si-flex-enroll');
    const { materials } = await finishing(station, number, 'si-flex-enroll');
    const unlawful = materials.map((one) => (one.way === 'cancelled' ? { ...one, way: 'submit' as const } : one));
    expect(await station.refused('transaction.amend', { number, change: { materials: unlawful }, reason: '更正' })).toMatchObject({ code: 'cancelled-not-collectable', issues: [{ path: '$.change.materials[3].way' }] });
    const unborn = { ...person, paper: { type: 'resident-id' as const, number: '000000209901010018' } };
    expect(await station.refused('transaction.amend', { number, change: { applicant: unborn }, reason: '更正' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.change.applicant.paper.number' }] });
    expect(await station.refused('transaction.amend', { number: 'ZZZZ-000001', change: { note: 'x' }, reason: '更正' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.number', code: 'unknown-transaction' }] });
  });

  it('void a transaction for good, which then counts as voided alone', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'si-flex-enroll');
    await handled(station, 'si-flex-enroll', { applicant: { ...person, paper: { type: 'resident-id', number: residentId(7) } } });
    await station.call('transaction.amend', { number, change: { outcome: 'voided' }, reason: '重复录入' });
    expect((await station.refused('transaction.amend', { number, change: { outcome: 'completed' }, reason: '恢复' })).code).toBe('transaction-voided');
    expect((await station.call('statistics.volume', { from: '2026-10-12', to: '2026-10-12', by: [] })).totals).toMatchObject({ transactions: 1, completed: 1, voided: 1 });
    expect((await station.refused('transaction.finish', { ...(await finishing(station, number, 'si-flex-enroll')), ticket: 'A001', outcome: 'voided' })).code).toBe('bad-input');
  });

  it('are possible whatever a list that came later says of the materials that were lawful then', async () => {
    const station = await stationWith(matterLike('one', { materials: [material('身份证', 'submit')] }));
    const { number } = await handled(station, 'one');
    const rows = [{ matter: 'one', material: '身份证', disposition: 'cancelled' as const, provider: null, basis: '新规' }];
    await station.call('reductions.import', { document: { lists: [{ code: 'late', level: 'city', issuer: '市', effectiveFrom: '2026-01-01', effectiveTo: null, rows }] } });
    expect((await station.call('certificates.resolve', { matter: 'one' })).materials).toMatchObject([{ disposition: 'cancelled' }]);
    await station.call('transaction.amend', { number, change: { note: '补记' }, reason: '补记一笔' });
    expect((await station.call('transaction.read', { number })).materials).toMatchObject([{ name: '身份证', listed: 'submit', way: 'submit' }]);
    await station.call('transaction.amend', { number, change: { outcome: 'voided' }, reason: '重复录入' });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });
});

describe('the list of transactions', () => {
  it('goes back page by page, each once, and keeps to the filter', async () => {
    const station = await openStation();
    const numbers: string[] = [];
    for (const matter of ['si-account', 'si-flex-enroll', 'si-account', 'si-account']) numbers.push((await handled(station, matter)).number);
    const span = { from: '2026-10-12', to: '2026-10-12' };
    const first = await station.call('transaction.list', { ...span, limit: 3 });
    expect([first.transactions.map(({ number }) => number), first.more]).toEqual([numbers.toReversed().slice(0, 3), true]);
    const rest = await station.call('transaction.list', { ...span, limit: 3, before: numbers[1] ?? '' });
    expect([rest.transactions.map(({ number }) => number), rest.more]).toEqual([numbers.slice(0, 1), false]);
    expect((await station.call('transaction.list', { ...span, matter: 'si-flex-enroll', window: 3 })).transactions.map(({ number }) => number)).toEqual(numbers.slice(1, 2));
    expect((await station.call('transaction.list', { from: '2026-10-13', to: '2026-10-13' })).transactions).toEqual([]);
  });
});
