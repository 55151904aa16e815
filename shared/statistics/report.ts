/**
 * The periodic work report (工作情况报告) as figures: which questions it asks of the figures, and their answers put together. How it reads is decided by
 * report-page.ts, once for screen, paper and file.
 */
import { z } from 'zod';
import { LicenceMeasures } from '../contract/licence.ts';
import { Lane } from '../routing/lanes.ts';
import { addDays, daysBetween } from '../transaction/china-time.ts';
import type { Dimension } from './dimensions.ts';
import { Measure, MeasureValues } from './measures.ts';
import { IdentityResult, StatisticsRow, type StatisticsQuery, type StatisticsResult } from './query.ts';
import { ReportPeriod, type ReportSpans, type Span } from './report-period.ts';

/** How many matters are named. */
export const topMatters = 10;

/** Above so many days the trend goes by months. */
const daysByDay = 31;

/** Of the span as a whole. */
const totalMeasures = [
  'visits', 'visitsDone', 'visitsLeft', 'noShows', 'visitsOpen', 'overrides', 'overrideShare', 'visitWaitMedian', 'visitWaitP90', 'visitWaitWithin',
  'ratings', 'ratingRate', 'verySatisfied', 'satisfied', 'basicallySatisfied', 'dissatisfied', 'veryDissatisfied', 'satisfaction',
  'transactions', 'cases', 'completed', 'accepted', 'notAccepted', 'returned', 'referred', 'reopened', 'voided', 'serviceMedian', 'serviceP90', 'serviceWithin', 'diverted', 'diversionShare',
  'waitMedian', 'materials', 'dropped', 'fetched', 'checked', 'promised', 'tolerated', 'collected', 'missing', 'notApplicable', 'papersSaved',
  'statutoryDays', 'promisedDays', 'compression', 'due', 'onTime', 'onTimeShare',
] as const satisfies readonly Measure[];
const laneMeasures = ['transactions', 'share', 'completed', 'waitMedian', 'serviceMedian'] as const satisfies readonly Measure[];
const matterMeasures = ['transactions', 'share', 'completed', 'serviceMedian'] as const satisfies readonly Measure[];
const trendMeasures = ['visits', 'transactions', 'completed', 'papersSaved'] as const satisfies readonly Measure[];

/** Every measure of the report, once. */
export const reportMeasures: readonly Measure[] = [...new Set([...totalMeasures, ...laneMeasures, ...matterMeasures, ...trendMeasures])];

const Compared = z.strictObject({ from: z.string(), to: z.string(), totals: MeasureValues });

export const ReportFigures = z.strictObject({
  period: ReportPeriod,
  from: z.string(),
  to: z.string(),
  /** False while the period is not over; `to` is then the day as far as it has come. */
  whole: z.boolean(),
  station: z.strictObject({ code: z.string(), name: z.string(), site: z.string(), trial: z.boolean() }),
  totals: MeasureValues,
  /** None for a year, which is set beside the year before alone. */
  previous: Compared.nullable(),
  yearBefore: Compared,
  lanes: z.array(StatisticsRow),
  /** The matters with the most transactions, the first ones first; `matterCount` is of all that were handled. */
  matters: z.array(StatisticsRow),
  matterCount: z.number().int(),
  /** Every day or month of the span, also those without anything; beside each the one of the same place in the year before. */
  trend: z.strictObject({ by: z.enum(['day', 'month']), rows: z.array(StatisticsRow) }),
  /** How many of the transactions come from history that was imported. */
  imported: z.number().int(),
  licences: z.strictObject({ groups: z.array(LicenceMeasures.extend({ group: z.string(), name: z.string(), nameEn: z.string() })), total: LicenceMeasures }),
  identities: z.array(IdentityResult),
  excluded: z.array(z.strictObject({ measure: Measure, by: Measure, count: z.number().int() })),
  head: z.strictObject({ seq: z.number().int(), hash: z.string() }),
});
export type ReportFigures = z.infer<typeof ReportFigures>;

export type ReportQuestion = 'totals' | 'previous' | 'yearBefore' | 'lanes' | 'matters' | 'trend' | 'origin';

/** What is asked of the figures, each answer in its place. */
export function reportQuestions({ own, previous, yearBefore }: ReportSpans): Readonly<Record<Exclude<ReportQuestion, 'previous'>, StatisticsQuery>> & { readonly previous: StatisticsQuery | null } {
  const ask = (measures: readonly Measure[], by: readonly Dimension[], span: Span, compare?: Span): StatisticsQuery => ({
    from: span.from, to: span.to, measures: [...measures], by: [...by], where: {}, reportYearStart: '01-01', ...(compare === undefined ? {} : { compare: { ...compare } }),
  });
  return {
    totals: ask(totalMeasures, [], own),
    previous: previous === null ? null : ask(totalMeasures, [], previous),
    yearBefore: ask(totalMeasures, [], yearBefore),
    lanes: ask(laneMeasures, ['lane'], own, yearBefore),
    matters: ask(matterMeasures, ['matter'], own, yearBefore),
    trend: ask(trendMeasures, [trendOf(own)], own, yearBefore),
    origin: ask(['transactions'], ['origin'], own),
  };
}

export const trendOf = ({ from, to }: Span): 'day' | 'month' => (daysBetween(from, to) < daysByDay ? 'day' : 'month');

export type ReportAnswers = Readonly<Record<Exclude<ReportQuestion, 'previous'>, StatisticsResult>> & { readonly previous: StatisticsResult | null };

/** The report out of the answers to its questions, which were read in one moment. */
export function reportFigures(answers: ReportAnswers, about: Pick<ReportFigures, 'period' | 'whole' | 'station' | 'licences' | 'head'>): ReportFigures {
  const { totals, previous, yearBefore, lanes, matters, trend, origin } = answers;
  const handled = matters.rows.filter(({ transactions }) => (transactions ?? 0) > 0);
  const compared = ({ from, to, totals: values }: StatisticsResult): z.infer<typeof Compared> => ({ from, to, totals: values });
  return {
    period: about.period, from: totals.from, to: totals.to, whole: about.whole, station: about.station,
    totals: totals.totals, previous: previous === null ? null : compared(previous), yearBefore: compared(yearBefore),
    lanes: lanes.rows.toSorted((one, other) => placeOf(one) - placeOf(other)),
    matters: handled.toSorted((one, other) => (other.transactions ?? 0) - (one.transactions ?? 0) || (String(one.matter) < String(other.matter) ? -1 : 1)).slice(0, topMatters),
    matterCount: handled.length,
    trend: { by: trendOf(totals), rows: completeTrend(trend) },
    imported: origin.rows.find((row) => row.origin === 'imported')?.transactions ?? 0,
    licences: about.licences,
    identities: [...totals.identities, ...[lanes, matters, trend].flatMap((one) => one.identities.filter(({ identity }) => identity === 'rows:transactions'))].filter(unlike),
    excluded: totals.excluded.filter(({ by }, index, all) => all.findIndex((other) => other.by === by) === index),
    head: about.head,
  };
}

/** Lanes in the order of the hall. */
const placeOf = ({ lane }: StatisticsRow): number => Lane.options.findIndex((one) => one === lane);

/** Of equal equations one stands for all; a broken one is always kept. */
function unlike({ identity, holds }: IdentityResult, index: number, all: readonly IdentityResult[]): boolean {
  return !holds || all.findIndex((other) => other.identity === identity && other.holds) === index;
}

/** The figures leave out what has no rows; a report shows it as nothing handled. */
function completeTrend({ from, to, rows }: StatisticsResult): StatisticsRow[] {
  const by = trendOf({ from, to });
  const nothing: MeasureValues = Object.fromEntries(trendMeasures.map((measure) => [measure, 0]));
  const places = [...new Set(Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index).slice(0, by === 'day' ? 10 : 7)))];
  return places.map((place) => rows.find((row) => row[by] === place) ?? { [by]: place, ...nothing, compare: null });
}
