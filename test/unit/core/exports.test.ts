import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Request } from '../../../shared/contract/contract.ts';
import { measures, type Measure } from '../../../shared/statistics/measures.ts';
import { ReadyMadeView } from '../../../shared/statistics/ready-made.ts';
import type { StatisticsQuery, StatisticsResult } from '../../../shared/statistics/query.ts';
import { outcomes } from '../../../shared/transaction/transaction.ts';
import { handled, person, residentId } from '../../fixtures/handling.ts';
import { databaseOf, emptyFolder, lastingStation, sha256, type Station } from '../../fixtures/station.ts';
import { readCsv } from '../export/read-csv.ts';
import { cellOnPaper } from '../../../main/core/export/table-pdf.ts';
import { readPdf } from '../export/read-pdf.ts';
import { readWorkbook } from '../export/read-xlsx.ts';

const span = { from: '2026-10-01', to: '2026-11-30' };

/** Forty days of a few transactions, some voided, with waits that differ. */
async function busyStation(): Promise<Station> {
  const station = await lastingStation();
  const matters = ['si-account', 'si-flex-enroll', 'si-person-cert', 'inj-disability'];
  for (let turn = 0; turn < 24; turn += 1) {
    const applicant = { ...person, paper: { type: 'resident-id' as const, number: residentId(turn) } };
    const { number } = await handled(station, matters[turn % 4] ?? '', { outcome: outcomes[turn % outcomes.length] ?? 'completed', applicant, window: 1 + (turn % 4) });
    if (turn % 7 === 0) await station.call('transaction.amend', { number, change: { outcome: 'voided' }, reason: '重复录入' });
    station.time.now += turn % 5 === 0 ? 5 * 24 * 3_600_000 : 7 * 60_000 * (turn % 3);
  }
  return station;
}

type Asked = Omit<Request<'export.create'>, 'file' | 'format'>;

const exported = async (station: Station, asked: Asked, format: 'csv' | 'xlsx' | 'json' | 'pdf', folder = emptyFolder()): Promise<string> =>
  (await station.call('export.create', { ...asked, format, file: path.join(folder, `table.${format}`) })).file;

/** Header and rows below it, as CSV has them. */
const csvRows = (file: string): readonly (readonly string[])[] => readCsv(readFileSync(file, 'utf8').slice(1));

const columnOf = (reference: string): number => Array.from(reference.replace(/\d/g, '')).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

type Value = string | number | null;
/** Rows of a sheet, cells at their places. */
function sheetRows(file: string, name: string): readonly (readonly Value[])[] {
  const sheet = readWorkbook(readFileSync(file)).sheets.find((one) => one.name === name);
  const width = Math.max(0, ...(sheet?.rows.flatMap((cells) => cells.map(({ reference }) => columnOf(reference) + 1)) ?? []));
  return (sheet?.rows ?? []).map((cells) => Array.from({ length: width }, (_, index) => cells.find(({ reference }) => columnOf(reference) === index)?.value ?? null));
}

const close = (one: Value | undefined, other: Value): void => {
  if (typeof one === 'number' && typeof other === 'number') expect(one).toBeCloseTo(other, 6);
  else expect(one ?? null).toBe(other);
};

describe('exports', () => {
  let station: Station;
  beforeAll(async () => {
    station = await busyStation();
    return () => station.counter.close();
  });

  const cases: readonly Pick<StatisticsQuery, 'by' | 'measures'>[] = [
    { by: [], measures: ['transactions', 'waitMedian'] },
    { by: ['day'], measures: ['transactions', 'cases', 'waitMean', 'waitP90', 'share'] },
    { by: ['matter', 'window'], measures: ['completed', 'voided', 'serviceMedian', 'diversionShare', 'materials', 'papersSaved'] },
    { by: ['weekday', 'lane', 'clerk'], measures: ['transactions', 'compression', 'onTimeShare'] },
    { by: ['hour'], measures: ['visits', 'visitWaitMedian', 'transactions', 'waitWithin'] },
  ];

  it.each(cases.flatMap((one) => [[one.by.join(' × ') || 'nothing', one, undefined] as const, [`${one.by.join(' × ') || 'nothing'}, compared`, one, 'previous'] as const]))(
    'by %s are on the screen, in csv, xlsx, json and pdf the same, cell by cell',
    async (_name, { by, measures: asked }, compare) => {
      const query = { ...span, by: [...by], measures: [...asked], ...(compare === undefined ? {} : { compare }) };
      const screen = await station.call('statistics.query', query);
      const folder = emptyFolder();
      const [csv, xlsx, json] = [await exported(station, { query }, 'csv', folder), await exported(station, { query }, 'xlsx', folder), await exported(station, { query }, 'json', folder)];
      expect(readdirSync(folder)).toEqual(['table.csv', 'table.json', 'table.xlsx']);

      const figures = (row: StatisticsResult['rows'][number], other: StatisticsResult['totals'] | null): Value[] => asked.flatMap((one: Measure): Value[] => (compare === undefined ? [row[one] ?? null] : [row[one] ?? null, other?.[one] ?? null]));
      const expected = [...screen.rows.map((row) => figures(row, row.compare ?? null)), figures(screen.totals, screen.compare?.totals ?? null)];
      const width = expected[0]?.length ?? 0;

      const fromCsv = csvRows(csv).slice(1).map((row) => row.slice(-width).map((cell) => (cell === '' ? null : Number(cell))));
      expect(fromCsv).toEqual(expected);

      const data = sheetRows(xlsx, '数据');
      const first = (data[0]?.length ?? 0) - width;
      const units = asked.flatMap((one) => (compare === undefined ? [measures[one].unit] : [measures[one].unit, measures[one].unit]));
      // A duration is a fraction of a day in Excel.
      data.slice(1).forEach((row, index) => row.slice(first).forEach((cell, column) => close(typeof cell === 'number' && units[column] === 'seconds' ? cell * 86_400 : cell, expected[index]?.[column] ?? null)));
      expect(data).toHaveLength(expected.length + 1);

      const document: unknown = JSON.parse(readFileSync(json, 'utf8'));
      expect(document).toMatchObject({ totals: screen.totals, identities: screen.identities, excluded: screen.excluded });
      expect(document).toHaveProperty('rows', screen.rows);

      const { pages } = await readPdf(readFileSync(await exported(station, { query }, 'pdf')));
      const onPaper = pages.flatMap(({ lines }) => lines.flat());
      const kinds = units.map((unit) => (unit === 'seconds' ? 'duration-seconds' : unit === 'share' ? 'percent' : 'integer'));
      const printed = expected.flatMap((row) => row.map((value, column) => cellOnPaper(kinds[column] ?? 'integer', value)).filter((text) => text !== ''));
      const counted = (all: readonly string[]): ReadonlyMap<string, number> => new Map([...Map.groupBy(all, (text) => text)].map(([text, { length }]) => [text, length]));
      for (const [text, times] of counted(printed)) expect([text, counted(onPaper).get(text) ?? 0]).toEqual([text, expect.toSatisfy((found: number) => found >= times)]);

      const pivot = sheetRows(xlsx, '透视').slice(1);
      expect(pivot).toHaveLength((by.length === 0 ? 1 : screen.rows.length) * asked.length);
      const values = (by.length === 0 ? [screen.totals] : screen.rows).flatMap((row) => asked.map((one) => row[one] ?? null));
      const place = compare === undefined ? -1 : -2;
      pivot.forEach((row, index) => close(row.length < 3 && values[index] === null ? null : row.at(place), values[index] ?? null));
      expect(sheetRows(xlsx, '核对').slice(1).every((row) => row[3] === '成立')).toBe(true);
    },
  );

  it('name their definitions, what they leave out, the equations and the journal they come from', async () => {
    const query = { ...span, by: ['matter' as const], measures: ['transactions' as const, 'waitMean' as const] };
    const { file, head } = await station.call('export.create', { query, format: 'xlsx', file: path.join(emptyFolder(), 'a.xlsx') });
    expect(readWorkbook(readFileSync(file)).sheets.map(({ name }) => name)).toEqual(['数据', '透视', '定义', '不计入', '核对', '来源']);
    expect(sheetRows(file, '定义').map((row) => row[1])).toEqual(expect.arrayContaining([measures.transactions.name['zh-CN'], measures.waitMean.name['zh-CN'], '事项']));
    const { excluded } = await station.call('statistics.query', query);
    expect(sheetRows(file, '不计入').slice(1).map((row) => row[1])).toEqual(excluded.map(({ count }) => count));
    expect(sheetRows(file, '来源').flat()).toEqual(expect.arrayContaining([String(head.seq), head.hash]));
  });

  it.each(['csv', 'xlsx', 'json', 'pdf'] as const)('as %s have the same bytes when made again, whatever was looked at in between', async (format) => {
    for (const asked of [...ReadyMadeView.options.map((view) => ({ view, ...span })), { query: { ...span, by: ['day' as const], measures: ['transactions' as const] } }]) {
      const first = sha256(await exported(station, asked, format));
      await station.call('journal.rebuild', {});
      expect([asked, sha256(await exported(station, asked, format))]).toEqual([asked, first]);
    }
  });

  it('say seconds in the title of a time only where it is written in seconds', async () => {
    const query = { ...span, by: ['day' as const], measures: ['waitMean' as const] };
    expect(csvRows(await exported(station, { query }, 'csv'))[0]?.at(-1)).toBe('办件等候平均（秒）');
    expect(sheetRows(await exported(station, { query }, 'xlsx'), '数据')[0]?.at(-1)).toBe('办件等候平均');
  });

  it('of a saved view carry its name and keep its span unless another is given', async () => {
    await station.call('statistics.saveView', { name: '每窗口', query: { ...span, by: ['window'], measures: ['transactions'] } });
    expect(await station.call('export.create', { view: '每窗口', format: 'csv', file: path.join(emptyFolder(), 'a.csv') })).toMatchObject(span);
    expect(await station.call('export.create', { view: '每窗口', period: '2026-11', format: 'csv', file: path.join(emptyFolder(), 'a.csv') })).toMatchObject({ from: '2026-11-01', to: '2026-11-30' });
    expect((await station.call('journal.read', { limit: 1 })).entries).toMatchObject([{ type: 'export.written', subject: '2026-11-01 2026-11-30 csv 每窗口' }]);
    expect(await station.refused('export.create', { view: '没有的', format: 'csv', file: path.join(emptyFolder(), 'a.csv') })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.view', code: 'unknown-view' }] });
  });

  it('of the biggest matters are the ten with the most, in their order', async () => {
    const { rows, totals } = await station.call('statistics.query', { ...span, by: ['matter'], measures: ['transactions'] });
    const table = csvRows(await exported(station, { view: 'biggest-matters', ...span }, 'csv'));
    const counts = table.slice(1, -1).map((row) => Number(row[3]));
    expect(counts).toEqual(rows.map(({ transactions }) => transactions ?? 0).toSorted((one, other) => other - one).slice(0, 10));
    expect(table.at(-1)?.slice(0, 4)).toEqual(['全部合计', '', '', String(totals.transactions)]);
  });

  it('of the shortest waits begin with the shortest and name integrated windows alone', async () => {
    const table = csvRows(await exported(station, { view: 'shortest-waits', ...span }, 'csv')).slice(1, -1);
    const waits = table.map((row) => Number(row[2]));
    expect(waits.length).toBeGreaterThan(1);
    expect(waits).toEqual(waits.toSorted((one, other) => one - other));
  });

  it('of the ledger have a row for every material that was recorded', async () => {
    const { totals } = await station.call('statistics.query', { ...span, by: [], measures: ['materials'] });
    const file = await exported(station, { view: 'certificates', ...span }, 'xlsx');
    expect(sheetRows(file, '数据')).toHaveLength((totals.materials ?? 0) + 1);
    expect(sheetRows(file, '核对').slice(1).map((row) => row[3])).toEqual(['成立', '成立']);
  });

  it('of the look-back say what the scan says', async () => {
    const scan = await station.call('lookback.scan', span);
    const file = await exported(station, { view: 'look-back', ...span }, 'xlsx');
    expect(sheetRows(file, '数据').slice(1).map((row) => row[1])).toEqual(Object.values(scan.findings).map(({ count }) => count));
    expect(sheetRows(file, '涉及的办件')).toHaveLength(Object.values(scan.findings).reduce((sum, { transactions }) => sum + transactions, 1));
  });

  it('have no name and no number of a visitor in any form', async () => {
    for (const view of ReadyMadeView.options) {
      for (const format of ['csv', 'json'] as const) {
        const text = readFileSync(await exported(station, { view, ...span }, format), 'utf8');
        expect([view, text.includes(person.name), text.includes(residentId(3))]).toEqual([view, false, false]);
      }
    }
  });

  it('name people only in the list of transactions, for a reason that is sealed in the journal before the file is there', async () => {
    const before = (await station.call('station.status', {})).entries;
    const file = path.join(emptyFolder(), 'named.csv');
    await station.call('export.create', { view: 'transactions', ...span, format: 'csv', file, namedList: { reason: '审计调阅张某某的办件' } });
    const text = readFileSync(file, 'utf8');
    expect([text.includes(person.name), text.includes(residentId(3))]).toEqual([true, true]);
    const { entries } = await station.call('journal.read', { limit: 2 });
    expect(entries.map(({ seq, type }) => [seq, type])).toEqual([[before + 2, 'export.written'], [before + 1, 'export.names-asked']]);
    expect(readFileSync(databaseOf(station.folder)).includes(Buffer.from('审计调阅'))).toBe(false);
  });

  it.each([
    ['without a reason', { view: 'transactions', period: '2026-10', namedList: {} }, '$.namedList.reason'],
    ['for an empty reason', { view: 'transactions', period: '2026-10', namedList: { reason: '  ' } }, '$.namedList.reason'],
    ['of another table', { view: 'certificates', period: '2026-10', namedList: { reason: '审计' } }, '$.namedList'],
    ['of a question', { query: { ...span, measures: ['transactions'] }, namedList: { reason: '审计' } }, '$.namedList'],
  ])('refuse names %s', async (_name, asked, at) => {
    const folder = emptyFolder();
    const error = await station.refused('export.create', { ...asked, format: 'csv', file: path.join(folder, 'a.csv') });
    expect(error).toMatchObject({ code: 'bad-input', issues: [{ path: at }] });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['neither view nor query', {}],
    ['both', { view: 'year-volume', period: '2026', query: { ...span, measures: ['transactions'] } }],
    ['a ready-made view without a span', { view: 'year-volume' }],
    ['a period and a span', { view: 'year-volume', period: '2026', ...span }],
    ['half a span', { view: 'year-volume', from: '2026-01-01' }],
    ['a span for a question that has one', { query: { ...span, measures: ['transactions'] }, period: '2026' }],
    ['a month that no year has', { view: 'year-volume', period: '2026-13' }],
  ])('refuse %s', async (_name, asked) => {
    expect(await station.refused('export.create', { ...asked, format: 'csv', file: path.join(emptyFolder(), 'a.csv') })).toMatchObject({ code: 'bad-input' });
  });

  it('are refused to all but managers', async () => {
    for (const role of ['guide', 'clerk', 'assistant'] as const) {
      expect((await station.refused('export.create', { view: 'year-volume', period: '2026', format: 'csv', file: path.join(emptyFolder(), 'a.csv') }, role)).code).toBe('role-not-allowed');
    }
  });

  it.each(['csv', 'xlsx', 'json', 'pdf'] as const)('that are cancelled leave nothing, and the older %s as it was', async (format) => {
    const folder = emptyFolder();
    const file = path.join(folder, `a.${format}`);
    writeFileSync(file, 'older');
    const { entries } = await station.call('station.status', {});
    for (const view of ['certificates', 'month-volume'] as const) {
      const refused = station.refused('export.create', { view, ...span, format, file });
      expect((await station.refused('export.create', { view: 'year-volume', period: '2026', format: 'csv', file: path.join(folder, 'b.csv') })).code).toBe('export-under-way');
      expect((await station.call('export.progress', {})).running).not.toBeNull();
      await station.call('export.cancel', {});
      expect((await refused).code).toBe('export-cancelled');
    }
    expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([[`a.${format}`], 'older']);
    expect([(await station.call('export.progress', {})).running, (await station.call('station.status', {})).entries]).toEqual([null, entries]);
  });

  it('are not written over the station’s own files', async () => {
    expect((await station.refused('export.create', { view: 'year-volume', period: '2026', format: 'csv', file: databaseOf(station.folder) })).code).toBe('export-not-writable');
  });
});
