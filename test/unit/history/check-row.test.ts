import { describe, expect, it } from 'vitest';
import { checkRow, checkRows, continues, type CheckedTransaction } from '../../../shared/history/check-row.ts';
import { ImportedTransaction } from '../../../shared/history/imported-transaction.ts';
import { layOut, type HistoryLayout } from '../../../shared/history/layout.ts';
import { HistoryMapping } from '../../../shared/history/mapping.ts';
import { known, mapping, titles } from './sample.ts';

const layoutOf = (header: readonly string[], of: HistoryMapping): HistoryLayout => {
  const result = layOut(header, of);
  if (!result.ok) throw new Error(`missing ${result.missing.join()}, ambiguous ${result.ambiguous.join()}`);
  return result.layout;
};
const layout = layoutOf(titles, mapping);
const good: Readonly<Record<(typeof titles)[number], string>> = {
  流水号: 'DH-0001', 办理日期: '2025-03-04', 事项名称: '社会保障卡申领', 办理区域: '综合窗口', 窗口: '3号窗口', 经办人: '07', 办理结果: '办结', '等候(分钟)': '4.5', 办理时长: '0:12:30',
  申请人类型: '个人', 居民身份证: '收取', 营业执照: '', 单位介绍信: '/',
};
const check = (changes: Partial<typeof good> = {}, row = 2): CheckedTransaction => checkRow({ row, cells: titles.map((title) => ({ ...good, ...changes })[title]) }, layout, known);
const faultsOf = (checked: CheckedTransaction): readonly (readonly [number, string, string])[] => (checked.ok ? [] : checked.faults.map(({ row, column, code }) => [row, column, code] as const));

describe('a row of history', () => {
  it('becomes a transaction', () => {
    const checked = check();
    expect(checked).toEqual({
      ok: true, row: 2, rows: 1, unlistedMaterials: [],
      transaction: {
        sourceNumber: 'DH-0001', day: '2025-03-04', finishedAt: null, matter: 'card-apply', matterName: '社会保障卡申领', lane: 'window', window: 3, clerk: '07', outcome: 'completed',
        waitSeconds: 270, serviceSeconds: 750, applicantKind: 'person', materials: [{ name: '居民身份证', listed: null, way: 'submit', state: 'done', kept: false }],
      },
    });
    expect(checked.ok && ImportedTransaction.parse(checked.transaction)).toBeTruthy();
  });

  it.each([
    ['收取', { way: 'submit', state: 'done', kept: false }],
    ['取消', { way: 'cancelled', state: 'done', kept: false }],
    ['共享', { way: 'data-sharing', state: 'done', kept: false }],
    ['留存', { way: 'data-sharing', state: 'done', kept: true }],
    ['核验', { way: 'inter-department', state: 'done', kept: false }],
    ['告知承诺', { way: 'commitment', state: 'done', kept: false }],
    ['容缺', { way: 'submit', state: 'tolerated', kept: false }],
    ['缺件', { way: 'submit', state: 'missing', kept: false }],
    ['不涉及', { way: 'submit', state: 'not-applicable', kept: false }],
    [' Data-Sharing ', { way: 'data-sharing', state: 'done', kept: false }],
  ])('says of a material by %s how it came', (word, expected) => {
    const checked = check({ 居民身份证: word });
    expect(checked.ok && checked.transaction.materials).toEqual([{ name: '居民身份证', listed: null, ...expected }]);
  });

  it.each([
    ['流水号', '', 'value-missing'],
    ['流水号', '-', 'value-missing'],
    ['流水号', '3.30902E+17', 'number-damaged'],
    ['流水号', 'x'.repeat(65), 'text-too-long'],
    ['流水号', '11010519491231002X', 'personal-data'],
    ['流水号', 'DH\uFFFD01', 'text-damaged'],
    ['流水号', '#N/A', 'cell-error'],
    ['办理日期', '', 'value-missing'],
    ['办理日期', '2025-02-29', 'day-wrong'],
    ['办理日期', '1989-12-31', 'day-wrong'],
    ['办理日期', '2026-10-13', 'day-in-future'],
    ['事项名称', '社保卡', 'matter-unknown'],
    ['事项名称', '', 'value-missing'],
    ['办理区域', '三楼', 'word-unknown'],
    ['办理区域', '', 'value-missing'],
    ['窗口', '103', 'window-wrong'],
    ['窗口', '0', 'window-wrong'],
    ['经办人', '13800138000', 'personal-data'],
    ['经办人', '440524188001010014', 'personal-data'],
    ['经办人', '张'.repeat(61), 'text-too-long'],
    ['办理结果', '结束了', 'word-unknown'],
    ['等候(分钟)', '-3', 'minutes-wrong'],
    ['等候(分钟)', '1441', 'minutes-wrong'],
    ['办理时长', '很久', 'minutes-wrong'],
    ['申请人类型', '老人', 'word-unknown'],
    ['居民身份证', '张三', 'word-unknown'],
  ] as const)('in the column %s with %j has the one fault %s', (column, cell, code) => {
    expect(faultsOf(check({ [column]: cell }, 17))).toEqual([[17, column, code]]);
  });

  it('tells all of its faults at once, and repeats no cell in a message', () => {
    const checked = check({ 办理日期: '昨天', 办理结果: '张三来过', 窗口: '李四', 营业执照: '王五' });
    expect(faultsOf(checked).map(([, column, code]) => [column, code])).toEqual([['办理日期', 'day-wrong'], ['办理结果', 'word-unknown'], ['窗口', 'window-wrong'], ['营业执照', 'word-unknown']]);
    expect(checked.ok ? '' : checked.faults.map(({ message }) => message).join()).not.toMatch(/昨天|张三|李四|王五/);
  });

  it('offers unknown words for the mapping, but no long numbers', () => {
    const checked = check({ 办理结果: '已归档', 办理区域: '工号 330902 12' });
    expect(checked.ok ? [] : checked.unknownWords).toEqual([{ column: '办理结果', word: '已归档' }]);
  });

  it('takes a case number of area, day and running number for what it is, though it passes as an identity number', () => {
    // The check character fits, and the "birth" is the day before the case.
    const numbers = Array.from({ length: 40 }, (_, index) => `33090220250303${String(index).padStart(4, '0')}`);
    expect(numbers.filter((number) => !check({ 流水号: number }).ok)).toEqual([]);
  });

  it.each([
    ['社会保障卡申领', '', 'person'],
    ['企业社会保险登记', '', 'enterprise'],
    ['参保信息查询', '单位', 'enterprise'],
    ['企业社会保险登记', '个人', 'person'],
  ])('of %s with %j was for %s', (matter, kind, expected) => {
    const checked = check({ 事项名称: matter, 申请人类型: kind });
    expect(checked.ok && checked.transaction.applicantKind).toBe(expected);
  });

  it('guesses no kind of applicant where the matter serves both', () => {
    expect(faultsOf(check({ 事项名称: '参保信息查询', 申请人类型: '' }))).toEqual([[2, '申请人类型', 'applicant-kind-unknown']]);
  });

  it('takes empty optional cells for nothing', () => {
    const checked = check({ 窗口: '/', 经办人: '无', '等候(分钟)': '', 办理时长: '—', 居民身份证: '' });
    expect(checked.ok && checked.transaction).toMatchObject({ window: null, clerk: null, waitSeconds: null, serviceSeconds: null, materials: [] });
  });

  it.each([['12', 720], ['12分钟', 720], ['12.5 分', 750], ['0:12:30', 750], ['1:05', 3900], ['0', 0], ['１２', 720]])('%s is %d seconds', (cell, seconds) => {
    const checked = check({ 办理时长: cell });
    expect(checked.ok && checked.transaction.serviceSeconds).toBe(seconds);
  });

  it('names a material as the catalogue does, and says which ones the matter has not', () => {
    const of = HistoryMapping.parse({
      columns: { sourceNumber: 'No', day: 'Day', matter: 'Matter', materials: { shape: 'columns', titles: ['近期免冠照片(1张)', '介绍信'] } },
      values: { materials: { 介绍信: '单位介绍信' } },
    });
    const checked = checkRow({ row: 2, cells: ['1', '2025-01-02', 'card-apply', '收取', '收取'] }, layoutOf(['No', 'Day', 'Matter', '近期免冠照片 (1张)', '介绍信'], of), known);
    expect(checked.ok && checked.transaction.materials.map(({ name }) => name)).toEqual(['近期免冠照片（1张）', '单位介绍信']);
    expect(checked.ok && checked.unlistedMaterials).toEqual(['单位介绍信']);
  });

  it('without a column takes the default of the mapping, else window and completed', () => {
    const plain = { sourceNumber: '号', day: '日', matter: '事' };
    const read = (of: unknown): CheckedTransaction => {
      const parsed = HistoryMapping.parse(of);
      return checkRow({ row: 2, cells: ['1', '20250102', 'si-query'] }, layoutOf(['号', '日', '事'], parsed), known);
    };
    const set = read({ columns: plain, dateFormat: 'yyyymmdd', defaults: { lane: 'remote', outcome: 'accepted', applicantKind: 'person' } });
    expect(set.ok && set.transaction).toMatchObject({ lane: 'remote', outcome: 'accepted', applicantKind: 'person', day: '2025-01-02' });
    expect(faultsOf(read({ columns: plain, dateFormat: 'yyyymmdd' }))).toEqual([[2, '事', 'applicant-kind-unknown']]);
  });

  it('lets the words of the mapping go before those that are known', () => {
    const of = HistoryMapping.parse({
      columns: { sourceNumber: '号', finishedAt: '时间', matter: '事', outcome: '结果', materials: { shape: 'columns', titles: ['居民身份证'] } },
      values: { outcome: { 受理: 'completed' }, matter: { 办社保卡: 'card-apply' }, ways: { '√': 'submit' } },
    });
    const checked = checkRow({ row: 2, cells: ['1', '2025-01-02 09:30', '办社保卡', '受理', '√'] }, layoutOf(['号', '时间', '事', '结果', '居民身份证'], of), known);
    expect(checked.ok && checked.transaction).toMatchObject({ outcome: 'completed', matter: 'card-apply', finishedAt: Date.parse('2025-01-02T09:30:00+08:00'), materials: [{ way: 'submit' }] });
  });
});

describe('rows of one material each', () => {
  const of = HistoryMapping.parse({ columns: { sourceNumber: '号', day: '日', matter: '事', materials: { shape: 'rows', name: '材料', way: '方式' } } });
  const rows = layoutOf(['号', '日', '事', '材料', '方式'], of);
  const first = { row: 5, cells: ['1', '2025-01-02', 'card-apply', '居民身份证', '共享'] };

  it('are one transaction under one source number', () => {
    const checked = checkRows(first, [{ row: 6, cells: ['1', '', '', '照片', '收取'] }, { row: 7, cells: ['', '', '', '介绍信', '取消'] }, { row: 8, cells: ['1', '2025-01-02'] }], rows, known);
    expect(checked.ok && checked.transaction.materials.map(({ name, way }) => [name, way])).toEqual([['居民身份证', 'data-sharing'], ['照片', 'submit'], ['介绍信', 'cancelled']]);
    expect(checked).toMatchObject({ row: 5, rows: 4 });
  });

  it.each([
    [['1', '2025-01-02', 'card-apply', '照片', '收取'], true],
    [['', '', '', '照片', '收取'], true],
    [['2', '2025-01-02', 'card-apply', '照片', '收取'], false],
    [['', '2025-01-02', 'card-apply', '照片', '收取'], false],
  ])('%j goes on: %s', (cells, expected) => {
    expect(continues(first, { row: 6, cells }, rows)).toBe(expected);
  });

  it('must agree, have name and way both, and each material once', () => {
    const others = [
      { row: 6, cells: ['1', '2025-01-03', '', '照片', '收取'] },
      { row: 7, cells: ['1', '', '', '照片', '收取'] },
      { row: 8, cells: ['1', '', '', '介绍信', ''] },
      { row: 9, cells: ['1', '', '', '', '收取'] },
      { row: 10, cells: ['1', '', '', '11010519491231002X', '收取'] },
    ];
    expect(faultsOf(checkRows(first, others, rows, known))).toEqual([
      [6, '日', 'row-disagrees'], [8, '方式', 'value-missing'], [9, '材料', 'value-missing'], [10, '材料', 'personal-data'], [7, '材料', 'material-twice'],
    ]);
  });

  it('hold at most 200 materials', () => {
    const others = Array.from({ length: 200 }, (_, index) => ({ row: 6 + index, cells: ['1', '', '', `材料${index}`, '收取'] }));
    expect(faultsOf(checkRows(first, others, rows, known))).toEqual([[205, '材料', 'too-many-materials']]);
  });
});

describe('the row of titles', () => {
  it('is found whatever the width, case and spacing of its titles', () => {
    const of = HistoryMapping.parse({ columns: { sourceNumber: 'Case No（A）', day: '办理日期', matter: '事项' } });
    expect(layOut([' 办理\n日期', 'case  no(a)', '事项', '姓名'], of)).toMatchObject({ ok: true, layout: { sourceNumber: { at: 1 }, day: { at: 0 } } });
  });

  it('says all that is missing, or what stands in it twice', () => {
    expect(layOut(titles.filter((title) => title !== '窗口' && title !== '营业执照'), mapping)).toEqual({ ok: false, missing: ['窗口', '营业执照'], ambiguous: [] });
    expect(layOut([...titles, '窗 口'], mapping)).toEqual({ ok: false, missing: [], ambiguous: ['窗口'] });
  });
});
