import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { messages } from '../../../renderer/app/messages.ts';
import { formatDifference, formatFigure, measureName } from '../../../renderer/features/manager/volume/figure-text.ts';
import { columnsOf, figureOf, nextSorting, sortRows } from '../../../renderer/features/manager/volume/table-columns.ts';
import { Measure } from '../../../shared/statistics/measures.ts';
import type { StatisticsRow } from '../../../shared/statistics/query.ts';

const textOf = (row: StatisticsRow): string => String(row.matterName ?? '');

describe('the columns of the table', () => {
  it('a comparison gives each measure three', () => {
    expect(columnsOf(['day', 'lane'], ['transactions', 'waitMedian'], true)).toHaveLength(8);
    expect(columnsOf([], ['transactions'], false)).toEqual([{ kind: 'none' }, { kind: 'figure', measure: 'transactions', part: 'value' }]);
  });

  it('what the other span has none of counts nought, and has no median', () => {
    expect(figureOf({ values: { transactions: 3 }, compared: null }, 'transactions', 'difference')).toBe(3);
    expect(figureOf({ values: { waitMedian: 3 }, compared: null }, 'waitMedian', 'difference')).toBeNull();
  });
});

describe('the order of the rows', () => {
  const rows: readonly StatisticsRow[] = [{ matter: 'b', matterName: '第 10 项', waitMedian: 5 }, { matter: 'a', matterName: '第 9 项', waitMedian: null }, { matter: 'c', matterName: '第 2 项', waitMedian: 9 }];
  const columns = columnsOf(['matter'], ['waitMedian'], false);
  const order = (sorting: Parameters<typeof sortRows>[2]): readonly unknown[] => sortRows(rows, columns, sorting, textOf).map((row) => row.matter);

  it('stands as it came until a column is chosen, and again after the third time', () => {
    const first = nextSorting(null, 1, true);
    const second = nextSorting(first, 1, true);
    expect([first?.descending, second?.descending, nextSorting(second, 1, true)]).toEqual([true, false, null]);
    expect(order(null)).toEqual(['b', 'a', 'c']);
  });

  it('what has no figure stands last both ways', () => {
    expect(order({ column: 1, descending: true })).toEqual(['c', 'b', 'a']);
    expect(order({ column: 1, descending: false })).toEqual(['b', 'c', 'a']);
  });

  it('names stand as they are read, numbers in them by size', () => {
    expect(order({ column: 0, descending: false })).toEqual(['c', 'a', 'b']);
  });
});

describe('a figure as it is read', () => {
  const words = i18next.createInstance();
  beforeAll(() => words.init({ lng: 'zh-CN', resources: messages, interpolation: { escapeValue: false } }));
  const t = () => words.getFixedT('zh-CN', 'components');

  it.each([
    ['transactions', 90_289, '90,289'], ['waitMedian', 42.4, '42 秒'], ['waitMedian', 725, '12 分 5 秒'], ['waitMedian', 720, '12 分'], ['waitMedian', 3900, '1 小时 5 分'], ['diversionShare', 0.4166, '41.7%'], ['waitMedian', null, '—'],
  ] as const)('%s %s: %s', (measure, value, text) => {
    expect(formatFigure(t(), measure, value)).toBe(text);
  });

  it.each([
    ['transactions', 130, 120, '+10（+8.3%）'], ['transactions', 90, 120, '−30（−25.0%）'], ['transactions', 5, 0, '+5'], ['transactions', 5, 5, '0'], ['waitMedian', 60, 90, '−30 秒（−33.3%）'],
    ['diversionShare', 0.5, 0.45, '+5.0 个百分点'], ['waitMedian', 60, null, '—'],
  ] as const)('%s %s beside %s: %s', (measure, value, compared, text) => {
    expect(formatDifference(t(), measure, value, compared)).toBe(text);
  });

  it('no measure is named with a unit that its values already carry', () => {
    for (const measure of Measure.options) expect(measureName(measure, 'zh-CN') + measureName(measure, 'en')).not.toMatch(/（秒）|\(s\)/u);
  });
});
