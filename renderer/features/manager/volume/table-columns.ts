/** The columns of the table and the order of its rows. Pure, so that it can be tested. */
import type { Dimension } from '../../../../shared/statistics/dimensions.ts';
import { measures, type Measure, type MeasureValues } from '../../../../shared/statistics/measures.ts';
import type { StatisticsRow } from '../../../../shared/statistics/query.ts';
import { differenceOf } from './figure-text.ts';

/** Of a measure: the figure itself, the one that it is compared with, and how far they are apart. */
export type Part = 'value' | 'compared' | 'difference';
export type TableColumn = { readonly kind: 'dimension'; readonly dimension: Dimension } | { readonly kind: 'none' } | { readonly kind: 'figure'; readonly measure: Measure; readonly part: Part };

/** Without a dimension the first column is there all the same, for the word “total”. */
export function columnsOf(by: readonly Dimension[], asked: readonly Measure[], compared: boolean): readonly TableColumn[] {
  const parts: readonly Part[] = compared ? ['value', 'compared', 'difference'] : ['value'];
  return [
    ...(by.length === 0 ? [{ kind: 'none' as const }] : by.map((dimension) => ({ kind: 'dimension' as const, dimension }))),
    ...asked.flatMap((measure) => parts.map((part) => ({ kind: 'figure' as const, measure, part }))),
  ];
}

type Figures = { readonly values: MeasureValues; readonly compared: MeasureValues | null | undefined };

export function figureOf({ values, compared }: Figures, measure: Measure, part: Part): number | null {
  // What the other span has none of is nought of what can be counted, and nothing to be said of the rest.
  const other = compared?.[measure] ?? (compared === null && isCount(measure) ? 0 : null);
  switch (part) {
    case 'value':
      return values[measure] ?? null;
    case 'compared':
      return other;
    case 'difference':
      return differenceOf(values[measure], other);
  }
}

const isCount = (measure: Measure): boolean => ['count', 'sum'].includes(measures[measure].formula.kind);

export type Sorting = { readonly column: number; readonly descending: boolean };

/** A column is sorted by from the other end each time, figures from the largest; the third time the rows stand as they came. */
export function nextSorting(now: Sorting | null, column: number, figure: boolean): Sorting | null {
  if (now?.column !== column) return { column, descending: figure };
  return now.descending === figure ? { column, descending: !figure } : null;
}

/** Rows without a value stand last, whichever way the others go; equal ones stay as they came. */
export function sortRows(rows: readonly StatisticsRow[], columns: readonly TableColumn[], sorting: Sorting | null, textOf: (row: StatisticsRow, dimension: Dimension) => string): readonly StatisticsRow[] {
  const column = sorting === null ? undefined : columns[sorting.column];
  if (sorting === null || column === undefined || column.kind === 'none') return rows;
  const sign = sorting.descending ? -1 : 1;
  const keyOf = (row: StatisticsRow): number | string | null => {
    if (column.kind === 'figure') return figureOf({ values: row, compared: row.compare }, column.measure, column.part);
    const value = row[column.dimension] ?? null;
    return typeof value === 'number' || value === null ? value : textOf(row, column.dimension);
  };
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .toSorted((one, other) => {
      if (one.key === null || other.key === null) return Number(one.key === null) - Number(other.key === null);
      if (typeof one.key === 'string' || typeof other.key === 'string') return sign * collator.compare(String(one.key), String(other.key));
      return sign * (one.key - other.key);
    })
    .map(({ row }) => row);
}

const collator = new Intl.Collator('zh-CN', { numeric: true });
