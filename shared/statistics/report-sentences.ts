/** What a work report says in sentences: one form for both languages, so that neither leaves a figure out. */
import type { MeasureValues } from './measures.ts';
import type { ReportFigures } from './report.ts';
import { changeOf } from './report-text.ts';

export const reportSections = ['overall', 'lanes', 'matters', 'materials', 'licences', 'times', 'ratings', 'trend', 'proof'] as const;
export type ReportSection = (typeof reportSections)[number];

export type ReportSentences = {
  title(figures: ReportFigures): string;
  under(figures: ReportFigures): string;
  /** For the running header. */
  span(figures: ReportFigures): string;
  headings: Readonly<Record<ReportSection, string>>;
  /** Each section in one or more paragraphs. */
  paragraphs: Readonly<Record<ReportSection, (figures: ReportFigures) => readonly string[]>>;
  /** What the compared columns stand for. */
  compared(figures: ReportFigures): string;
};

/** A measure of the totals that is a number in every case; what was not asked or is not known counts as nothing. */
export const amount = (values: MeasureValues, measure: keyof MeasureValues): number => values[measure] ?? 0;

/** Whether anything happened at all. */
export const isEmpty = ({ totals }: ReportFigures): boolean => amount(totals, 'visits') === 0 && amount(totals, 'transactions') === 0;

/** Part of a whole; null where the whole is nothing. */
export const partOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export const changes = ({ totals, previous, yearBefore }: ReportFigures, measure: keyof MeasureValues): { readonly previous: number | null; readonly yearBefore: number | null } => ({
  previous: previous === null ? null : changeOf(totals[measure], previous.totals[measure]),
  yearBefore: changeOf(totals[measure], yearBefore.totals[measure]),
});

export const outcomeMeasures = ['completed', 'accepted', 'notAccepted', 'returned', 'referred', 'reopened'] as const;
export const ratingMeasures = ['verySatisfied', 'satisfied', 'basicallySatisfied', 'dissatisfied', 'veryDissatisfied'] as const;
export const materialMeasures = ['dropped', 'fetched', 'checked', 'promised', 'tolerated', 'collected', 'missing', 'notApplicable'] as const;

type Place = { readonly place: string; readonly transactions: number };

/** The stretches of the trend with the most and the fewest transactions, the earlier of equals; null where nothing was handled. */
export function extremes({ trend }: ReportFigures): { readonly most: Place; readonly least: Place; readonly mean: number } | null {
  const places = trend.rows.map((row): Place => ({ place: row[trend.by] ?? '', transactions: row.transactions ?? 0 })).filter(({ transactions }) => transactions > 0);
  const [first] = places;
  if (first === undefined) return null;
  return {
    most: places.reduce((best, one) => (one.transactions > best.transactions ? one : best), first),
    least: places.reduce((best, one) => (one.transactions < best.transactions ? one : best), first),
    mean: places.reduce((sum, { transactions }) => sum + transactions, 0) / places.length,
  };
}
