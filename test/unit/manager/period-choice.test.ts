import { describe, expect, it } from 'vitest';
import { askedSpan, choiceOfKind, isInOrder, lastPeriod, spanOfChoice } from '../../../renderer/features/manager/tables/period-choice.ts';

describe('the period of a ready-made table', () => {
  it.each([
    ['month', '2026-11-24', '2026-10'],
    ['month', '2026-01-01', '2025-12'],
    ['quarter', '2026-11-24', '2026-Q3'],
    ['quarter', '2026-02-28', '2025-Q4'],
    ['year', '2026-12-31', '2025'],
  ] as const)('the last %s that is over on %s is %s', (kind, today, period) => {
    expect(lastPeriod(kind, today)).toBe(period);
  });

  it('two days of one’s own begin as the days of what was chosen before', () => {
    const own = choiceOfKind('own', { kind: 'month', period: '2026-02' }, '2026-11-24');
    expect(own).toEqual({ kind: 'own', from: '2026-02-01', to: '2026-02-28' });
    expect(askedSpan(own)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  });

  it('a named period is asked for by its name', () => {
    const quarter = choiceOfKind('quarter', { kind: 'own', from: '2020-01-01', to: '2020-01-02' }, '2026-11-24');
    expect(askedSpan(quarter)).toEqual({ period: '2026-Q3' });
    expect(spanOfChoice(quarter)).toEqual({ from: '2026-07-01', to: '2026-09-30' });
  });

  it('two days in the wrong order are known as such', () => {
    expect(isInOrder({ from: '2026-02-02', to: '2026-02-01' })).toBe(false);
    expect(isInOrder({ from: '2026-02-02', to: '2026-02-02' })).toBe(true);
  });
});
