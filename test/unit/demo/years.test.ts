import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCounter } from '../../../main/core/counter.ts';
import { openBooks } from '../../../main/core/demo/books.ts';
import { openingDays, spanOf, transactionsPerYear } from '../../../main/core/demo/opening-days.ts';
import { writeYears } from '../../../main/core/demo/write-years.ts';
import { schemas, type OperationName, type Output } from '../../../shared/contract/contract.ts';
import { readEntry } from '../../../main/core/store/journal.ts';
import { createCalendar, HolidayDocument } from '../../../shared/transaction/working-days.ts';
import { weekdayOf } from '../../../shared/transaction/china-time.ts';
import { commandLine, copyOf, emptyFolder, key, opened, resources } from '../../fixtures/station.ts';

const calendar = createCalendar(HolidayDocument.parse(JSON.parse(readFileSync(path.join(resources, 'sample/holidays.json'), 'utf8'))));

describe('the days on which the hall is open', () => {
  it('hold exactly the transactions asked for, in a year the source hall’s, whatever is drawn', () => {
    for (const transactions of [1, 7, 1000, transactionsPerYear, 1_000_003]) {
      const days = openingDays({ from: '2026-01-01', to: transactions > transactionsPerYear ? '2036-12-31' : '2026-12-31', transactions, seed: 5 }, calendar);
      expect(days.reduce((sum, day) => sum + day.transactions, 0)).toBe(transactions);
    }
    expect(spanOf(transactionsPerYear)).toBe(365);
  });

  it('leave out weekends and holidays, by the station’s calendar where it knows the year, and by the moon where it does not', () => {
    const days = openingDays({ from: '2014-01-01', to: '2026-12-31', transactions: 1_000_000, seed: 1 }, calendar).map(({ day }) => day);
    for (const day of ['2026-02-15', '2026-02-17', '2026-10-02', '2025-05-31', '2020-01-24', '2020-01-25', '2020-01-30', '2019-06-07', '2014-01-31', '2018-10-03', '2018-07-14']) expect(days).not.toContain(day);
    for (const day of ['2025-01-26', '2025-09-28', '2020-01-31', '2018-07-13', '2026-02-24']) expect(days).toContain(day);
    expect(days.filter((day) => day < '2025' && [0, 6].includes(weekdayOf(day)))).toEqual([]);
  });

  it('have their seasons: Mondays are full, the week before Spring Festival is quiet, March is not', () => {
    const days = openingDays({ from: '2026-01-01', to: '2026-12-31', transactions: transactionsPerYear, seed: 1 }, calendar);
    const mean = (wanted: (day: string) => boolean): number => {
      const chosen = days.filter(({ day }) => wanted(day));
      return chosen.reduce((sum, { transactions }) => sum + transactions, 0) / chosen.length;
    };
    expect(mean((day) => weekdayOf(day) === 1)).toBeGreaterThan(1.2 * mean((day) => weekdayOf(day) === 5));
    expect(mean((day) => day >= '2026-02-09' && day <= '2026-02-13')).toBeLessThan(0.7 * mean((day) => day.startsWith('2026-03')));
  });
});

describe('years written straight into the journal', () => {
  const span = { from: '2025-01-01', to: '2027-12-31' } as const;
  const transactions = 1500;
  const place = { key, resources, seed: 7, from: '2026-03-02' } as const;
  let folder: string;
  beforeAll(async () => {
    folder = emptyFolder();
    await writeYears({ ...place, folder, transactions });
  }, 120_000);

  const ask = async <Name extends OperationName>(name: Name, input: unknown, where = folder): Promise<Output<Name>> => {
    const answer = await opened({ folder: where, access: 'read' }).call(name, input, commandLine('manager'));
    if (!answer.ok) throw new Error(answer.error.message);
    return schemas[name].output.parse(answer.value);
  };

  it('verify, count exactly what was asked for with the voided on top, and every equation holds', async () => {
    expect(await ask('journal.verify', {})).toMatchObject({ ok: true, faults: [] });
    const measures = ['transactions', 'voided', 'visits', 'visitsOpen', 'noShows', 'visitsLeft', 'overrides', 'ratingRate', 'untimedWait', 'untimedService', 'reopened', 'cases', 'promised', 'missing', 'diverted'];
    const { totals, identities } = await ask('statistics.query', { ...span, by: ['day', 'lane'], measures });
    expect(totals).toMatchObject({ transactions, visitsOpen: 0, untimedWait: 0, untimedService: 0, reopened: 0 });
    for (const some of [totals.voided, totals.noShows, totals.visitsLeft, totals.overrides, totals.promised, totals.missing, totals.diverted]) expect(some).toBeGreaterThan(0);
    expect(totals.cases).toBeGreaterThan(transactions);
    expect(totals.ratingRate).toBeCloseTo(0.62, 1);
    expect(identities.filter(({ holds }) => !holds)).toEqual([]);
  });

  it('break none of the rules that the look-back looks for', async () => {
    const { findings } = await ask('lookback.scan', { ...span, limit: 5 });
    expect(Object.entries(findings).filter(([, { count }]) => count > 0)).toEqual([]);
  });

  it('never run backwards, and every entry has the form of one', () => {
    const books = openBooks(copyOf(folder), key);
    try {
      const rows = books.database.prepare<[], { seq: number; type: string; at: number; entry: string; hash: string }>('SELECT seq, type, at, entry, hash FROM journal ORDER BY seq').all();
      expect(rows.filter((row) => readEntry(row) === null).map(({ type }) => type)).toEqual([]);
      // The accounts of a founding are made at one instant.
      expect(rows.filter((row, index) => row.at < (rows[index - 1]?.at ?? 0))).toEqual([]);
    } finally {
      books.close();
    }
  });

  it('are the same for the same seed, go on from where they stopped, and not from before', async () => {
    const other = emptyFolder();
    await writeYears({ ...place, folder: other, transactions });
    const asked = { ...span, by: ['matter', 'outcome'], measures: ['transactions', 'serviceMedian', 'waitP90'] };
    const { head: _head, ...figures } = await ask('statistics.query', asked);
    expect(await ask('statistics.query', asked, other)).toMatchObject(figures);
    await expect(writeYears({ ...place, folder: other, transactions: 10, from: '2026-03-03' })).rejects.toMatchObject({ error: { code: 'clock-backwards' } });
    const more = await writeYears({ ...place, folder: other, transactions: 300, from: '2026-04-01' });
    expect(more).toMatchObject({ transactions: 300 });
    expect((await ask('statistics.query', { ...span, by: [], measures: ['transactions'] }, other)).totals).toEqual({ transactions: transactions + 300 });
    expect(await ask('journal.verify', {}, other)).toMatchObject({ ok: true });
  });

  it('are for trial stations only', async () => {
    const real = emptyFolder();
    const counter = openCounter({ folder: real, access: 'write', key, resources });
    expect(await counter.call('station.init', { name: '一号台', site: '大厅' }, commandLine('manager'))).toMatchObject({ ok: true });
    counter.close();
    await expect(writeYears({ ...place, folder: real, transactions: 10 })).rejects.toMatchObject({ error: { code: 'clock-not-trial' } });
  });
});
