/** Today so far beside the same weekday of the four weeks before, up to the same hour. Pure, so that it can be tested. */
import { isoWeekday, numberOfDay } from '../../../../shared/statistics/calendar.ts';
import { isAdditive, type Measure } from '../../../../shared/statistics/measures.ts';
import type { StatisticsResult } from '../../../../shared/statistics/query.ts';
import { addDays } from '../../../../shared/transaction/china-time.ts';
import type { Query } from '../volume/question.ts';

export const usualMeasures = ['visits', 'transactions', 'completed', 'noShows', 'visitWaitMedian', 'serviceMedian'] as const satisfies readonly Measure[];

const weeks = 4;

/** Hours that are over; before the first of them is, nothing can be set beside yet. */
export const hoursOver = (hour: number): readonly number[] => Array.from({ length: hour }, (_, index) => index);

/** Today by itself, and the weekdays before; `hour` is the hour that is running. */
export function usualQueries(day: string, hour: number): { readonly today: Query; readonly before: Query } {
  const where = { hour: [...hoursOver(hour)] };
  return {
    today: { from: day, to: day, measures: [...usualMeasures], by: [], where },
    before: { from: addDays(day, -7 * weeks), to: addDays(day, -7), measures: [...usualMeasures], by: ['day'], where: { ...where, weekday: [isoWeekday(numberOfDay(day))] } },
  };
}

/** Of what is counted the mean over the days that had any; of a time the figure over all of them together. Null where there was no such day. */
export function usualOf({ rows, totals }: Pick<StatisticsResult, 'rows' | 'totals'>, measure: Measure): number | null {
  const total = totals[measure] ?? null;
  if (rows.length === 0 || total === null) return null;
  return isAdditive(measure) ? total / rows.length : total;
}
