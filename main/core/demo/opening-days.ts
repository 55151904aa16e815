/** On which days of many years the hall is open, and how its work spreads over them: seasons, weekdays, the weeks around Spring Festival. */
import { addDays, daysBetween, weekdayOf } from '../../../shared/transaction/china-time.ts';
import type { WorkingCalendar } from '../../../shared/transaction/working-days.ts';
import { dice } from './traffic.ts';

export type OpeningDay = { readonly day: string; /** Transactions to be handled on it. */ readonly transactions: number };

/** A year of the hall of the source report. */
export const transactionsPerYear = 90_289;
const daysPerYear = 365.25;

/** How many days of the calendar so many transactions take in that hall; at least one. */
export const spanOf = (transactions: number): number => Math.max(1, Math.round((transactions / transactionsPerYear) * daysPerYear));

/** January to December: a quiet end of the year, a rush after Spring Festival, graduates in summer. */
const months = [0.95, 0.9, 1.2, 1.08, 0.98, 1.05, 1.12, 1.02, 1.05, 0.94, 0.98, 0.88];
/** Sunday to Saturday; a weekend day that is worked to make up for a holiday is a quiet one. */
const weekdays = [0.55, 1.2, 1.06, 1, 0.96, 0.86, 0.6];
const growthPerYear = 0.02;
/** The last week before Spring Festival, and the two after it. */
const festivalWeeks = { before: { days: 8, share: 0.55 }, after: { days: 22, share: 0.8 } };
/** Days differ by so much for no reason at all. */
const scatter = 0.12;

/** Exactly `transactions` over the open days from `from` to `to`; days without any are left out. The same seed gives the same days. */
export function openingDays(span: { readonly from: string; readonly to: string; readonly transactions: number; readonly seed: number }, calendar: WorkingCalendar): readonly OpeningDay[] {
  const days = Array.from({ length: daysBetween(span.from, span.to) + 1 }, (_, index) => addDays(span.from, index)).filter((day) => isOpen(day, calendar));
  const roll = dice(span.seed);
  const weights = days.map((day) => weightOf(day, span.from) * (1 + scatter * (2 * roll() - 1)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let [passed, given] = [0, 0];
  return days.flatMap((day, index) => {
    passed += weights[index] ?? 0;
    // Of the whole up to here, so that what is rounded away on one day comes on the next.
    const until = index === days.length - 1 ? span.transactions : Math.round((span.transactions * passed) / whole);
    const transactions = until - given;
    given = until;
    return transactions > 0 ? [{ day, transactions }] : [];
  });
}

function weightOf(day: string, from: string): number {
  const month = months[Number(day.slice(5, 7)) - 1] ?? 1;
  const years = daysBetween(from, day) / daysPerYear;
  return month * (weekdays[weekdayOf(day)] ?? 1) * (1 + growthPerYear) ** years * festivalShare(day);
}

function festivalShare(day: string): number {
  const festival = [0, 1].map((ahead) => `${Number(day.slice(0, 4)) + ahead}`).map(springFestival);
  for (const first of festival) {
    const away = daysBetween(first, day);
    if (away < 0 && away >= -festivalWeeks.before.days) return festivalWeeks.before.share;
    if (away >= 0 && away <= festivalWeeks.after.days) return festivalWeeks.after.share;
  }
  return 1;
}

/** By the station's holidays; where those of a year are not known, by the weekend and the days that are off in every year. */
function isOpen(day: string, calendar: WorkingCalendar): boolean {
  const known = calendar.isWorkingDay(day);
  if (known.ok) return known.working;
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !usualHolidays.has(day.slice(5)) && !lunarHolidays.has(lunarDay(day)) && !isFestivalWeek(day);
}

const usualHolidays: ReadonlySet<string> = new Set(['01-01', '04-04', '04-05', '05-01', '05-02', '05-03', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07']);
/** Dragon Boat and Mid-Autumn. */
const lunarHolidays: ReadonlySet<string> = new Set(['5/5', '8/15']);

/** New Year's Eve and six days from Spring Festival on. */
function isFestivalWeek(day: string): boolean {
  const away = daysBetween(springFestival(day.slice(0, 4)), day);
  return away >= -1 && away <= 5;
}

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
const lunarDay = (day: string): string => lunar.format(new Date(`${day}T00:00:00Z`));

const festivals = new Map<string, string>();

/** The first day of the lunar year, which falls between 21 January and 20 February. */
function springFestival(year: string): string {
  const known = festivals.get(year);
  if (known !== undefined) return known;
  const found = Array.from({ length: 31 }, (_, index) => addDays(`${year}-01-21`, index)).find((day) => lunarDay(day) === '1/1') ?? `${year}-02-05`;
  festivals.set(year, found);
  return found;
}
