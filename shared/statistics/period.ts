/** Stretches of the calendar that reports and scheduled exports are made of: a month, a quarter, a year. */
import { z } from 'zod';
import { addDays } from '../transaction/china-time.ts';

/** `2026-11`, `2026-Q4`, `2026`. */
export const Period = z.string().regex(/^[1-9]\d{3}(?:-(?:0[1-9]|1[0-2])|-Q[1-4])?$/, 'a month 2026-11, a quarter 2026-Q4, or a year 2026');

export const periodKinds = ['month', 'quarter', 'year'] as const;
export const PeriodKind = z.enum(periodKinds);
export type PeriodKind = z.infer<typeof PeriodKind>;

const monthsOf: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 };
const two = (value: number): string => String(value).padStart(2, '0');

/** Year, month from 0, and kind of a period as it is written. */
function startOf(period: string): { readonly year: number; readonly month: number; readonly kind: PeriodKind } {
  const year = Number(period.slice(0, 4));
  if (period.length === 4) return { year, month: 0, kind: 'year' };
  return period[5] === 'Q' ? { year, month: (Number(period[6]) - 1) * 3, kind: 'quarter' } : { year, month: Number(period.slice(5)) - 1, kind: 'month' };
}

const firstDay = (year: number, month: number): string => `${String(year + Math.floor(month / 12)).padStart(4, '0')}-${two((month % 12) + 1)}-01`;

/** First and last day. `period` is in the form of `Period`. */
export function spanOfPeriod(period: string): { readonly from: string; readonly to: string } {
  const { year, month, kind } = startOf(period);
  return { from: firstDay(year, month), to: addDays(firstDay(year, month + monthsOf[kind]), -1) };
}

/** The period of a kind in which a day lies. */
export function periodAround(kind: PeriodKind, day: string): string {
  if (kind === 'year') return day.slice(0, 4);
  return kind === 'month' ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** The one that follows. */
export function periodAfter(period: string): string {
  return periodAround(startOf(period).kind, addDays(spanOfPeriod(period).to, 1));
}
