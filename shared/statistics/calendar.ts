/** Stretches of the calendar by the number of a day (days since 1970-01-01), and their names. */
import { addDays, daysBetween } from '../transaction/china-time.ts';
import type { Dimension } from './dimensions.ts';

const epoch = '1970-01-01';
export const numberOfDay = (day: string): number => daysBetween(epoch, day);
export const dayOfNumber = (number: number): string => addDays(epoch, number);

/** 1 Monday to 7 Sunday. 1970-01-01 was a Thursday. */
export const isoWeekday = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

/** The ISO week belongs to the year of its Thursday. */
function isoWeek(number: number): string {
  const thursday = number - isoWeekday(number) + 4;
  const year = dayOfNumber(thursday).slice(0, 4);
  const week = Math.floor((thursday - numberOfDay(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

const quarter = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

function reportYear(day: string, start: string): string {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) >= start ? year : year - 1}-${start}`;
}

/** The name of the stretch of `kind` in which a day lies; null for what is no stretch of the calendar. `reportYearStart` is `MM-DD`. */
export function periodOf(kind: Dimension, number: number, reportYearStart: string): string | null {
  const day = dayOfNumber(number);
  switch (kind) {
    case 'day':
      return day;
    case 'week':
      return isoWeek(number);
    case 'month':
      return day.slice(0, 7);
    case 'quarter':
      return quarter(day);
    case 'year':
      return day.slice(0, 4);
    case 'reportYear':
      return reportYear(day, reportYearStart);
    default:
      return null;
  }
}

/** The span that a comparison means: as many days right before, or the same days of the year before (29 February becomes 28). */
export function comparedSpan(kind: 'previous' | 'previousYear', { from, to }: { readonly from: string; readonly to: string }): { readonly from: string; readonly to: string } {
  if (kind === 'previous') return { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) };
  return { from: yearBefore(from), to: yearBefore(to) };
}

function yearBefore(day: string): string {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`;
}
