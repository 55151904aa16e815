import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell, Column, Sheet } from '../../../main/core/export/table.ts';
import { writeTable } from '../../../main/core/export/write-file.ts';
import { readHistory } from '../../../main/core/history/read-history.ts';
import { summariseHistory } from '../../../main/core/history/summarise-history.ts';
import type { ImportedTransaction } from '../../../shared/history/imported-transaction.ts';
import { HistoryMapping } from '../../../shared/history/mapping.ts';
import type { HistorySummary } from '../../../shared/history/summary.ts';
import { laneWords, outcomeWords } from '../../../shared/statistics/wording.ts';
import { makeWorkbook } from './make-zip.ts';
import { card, collect, faultOf, known, mapping, register, titles, withFile } from './sample.ts';

type Format = 'csv' | 'xlsx';
type Line = readonly Cell[];

/** The day is a real date in a workbook, the durations are real ones; in a CSV they are text and seconds. */
const columnsOf = (header: readonly string[]): readonly Column[] => header.map((title) => ({ key: title, title, kind: title === '办理日期' ? 'date' : 'text' }));

async function withTable<Value>(format: Format, header: readonly string[], lines: readonly Line[], run: (file: string) => Promise<Value>): Promise<Value> {
  return withFile('', async (file) => {
    const sheet: Sheet = { name: '办件', columns: columnsOf(header), rows: lines, frozenHeader: true, autoFilter: true };
    expect(await writeTable({ sheets: [sheet] }, { format, file })).toMatchObject({ ok: true });
    return run(file);
  });
}
const summaryOf = (format: Format, lines: readonly Line[], of = mapping, header: readonly string[] = titles): Promise<HistorySummary> =>
  withTable(format, header, lines, (file) => summariseHistory(readHistory(file, of, known)));
const goodLine = (number: string, changes: Readonly<Record<number, Cell>> = {}): Line =>
  [number, '2025-03-04', '社会保障卡申领', '综合窗口', '3', '07', '办结', '4', '12', '个人', '收取', '', ''].map((cell, at) => changes[at] ?? cell);

describe('history', () => {
  it.each<Format>(['csv', 'xlsx'])('comes back from %s as it went out', async (format) => {
    const ways = [['收取', 'submit', false], ['取消', 'cancelled', false], ['共享', 'data-sharing', false], ['留存', 'data-sharing', true], ['承诺', 'commitment', false]] as const;
    const transaction = fc.record({
      matter: fc.constantFrom(card, register),
      day: fc.date({ min: new Date('2020-01-01'), max: new Date('2026-10-12'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
      lane: fc.constantFrom('window' as const, 'self-service' as const, 'mobile-assisted' as const, 'remote' as const, 'referral' as const),
      outcome: fc.constantFrom('completed' as const, 'accepted' as const, 'not-accepted' as const, 'returned' as const, 'referred' as const, 'voided' as const),
      window: fc.option(fc.integer({ min: 1, max: 99 })),
      clerk: fc.option(fc.stringMatching(/^[0-9A-Z]{2,6}$/)),
      wait: fc.option(fc.nat(1440)),
      service: fc.option(fc.nat(1440)),
      way: fc.option(fc.constantFrom(...ways)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(transaction, { maxLength: 30 }), async (originals) => {
        const lines = originals.map(({ matter, day, lane, outcome, window, clerk, wait, service, way }, at): Line => {
          const [identity, licence] = matter === card ? [way?.[0] ?? null, null] : [null, way?.[0] ?? null];
          return [`=${at}-A`, day, matter.name, laneWords[lane]['zh-CN'], window, clerk, outcomeWords[outcome]['zh-CN'], wait, service, null, identity, licence, '-'];
        });
        const expected = originals.map(({ matter, day, lane, outcome, window, clerk, wait, service, way }, at): ImportedTransaction => ({
          sourceNumber: `=${at}-A`, day, finishedAt: null, matter: matter.code, matterName: matter.name, lane, outcome, window, clerk,
          waitSeconds: wait === null ? null : wait * 60, serviceSeconds: service === null ? null : service * 60, applicantKind: matter === card ? 'person' : 'enterprise',
          materials: way === null ? [] : [{ name: matter === card ? '居民身份证' : '营业执照', listed: null, way: way[1], state: 'done', kept: way[2] }],
        }));
        const checked = await withTable(format, titles, lines, (file) => collect(readHistory(file, mapping, known)));
        expect(checked.map((one) => (one.ok ? one.transaction : one.faults))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it.each<Format>(['csv', 'xlsx'])('has in %s exactly the faults that were planted, each at its row and column', async (format) => {
    const faulty: readonly (readonly [at: number, cell: string, code: string])[] = [
      [1, '2025-02-30', 'day-wrong'], [2, '办不存在的事', 'matter-unknown'], [3, '二楼', 'word-unknown'], [4, '窗口A', 'window-wrong'], [5, '13800138000', 'personal-data'],
      [6, '不知道', 'word-unknown'], [7, '9999', 'minutes-wrong'], [9, '神仙', 'word-unknown'], [10, '李四', 'word-unknown'],
    ];
    const plants = fc.uniqueArray(fc.tuple(fc.nat(2999), fc.constantFrom(...faulty)), { selector: ([row, [at]]) => `${row}/${at}`, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(plants, async (planted) => {
        const changes = new Map<number, Record<number, string>>();
        for (const [row, [at, cell]] of planted) changes.set(row, { ...changes.get(row), [at]: cell });
        const summary = await summaryOf(format, Array.from({ length: 3000 }, (_, row) => goodLine(`N${row}`, changes.get(row))));
        const key = (row: number, column: string, code: string): string => `${String(row).padStart(5, '0')} ${column} ${code}`;
        expect(summary.faults.map(({ row, column, code }) => key(row, column, code)).sort()).toEqual(planted.map(([row, [at, , code]]) => key(row + 2, titles[at] ?? '', code)).sort());
        expect([summary.rows, summary.sound, summary.faulty, summary.moreFaults]).toEqual([3000, 3000 - changes.size, changes.size, 0]);
      }),
      { numRuns: 4 },
    );
  });

  it('keeps the first thousand faults and counts the rest', async () => {
    const summary = await summaryOf('csv', Array.from({ length: 1500 }, (_, row) => goodLine(`N${row}`, { 4: 'x', 6: row < 3 ? '已归档' : '结' })));
    expect([summary.faults.length, summary.moreFaults, summary.faulty, summary.sound]).toEqual([1000, 2000, 1500, 0]);
    expect(summary.unknownWords).toEqual([{ column: '办理结果', word: '结', count: 1497 }, { column: '办理结果', word: '已归档', count: 3 }]);
  });

  it('finds source numbers that stand twice, and the row of the first', async () => {
    const summary = await summaryOf('xlsx', [goodLine('A'), goodLine('B'), goodLine(' A '), goodLine('A', { 6: '?' })]);
    expect(summary.repeated).toEqual([{ row: 4, firstRow: 2 }, { row: 5, firstRow: 2 }]);
    expect(summary.faults.map(({ row, column, code }) => [row, column, code])).toEqual([[4, '流水号', 'number-twice'], [5, '办理结果', 'word-unknown'], [5, '流水号', 'number-twice']]);
    expect([summary.sound, summary.faulty, summary.moreRepeated]).toEqual([2, 2, 0]);
  });

  it('has a preview, its first and last day, and the materials that no matter lists', async () => {
    const of = HistoryMapping.parse({ ...mapping, columns: { ...mapping.columns, materials: { shape: 'columns', titles: ['居民身份证', '单位介绍信'] } } });
    const summary = await summaryOf('csv', Array.from({ length: 30 }, (_, row) => goodLine(`N${row}`, { 1: row === 7 ? '2020-05-06' : '2025-03-04', 12: '取消' })), of);
    expect([summary.preview.length, summary.firstDay, summary.lastDay]).toEqual([20, '2020-05-06', '2025-03-04']);
    expect(summary.unlistedMaterials).toEqual([{ matter: 'card-apply', name: '单位介绍信', count: 30 }]);
  });

  it('reads no column that the mapping does not name', async () => {
    const summary = await summaryOf('csv', [[...goodLine('A'), '张三', '11010519491231002X']], mapping, [...titles, '申请人姓名', '身份证号']);
    expect(JSON.stringify(summary)).not.toMatch(/张三|11010519491231002X/);
    expect(summary.sound).toBe(1);
  });

  it('passes blank rows over', async () => {
    const csv = `${titles.join()}\n\n${goodLine('A').join()}\n,,,,,,,,,,,,\n${goodLine('B').join()}\n`;
    const checked = await withFile(csv, (file) => collect(readHistory(file, mapping, known)));
    expect(checked.map(({ ok, row }) => [ok, row])).toEqual([[true, 3], [true, 5]]);
  });

  it('joins rows of one material each, also under merged cells, and only where they stand together', async () => {
    const of = HistoryMapping.parse({ headerRow: 2, dateFormat: 'yyyy/m/d', columns: { sourceNumber: '号', day: '日', matter: '事', materials: { shape: 'rows', name: '材料', way: '方式' } } });
    const csv = ['2025 年办件', '号,日,事,材料,方式', '1,2025/1/2,card-apply,居民身份证,共享', ',,,照片,收取', '2,2025/1/3,card-apply,居民身份证,留存', '2,2025/1/3,card-apply,照片,收取', '1,2025/1/2,card-apply,户口簿,收取'].join('\n');
    const summary = await withFile(csv, (file) => summariseHistory(readHistory(file, of, known)));
    expect(summary.preview.map(({ sourceNumber, materials }) => [sourceNumber, ...materials.map(({ name, kept }) => `${name}${kept ? '留存' : ''}`)])).toEqual([['1', '居民身份证', '照片'], ['2', '居民身份证留存', '照片']]);
    expect([summary.rows, summary.sound, summary.repeated]).toEqual([5, 2, [{ row: 7, firstRow: 3 }]]);
  });

  it('reads a workbook of another program: shared texts, styled days, a sheet by its name', async () => {
    const shared = ['号', '日', '事', '社会保障卡申领', '居民身份证', '留存'].map((text) => `<si><t>${text}</t></si>`).join('');
    const rows = [
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>2</v></c><c r="D3" t="s"><v>4</v></c></row>',
      '<row r="4"><c r="A4"><v>20250304001</v></c><c r="B4" s="1"><v>45720.5</v></c><c r="C4" t="s"><v>3</v></c><c r="D4" t="s"><v>5</v></c></row>',
    ].join('');
    const workbook = makeWorkbook({ sheets: { 说明: '', 明细: rows }, shared, styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>' });
    const of = HistoryMapping.parse({ sheet: '明细', headerRow: 3, columns: { sourceNumber: '号', finishedAt: '日', matter: '事', materials: { shape: 'columns', titles: ['居民身份证'] } } });
    const summary = await withFile(workbook, (file) => summariseHistory(readHistory(file, of, known)));
    expect(summary.faults).toEqual([]);
    expect(summary.preview).toMatchObject([{ sourceNumber: '20250304001', day: '2025-03-04', finishedAt: Date.parse('2025-03-04T12:00:00+08:00'), materials: [{ name: '居民身份证', way: 'data-sharing', kept: true }] }]);
  });

  it.each([
    ['no such column', HistoryMapping.parse({ ...mapping, columns: { ...mapping.columns, window: '柜台' } }), 'column-missing'],
    ['no such row of titles', HistoryMapping.parse({ ...mapping, headerRow: 50 }), 'history-not-a-table'],
    ['no such sheet', HistoryMapping.parse({ ...mapping, sheet: '别的' }), 'sheet-missing'],
  ])('ends where the file has %s', async (_, of, code) => {
    expect(await faultOf(summaryOf('xlsx', [goodLine('A')], of))).toBe(code);
  });

  it('names all the columns that are missing', async () => {
    const reading = summaryOf('csv', [], mapping, ['流水号', '办理日期']);
    await expect(reading).rejects.toMatchObject({ code: 'column-missing', names: titles.slice(2) });
  });

  it('lets go of the file where the reading is broken off', async () => {
    await withTable('xlsx', titles, Array.from({ length: 5000 }, (_, row) => goodLine(`N${row}`)), async (file) => {
      let read = 0;
      for await (const { ok } of readHistory(file, mapping, known)) {
        expect(ok).toBe(true);
        read += 1;
        if (read === 10) break;
      }
      expect(read).toBe(10);
      expect(process.getActiveResourcesInfo().filter((resource) => resource === 'FSReqPromise' || resource === 'Zlib')).toEqual([]);
    });
  });
});
