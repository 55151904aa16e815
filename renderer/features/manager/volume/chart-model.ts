/** What the chart of a volume table draws: groups along the axis, stacked by series. Pure, so that it can be tested. */
import { lanes } from '../../../../shared/routing/lanes.ts';
import type { VolumeDimension, VolumeRow } from '../../../../shared/statistics/volume.ts';
import { RecordedOutcome } from '../../../../shared/transaction/transaction.ts';
import { daysOf, monthsOf } from './spans.ts';

/** Time runs left to right as columns; everything else has names, which need lines to stand on. */
export type ChartForm = 'columns' | 'bars';

export type Series = { readonly key: string; readonly label: string };
export type Group = { readonly key: string; readonly label: string; readonly values: readonly number[]; readonly total: number };
export type ChartModel = { readonly form: ChartForm; readonly groupedBy: VolumeDimension; readonly series: readonly Series[]; readonly groups: readonly Group[]; readonly highest: number };

export type ChartWords = {
  readonly labelOf: (row: VolumeRow, dimension: VolumeDimension) => string;
  /** What the groups beyond the largest are called together. */
  readonly rest: (count: number) => string;
  readonly others: string;
};

const mostBars = 9;
const mostSeries = 5;
/** Where an order means something it is kept; a matter or a clerk stands where its volume puts it. */
function inOrder(dimension: VolumeDimension, parts: readonly Part[]): readonly Part[] {
  const listed = (order: readonly string[]): readonly Part[] => parts.toSorted((one, other) => order.indexOf(one.key) - order.indexOf(other.key));
  switch (dimension) {
    case 'lane':
      return listed(lanes);
    case 'outcome':
      return listed(RecordedOutcome.options);
    case 'day':
    case 'month':
    case 'window':
    case 'origin':
      return parts;
    case 'matter':
    case 'clerk':
      return parts.toSorted((one, other) => other.total - one.total);
  }
}

const keyOf = (row: VolumeRow, dimension: VolumeDimension): string => String(row[dimension] ?? '');

type Part = { readonly key: string; readonly label: string; readonly total: number };

/** The values of a dimension with their sums, in the order in which they are drawn. */
function partsOf(rows: readonly VolumeRow[], dimension: VolumeDimension, words: ChartWords): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const row of rows) {
    const key = keyOf(row, dimension);
    parts.set(key, { key, label: words.labelOf(row, dimension), total: (parts.get(key)?.total ?? 0) + row.transactions });
  }
  return inOrder(dimension, [...parts.values()]);
}

/** The largest `most`, in their drawn order; the others are told together. */
function largest(parts: readonly Part[], most: number): { readonly shown: readonly Part[]; readonly rest: readonly Part[] } {
  if (parts.length <= most + 1) return { shown: parts, rest: [] };
  const kept = new Set(parts.toSorted((one, other) => other.total - one.total).slice(0, most).map((part) => part.key));
  return { shown: parts.filter((part) => kept.has(part.key)), rest: parts.filter((part) => !kept.has(part.key)) };
}

/** The rows of `statistics.volume` by one or two dimensions. From the first day that has any, days without transactions stand as nought; `until` is the last day drawn. */
export function chartModel(rows: readonly VolumeRow[], by: readonly VolumeDimension[], until: string, words: ChartWords): ChartModel | null {
  const time = by.find((dimension) => dimension === 'day' || dimension === 'month');
  const groupedBy = time ?? by[0];
  if (groupedBy === undefined || rows.length === 0) return null;
  const stackedBy = by.find((dimension) => dimension !== groupedBy);

  const { shown, rest } = stackedBy === undefined ? { shown: [], rest: [] } : largest(partsOf(rows, stackedBy, words), mostSeries);
  const series: readonly Series[] = rest.length === 0 ? shown : [...shown, { key: 'others', label: words.others }];
  const place = new Map(shown.map((part, index) => [part.key, index]));
  const seriesOf = (row: VolumeRow): number => (stackedBy === undefined ? 0 : (place.get(keyOf(row, stackedBy)) ?? shown.length));

  const valuesOf = (matching: readonly VolumeRow[]): readonly number[] => {
    const values = Array.from({ length: Math.max(1, series.length) }, () => 0);
    for (const row of matching) values[seriesOf(row)] = (values[seriesOf(row)] ?? 0) + row.transactions;
    return values;
  };
  const rowsOf = Map.groupBy(rows, (row) => keyOf(row, groupedBy));
  const group = (key: string, label: string, matching: readonly VolumeRow[]): Group => ({
    key, label, values: valuesOf(matching), total: matching.reduce((sum, row) => sum + row.transactions, 0),
  });
  const groups = ((): readonly Group[] => {
    if (time !== undefined) {
      const last = rows.reduce((latest, row) => (keyOf(row, time) > latest ? keyOf(row, time) : latest), time === 'day' ? until : until.slice(0, 7));
      const first = rows.reduce((earliest, row) => (keyOf(row, time) < earliest ? keyOf(row, time) : earliest), last);
      const steps = time === 'day' ? daysOf({ from: first, to: last }) : monthsOf({ from: `${first}-01`, to: `${last}-01` });
      return steps.map((step) => group(step, step, rowsOf.get(step) ?? []));
    }
    const parts = largest(partsOf(rows, groupedBy, words), mostBars);
    const bars = parts.shown.map((part) => group(part.key, part.label, rowsOf.get(part.key) ?? []));
    return parts.rest.length === 0 ? bars : [...bars, group('rest', words.rest(parts.rest.length), parts.rest.flatMap((part) => rowsOf.get(part.key) ?? []))];
  })();
  return { form: time === undefined ? 'bars' : 'columns', groupedBy, series, groups, highest: groups.reduce((most, one) => Math.max(most, one.total), 0) };
}

/** Round figures from nought to above `highest`, at most five of them: 0, 20, 40, 60. */
export function ticksOf(highest: number): readonly number[] {
  const rough = Math.max(1, highest) / 4;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * scale).find((candidate) => candidate >= rough) ?? rough);
  return Array.from({ length: Math.max(1, Math.ceil(highest / step)) + 1 }, (_, index) => index * step);
}
