import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { allTransactions, allVisits } from '../../../main/core/figures/facts.ts';
import { createFigures } from '../../../main/core/figures/figures.ts';
import { openDatabase } from '../../../main/core/store/database.ts';
import { readStrictly, type StoredEntry } from '../../../main/core/store/journal.ts';
import type { Sqlite } from '../../../main/core/store/sqlite.ts';
import { Matter } from '../../../shared/catalogue/catalogue.ts';
import type { SealedBox } from '../../../shared/journal/sealed.ts';
import { Dimension, dimensions, facts } from '../../../shared/statistics/dimensions.ts';
import { isAdditive, Measure, measures } from '../../../shared/statistics/measures.ts';
import { resultOf, StatisticsQuery, type StatisticsResult } from '../../../shared/statistics/query.ts';
import { days, happenings, writerOf } from '../../fixtures/generated-days.ts';
import { copyOf, stationFolder } from '../../fixtures/station.ts';
import { slowAnswer, slowly, type Slow } from '../../fixtures/slow-figures.ts';

const box: SealedBox = { cipher: 'A256GCM', key: 'none', nonce: 'AAAA', text: 'AAAA' };
let template: string;
beforeAll(async () => {
  template = await stationFolder();
});

type Kept = { readonly database: Sqlite; readonly matters: readonly Matter[]; readonly station: { readonly id: string; readonly code: string; readonly site: string } };

/** An empty station, opened for writing without a core around it. */
function kept(): Kept {
  const database = openDatabase(copyOf(template), 'write');
  const station = database.prepare<[], { id: string; code: string; site: string }>('SELECT id, code, site FROM station').get();
  if (station === undefined) throw new Error('the station is not founded');
  const matters = database.prepare<[], string>('SELECT content FROM catalogue_matter ORDER BY position').pluck().all().map((text) => Matter.parse(JSON.parse(text)));
  return { database, station, matters };
}

const slowOf = ({ database, matters }: Kept): Slow =>
  slowly(database.prepare<[], StoredEntry>('SELECT seq, type, at, entry, hash FROM journal ORDER BY seq').all().flatMap((row) => readStrictly(row)?.entry ?? []), matters);

const close = (one: number | null | undefined, other: number | null | undefined): boolean =>
  one === other || (typeof one === 'number' && typeof other === 'number' && Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one)));

/** The cells in which two answers differ. */
function differences(result: StatisticsResult, expected: ReturnType<typeof slowAnswer>): readonly string[] {
  const lines = new Map([...result.rows.map((row) => [JSON.stringify(result.by.map((dimension) => row[dimension] ?? null)), row] as const), ['total', result.totals] as const]);
  const keys = new Set([...lines.keys(), ...expected.keys()]);
  return [...keys].flatMap((key) => {
    const [line, other] = [lines.get(key), expected.get(key)];
    if (line === undefined || other === undefined) return [`${key} is ${line === undefined ? 'missing' : 'too many'}`];
    return result.measures.flatMap((measure) => (close(line[measure], other[measure]) ? [] : [`${key} ${measure}: ${line[measure]} instead of ${other[measure]}`]));
  });
}

const ofFact = (fact: (typeof facts)[number]): readonly Measure[] => Measure.options.filter((measure) => measures[measure].fact === fact);
const questions = fc
  .record({ fact: fc.constantFrom(...facts), by: fc.uniqueArray(fc.constantFrom(...Dimension.options), { maxLength: 3 }), from: fc.constantFrom(...days), to: fc.constantFrom(...days), start: fc.constantFrom('01-01', '03-01', '12-31'), whereLane: fc.boolean(), whereMatter: fc.boolean(), drawn: fc.nat() })
  .map(({ fact, by, from, to, start, whereLane, whereMatter, drawn }) => ({ fact, by: by.filter((dimension) => dimensions[dimension].facts.includes(fact)), from: from < to ? from : to, to: from < to ? to : from, start, whereLane, whereMatter, drawn }));

describe('the figures', () => {
  it('agree with a slow and plain reading of the journal, whatever happened and whatever is asked, also after more has happened', { timeout: 300_000 }, () => {
    let compared = 0;
    fc.assert(
      fc.property(happenings, happenings, fc.array(questions, { minLength: 3, maxLength: 6 }), (first, then, asked) => {
        const station = kept();
        const { database, matters } = station;
        try {
          const writer = writerOf(database, station.station, matters, box);
          const figures = createFigures(database);
          for (const part of [first, then]) {
            for (const happening of part) writer.write(happening);
            const slow = slowOf(station);
            for (const { fact, by, from, to, start, whereLane, whereMatter, drawn } of asked) {
              const query = StatisticsQuery.parse({
                from, to, by, measures: ofFact(fact), reportYearStart: start,
                where: { ...(whereLane ? { lane: ['window', 'self-service'] } : {}), ...(whereMatter ? { matter: slow.transactions.length === 0 ? [null] : [slow.transactions[drawn % slow.transactions.length]?.matter.code ?? null] } : {}) },
              });
              const result = figures.query(query);
              expect(differences(result, slowAnswer(slow, query, station.station.site, [fact]))).toEqual([]);
              expect(result.identities.filter(({ holds }) => !holds)).toEqual([]);
              compared += result.rows.length;
            }
          }
        } finally {
          database.close();
        }
      }),
      { numRuns: 120 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  it.each(Dimension.options)('by %s agree in every measure that has it', (dimension) => {
    const station = kept();
    const writer = writerOf(station.database, station.station, station.matters, box);
    for (const happening of fc.sample(happenings, { numRuns: 6, seed: 7 }).flat()) writer.write(happening);
    const slow = slowOf(station);
    const figures = createFigures(station.database);
    for (const fact of dimensions[dimension].facts) {
      const query = StatisticsQuery.parse({ from: '2027-01-01', to: '2029-12-31', by: [dimension], measures: ofFact(fact) });
      const result = figures.query(query);
      expect(result.rows.length).toBeGreaterThan(0);
      expect(differences(result, slowAnswer(slow, query, station.station.site, [fact]))).toEqual([]);
    }
    station.database.close();
  });

  it('open, cell by cell, exactly what they were counted from', () => {
    const station = kept();
    const writer = writerOf(station.database, station.station, station.matters, box);
    for (const happening of fc.sample(happenings, { numRuns: 5, seed: 11 }).flat()) writer.write(happening);
    const figures = createFigures(station.database);
    const span = { from: '2027-01-01', to: '2029-12-31' };
    let opened = 0;
    for (const measure of Measure.options.filter((one) => isAdditive(one) && measures[one].formula.kind === 'count')) {
      const { rows } = figures.query(StatisticsQuery.parse({ ...span, by: ['lane', 'month'], measures: [measure] }));
      for (const row of rows) {
        const cell = { ...span, measure, key: { lane: [row.lane ?? null], month: [row.month ?? null] }, where: {}, reportYearStart: '01-01' };
        const pages = [];
        for (let after: number | null = 0; after !== null; ) {
          const page: ReturnType<typeof figures.drill> = figures.drill(cell, { after, limit: 3 });
          pages.push(page);
          after = page.next;
        }
        const behind = pages.flatMap((page) => [...page.transactions.map(({ number }) => number), ...page.visits.map(({ visit }) => visit)]);
        expect({ measure, total: pages[0]?.total, distinct: new Set(behind).size }).toEqual({ measure, total: row[measure], distinct: row[measure] });
        opened += behind.length;
      }
    }
    expect(opened).toBeGreaterThan(100);
    station.database.close();
  });

  it('of another span stand beside, lined up by their place in it', () => {
    const station = kept();
    const writer = writerOf(station.database, station.station, station.matters, box);
    for (const happening of fc.sample(happenings, { numRuns: 5, seed: 3 }).flat()) writer.write(happening);
    const figures = createFigures(station.database);
    const asked = { measures: ['transactions', 'waitMedian'], by: ['month', 'lane'] };
    const { rows, compare } = figures.query(StatisticsQuery.parse({ ...asked, from: '2028-12-01', to: '2029-01-31', compare: 'previousYear' }));
    const before = figures.query(StatisticsQuery.parse({ ...asked, from: '2027-12-01', to: '2028-01-31' }));
    expect(compare).toEqual({ from: '2027-12-01', to: '2028-01-31', totals: before.totals });
    const lined = rows.flatMap((row) => (row.compare === null || row.compare === undefined ? [] : [{ month: `${Number(String(row.month).slice(0, 4)) - 1}${String(row.month).slice(4)}`, lane: row.lane, ...row.compare }]));
    expect(lined.toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)))).toEqual(before.rows.map((row) => ({ ...row })).toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other))));
    expect(lined.length).toBeGreaterThan(2);
    station.database.close();
  });

  it('read all rows from indexes that cover them, so that the sealed columns stay on the disk', () => {
    const { database } = kept();
    const plan = (sql: string): string => JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
    expect(plan(allTransactions)).toContain('SCAN handled USING COVERING INDEX handled_volume');
    expect(plan(allVisits)).toContain('SCAN visit USING COVERING INDEX visit_of_day');
    database.close();
  });

  it('are refused rather than wrong where a table holds what no entry can say', () => {
    const station = kept();
    const writer = writerOf(station.database, station.station, station.matters, box);
    for (const happening of fc.sample(happenings, { numRuns: 2, seed: 5 }).flat()) writer.write(happening);
    // What no operation can do: a state that no measure of visits knows.
    station.database.exec(`UPDATE visit SET state = 'nowhere' WHERE rowid = 1`);
    expect(() => createFigures(station.database).query(StatisticsQuery.parse({ from: '2027-01-01', to: '2029-12-31', measures: ['visits'] }))).toThrow('state cannot be nowhere');
    station.database.close();
  });
});

describe('the form of an answer to one question', () => {
  it('takes what was asked for, and refuses what was not', () => {
    const query = StatisticsQuery.parse({ from: '2028-01-01', to: '2028-12-31', measures: ['transactions'], by: ['matter'] });
    const result = { from: query.from, to: query.to, by: query.by, measures: query.measures, totals: { transactions: 3 }, identities: [], excluded: [], head: { seq: 1, hash: '' } };
    const row = { matter: 'a', matterName: 'A', matterNameEn: '', transactions: 3 };
    expect(resultOf(query).parse({ ...result, rows: [row] })).toEqual({ ...result, rows: [row] });
    for (const more of [{ lane: 'window' }, { waitMean: 3 }, { compare: null }]) expect(resultOf(query).safeParse({ ...result, rows: [{ ...row, ...more }] }).success).toBe(false);
    expect(resultOf({ ...query, compare: 'previous' }).safeParse({ ...result, rows: [{ ...row, compare: { transactions: 2 } }] }).success).toBe(true);
  });
});

describe('a question', () => {
  const span = { from: '2028-01-01', to: '2028-12-31' };
  it.each([
    ['no measure', { ...span, measures: [] }],
    ['four dimensions', { ...span, measures: ['transactions'], by: ['day', 'lane', 'matter', 'clerk'] }],
    ['a dimension twice', { ...span, measures: ['transactions'], by: ['day', 'day'] }],
    ['a measure that is none', { ...span, measures: ['happiness'] }],
    ['visits by outcome', { ...span, measures: ['visits'], by: ['outcome'] }],
    ['a filter that visits do not have', { ...span, measures: ['visits'], where: { applicantKind: ['person'] } }],
    ['a span that ends before it begins', { from: '2028-02-02', to: '2028-02-01', measures: ['transactions'] }],
    ['29 February as the start of a year', { ...span, measures: ['transactions'], reportYearStart: '02-29' }],
    ['a key that is not known', { ...span, measures: ['transactions'], group: ['day'] }],
  ])('with %s is refused', (_name, query) => {
    expect(StatisticsQuery.safeParse(query).success).toBe(false);
  });
});
