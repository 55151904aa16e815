/** Which rows a question is about, and in which group each of them stands. */
import { numberOfDay } from '../../../shared/statistics/calendar.ts';
import { Dimension, type DimensionValue } from '../../../shared/statistics/dimensions.ts';
import type { Where } from '../../../shared/statistics/query.ts';
import type { Column } from './columns.ts';
import type { Reading, Source, Span } from './source.ts';

/** Rows with the number of their group beside, 0 to `count` - 1; a row that stands in several groups is there several times. */
export type Grouped = { readonly rows: Int32Array; readonly groups: Int32Array; readonly count: number; keyOf(group: number): readonly DimensionValue[] };

/** Rows of the span for which every dimension of `where` has one of its values. */
export function selectRows(source: Source, span: Span, where: Where): Int32Array {
  return Dimension.options.reduce<Int32Array>((left, dimension) => {
    const values = where[dimension];
    return values === undefined ? left : rowsWith(source.read(dimension), left, values);
  }, rowsOfSpan(source, span));
}

/** Not to be written to: where the rows stand in the order of their days, they are a stretch of all. */
function rowsOfSpan({ day, places, inOrder }: Source, { from, to }: Span): Int32Array {
  const [first, last] = [numberOfDay(from), numberOfDay(to)];
  if (inOrder) return places.subarray(firstNotBefore(day, places.length, first), firstNotBefore(day, places.length, last + 1));
  const rows = new Int32Array(places.length);
  let count = 0;
  for (let row = 0; row < places.length; row += 1) {
    const on = day[row] ?? 0;
    rows[count] = row;
    count += on >= first && on <= last ? 1 : 0;
  }
  return rows.subarray(0, count);
}

function firstNotBefore(days: Column, size: number, day: number): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rowsWith(reading: Reading, rows: Int32Array, values: readonly DimensionValue[]): Int32Array {
  const wanted = Uint8Array.from(reading.values, (value) => Number(values.includes(value)));
  const { column, base, places } = reading;
  const kept = new Int32Array(rows.length);
  let count = 0;
  for (const row of rows) {
    const code = column[row] ?? 0;
    const several = severalOf(reading, row, code);
    const passes = several === undefined ? wanted[places[code - base] ?? 0] === 1 : several.some((place) => wanted[place] === 1);
    if (passes) kept[count++] = row;
  }
  return kept.subarray(0, count);
}

const severalOf = ({ several, rows }: Reading, row: number, code: number): readonly number[] | undefined =>
  (rows.size === 0 ? undefined : rows.get(row)) ?? (several.size === 0 ? undefined : several.get(code));

/** Up to so many possible groups, each has its cell, whether it occurs or not; above, only those that occur are numbered. */
const mostCells = 1 << 16;

export function groupRows(source: Source, rows: Int32Array, by: readonly Dimension[]): Grouped {
  if (by.length === 0) return { rows, groups: new Int32Array(rows.length), count: 1, keyOf: () => [] };
  const readings = by.map((dimension) => source.read(dimension));
  // The number of a group is made of the places of its values, as digits.
  const scales = readings.map((_, index) => readings.slice(index + 1).reduce((product, { values }) => product * values.length, 1));
  const possible = readings.reduce((product, { values }) => product * values.length, 1);
  const keyAt = (cell: number): readonly DimensionValue[] => readings.map(({ values }, index) => values[Math.floor(cell / (scales[index] ?? 1)) % values.length] ?? null);
  const spread = readings.some(({ several, rows: single }) => several.size > 0 || single.size > 0) ? spreadRows(readings, rows) : { rows, from: null };
  if (possible <= mostCells) {
    const groups = new Int32Array(spread.rows.length);
    addCells(groups, readings, scales, spread);
    return { rows: spread.rows, groups, count: possible, keyOf: keyAt };
  }
  const cells = possible < 2 ** 31 ? new Int32Array(spread.rows.length) : new Float64Array(spread.rows.length);
  addCells(cells, readings, scales, spread);
  const { groups, known } = numbered(cells, possible);
  return { rows: spread.rows, groups, count: known.length, keyOf: (group) => keyAt(known[group] ?? 0) };
}

/** Rows with the place of each in each dimension, where a row can stand in several. */
type Spread = { readonly rows: Int32Array; readonly from: readonly Int32Array[] | null };

/** Rows once for each combination of places; `from` has, for each dimension, the place of each. */
function spreadRows(readings: readonly Reading[], rows: Int32Array): Spread {
  const placesAt = (reading: Reading, row: number): readonly number[] => {
    const code = reading.column[row] ?? 0;
    return severalOf(reading, row, code) ?? [reading.places[code - reading.base] ?? 0];
  };
  let total = 0;
  for (const row of rows) total += readings.reduce((product, reading) => product * placesAt(reading, row).length, 1);
  const spread = new Int32Array(total);
  const from = readings.map(() => new Int32Array(total));
  let count = 0;
  for (const row of rows) {
    const places = readings.map((reading) => placesAt(reading, row));
    const combinations = places.reduce((product, { length }) => product * length, 1);
    for (let combination = 0; combination < combinations; combination += 1) {
      let rest = combination;
      places.forEach((own, index) => {
        const column = from[index];
        if (column !== undefined) column[count] = own[rest % own.length] ?? 0;
        rest = Math.floor(rest / own.length);
      });
      spread[count++] = row;
    }
  }
  return { rows: spread, from };
}

/** Dimension by dimension, so that each pass runs along one column. */
function addCells(cells: Int32Array | Float64Array, readings: readonly Reading[], scales: readonly number[], { rows, from }: Spread): void {
  readings.forEach((reading, index) => {
    const scale = scales[index] ?? 1;
    const own = from?.[index];
    if (own === undefined) addPlaces(cells, rows, reading, scale);
    else for (let at = 0; at < rows.length; at += 1) cells[at] = (cells[at] ?? 0) + (own[at] ?? 0) * scale;
  });
}

function addPlaces(cells: Int32Array | Float64Array, rows: Int32Array, { column, base, places }: Reading, scale: number): void {
  for (let at = 0; at < rows.length; at += 1) cells[at] = (cells[at] ?? 0) + (places[(column[rows[at] ?? 0] ?? 0) - base] ?? 0) * scale;
}

/** Up to so many cells their numbers are looked up in a table. */
const mostLookedUp = 1 << 22;

/** Cells that occur, numbered in the order in which they do. */
function numbered(cells: Int32Array | Float64Array, possible: number): { readonly groups: Int32Array; readonly known: readonly number[] } {
  const known: number[] = [];
  const groups = new Int32Array(cells.length);
  if (possible <= mostLookedUp) {
    // Shifted by one: 0 stands for a cell that did not come yet.
    const numbers = new Int32Array(possible);
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] ?? 0;
      if (numbers[cell] === 0) numbers[cell] = known.push(cell);
      groups[at] = (numbers[cell] ?? 0) - 1;
    }
    return { groups, known };
  }
  const numbers = new Map<number, number>();
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? 0;
    let number = numbers.get(cell);
    if (number === undefined) {
      number = known.push(cell) - 1;
      numbers.set(cell, number);
    }
    groups[at] = number;
  }
  return { groups, known };
}
