/** When a scheduled export is due: on its day of the month that follows the period. Pure. */
import { periodAfter, spanOfPeriod } from '../../../shared/statistics/period.ts';
import { addDays } from '../../../shared/transaction/china-time.ts';

/** The day from which on a period may be exported. `day` is 1 to 28. */
export function dueOn(period: string, day: number): string {
  return addDays(spanOfPeriod(period).to, day);
}

/** The periods from `next` on whose day has come, oldest first; at most `limit`, so that a clock in the far future stops somewhere. */
export function duePeriods({ next, day }: { readonly next: string; readonly day: number }, today: string, limit = 1200): readonly string[] {
  const due: string[] = [];
  for (let period = next; due.length < limit && dueOn(period, day) <= today; period = periodAfter(period)) due.push(period);
  return due;
}
