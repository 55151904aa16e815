/** Spans of days: the usual ones by name, and the span that another is fairly compared with. Days are ISO days in China. */
import { addDays, daysBetween, weekdayOf } from '../../../../shared/transaction/china-time.ts';

export type Span = { readonly from: string; readonly to: string };

export const presets = ['today', 'week', 'month', 'year', 'lastMonth'] as const;
export type Preset = (typeof presets)[number];

const two = (value: number): string => String(value).padStart(2, '0');
const monthOf = (day: string): string => day.slice(0, 7);
const yearOf = (day: string): number => Number(day.slice(0, 4));

/** The month before `2026-01`: `2025-12`. */
function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${two(number - 1)}`;
}

/** The last day of a month `2026-02`. */
export function endOfMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return addDays(number === 12 ? `${year + 1}-01-01` : `${year}-${two(number + 1)}-01`, -1);
}

/** A usual span; what is not over yet ends today. Weeks begin on Monday. */
export function presetSpan(preset: Preset, today: string): Span {
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'week':
      return { from: addDays(today, -((weekdayOf(today) + 6) % 7)), to: today };
    case 'month':
      return { from: `${monthOf(today)}-01`, to: today };
    case 'year':
      return { from: `${yearOf(today)}-01-01`, to: today };
    case 'lastMonth': {
      const month = monthBefore(monthOf(today));
      return { from: `${month}-01`, to: endOfMonth(month) };
    }
  }
}

/** `-part`: the same days of the month or year before, because this one is not over; `before`: the span of equal length just before. */
export type ComparisonKind = 'yesterday' | 'last-week' | 'last-month' | 'last-month-part' | 'last-year' | 'last-year-part' | 'before';
export type Comparison = Span & { readonly kind: ComparisonKind };

/** What a span is fairly set beside: a month beside the month before, a year so far beside the same days of the year before. */
export function comparisonOf({ from, to }: Span, today: string): Comparison {
  if (from === to && to === today) return { kind: 'yesterday', from: addDays(from, -1), to: addDays(to, -1) };
  if (from.endsWith('-01') && monthOf(from) === monthOf(to)) {
    const month = monthBefore(monthOf(from));
    if (to === endOfMonth(monthOf(to))) return { kind: 'last-month', from: `${month}-01`, to: endOfMonth(month) };
    return { kind: 'last-month-part', from: `${month}-01`, to: sameDay(month, to) };
  }
  if (from.endsWith('-01-01') && yearOf(from) === yearOf(to)) {
    const year = yearOf(from) - 1;
    const whole = to.endsWith('-12-31');
    return { kind: whole ? 'last-year' : 'last-year-part', from: `${year}-01-01`, to: sameDay(`${year}-${to.slice(5, 7)}`, to) };
  }
  if (to === today && weekdayOf(from) === 1 && daysBetween(from, to) < 7) return { kind: 'last-week', from: addDays(from, -7), to: addDays(to, -7) };
  const length = daysBetween(from, to) + 1;
  return { kind: 'before', from: addDays(from, -length), to: addDays(to, -length) };
}

/** The day of the month that `day` is, in another month; its last day where that month is shorter. */
function sameDay(month: string, day: string): string {
  const end = endOfMonth(month);
  const wanted = `${month}${day.slice(7)}`;
  return wanted > end ? end : wanted;
}

/** Every day of a span, first to last. */
export function daysOf({ from, to }: Span): readonly string[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));
}

/** Every month that a span touches, first to last. */
export function monthsOf({ from, to }: Span): readonly string[] {
  const months: string[] = [];
  for (let month = monthOf(to); month >= monthOf(from); month = monthBefore(month)) months.unshift(month);
  return months;
}
