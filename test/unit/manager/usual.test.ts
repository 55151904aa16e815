import { describe, expect, it } from 'vitest';
import { usualOf, usualQueries } from '../../../renderer/features/manager/today/usual.ts';
import { StatisticsQuery } from '../../../shared/statistics/query.ts';

describe('today beside its weekday', () => {
  it('asks both up to the last full hour, and for the same weekday of the four weeks before', () => {
    const { today, before } = usualQueries('2026-11-25', 10);
    expect(StatisticsQuery.parse(today)).toMatchObject({ from: '2026-11-25', to: '2026-11-25', where: { hour: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] } });
    expect(StatisticsQuery.parse(before)).toMatchObject({ from: '2026-10-28', to: '2026-11-18', where: { weekday: [3] } });
  });

  it('of counts the mean over the days that had any, of times the figure over all of them', () => {
    const answer = { rows: [{ day: '2026-11-11', transactions: 50 }, { day: '2026-11-18', transactions: 70 }], totals: { transactions: 120, serviceMedian: 300 } };
    expect(usualOf(answer, 'transactions')).toBe(60);
    expect(usualOf(answer, 'serviceMedian')).toBe(300);
    expect(usualOf({ rows: [], totals: { transactions: 0 } }, 'transactions')).toBeNull();
  });
});
