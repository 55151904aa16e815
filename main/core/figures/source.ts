/** One kind of fact as a question sees it: its dimensions and properties, read off the columns. */
import { periodOf, numberOfDay, isoWeekday } from '../../../shared/statistics/calendar.ts';
import { dimensions, type Dimension, type DimensionValue, type Fact } from '../../../shared/statistics/dimensions.ts';
import { attributes, type Attribute, type Quantity, type Timing } from '../../../shared/statistics/measures.ts';
import { channelOfLane, Lane } from '../../../shared/routing/lanes.ts';
import { none, type Codes, type Column } from './columns.ts';
import type { Edition, Facts } from './facts.ts';

/**
 * A dimension over a column: a row's place in `values` is `places[column[row] - base]`. Where one row has several values, `several` has
 * all places of such a code, and `rows` those of such a row.
 */
export type Reading = {
  readonly column: Column;
  readonly base: number;
  readonly places: Int32Array;
  readonly values: readonly DimensionValue[];
  readonly several: ReadonlyMap<number, readonly number[]>;
  readonly rows: ReadonlyMap<number, readonly number[]>;
};

/** A property over a column: 1 where the row has it. */
export type Test = { readonly column: Column; readonly base: number; readonly passes: Uint8Array };

/** A number over a column: `weights[column[row]]`, or the column itself. */
export type Amount = { readonly column: Column; readonly weights: Int32Array | null };

export type Span = { readonly from: string; readonly to: string };
export type Station = { readonly site: string };

export type Source = {
  readonly size: number;
  readonly day: Int32Array;
  read(dimension: Dimension): Reading;
  test(attribute: Attribute, values: readonly string[]): Test;
  amount(quantity: Quantity): Amount;
  timing(timing: Timing): Column;
};

/** Window numbers have two digits. */
const highestWindow = 99;

const noMore: ReadonlyMap<number, readonly number[]> = new Map();

/** Values in the order of first use, with the place of each. */
function placesOf(count: number, valueOf: (index: number) => DimensionValue): { readonly places: Int32Array; readonly values: readonly DimensionValue[] } {
  const known = new Map<DimensionValue, number>();
  const places = new Int32Array(count);
  for (let index = 0; index < count; index += 1) places[index] = placeOf(known, valueOf(index));
  return { places, values: [...known.keys()] };
}

function placeOf(known: Map<DimensionValue, number>, value: DimensionValue): number {
  const place = known.get(value) ?? known.size;
  known.set(value, place);
  return place;
}

const simple = (column: Column, base: number, count: number, valueOf: (index: number) => DimensionValue): Reading => ({
  column, base, ...placesOf(count, valueOf), several: noMore, rows: noMore,
});

const coded = (column: Column, codes: Codes): Reading => simple(column, 0, codes.texts.length, (code) => codes.texts[code] ?? null);

function editionReading(column: Column, editions: readonly Edition[], valueOf: (edition: Edition) => DimensionValue, rows: ReadonlyMap<number, readonly number[]>): Reading {
  const reading = simple(column, none, editions.length + 1, (index) => (index === 0 ? null : valueOf(editionAt(editions, index - 1))));
  return { ...reading, rows: placesOfRows(rows, (edition) => [reading.places[edition + 1] ?? 0]) };
}

function editionAt(editions: readonly Edition[], index: number): Edition {
  const edition = editions[index];
  if (edition === undefined) throw new RangeError(`there is no edition ${index}`);
  return edition;
}

/** Each place once, however many matters of the visit stand there. */
function placesOfRows(rows: ReadonlyMap<number, readonly number[]>, placesOfEdition: (edition: number) => readonly number[]): ReadonlyMap<number, readonly number[]> {
  return new Map([...rows].map(([row, editions]) => [row, [...new Set(editions.flatMap((edition) => placesOfEdition(edition)))]]));
}

function lifeEventReading(column: Column, editions: readonly Edition[], rows: ReadonlyMap<number, readonly number[]>): Reading {
  const known = new Map<DimensionValue, number>();
  placeOf(known, null);
  const lists = editions.map(({ lifeEvents }) => (lifeEvents.length === 0 ? [0] : lifeEvents.map((event) => placeOf(known, event))));
  const places = Int32Array.from([0, ...lists.map(([first]) => first ?? 0)]);
  const several = new Map(lists.flatMap((list, edition): [number, readonly number[]][] => (list.length > 1 ? [[edition, list]] : [])));
  return { column, base: none, places, values: [...known.keys()], several, rows: placesOfRows(rows, (edition) => lists[edition] ?? [0]) };
}

/** `reportYearStart` is `MM-DD`; the calendar's dimensions are read for the days of the span alone. */
export function sourceOf(facts: Facts, fact: Fact, { from, to }: Span, reportYearStart: string, station: Station): Source {
  const { editions, visitEditions } = facts;
  const table = fact === 'transactions' ? facts.transactions : facts.visits;
  const { day, hour, lane, window, clerk, edition, priority } = table.of;
  const moreEditions = fact === 'visits' ? visitEditions : noMore;
  const first = numberOfDay(from);
  const days = numberOfDay(to) - first + 1;
  const yesNo = (column: Column, yes: string, no: string): Reading => simple(column, 0, 2, (index) => (index === 1 ? yes : no));
  const ofEdition = (valueOf: (edition: Edition) => DimensionValue): Reading => editionReading(edition, editions, valueOf, moreEditions);
  const numbers = (column: Column, most: number): Reading => simple(column, none, most + 2, (index) => (index === 0 ? null : index - 1));

  const read = (dimension: Dimension): Reading => {
    switch (dimension) {
      case 'day':
      case 'week':
      case 'month':
      case 'quarter':
      case 'year':
      case 'reportYear':
        return simple(day, first, days, (index) => periodOf(dimension, first + index, reportYearStart));
      case 'weekday':
        return simple(day, first, days, (index) => isoWeekday(first + index));
      case 'hour':
        return numbers(hour, 23);
      case 'site':
        return simple(priority, 0, 2, () => station.site);
      case 'window':
        return numbers(window, highestWindow);
      case 'clerk':
        return coded(clerk, facts.clerks);
      case 'lane':
        return coded(lane, facts.lanes);
      case 'channel':
        return simple(lane, 0, facts.lanes.texts.length, (code) => channelOfLane(Lane.safeParse(facts.lanes.texts[code]).data));
      case 'matter':
        return ofEdition(({ matter }) => matter);
      case 'category':
        return ofEdition(({ category }) => category);
      case 'caseKind':
        return ofEdition(({ caseKind }) => caseKind);
      case 'lifeEvent':
        return lifeEventReading(edition, editions, moreEditions);
      case 'priority':
        return yesNo(priority, 'priority', 'ordinary');
      case 'applicantKind':
        return coded(facts.transactions.of.applicantKind, facts.applicantKinds);
      case 'outcome':
        return coded(facts.transactions.of.outcome, facts.outcomes);
      case 'origin':
        return fact === 'visits' ? simple(priority, 0, 2, () => 'own') : yesNo(facts.transactions.of.origin, 'imported', 'own');
    }
  };

  const among = (column: Column, all: readonly string[], values: readonly string[]): Test => ({ column, base: 0, passes: Uint8Array.from(all, (one) => Number(values.includes(one))) });
  const withCodes = (column: Column, codes: Codes, values: readonly string[]): Test => ({ column, base: 0, passes: Uint8Array.from(codes.texts, (text) => Number(text !== null && values.includes(text))) });
  const byEdition = (values: readonly string[], valueOf: (edition: Edition) => string): Test => ({
    column: edition, base: none, passes: Uint8Array.from([0, ...editions.map((one) => Number(values.includes(valueOf(one))))]),
  });

  const test = (attribute: Attribute, values: readonly string[]): Test => {
    switch (attribute) {
      case 'outcome':
        return withCodes(facts.transactions.of.outcome, facts.outcomes, values);
      case 'lane':
        return withCodes(lane, facts.lanes, values);
      case 'state':
        return withCodes(facts.visits.of.state, facts.states, values);
      case 'windowOffered':
        return byEdition(values, ({ windowOffered }) => (windowOffered ? 'yes' : 'no'));
      case 'limits':
        return byEdition(values, ({ workingLimits }) => (workingLimits === null ? 'none' : 'working'));
      case 'licence':
      case 'promise':
        return among(facts.transactions.of[attribute], attributes[attribute], values);
      case 'overridden':
      case 'issuedHere':
        return among(facts.visits.of[attribute], attributes[attribute], values);
    }
  };

  const amount = (quantity: Quantity): Amount => {
    if (quantity === 'statutoryDays') return { column: edition, weights: Int32Array.from(editions, ({ workingLimits }) => workingLimits?.[0] ?? 0) };
    if (quantity === 'promisedDays') return { column: edition, weights: Int32Array.from(editions, ({ workingLimits }) => workingLimits?.[1] ?? 0) };
    return { column: facts.transactions.of[quantity], weights: null };
  };

  return {
    size: table.size, day, read, test, amount,
    timing: (timing) => (timing === 'service' ? facts.transactions.of.service : table.of.wait),
  };
}

/** Whether a dimension can stand several times for one row of this fact. */
export const hasSeveral = (dimension: Dimension, fact: Fact): boolean => dimensions[dimension].many.includes(fact);
