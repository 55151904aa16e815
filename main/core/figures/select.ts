/** Which rows a question is about, and in which group each of them stands. */
import { Dimension, type DimensionValue } from '../../../shared/statistics/dimensions.ts';
import { numberOfDay } from '../../../shared/statistics/calendar.ts';
import type { Where } from '../../../shared/statistics/query.ts';
import type { Reading, Source, Span } from './source.ts';

/** Rows with the number of their group beside; a row that stands in several groups is there several times. */
export type Grouped = { readonly rows: Int32Array; readonly groups: Int32Array; readonly keys: readonly (readonly DimensionValue[])[] };

/** Rows of the span for which every dimension of `where` has one of its values. */
export function selectRows(source: Source, { from, to }: Span, where: Where): Int32Array {
  const [first, last] = [numberOfDay(from), numberOfDay(to)];
  const { day, size } = source;
  let rows: Int32Array = new Int32Array(size);
  let count = 0;
  for (let row = 0; row < size; row += 1) {
    const on = day[row] ?? 0;
    if (on >= first && on <= last) rows[count++] = row;
  }
  rows = rows.subarray(0, count);
  for (const [dimension, values] of entriesOf(where)) rows = rowsWith(source.read(dimension), rows, values);
  return rows;
}

const entriesOf = (where: Where): readonly (readonly [Dimension, readonly DimensionValue[]])[] =>
  Dimension.options.flatMap((dimension) => {
    const values = where[dimension];
    return values === undefined ? [] : [[dimension, values] as const];
  });

function rowsWith(reading: Reading, rows: Int32Array, values: readonly DimensionValue[]): Int32Array {
  const wanted = Uint8Array.from(reading.values, (value) => Number(values.includes(value)));
  const { column, base, places } = reading;
  const kept = new Int32Array(rows.length);
  let count = 0;
  for (const row of rows) {
    const code = column[row] ?? 0;
    const several = placesOfRow(reading, row, code);
    const passes = several === undefined ? wanted[places[code - base] ?? 0] === 1 : several.some((place) => wanted[place] === 1);
    if (passes) kept[count++] = row;
  }
  return kept.subarray(0, count);
}

const placesOfRow = ({ several, rows }: Reading, row: number, code: number): readonly number[] | undefined => (rows.size === 0 ? undefined : rows.get(row)) ?? (several.size === 0 ? undefined : several.get(code));

/** Above so many possible groups they are looked up, not addressed. */
const addressable = 1 << 22;

/** Numbers the groups that occur, in the order in which they occur. */
function createNumbering(possible: number): { numberOf(address: number): number; readonly addresses: number[] } {
  const addresses: number[] = [];
  if (possible <= addressable) {
    const numbers = new Int32Array(possible);
    return {
      addresses,
      numberOf(address) {
        const known = numbers[address] ?? 0;
        if (known > 0) return known - 1;
        numbers[address] = addresses.push(address);
        return addresses.length - 1;
      },
    };
  }
  const numbers = new Map<number, number>();
  return {
    addresses,
    numberOf(address) {
      const known = numbers.get(address);
      if (known !== undefined) return known;
      numbers.set(address, addresses.push(address) - 1);
      return addresses.length - 1;
    },
  };
}

export function groupRows(source: Source, rows: Int32Array, by: readonly Dimension[]): Grouped {
  if (by.length === 0) return { rows, groups: new Int32Array(rows.length), keys: rows.length === 0 ? [] : [[]] };
  const readings = by.map((dimension) => source.read(dimension));
  // The address of a group: the places of its values, as digits of a number.
  const scale = readings.map((_, index) => readings.slice(index + 1).reduce((product, { values }) => product * values.length, 1));
  const numbering = createNumbering(readings.reduce((product, { values }) => product * values.length, 1));
  const grouped = readings.some(({ several, rows: more }) => several.size > 0 || more.size > 0) ? spread(readings, scale, rows, numbering.numberOf) : { rows, groups: direct(readings, scale, rows, numbering.numberOf) };
  const keys = numbering.addresses.map((address) => readings.map(({ values }, index) => values[Math.floor(address / (scale[index] ?? 1)) % values.length] ?? null));
  return { ...grouped, keys };
}

/** Column by column, so that each pass runs over one array. */
function direct(readings: readonly Reading[], scale: readonly number[], rows: Int32Array, numberOf: (address: number) => number): Int32Array {
  const addresses = new Float64Array(rows.length);
  readings.forEach(({ column, base, places }, index) => {
    const factor = scale[index] ?? 1;
    for (let at = 0; at < rows.length; at += 1) addresses[at] = (addresses[at] ?? 0) + (places[(column[rows[at] ?? 0] ?? 0) - base] ?? 0) * factor;
  });
  const groups = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) groups[at] = numberOf(addresses[at] ?? 0);
  return groups;
}

function spread(readings: readonly Reading[], scale: readonly number[], rows: Int32Array, numberOf: (address: number) => number): { readonly rows: Int32Array; readonly groups: Int32Array } {
  const spreadRows: number[] = [];
  const groups: number[] = [];
  for (const row of rows) {
    let addresses: readonly number[] = [0];
    readings.forEach((reading, index) => {
      const code = reading.column[row] ?? 0;
      const places = placesOfRow(reading, row, code) ?? [reading.places[code - reading.base] ?? 0];
      addresses = addresses.flatMap((address) => places.map((place) => address + place * (scale[index] ?? 1)));
    });
    for (const address of addresses) {
      spreadRows.push(row);
      groups.push(numberOf(address));
    }
  }
  return { rows: Int32Array.from(spreadRows), groups: Int32Array.from(groups) };
}
