/**
 * Days and times of the counter. All of China keeps UTC+8 and has had no daylight saving time since 1991, so the offset is a
 * constant here: the time zone and the locale of the machine never take part. Days are ISO strings, `2026-10-12`; they
 * sort as text.
 */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const offsetMs = 8 * hourMs;

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** An instant as the clock on the hall's wall shows it; `weekday` 0 is Sunday. */
export type ChinaTime = { readonly day: string; readonly time: string; readonly weekday: number; readonly hour: number };

/** The day on which an instant (UTC milliseconds) falls in China. */
export function businessDay(instantMs: number): string {
  return dayOfNumber(Math.floor((instantMs + offsetMs) / dayMs));
}

/** Day, `HH:MM`, weekday (0 Sunday to 6 Saturday) and hour (0 to 23) of an instant (UTC milliseconds) in China. */
export function chinaTime(instantMs: number): ChinaTime {
  const day = businessDay(instantMs);
  const minutes = Math.floor((instantMs - startOfDay(day)) / minuteMs);
  const hour = Math.floor(minutes / 60);
  return { day, time: `${twoDigits(hour)}:${twoDigits(minutes % 60)}`, weekday: weekdayOf(day), hour };
}

/** `2026-10-12T09:05:00+08:00` of an instant (UTC milliseconds): ISO 8601 as other systems read it, in China's time. */
export function instantText(instantMs: number): string {
  return `${new Date(instantMs + offsetMs).toISOString().slice(0, 19)}+08:00`;
}

/** The instant (UTC milliseconds) at which a day begins in China. Throws RangeError on what is no day. */
export function startOfDay(day: string): number {
  return numberOfDay(day) * dayMs - offsetMs;
}

/** The day `days` later, or earlier where negative. Throws RangeError on what is no day. */
export function addDays(day: string, days: number): string {
  return dayOfNumber(numberOfDay(day) + days);
}

/** How many days `to` lies after `from`; negative where it lies before. Throws RangeError on what is no day. */
export function daysBetween(from: string, to: string): number {
  return numberOfDay(to) - numberOfDay(from);
}

/** 0 Sunday to 6 Saturday. Throws RangeError on what is no day. */
export function weekdayOf(day: string): number {
  // 1970-01-01, day number 0, was a Thursday.
  return (((numberOfDay(day) + 4) % 7) + 7) % 7;
}

/** True for a day that the calendar has, written `YYYY-MM-DD`: 2024-02-29, not 2026-02-29. */
export function isCivilDay(text: string): boolean {
  const match = dayPattern.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return day >= 1 && day <= lengthOfMonth(year, month);
}

function lengthOfMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (monthLengths[month - 1] ?? 0);
}

/** Days since 1970-01-01. */
function numberOfDay(day: string): number {
  if (!isCivilDay(day)) throw new RangeError(`${day} is not a day of the calendar`);
  return Date.parse(`${day}T00:00:00Z`) / dayMs;
}

function dayOfNumber(number: number): string {
  const text = new Date(number * dayMs).toISOString();
  // Beyond the year 9999 the text grows a sign and two digits, and would no longer sort.
  if (text.length !== 24) throw new RangeError('the day lies outside the years 0000 to 9999');
  return text.slice(0, 10);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
