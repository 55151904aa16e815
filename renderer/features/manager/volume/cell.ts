/** Which rows stand behind a cell: the question, the row's values and the measure; for a cell of the comparison the same in the other span. Pure. */
import type { Request } from '../../../../shared/contract/contract.ts';
import { comparedSpan, numberOfDay, periodOf } from '../../../../shared/statistics/calendar.ts';
import { dimensions, type Dimension, type DimensionValue } from '../../../../shared/statistics/dimensions.ts';
import type { Measure } from '../../../../shared/statistics/measures.ts';
import type { StatisticsRow } from '../../../../shared/statistics/query.ts';
import { whereOf, type Question } from './question.ts';
import type { Span } from './spans.ts';

export type Cell = Request<'statistics.drill'>['cell'];

/** What was opened: the cell, in words, and the figure that it shows. */
export type OpenedCell = { readonly cell: Cell; readonly what: string; readonly figure: string };

/** Stretches of the calendar that a span touches, first to last. */
export function stretchesOf(dimension: Dimension, { from, to }: Span, reportYearStart: string): readonly string[] {
  const first = numberOfDay(from);
  return [...new Set(Array.from({ length: numberOfDay(to) - first + 1 }, (_, index) => periodOf(dimension, first + index, reportYearStart) ?? ''))];
}

/** The span that a question is compared with; null where it is not. */
export function otherSpan({ from, to, compare }: Pick<Question, 'from' | 'to' | 'compare'>): Span | null {
  if (compare === null) return null;
  return typeof compare === 'string' ? comparedSpan(compare, { from, to }) : compare;
}

/** A stretch of the calendar stands, in the comparison, for the stretch of the same place in the other span; undefined where that has none. */
function valueInOther(dimension: Dimension, value: DimensionValue, own: Question, other: Span): DimensionValue | undefined {
  if (!dimensions[dimension].calendar) return value;
  const place = stretchesOf(dimension, own, own.reportYearStart).indexOf(String(value));
  return place < 0 ? undefined : stretchesOf(dimension, other, own.reportYearStart)[place];
}

/** The cell of a row, or of the totals where there is no row; null where nothing can stand behind it. */
export function cellOf(question: Question, row: StatisticsRow | null, measure: Measure, compared: boolean): Cell | null {
  const other = otherSpan(question);
  const span = compared ? other : question;
  if (span === null) return null;
  const values = question.by.map((dimension) => {
    const value = row?.[dimension] ?? null;
    return [dimension, compared && other !== null ? valueInOther(dimension, value, question, other) : value] as const;
  });
  if (row !== null && values.some(([, value]) => value === undefined)) return null;
  const key = row === null ? {} : Object.fromEntries(values.map(([dimension, value]) => [dimension, [value ?? null]]));
  return { from: span.from, to: span.to, measure, key, where: whereOf(question.where), reportYearStart: question.reportYearStart };
}
