/**
 * Working days and due dates. The holidays of a year are known only once the State Council has published them; for any other
 * year the calendar refuses to promise and names the year, rather than guess from the weekdays.
 */
import { z } from 'zod';
import type { DayUnit } from '../catalogue/catalogue.ts';
import { addDays, isCivilDay, weekdayOf } from './china-time.ts';

const Day = z.iso.date();

const HolidayYear = z.strictObject({
  /** Days off, first and last included; weekends beside them need not be listed. */
  off: z.array(z.tuple([Day, Day])).max(60),
  /** Weekend days that are worked to make up for a holiday (调休). */
  work: z.array(Day).max(60),
});

/** The holidays by year, as the State Council's yearly notices give them. Strict: what contradicts itself is refused. */
export const HolidayDocument = z
  .strictObject({ note: z.string().max(2000).optional(), years: z.record(z.string().regex(/^\d{4}$/), HolidayYear) })
  .superRefine(({ years }, context) => {
    for (const [year, { off, work }] of Object.entries(years)) {
      const report = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path: ['years', year, ...path], message });
      off.forEach(([first, last], at) => {
        if (first > last) report(['off', at], `the range ends before it begins`);
        if (!first.startsWith(year) || !last.startsWith(year)) report(['off', at], `the range is not inside ${year}`);
        const earlier = off.findIndex((range, index) => index < at && range[0] <= last && first <= range[1]);
        if (earlier >= 0) report(['off', at], `the range overlaps range ${earlier}`);
      });
      work.forEach((day, at) => {
        if (!day.startsWith(year)) report(['work', at], `${day} is not inside ${year}`);
        // A day that is off is no working day; an ordinary weekday is one without being listed.
        if (isCivilDay(day) && !isWeekend(day)) report(['work', at], `${day} is not a weekend day`);
        if (off.some(([first, last]) => first <= day && day <= last)) report(['work', at], `${day} is off and worked at once`);
        if (work.indexOf(day) < at) report(['work', at], `${day} stands twice`);
      });
    }
  });
export type HolidayDocument = z.infer<typeof HolidayDocument>;

/** The holidays of `year` are not in the document: nothing is promised. */
export type YearUnknown = { readonly ok: false; readonly reason: 'year-unknown'; readonly year: number };

/** All days are ISO dates; what is no day throws a RangeError. */
export type WorkingCalendar = {
  isWorkingDay(day: string): { readonly ok: true; readonly working: boolean } | YearUnknown;
  /** The `count`-th working day after `day`, itself not counted; `count` is a whole number from 0, and 0 gives `day`. */
  addWorkingDays(day: string, count: number): { readonly ok: true; readonly day: string } | YearUnknown;
  /** Working days from `from` to `to`, both included; 0 where `to` lies before `from`. */
  workingDaysIn(from: string, to: string): { readonly ok: true; readonly count: number } | YearUnknown;
};

/** Costs nothing to make; a day is looked up in the handful of ranges of its year. */
export function createCalendar({ years }: HolidayDocument): WorkingCalendar {
  const isWorkingDay: WorkingCalendar['isWorkingDay'] = (day) => {
    const weekend = isWeekend(day);
    const holidays = years[day.slice(0, 4)];
    if (holidays === undefined) return { ok: false, reason: 'year-unknown', year: Number(day.slice(0, 4)) };
    const off = weekend || holidays.off.some(([first, last]) => first <= day && day <= last);
    return { ok: true, working: !off || holidays.work.includes(day) };
  };

  return {
    isWorkingDay,
    addWorkingDays(day, count) {
      if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is not a number of days`);
      let reached = addDays(day, 0);
      for (let left = count; left > 0; ) {
        reached = addDays(reached, 1);
        const answer = isWorkingDay(reached);
        if (!answer.ok) return answer;
        if (answer.working) left -= 1;
      }
      return { ok: true, day: reached };
    },
    workingDaysIn(from, to) {
      let count = 0;
      for (const day of daysOf(from, to)) {
        const answer = isWorkingDay(day);
        if (!answer.ok) return answer;
        if (answer.working) count += 1;
      }
      return { ok: true, count };
    },
  };
}

/** A time limit as the catalogue states it; `days` is null where nobody could source it. */
export type Limit = { readonly accepted: string; readonly days: number | null; readonly unit: DayUnit };

export type DueDate =
  | { readonly known: true; readonly due: string }
  | { readonly known: false; readonly reason: 'limit-not-stated' }
  | { readonly known: false; readonly reason: 'year-unknown'; readonly year: number };

/**
 * By when an accepted matter is due. The day after acceptance is day 1, also where the acceptance fell on a holiday; a limit of
 * 0 days is due on the day itself. Calendar days need no holidays and are known for every year.
 */
export function dueDate({ accepted, days, unit }: Limit, calendar: WorkingCalendar): DueDate {
  if (days === null) return { known: false, reason: 'limit-not-stated' };
  if (unit === 'calendar') return { known: true, due: addDays(accepted, days) };
  const reached = calendar.addWorkingDays(accepted, days);
  return reached.ok ? { known: true, due: reached.day } : { known: false, reason: reached.reason, year: reached.year };
}

function isWeekend(day: string): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

function daysOf(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
