/** What the chart of an answer draws: groups along the axis, and series of them, for one measure. Pure, so that it can be tested. */
import { lanes } from '../../../../shared/routing/lanes.ts';
import { dimensions, type Dimension } from '../../../../shared/statistics/dimensions.ts';
import { isAdditive, measures, type Measure, type Unit } from '../../../../shared/statistics/measures.ts';
import type { StatisticsRow } from '../../../../shared/statistics/query.ts';
import { RecordedOutcome } from '../../../../shared/transaction/transaction.ts';
import { stretchesOf } from './cell.ts';
import type { Span } from './spans.ts';

/** Columns stand where there is an order from left to right, lines where such figures cannot be stacked; names need lines to stand on; weekday by hour is a map. */
export type ChartForm = 'columns' | 'lines' | 'bars' | 'map';

export type Series = { readonly key: string; readonly label: string };
export type Group = { readonly key: string; readonly label: string; readonly values: readonly (number | null)[] };
export type ChartModel = {
  readonly form: ChartForm;
  readonly measure: Measure;
  readonly unit: Unit;
  /** Whether the series of a group lie on one another, as parts of a whole. */
  readonly stacked: boolean;
  /** None where there is but one. */
  readonly series: readonly Series[];
  readonly groups: readonly Group[];
  /** Groups and series for which there was no room; only where they cannot be told together. */
  readonly left: number;
};

export type ChartQuestion = { readonly by: readonly Dimension[]; readonly measure: Measure; readonly compared: boolean; readonly reportYearStart: string } & Span;

export type ChartWords = {
  readonly labelOf: (row: StatisticsRow, dimension: Dimension) => string;
  /** The stretch of the calendar in which nothing happened has no row to be told from. */
  readonly stretch: (dimension: Dimension, value: string) => string;
  /** What the groups beyond the largest are called together. */
  readonly rest: (count: number) => string;
  readonly others: string;
  readonly own: string;
  readonly compared: string;
};

const mostBars = 12;
const mostSeries = 5;
export const comparedKey = 'compared';

/** Dimensions whose values follow one another. */
const ordered: ReadonlySet<Dimension> = new Set<Dimension>(['weekday', 'hour']);
const isCalendar = (dimension: Dimension): boolean => dimensions[dimension].calendar;
const keyOf = (row: StatisticsRow, dimension: Dimension): string => String(row[dimension] ?? '');

type Part = { readonly key: string; readonly label: string; readonly size: number };

/** The values of a dimension with their sizes, in the order in which they are drawn: an order that means something is kept, names stand by size. */
function partsOf(rows: readonly StatisticsRow[], dimension: Dimension, measure: Measure, words: ChartWords): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const row of rows) {
    const key = keyOf(row, dimension);
    const size = row[measure] ?? 0;
    const before = parts.get(key)?.size ?? 0;
    parts.set(key, { key, label: words.labelOf(row, dimension), size: isAdditive(measure) ? before + size : Math.max(before, size) });
  }
  const listed = (order: readonly string[]): readonly Part[] => [...parts.values()].toSorted((one, other) => order.indexOf(one.key) - order.indexOf(other.key));
  if (dimension === 'lane') return listed(lanes);
  if (dimension === 'outcome') return listed(RecordedOutcome.options);
  if (isCalendar(dimension) || ordered.has(dimension) || dimension === 'window') return [...parts.values()];
  return [...parts.values()].toSorted((one, other) => other.size - one.size);
}

/** The largest `most`, in their drawn order. */
function largest(parts: readonly Part[], most: number): { readonly shown: readonly Part[]; readonly rest: readonly Part[] } {
  if (parts.length <= most + 1) return { shown: parts, rest: [] };
  const kept = new Set(parts.toSorted((one, other) => other.size - one.size).slice(0, most).map((part) => part.key));
  return { shown: parts.filter((part) => kept.has(part.key)), rest: parts.filter((part) => !kept.has(part.key)) };
}

/** The rows of an answer by one or two dimensions, for one measure; null where there is nothing to draw. From the first stretch of the calendar that has any, empty ones stand between. */
export function chartModel(rows: readonly StatisticsRow[], question: ChartQuestion, words: ChartWords): ChartModel | null {
  const [first, second] = question.by;
  if (first === undefined || rows.length === 0) return null;
  const { measure } = question;
  const stacked = isAdditive(measure);
  if (second !== undefined && ordered.has(first) && ordered.has(second)) return mapModel(rows, measure, words);
  const groupedBy = question.by.find((dimension) => isCalendar(dimension) || ordered.has(dimension)) ?? first;
  const splitBy = question.by.find((dimension) => dimension !== groupedBy);
  const inTime = isCalendar(groupedBy) || ordered.has(groupedBy);
  const { series, valuesOf, left } = seriesOf(rows, question, splitBy, words);
  const { groups, left: leftGroups } = groupsOf(rows, groupedBy, question, valuesOf, words);
  const form = inTime ? (stacked || splitBy === undefined ? 'columns' : 'lines') : 'bars';
  return { form, measure, unit: measures[measure].unit, stacked: stacked && splitBy !== undefined, series, groups, left: left + leftGroups };
}

type ValuesOf = (matching: readonly StatisticsRow[]) => readonly (number | null)[];

function seriesOf(rows: readonly StatisticsRow[], { measure, compared }: ChartQuestion, splitBy: Dimension | undefined, words: ChartWords): { readonly series: readonly Series[]; readonly valuesOf: ValuesOf; readonly left: number } {
  const additive = isAdditive(measure);
  const gather = (values: readonly (number | null | undefined)[]): number | null => {
    if (additive) return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    return values.find((value) => value !== null && value !== undefined) ?? null;
  };
  if (splitBy === undefined) {
    const own = (matching: readonly StatisticsRow[]): number | null => gather(matching.map((row) => row[measure]));
    if (!compared) return { series: [], valuesOf: (matching) => [own(matching)], left: 0 };
    return { series: [{ key: 'own', label: words.own }, { key: comparedKey, label: words.compared }], valuesOf: (matching) => [own(matching), gather(matching.map((row) => row.compare?.[measure]))], left: 0 };
  }
  const { shown, rest } = largest(partsOf(rows, splitBy, measure, words), mostSeries);
  const kept = new Set(shown.map((part) => part.key));
  const others = rest.length > 0 && additive;
  return {
    series: others ? [...shown, { key: 'others', label: words.others }] : shown,
    valuesOf: (matching) => [
      ...shown.map((part) => gather(matching.filter((row) => keyOf(row, splitBy) === part.key).map((row) => row[measure]))),
      ...(others ? [gather(matching.filter((row) => !kept.has(keyOf(row, splitBy))).map((row) => row[measure]))] : []),
    ],
    left: others ? 0 : rest.length,
  };
}

function groupsOf(rows: readonly StatisticsRow[], groupedBy: Dimension, question: ChartQuestion, valuesOf: ValuesOf, words: ChartWords): { readonly groups: readonly Group[]; readonly left: number } {
  const rowsOf = Map.groupBy(rows, (row) => keyOf(row, groupedBy));
  if (isCalendar(groupedBy)) {
    const all = stretchesOf(groupedBy, question, question.reportYearStart);
    const begin = all.findIndex((stretch) => rowsOf.has(stretch));
    return { groups: all.slice(Math.max(0, begin)).map((stretch) => ({ key: stretch, label: words.stretch(groupedBy, stretch), values: valuesOf(rowsOf.get(stretch) ?? []) })), left: 0 };
  }
  const parts = partsOf(rows, groupedBy, question.measure, words);
  const group = ({ key, label }: Part): Group => ({ key, label, values: valuesOf(rowsOf.get(key) ?? []) });
  if (ordered.has(groupedBy)) return { groups: parts.map(group), left: 0 };
  const { shown, rest } = largest(parts, mostBars);
  if (rest.length === 0) return { groups: shown.map(group), left: 0 };
  if (!isAdditive(question.measure)) return { groups: shown.map(group), left: rest.length };
  return { groups: [...shown.map(group), { key: 'rest', label: words.rest(rest.length), values: valuesOf(rest.flatMap((part) => rowsOf.get(part.key) ?? [])) }], left: 0 };
}

/** Hours from left to right, weekdays from top to bottom; empty hours between others are there. */
function mapModel(rows: readonly StatisticsRow[], measure: Measure, words: ChartWords): ChartModel | null {
  const timed = rows.filter((row) => typeof row.hour === 'number' && typeof row.weekday === 'number');
  const hours = timed.flatMap((row) => row.hour ?? []);
  if (hours.length === 0) return null;
  const [begin, end] = [Math.min(...hours), Math.max(...hours)];
  const weekdays = [...new Set(timed.flatMap((row) => row.weekday ?? []))].toSorted((one, other) => one - other);
  const empty = isAdditive(measure) ? 0 : null;
  const valueAt = (weekday: number, hour: number): number | null => timed.find((row) => row.weekday === weekday && row.hour === hour)?.[measure] ?? empty;
  return {
    form: 'map', measure, unit: measures[measure].unit, stacked: false, left: 0,
    series: weekdays.map((weekday) => ({ key: String(weekday), label: words.labelOf({ weekday }, 'weekday') })),
    groups: Array.from({ length: end - begin + 1 }, (_, index) => begin + index).map((hour) => ({ key: String(hour), label: words.labelOf({ hour }, 'hour'), values: weekdays.map((weekday) => valueAt(weekday, hour)) })),
  };
}
