import { describe, expect, it } from 'vitest';
import { comparisonOf, daysOf, endOfMonth, monthsOf, presetSpan } from '../../../renderer/features/manager/volume/spans.ts';

/** A Tuesday. */
const today = '2026-11-24';

describe('the usual spans', () => {
  it.each([
    ['today', '2026-11-24', '2026-11-24'],
    ['week', '2026-11-23', '2026-11-24'],
    ['month', '2026-11-01', '2026-11-24'],
    ['year', '2026-01-01', '2026-11-24'],
    ['lastMonth', '2026-10-01', '2026-10-31'],
  ] as const)('%s runs from %s to %s', (preset, from, to) => {
    expect(presetSpan(preset, today)).toEqual({ from, to });
  });

  it('last month in January is December of the year before', () => {
    expect(presetSpan('lastMonth', '2026-01-10')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  it('a week begins on Monday, also on a Sunday', () => {
    expect(presetSpan('week', '2026-11-29')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  });
});

describe('what a span is fairly compared with', () => {
  it.each([
    ['today', '2026-11-24', '2026-11-24', 'yesterday', '2026-11-23', '2026-11-23'],
    ['this week so far', '2026-11-23', '2026-11-24', 'last-week', '2026-11-16', '2026-11-17'],
    ['this month so far', '2026-11-01', '2026-11-24', 'last-month-part', '2026-10-01', '2026-10-24'],
    ['a whole month', '2026-10-01', '2026-10-31', 'last-month', '2026-09-01', '2026-09-30'],
    ['thirty days of March', '2026-03-01', '2026-03-30', 'last-month-part', '2026-02-01', '2026-02-28'],
    ['this year so far', '2026-01-01', '2026-11-24', 'last-year-part', '2025-01-01', '2025-11-24'],
    ['a leap day so far', '2028-01-01', '2028-02-29', 'last-year-part', '2027-01-01', '2027-02-28'],
    ['a whole year', '2025-01-01', '2025-12-31', 'last-year', '2024-01-01', '2024-12-31'],
    ['any other span', '2026-11-10', '2026-11-14', 'before', '2026-11-05', '2026-11-09'],
    ['a day that is over', '2026-11-10', '2026-11-10', 'before', '2026-11-09', '2026-11-09'],
  ] as const)('%s (%s to %s): %s, %s to %s', (_, from, to, kind, before, until) => {
    expect(comparisonOf({ from, to }, today)).toEqual({ kind, from: before, to: until });
  });
});

describe('the steps of a span', () => {
  it('a month ends where the calendar says', () => {
    expect(['2026-02', '2028-02', '2026-04', '2026-12'].map(endOfMonth)).toEqual(['2026-02-28', '2028-02-29', '2026-04-30', '2026-12-31']);
  });

  it('days and months run from the first to the last, over the turn of the year', () => {
    expect(daysOf({ from: '2025-12-30', to: '2026-01-02' })).toEqual(['2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02']);
    expect(monthsOf({ from: '2025-11-20', to: '2026-02-01' })).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(daysOf({ from: '2026-01-02', to: '2026-01-01' })).toEqual([]);
  });
});
