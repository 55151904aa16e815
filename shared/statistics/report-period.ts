/** The stretch of the calendar that a work report is about, and those it is set beside. */
import { z } from 'zod';
import { addDays, daysBetween } from '../transaction/china-time.ts';
import { comparedSpan } from './calendar.ts';

export type Span = { readonly from: string; readonly to: string };

/** `2026-11`, `2026-Q4`, `2026-H1`, `2026`. */
const NamedPeriod = z.string().regex(/^[1-9]\d{3}(?:-(?:0[1-9]|1[0-2])|-Q[1-4]|-H[12])?$/, 'a month 2026-11, a quarter 2026-Q4, half a year 2026-H1, or a year 2026');
const Days = z.strictObject({ from: z.iso.date(), to: z.iso.date() }).refine(({ from, to }) => from <= to, { error: 'the span ends before it begins', path: ['to'] });

/** A named one, or any days. */
export const ReportPeriod = z.union([NamedPeriod, Days]);
export type ReportPeriod = z.infer<typeof ReportPeriod>;

export const reportPeriodKinds = ['month', 'quarter', 'half', 'year'] as const;
export type ReportPeriodKind = (typeof reportPeriodKinds)[number];

const monthsOf: Readonly<Record<ReportPeriodKind, number>> = { month: 1, quarter: 3, half: 6, year: 12 };
const two = (value: number): string => String(value).padStart(2, '0');

export type ReadPeriod = { readonly kind: ReportPeriodKind; readonly year: number; /** From 1; 1 for a year. */ readonly number: number };

/** A named period in its parts. */
export function readPeriod(period: string): ReadPeriod {
  const year = Number(period.slice(0, 4));
  if (period.length === 4) return { kind: 'year', year, number: 1 };
  if (period[5] === 'Q') return { kind: 'quarter', year, number: Number(period[6]) };
  return period[5] === 'H' ? { kind: 'half', year, number: Number(period[6]) } : { kind: 'month', year, number: Number(period.slice(5)) };
}

function writePeriod({ kind, year, number }: ReadPeriod): string {
  const name = String(year).padStart(4, '0');
  return { month: `${name}-${two(number)}`, quarter: `${name}-Q${number}`, half: `${name}-H${number}`, year: name }[kind];
}

/** The period of a kind in which a day lies. */
export function periodOfDay(kind: ReportPeriodKind, day: string): string {
  return writePeriod({ kind, year: Number(day.slice(0, 4)), number: Math.ceil(Number(day.slice(5, 7)) / monthsOf[kind]) });
}

/** So many periods later, or before. */
export function periodFrom(period: string, steps: number): string {
  const { kind, year, number } = readPeriod(period);
  const inYear = 12 / monthsOf[kind];
  const index = year * inYear + number - 1 + steps;
  return writePeriod({ kind, year: Math.floor(index / inYear), number: (index % inYear) + 1 });
}

const firstDay = (period: string): string => {
  const { kind, year, number } = readPeriod(period);
  return `${String(year).padStart(4, '0')}-${two((number - 1) * monthsOf[kind] + 1)}-01`;
};

/** First and last day. */
export function spanOfReport(period: ReportPeriod): Span {
  return typeof period === 'string' ? { from: firstDay(period), to: addDays(firstDay(periodFrom(period, 1)), -1) } : period;
}

/**
 * What a report counts: the period as far as it has come, the one before as far as that, and the same days of the year before. A year has none before but
 * that. `whole` is false while the period is not over.
 */
export type ReportSpans = { readonly own: Span; readonly whole: boolean; readonly previous: Span | null; readonly yearBefore: Span };

export function reportSpans(period: ReportPeriod, today: string): ReportSpans {
  const full = spanOfReport(period);
  const whole = full.to < today;
  // A period that has not begun is asked whole: there is nothing in it.
  const own = whole || full.from > today ? full : { from: full.from, to: today };
  const cut = (other: Span): Span => {
    const reached = addDays(other.from, daysBetween(own.from, own.to));
    return whole || reached > other.to ? other : { from: other.from, to: reached };
  };
  if (typeof period !== 'string') return { own, whole, previous: comparedSpan('previous', own), yearBefore: comparedSpan('previousYear', own) };
  const { kind, year, number } = readPeriod(period);
  const yearBefore = spanOfReport(writePeriod({ kind, year: year - 1, number }));
  return { own, whole, previous: kind === 'year' ? null : cut(spanOfReport(periodFrom(period, -1))), yearBefore: whole ? yearBefore : comparedSpan('previousYear', own) };
}
