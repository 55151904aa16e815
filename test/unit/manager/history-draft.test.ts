import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOf, DraftMapping, emptyDraft, fits, proposal } from '../../../renderer/features/manager/history/draft.ts';
import { tableOf, valuesOf, wordsOf } from '../../../renderer/features/manager/history/words.ts';
import { dateFormats } from '../../../shared/history/day-text.ts';
import { HistoryMapping } from '../../../shared/history/mapping.ts';

const sample = HistoryMapping.parse(JSON.parse(readFileSync(new URL('../../../resources/sample/history-mapping.json', import.meta.url), 'utf8')));
const titles = ['业务流水号', '办理日期', '事项名称', '窗口', '经办工号', '办理情况', '等候分钟', '办理分钟', '材料名称', '材料情况', '申请人手机'];

const optional = ['lane', 'window', 'clerk', 'outcome', 'waitMinutes', 'serviceMinutes', 'applicantKind'] as const;
/** Titles that differ: c0, c1, …; which columns are there is left to chance. */
const mappings = fc
  .record({
    there: fc.subarray([...optional]), withTime: fc.boolean(), dateFormat: fc.constantFrom(...dateFormats), headerRow: fc.integer({ min: 1, max: 100 }), sheet: fc.option(fc.constant('表一'), { nil: undefined }),
    materials: fc.constantFrom(undefined, { shape: 'rows' as const, name: 'm0', way: 'm1' }, { shape: 'columns' as const, titles: ['m0', 'm1'] }),
    values: fc.option(fc.constant({ outcome: { 好了: 'completed' as const }, matter: { 旧名: 'card-apply' } }), { nil: undefined }),
    defaults: fc.option(fc.constant({ lane: 'remote' as const }), { nil: undefined }),
  })
  .map(({ there, withTime, dateFormat, headerRow, sheet, materials, values, defaults }) => HistoryMapping.parse({
    ...(sheet === undefined ? {} : { sheet }), headerRow, dateFormat,
    columns: { sourceNumber: 'n', matter: 'f', [withTime ? 'finishedAt' : 'day']: 'd', ...Object.fromEntries(there.map((name, at) => [name, `c${at}`])), ...(materials === undefined ? {} : { materials }) },
    ...(values === undefined ? {} : { values }), ...(defaults === undefined ? {} : { defaults }),
  }));

describe('a mapping as a form', () => {
  it('comes out of the form as it went in', () => {
    fc.assert(fc.property(mappings, (mapping) => {
      expect(DraftMapping.parse(draftOf(mapping, []))).toStrictEqual(mapping);
    }));
  });

  it('shows its titles as the table spells them', () => {
    expect(draftOf(sample, ['业务 流水号']).columns.sourceNumber).toBe('业务 流水号');
  });

  it('belongs to a table that has all of its columns', () => {
    expect(fits(sample, titles)).toBe(true);
    expect(fits(sample, titles.filter((title) => title !== '材料情况'))).toBe(false);
  });

  it('tells at its own fields what is missing', () => {
    const faults = DraftMapping.safeParse(emptyDraft).error?.issues.map(({ path }) => path.join('.'));
    expect(faults).toEqual(expect.arrayContaining(['columns.sourceNumber', 'columns.matter']));
  });
});

describe('a proposal', () => {
  it('finds the columns of the sample by their titles', () => {
    const { columns, dateFormat, headerRow } = sample;
    expect(DraftMapping.parse(proposal(titles))).toStrictEqual({ columns, dateFormat, headerRow });
  });

  it('leaves columns with personal data alone, and takes no title twice', () => {
    const { columns } = proposal(['受理编号', '申请人姓名', '联系电话', '办结时间', '办理事项', '办理状态']);
    expect(columns).toMatchObject({ sourceNumber: '受理编号', finishedAt: '办结时间', day: '', matter: '办理事项', outcome: '办理状态', clerk: '', applicantKind: '' });
  });

  it('is empty for titles that say nothing', () => {
    expect(proposal(['甲', '', '乙'])).toStrictEqual(emptyDraft);
  });
});

describe('the words of a mapping', () => {
  it('are listed and put together again without a loss; the last meaning counts', () => {
    const values = { outcome: { 好了: 'completed' }, ways: { 留了: 'kept' }, materials: { 户口本: '居民户口簿' } } as const;
    expect(valuesOf(wordsOf(values))).toStrictEqual(values);
    expect(valuesOf([...wordsOf(values), { table: 'outcome', word: '好了', code: 'accepted' }]).outcome).toEqual({ 好了: 'accepted' });
  });

  it('stand in the table of their column; any other column is one of materials', () => {
    const { columns } = draftOf(sample, []);
    expect([tableOf('办理情况', columns), tableOf('事项名称', columns), tableOf('材料情况', columns), tableOf('无业证明', columns)]).toEqual(['outcome', 'matter', 'ways', 'ways']);
  });
});
