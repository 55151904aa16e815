/** The look-back over imported history: it finds what was planted there, all of it, and nothing else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Disposition } from '../../../shared/catalogue/catalogue.ts';
import type { FindingKind } from '../../../shared/contract/look-back.ts';
import { addDays } from '../../../shared/transaction/china-time.ts';
import { historyFile, historyMapping, type HistoryLine } from '../../fixtures/history.ts';
import { handled } from '../../fixtures/handling.ts';
import { minute, openStation, type Station } from '../../fixtures/station.ts';

const first = '2025-01-02';
const days = 480;
const span = { from: first, to: addDays(first, days) };
/** Some of them are resolved otherwise from 2025-03-01 on. */
const matters = ['si-flex-enroll', 'si-resident-enroll', 'si-person-change', 'emp-card', 'tal-archive-in', 'tal-grad'] as const;

/** What the previous system's clerk would have written where all was done properly. */
const properly: Readonly<Record<Disposition, string>> = { cancelled: '取消', 'data-sharing': '共享', 'inter-department': '核验', commitment: '承诺', submit: '收取' };

/** Per kind of violation, on which material it can be planted and as which words. */
const violations = {
  cancelledCollected: { on: 'cancelled', words: ['收取', '承诺', '留存', '共享'] },
  sharedKept: { on: 'data-sharing', words: ['留存'] },
  sharedAsked: { on: 'data-sharing', words: ['收取', '缺件', '容缺'] },
} as const satisfies Partial<Record<FindingKind, { on: Disposition; words: readonly string[] }>>;
type Kind = keyof typeof violations;
const kinds = ['cancelledCollected', 'sharedKept', 'sharedAsked'] as const;

type Plan = { readonly matter: number; readonly day: number; readonly kind: Kind | null; readonly word: number; readonly at: number; readonly voided: boolean };
type Lists = ReadonlyMap<string, readonly { readonly name: string; readonly disposition: Disposition }[]>;

/** The words of the lists on a day, from the operation that anybody can ask. */
async function listsOf(station: Station, plans: readonly Plan[]): Promise<Lists> {
  const lists = new Map<string, readonly { readonly name: string; readonly disposition: Disposition }[]>();
  for (const { matter, day } of plans) {
    const [code, at] = [matters[matter] ?? '', addDays(first, day)];
    if (!lists.has(`${code} ${at}`)) lists.set(`${code} ${at}`, (await station.call('certificates.resolve', { matter: code, at })).materials);
  }
  return lists;
}

/** The rows of a plan, and whether its violation could be planted in them. */
function rowsOf({ matter, day, kind, word, at, voided }: Plan, index: number, lists: Lists): { readonly line: HistoryLine; readonly planted: Kind | null } {
  const [code, civil] = [matters[matter] ?? '', addDays(first, day)];
  const materials = lists.get(`${code} ${civil}`) ?? [];
  const fitting = kind === null ? [] : materials.filter(({ disposition }) => disposition === violations[kind].on);
  const chosen = fitting[at % Math.max(fitting.length, 1)]?.name;
  const wrong = kind === null ? '' : (violations[kind].words[word % violations[kind].words.length] ?? '');
  return {
    line: {
      number: `H${index}`, day: civil, matter: code, outcome: voided ? '作废' : '办结',
      materials: materials.map(({ name, disposition }) => [name, name === chosen ? wrong : properly[disposition]] as const),
    },
    planted: chosen === undefined ? null : kind,
  };
}

const plan: fc.Arbitrary<Plan> = fc.record({
  matter: fc.nat(matters.length - 1), day: fc.nat(days), word: fc.nat(99), at: fc.nat(99),
  kind: fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: fc.constantFrom(...kinds) }),
  voided: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
});

async function listed(station: Station, finding: FindingKind): Promise<readonly string[]> {
  const all: string[] = [];
  for (;;) {
    const after = all.at(-1);
    const { numbers, more } = await station.call('lookback.list', { ...span, finding, limit: 37, ...(after === undefined ? {} : { after }) });
    all.push(...numbers);
    if (!more) return all;
  }
}

describe('the scan over imported history', () => {
  it('finds exactly what was planted, and every finding opens its transactions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.noShrink(fc.array(plan, { minLength: 1500, maxLength: 3000, size: 'max' })), async (plans) => {
        const station = await openStation();
        const lists = await listsOf(station, plans);
        const rows = plans.map((one, index) => rowsOf(one, index, lists));
        await station.call('history.import', { file: historyFile(rows.map(({ line }) => line)), mapping: historyMapping });
        const scan = await station.call('lookback.scan', { ...span, limit: 5 });
        const standing = rows.filter(({ line }) => line.outcome !== '作废');
        expect([scan.transactions, scan.rows]).toEqual([standing.length, standing.reduce((sum, { line }) => sum + line.materials.length, 0)]);
        for (const kind of kinds) {
          const expected = standing.filter(({ planted }) => planted === kind).map(({ line }) => line.number);
          expect(scan.findings[kind]).toMatchObject({ count: expected.length, transactions: expected.length });
          const numbers = await listed(station, kind);
          expect(scan.findings[kind].numbers).toEqual(numbers.slice(0, 5));
          const opened = await Promise.all(numbers.map((number) => station.call('transaction.read', { number })));
          expect(opened.map(({ transaction }) => transaction.sourceNumber ?? '').toSorted()).toEqual(expected.toSorted());
        }
        // Nothing that needs a source, a receipt or a notice of this counter is said of history.
        expect([scan.findings.sharedUnreceipted.count, scan.findings.sourceNotUsed.count, scan.findings.noticeLate.count]).toEqual([0, 0, 0]);
        station.close();
      }),
      { numRuns: 3 },
    );
  }, 120_000);

  it('judges each row by the lists of its own day, whatever was adopted since', async () => {
    const station = await openStation();
    const collected = (number: string, day: string): HistoryLine => ({ number, day, matter: 'si-resident-enroll', materials: [['户口簿首页和本人页', '收取']] });
    // Shared since 2025-03-01 by a list of the city; before 2025 no catalogue is here, and before June 2024 no list either.
    const file = historyFile([collected('a', '2025-02-28'), collected('b', '2025-03-01'), collected('c', '2024-07-01'), collected('d', '2024-01-02')]);
    expect(await station.call('history.import', { file, mapping: historyMapping })).toMatchObject({ unjudgedMaterials: 1 });
    const ledgerOf = async (number: string): Promise<unknown> => (await station.call('ledger.read', { transaction: number })).rows.map(({ listed: word, decidedBy }) => [word, decidedBy?.list ?? null]);
    const { transactions } = await station.call('transaction.list', { from: '2024-01-01', to: '2025-12-31' });
    expect(await Promise.all(transactions.map(async ({ number, sourceNumber }) => [sourceNumber, await ledgerOf(number)]))).toEqual([
      ['b', [['data-sharing', 'city-2025']]], ['a', [['inter-department', 'district-2024']]], ['c', [['inter-department', 'district-2024']]], ['d', [[null, null]]],
    ]);
    const scan = async (): Promise<number> => (await station.call('lookback.scan', { from: '2024-01-01', to: '2025-12-31' })).findings.sharedAsked.count;
    expect(await scan()).toBe(1);
    const row = { matter: '*', material: '户口簿首页和本人页', disposition: 'data-sharing' as const, provider: '公安', basis: '试验' };
    await station.call('reductions.import', { document: { lists: [{ code: 'late', level: 'province', issuer: '试验', effectiveFrom: '2020-01-01', effectiveTo: null, rows: [row] }] } });
    expect(await scan()).toBe(1);
  });
});

describe('the scan over own transactions', () => {
  it('names what counts as fetched without a receipt, and leaves out a source that came later', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'si-flex-enroll');
    const always = { from: '2026-01-01', to: '2026-12-31' };
    expect((await station.call('lookback.scan', always)).findings.sharedUnreceipted).toEqual({ count: 1, transactions: 1, numbers: [number] });
    const { numbers } = await station.call('lookback.list', { ...always, finding: 'sharedUnreceipted' });
    expect(numbers).toEqual([number]);
    station.time.now += minute;
    await station.call('transaction.amend', { number, change: { outcome: 'voided' }, reason: '误操作' });
    expect((await station.call('lookback.scan', always)).findings.sharedUnreceipted.count).toBe(0);
  });
});
