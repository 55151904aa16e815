import { describe, expect, it } from 'vitest';
import { HistoryMapping } from '../../../shared/history/mapping.ts';

const columns = { sourceNumber: '流水号', day: '办理日期', matter: '事项名称' };
const faultsOf = (mapping: unknown): readonly string[] => HistoryMapping.safeParse(mapping).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('a mapping', () => {
  it('needs three columns, and takes ISO days under the first row for granted', () => {
    expect(HistoryMapping.parse({ columns })).toEqual({ headerRow: 1, dateFormat: 'iso', columns });
  });

  it.each([
    ['an unknown column', { columns: { ...columns, applicantName: '申请人' } }, 'columns'],
    ['neither day nor instant', { columns: { ...columns, day: undefined } }, 'columns.day'],
    ['both day and instant', { columns: { ...columns, finishedAt: '办结时间' } }, 'columns.day'],
    ['a column named twice', { columns: { ...columns, window: ' 办理 日期' } }, 'columns.window'],
    ['a word for a lane that is none', { columns, values: { lane: { 大厅: 'hall' } } }, 'values.lane.大厅'],
    ['a row of titles above the first', { columns, headerRow: 0 }, 'headerRow'],
    ['an unknown format of days', { columns, dateFormat: 'd/m/yyyy' }, 'dateFormat'],
  ])('is refused with %s', (_, mapping, path) => {
    expect(faultsOf(mapping)).toContain(path);
  });

  it.each(['申请人姓名', '姓名', '申请人', '身份证号', '身份证号码', '证件号码', '手机号', '联系电话', '联系人', '家庭住址', '银行卡号', 'Applicant name', 'Phone', 'E-mail'])(
    'names no column of personal data: %s',
    (title) => {
      expect(faultsOf({ columns: { ...columns, clerk: title } })).toEqual(['columns.clerk']);
      expect(faultsOf({ columns: { ...columns, sourceNumber: title } })).toEqual(['columns.sourceNumber']);
      expect(faultsOf({ columns: { ...columns, materials: { shape: 'rows', name: title, way: '方式' } } })).toEqual(['columns.materials.name']);
    },
  );

  it.each(['申请人姓名', '身份证号', '身份证号码', '证件号码', '手机号码', '联系电话', '申请人', '住址'])('names no material that is none: %s', (title) => {
    expect(faultsOf({ columns: { ...columns, materials: { shape: 'columns', titles: [title] } } })).toEqual(['columns.materials.titles.0']);
  });

  it('names the clerk, the kind of applicant and materials that are papers', () => {
    const named = {
      ...columns, clerk: '经办人姓名', applicantKind: '申请人类型',
      materials: { shape: 'columns', titles: ['居民身份证', '银行卡账号', '有效身份证件', '身份证复印件', '法定代表人身份证明', '出生医学证明', '死亡/户籍注销信息'] },
    };
    expect(faultsOf({ columns: named })).toEqual([]);
  });
});
