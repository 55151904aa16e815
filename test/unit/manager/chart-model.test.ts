import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartModel, type ChartQuestion, type ChartWords } from '../../../renderer/features/manager/volume/chart-model.ts';
import type { Dimension } from '../../../shared/statistics/dimensions.ts';
import type { StatisticsRow } from '../../../shared/statistics/query.ts';

const words: ChartWords = { labelOf: (row, dimension) => String(row[dimension] ?? '—'), stretch: (_, value) => value, rest: (count) => `and ${count}`, others: 'others', own: 'own', compared: 'compared' };
const asked = (by: readonly Dimension[], rest: Partial<ChartQuestion> = {}): ChartQuestion => ({ by, measure: 'transactions', compared: false, reportYearStart: '01-01', from: '2026-11-01', to: '2026-11-20', ...rest });

describe('the chart of an answer', () => {
  it('days run from the first that has any to the last of the span, and a day without transactions stands as nought', () => {
    const model = chartModel([{ day: '2026-11-17', transactions: 3 }, { day: '2026-11-19', transactions: 2 }], asked(['day']), words);
    expect(model?.form).toBe('columns');
    expect(model?.groups.map(({ key, values }) => [key, values])).toEqual([['2026-11-17', [3]], ['2026-11-18', [0]], ['2026-11-19', [2]], ['2026-11-20', [0]]]);
  });

  it('months are filled in the same way', () => {
    const model = chartModel([{ month: '2025-12', transactions: 3 }, { month: '2026-02', transactions: 2 }], asked(['month'], { from: '2025-10-01', to: '2026-02-20' }), words);
    expect(model?.groups.map(({ key, values }) => [key, values])).toEqual([['2025-12', [3]], ['2026-01', [0]], ['2026-02', [2]]]);
  });

  it('a day without a timed wait has no median, which is not nought', () => {
    const model = chartModel([{ day: '2026-11-18', waitMedian: 90 }], asked(['day'], { measure: 'waitMedian' }), words);
    expect(model?.groups.map(({ values }) => values)).toEqual([[90], [null], [null]]);
  });

  it('time runs along the axis whichever dimension is named first, and lanes keep the order of the hall', () => {
    const model = chartModel([{ lane: 'mobile-assisted', day: '2026-11-20', transactions: 1 }, { lane: 'window', day: '2026-11-20', transactions: 4 }], asked(['lane', 'day']), words);
    expect(model?.series.map(({ key }) => key)).toEqual(['window', 'mobile-assisted']);
    expect(model?.groups.map(({ values }) => values)).toEqual([[4, 1]]);
    expect(model?.stacked).toBe(true);
  });

  it('medians are never laid on one another', () => {
    const rows: readonly StatisticsRow[] = [{ lane: 'remote', day: '2026-11-20', waitMedian: 60 }, { lane: 'window', day: '2026-11-20', waitMedian: 120 }];
    expect(chartModel(rows, asked(['day', 'lane'], { measure: 'waitMedian' }), words)).toMatchObject({ form: 'lines', stacked: false });
    expect(chartModel(rows, asked(['lane', 'clerk'], { measure: 'waitMedian' }), words)).toMatchObject({ form: 'bars', stacked: false });
  });

  it('matters stand by their volume, those beyond the largest twelve together', () => {
    const model = chartModel(Array.from({ length: 16 }, (_, index) => ({ matter: `matter-${index + 1}`, transactions: index + 1 })), asked(['matter']), words);
    expect(model?.form).toBe('bars');
    expect(model?.groups.map(({ values }) => values[0])).toEqual([16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 10]);
    expect(model?.groups.at(-1)?.label).toBe('and 4');
  });

  it('medians of the others cannot be told together: it says how many are left out', () => {
    const model = chartModel(Array.from({ length: 16 }, (_, index) => ({ matter: `matter-${index + 1}`, waitMedian: index + 1 })), asked(['matter'], { measure: 'waitMedian' }), words);
    expect(model?.groups).toHaveLength(12);
    expect(model?.left).toBe(4);
  });

  it('a comparison stands beside, where there is one dimension', () => {
    const rows: readonly StatisticsRow[] = [{ lane: 'window', transactions: 5, compare: { transactions: 3 } }, { lane: 'remote', transactions: 1, compare: null }];
    const model = chartModel(rows, asked(['lane'], { compared: true }), words);
    expect(model?.series.map(({ label }) => label)).toEqual(['own', 'compared']);
    expect(model?.groups.map(({ values }) => values)).toEqual([[5, 3], [1, 0]]);
  });

  it('weekday by hour is a map, with the empty hours between', () => {
    const model = chartModel([{ weekday: 1, hour: 9, transactions: 4 }, { weekday: 2, hour: 11, transactions: 2 }, { weekday: 2, hour: null, transactions: 7 }], asked(['weekday', 'hour']), words);
    expect(model?.form).toBe('map');
    expect(model?.groups.map(({ key, values }) => [key, values])).toEqual([['9', [4, 0]], ['10', [0, 0]], ['11', [0, 2]]]);
  });

  it('a table without rows, and one without a dimension, have no chart', () => {
    expect(chartModel([], asked(['day']), words)).toBeNull();
    expect(chartModel([], asked([]), words)).toBeNull();
  });

  it('whatever the table, the chart shows every transaction of it once', () => {
    const rowOf = fc.record({
      transactions: fc.nat(50), day: fc.integer({ min: 10, max: 20 }).map((day) => `2026-11-${day}`), lane: fc.constantFrom('window', 'remote', 'referral'), hour: fc.integer({ min: 8, max: 17 }),
      matter: fc.integer({ min: 1, max: 30 }).map((number) => `matter-${number}`), window: fc.option(fc.integer({ min: 1, max: 9 })), clerk: fc.constantFrom('01', '02', '03', '04', '05', '06', '07', '08'),
    });
    const dimensions = ['day', 'lane', 'hour', 'matter', 'window', 'clerk'] as const;
    fc.assert(
      fc.property(fc.array(rowOf, { minLength: 1, maxLength: 60 }), fc.uniqueArray(fc.constantFrom(...dimensions), { minLength: 1, maxLength: 2 }), (rows, by) => {
        const model = chartModel(rows, asked(by), words);
        const drawn = model?.groups.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0);
        expect(drawn).toBe(rows.reduce((total, one) => total + one.transactions, 0));
      }),
    );
  });
});
