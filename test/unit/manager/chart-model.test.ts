import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartModel, ticksOf, type ChartWords } from '../../../renderer/features/manager/volume/chart-model.ts';
import { volumeDimensions, type VolumeRow } from '../../../shared/statistics/volume.ts';

const words: ChartWords = { labelOf: (row, dimension) => String(row[dimension] ?? '—'), rest: (count) => `and ${count}`, others: 'others' };

const row = (transactions: number, values: Partial<VolumeRow>): VolumeRow => ({
  transactions, completed: transactions, accepted: 0, notAccepted: 0, returned: 0, referred: 0, reopened: 0, voided: 0,
  waitMedian: null, waitP90: null, serviceMedian: null, serviceP90: null, untimedWait: 0, untimedService: 0, ...values,
});

describe('the chart of a volume table', () => {
  it('days run from the first that has any to the last drawn, and a day without transactions stands as nought', () => {
    const model = chartModel([row(3, { day: '2026-11-17' }), row(2, { day: '2026-11-19' })], ['day'], '2026-11-20', words);
    expect(model?.form).toBe('columns');
    expect(model?.groups.map(({ key, total }) => [key, total])).toEqual([['2026-11-17', 3], ['2026-11-18', 0], ['2026-11-19', 2], ['2026-11-20', 0]]);
  });

  it('months are filled in the same way', () => {
    const model = chartModel([row(3, { month: '2025-12' }), row(2, { month: '2026-02' })], ['month'], '2026-02-20', words);
    expect(model?.groups.map(({ key, total }) => [key, total])).toEqual([['2025-12', 3], ['2026-01', 0], ['2026-02', 2]]);
  });

  it('time runs along the axis whichever dimension is named first, and lanes keep the order of the hall', () => {
    const rows = [row(1, { lane: 'mobile-assisted', day: '2026-11-17' }), row(4, { lane: 'window', day: '2026-11-17' })];
    const model = chartModel(rows, ['lane', 'day'], '2026-11-17', words);
    expect(model?.groupedBy).toBe('day');
    expect(model?.series.map(({ key }) => key)).toEqual(['window', 'mobile-assisted']);
    expect(model?.groups.map(({ values }) => values)).toEqual([[4, 1]]);
  });

  it('matters stand by their volume, those beyond the largest nine together', () => {
    const rows = Array.from({ length: 14 }, (_, index) => row(index + 1, { matter: `matter-${index + 1}` }));
    const model = chartModel(rows, ['matter'], '2026-11-17', words);
    expect(model?.form).toBe('bars');
    expect(model?.groups.map(({ total }) => total)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 15]);
    expect(model?.groups.at(-1)?.label).toBe('and 5');
  });

  it('a table without rows has no chart', () => {
    expect(chartModel([], ['day'], '2026-11-17', words)).toBeNull();
  });

  it('whatever the table, the chart shows every transaction of it once', () => {
    const rowOf = fc.record({
      transactions: fc.nat(50), day: fc.integer({ min: 10, max: 30 }).map((day) => `2026-11-${day}`), month: fc.constantFrom('2026-09', '2026-10', '2026-11'),
      lane: fc.constantFrom('window', 'remote', 'referral'), matter: fc.integer({ min: 1, max: 30 }).map((number) => `matter-${number}`),
      window: fc.option(fc.integer({ min: 1, max: 9 })), clerk: fc.constantFrom('01', '02', '03', '04', '05', '06', '07', '08'), outcome: fc.constantFrom('completed', 'accepted', 'voided'),
    });
    fc.assert(
      fc.property(fc.array(rowOf, { minLength: 1, maxLength: 60 }), fc.uniqueArray(fc.constantFrom(...volumeDimensions), { minLength: 1, maxLength: 2 }), (values, by) => {
        const rows = values.map(({ transactions, ...rest }) => row(transactions, rest));
        const model = chartModel(rows, by, '2026-11-30', words);
        const sum = rows.reduce((total, one) => total + one.transactions, 0);
        expect(model?.groups.reduce((total, group) => total + group.total, 0)).toBe(sum);
        for (const group of model?.groups ?? []) expect(group.values.reduce((total, value) => total + value, 0)).toBe(group.total);
      }),
    );
  });
});

describe('the figures along the axis', () => {
  it.each([
    [0, [0, 1]], [1, [0, 1]], [3, [0, 1, 2, 3]], [33, [0, 10, 20, 30, 40]], [152, [0, 50, 100, 150, 200]], [90_289, [0, 50_000, 100_000]],
  ] as const)('up to %i: %j', (highest, ticks) => {
    expect(ticksOf(highest)).toEqual(ticks);
  });

  it('they are few, whole, begin at nought and reach the highest', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (highest) => {
        const ticks = ticksOf(highest);
        expect(ticks[0]).toBe(0);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.every(Number.isInteger)).toBe(true);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
      }),
    );
  });
});
