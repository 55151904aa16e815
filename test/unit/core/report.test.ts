import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Lane } from '../../../shared/routing/lanes.ts';
import { reportPage, type ReportPage } from '../../../shared/statistics/report-page.ts';
import type { ReportCell } from '../../../shared/statistics/report-tables.ts';
import { figureText } from '../../../shared/statistics/report-text.ts';
import { reportTables } from '../../../shared/statistics/report-words.ts';
import { reportMeasures, ReportFigures } from '../../../shared/statistics/report.ts';
import type { Language } from '../../../shared/statistics/wording.ts';
import { outcomes } from '../../../shared/transaction/transaction.ts';
import { handled, person, residentId } from '../../fixtures/handling.ts';
import { databaseOf, emptyFolder, lastingStation, sha256, type Station } from '../../fixtures/station.ts';
import { readPdf } from '../export/read-pdf.ts';
import { readWorkbook } from '../export/read-xlsx.ts';

const languages: readonly Language[] = ['zh-CN', 'en'];
const plain = (text: string): string => text.replace(/\s/g, '').replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
const tablesOf = ({ blocks }: ReportPage): readonly (ReportPage['blocks'][number] & { kind: 'table' })[] => blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
const textsOf = ({ blocks, title, under }: ReportPage): readonly string[] => [title, under, ...blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text]))];
const written = (cell: ReportCell, language: Language): string => (typeof cell === 'string' ? cell : figureText(cell, language));

/** Two months and a half, a few transactions every few days, some voided, a visit that left. */
async function busyStation(): Promise<Station> {
  const station = await lastingStation();
  const matters = ['si-account', 'si-flex-enroll', 'si-person-cert', 'inj-disability'];
  for (let turn = 0; turn < 30; turn += 1) {
    const applicant = { ...person, paper: { type: 'resident-id' as const, number: residentId(turn) } };
    const { number } = await handled(station, matters[turn % 7 === 0 ? 3 : turn % 3] ?? '', { outcome: outcomes[turn % outcomes.length] ?? 'completed', applicant, window: 1 + (turn % 4) });
    if (turn % 9 === 0) await station.call('transaction.amend', { number, change: { outcome: 'voided' }, reason: '重复录入' });
    station.time.now += turn % 4 === 0 ? 9 * 24 * 3_600_000 : 5 * 60_000;
  }
  return station;
}

describe('the work report', () => {
  let station: Station;
  beforeAll(async () => {
    station = await busyStation();
    return () => station.counter.close();
  });

  it.each(['2026', '2026-H2', '2026-Q4', '2026-11', { from: '2026-10-14', to: '2026-11-20' }])('of %j has the figures that statistics.query gives', async (period) => {
    const report = await station.call('report.read', { period });
    const { from, to } = report;
    const query = async (by: ('lane' | 'matter' | 'month' | 'day')[]): Promise<Awaited<ReturnType<typeof station.call<'statistics.query'>>>> => station.call('statistics.query', { from, to, by, measures: [...reportMeasures] });
    const whole = await query([]);
    expect(report.totals).toEqual(Object.fromEntries(Object.keys(report.totals).map((measure) => [measure, Object.entries(whole.totals).find(([name]) => name === measure)?.[1]])));
    expect(report.identities.every(({ holds }) => holds)).toBe(true);

    const lanes = await query(['lane']);
    expect(report.lanes.map(({ lane, transactions, completed }) => [lane, transactions, completed])).toEqual(
      lanes.rows.filter(({ transactions }) => (transactions ?? 0) > 0).toSorted((one, other) => Lane.options.findIndex((lane) => lane === one.lane) - Lane.options.findIndex((lane) => lane === other.lane)).map(({ lane, transactions, completed }) => [lane, transactions, completed]),
    );
    const matters = await query(['matter']);
    const counts = matters.rows.map(({ transactions }) => transactions ?? 0).filter((count) => count > 0).toSorted((one, other) => other - one);
    expect(report.matters.map(({ transactions }) => transactions)).toEqual(counts.slice(0, 10));
    expect(report.matterCount).toBe(counts.length);
    const trend = await query([report.trend.by]);
    expect(report.trend.rows.reduce((sum, row) => sum + (row.transactions ?? 0), 0)).toBe(whole.totals.transactions);
    for (const row of trend.rows) expect(report.trend.rows.find((one) => one[report.trend.by] === row[report.trend.by])?.transactions).toBe(row.transactions);
  });

  it.each(languages)('in %s is the same on the screen, in the PDF and in the workbook, cell by cell', async (language) => {
    const period = '2026-Q4';
    const page = reportPage(await station.call('report.read', { period }), language);
    const folder = emptyFolder();
    const files = { pdf: path.join(folder, 'report.pdf'), xlsx: path.join(folder, 'report.xlsx') };
    for (const format of ['pdf', 'xlsx'] as const) await station.call('report.create', { period, format, language, file: files[format] });

    const { pages } = await readPdf(readFileSync(files.pdf));
    const lines = pages.flatMap((one) => one.lines.slice(1, -1));
    const text = plain(lines.flat().join(''));
    for (const sentence of textsOf(page)) expect(text).toContain(plain(sentence));
    const rows = lines.map((line) => plain(line.join('')));
    const stands = (row: readonly ReportCell[]): boolean => {
      const cells = row.map((cell) => plain(written(cell, language)));
      // The longest text may go on in the next line.
      const lengths = row.map((cell) => (typeof cell === 'string' ? cell.length : 0));
      const name = lengths.indexOf(Math.max(...lengths));
      const [before, after] = [cells.slice(0, name).join(''), cells.slice(name + 1).join('')];
      return rows.some((line) => line.startsWith(before) && line.endsWith(after) && line.length > before.length + after.length && cells[name]?.startsWith(line.slice(before.length, line.length - after.length)) === true);
    };
    for (const { rows: own, total } of tablesOf(page)) for (const row of total === undefined ? own : [...own, total]) expect(stands(row) ? [] : row).toEqual([]);

    const { sheets } = readWorkbook(readFileSync(files.xlsx));
    for (const { table, columns, rows: own, total } of tablesOf(page)) {
      const sheet = sheets.find(({ name }) => name === reportTables[table][language]);
      const read = sheet?.rows.map((cells) => columns.map((_, index) => cells.find(({ reference }) => reference.startsWith('ABCDEFGH'.charAt(index)))?.value ?? null));
      expect(read?.[0]).toEqual(columns.map(({ title }) => title));
      // Durations are parts of a day there.
      const cell = (one: ReportCell): string | number | null => (typeof one === 'string' ? one : one.value === null || one.kind !== 'seconds' ? one.value : one.value / 86_400);
      const expected = (total === undefined ? own : [...own, total]).map((row) => row.map(cell));
      read?.slice(1).forEach((row, at) => row.forEach((value, index) => expect(typeof value === 'number' ? value.toFixed(9) : value).toBe(rounded(expected[at]?.[index] ?? null))));
      expect(read?.length).toBe(expected.length + 1);
    }
  });
  const rounded = (value: string | number | null): string | null => (typeof value === 'number' ? value.toFixed(9) : value);

  it('as JSON holds the figures of the screen', async () => {
    const file = path.join(emptyFolder(), 'report.json');
    await station.call('report.create', { period: '2026', format: 'json', file });
    const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(document).toMatchObject({ figures: await station.call('report.read', { period: '2026' }), title: '2026年度政务服务工作情况报告' });
  });

  it.each(['pdf', 'xlsx', 'json'] as const)('as %s is journaled, and written again is the same bytes', async (format) => {
    const file = path.join(emptyFolder(), `report.${format}`);
    const { entries } = await station.call('station.status', {});
    const first = await station.call('report.create', { period: '2026-Q4', format, file });
    expect(first).toMatchObject({ format, file, sha256: sha256(file), bytes: readFileSync(file).length, holds: true });
    expect((await station.call('journal.read', { limit: 1 })).entries).toMatchObject([{ seq: entries + 1, type: 'export.written', subject: `${first.from} ${first.to} ${format} report` }]);
    expect((await station.call('report.create', { period: '2026-Q4', format, file })).sha256).toBe(first.sha256);
  });

  it.each(languages)('of days without anything says so in %s, without a share of nothing', async (language) => {
    const figures = await station.call('report.read', { period: '2024-02' });
    const page = reportPage(figures, language);
    expect(textsOf(page)).toContain(language === 'en' ? 'In February 2024 this station had no visits and handled nothing.' : '2024年2月，本站没有来访，也没有办件。');
    const all = [...textsOf(page), ...tablesOf(page).flatMap(({ rows, total }) => [...rows, total ?? []].flat().map((cell) => written(cell, language)))];
    expect(all.filter((text) => /NaN|Infinity|undefined|null|100\.0%/.test(text))).toEqual([]);
    const file = path.join(emptyFolder(), 'empty.pdf');
    await station.call('report.create', { period: '2024-02', format: 'pdf', language, file });
    expect((await readPdf(readFileSync(file))).pages.length).toBe(2);
  });

  it.each(languages)('in %s leaves no figure of the other language out', async (language) => {
    const figures = await station.call('report.read', { period: '2026-Q4' });
    const numbers = (of: Language): readonly string[] => reportPage(figures, of).blocks.flatMap((block) => (block.kind === 'paragraph' ? (block.text.match(/\d[\d,]*\.\d%/g) ?? []) : [])).toSorted();
    expect(numbers(language)).toEqual(numbers('zh-CN'));
  });

  it('says so when an equation is broken', async () => {
    const figures = await station.call('report.read', { period: '2026' });
    const broken = ReportFigures.parse({ ...figures, identities: figures.identities.map((one, index) => (index === 0 ? { ...one, right: one.right + 1, holds: false } : one)) });
    expect(textsOf(reportPage(broken, 'zh-CN')).join('')).toContain('有1项不成立，核查清楚之前请勿引用');
    expect(textsOf(reportPage(broken, 'en')).join('')).toContain('do not quote this report');
  });

  it('is not written over the station’s own files or where there is no folder, and then nothing is journaled', async () => {
    const { entries } = await station.call('station.status', {});
    const refused = async (file: string): Promise<string> => (await station.refused('report.create', { period: '2026', format: 'pdf', file })).code;
    expect(await refused(databaseOf(station.folder))).toBe('export-not-writable');
    expect(await refused(path.join(emptyFolder(), 'no', 'such', 'report.pdf'))).toBe('export-parent-missing');
    expect((await station.call('station.status', {})).entries).toBe(entries);
  });
});
