/** One kind of fact as a question sees it: dimensions, conditions, times and amounts, read off its columns. */
import { channelOfLane, Lane } from '../../../shared/routing/lanes.ts';
import { isoWeekday, numberOfDay, periodOf } from '../../../shared/statistics/calendar.ts';
import type { Dimension, DimensionValue } from '../../../shared/statistics/dimensions.ts';
import type { Attribute, Condition, Quantity, Timing } from '../../../shared/statistics/measures.ts';
import { none, type Column } from './columns.ts';
import type { Dictionary, Edition, Facts } from './facts.ts';

/**
 * A dimension over a column: a row's value is `values[places[column[row] - base]]`. Where a code stands for several values, `several` has all
 * their places; `rows` has those of single rows that do.
 */
export type Reading = {
  readonly column: Column;
  readonly base: number;
  readonly places: Int32Array;
  readonly values: readonly DimensionValue[];
  readonly several: ReadonlyMap<number, readonly number[]>;
  readonly rows: ReadonlyMap<number, readonly number[]>;
};

/** A condition: 1 for each combination of traits, and where the matter matters, for each edition (shifted by one), that fulfils it. */
export type Gate = { readonly traits: Uint8Array; readonly editions: Uint8Array | null };

/** A number of each row: of its column, or where there are `weights`, of its edition. */
export type Amount = { readonly column: Column; readonly weights: Int32Array | null };

export type Span = { readonly from: string; readonly to: string };
export type Station = { readonly site: string };

export type Source = {
  /** Numbers of all rows. */
  readonly places: Int32Array;
  readonly day: Column;
  /** The rows stand in the order of their days; an import of history comes out of it. */
  readonly inOrder: boolean;
  /** How many combinations of traits occur, and which each row has. */
  readonly traitCount: number;
  readonly traits: Column;
  readonly edition: Column;
  readonly read: (dimension: Dimension) => Reading;
  readonly gate: (condition: Condition) => Gate;
  readonly amount: (quantity: Quantity) => Amount;
  readonly timing: (timing: Timing) => Column;
};

const noMore: ReadonlyMap<number, readonly number[]> = new Map();
/** Spans that are kept worked out: a screen asks of the same days again and again. */
const rememberedStretches = 64;
/** Window numbers have two digits. */
const highestWindow = 99;

function placeOf(known: Map<DimensionValue, number>, value: DimensionValue): number {
  const place = known.get(value) ?? known.size;
  known.set(value, place);
  return place;
}

/** Each distinct value has one place, in the order of first use. */
function reading(column: Column, base: number, count: number, valueOf: (index: number) => DimensionValue): Reading {
  const known = new Map<DimensionValue, number>();
  const places = new Int32Array(count);
  for (let index = 0; index < count; index += 1) places[index] = placeOf(known, valueOf(index));
  return { column, base, places, values: [...known.keys()], several: noMore, rows: noMore };
}

/** Each place once, however many matters of a visit stand there. */
const placesOfRows = (rows: ReadonlyMap<number, readonly number[]>, placesOf: (edition: number) => readonly number[]): ReadonlyMap<number, readonly number[]> =>
  new Map([...rows].map(([row, editions]) => [row, [...new Set(editions.flatMap(placesOf))]]));

function editionReading(column: Column, { editions }: Dictionary, rows: ReadonlyMap<number, readonly number[]>, valueOf: (edition: Edition) => DimensionValue): Reading {
  const simple = reading(column, none, editions.length + 1, (index) => {
    const edition = editions[index - 1];
    return edition === undefined ? null : valueOf(edition);
  });
  return { ...simple, rows: placesOfRows(rows, (edition) => [simple.places[edition + 1] ?? 0]) };
}

function lifeEventReading(column: Column, { editions }: Dictionary, rows: ReadonlyMap<number, readonly number[]>): Reading {
  const known = new Map<DimensionValue, number>([[null, 0]]);
  const lists = editions.map(({ lifeEvents }) => (lifeEvents.length === 0 ? [0] : lifeEvents.map((event) => placeOf(known, event))));
  return {
    column, base: none, places: Int32Array.from([0, ...lists.map(([first]) => first ?? 0)]), values: [...known.keys()],
    several: new Map(lists.flatMap((list, edition): [number, readonly number[]][] => (list.length > 1 ? [[edition, list]] : []))),
    rows: placesOfRows(rows, (edition) => lists[edition] ?? [0]),
  };
}

/** The value of a property in each combination of traits that occurs. */
function traitValues({ fact, traits }: Facts, name: string): readonly string[] {
  if (fact === 'transactions' && traits.has(name)) return traits.valuesOf(name);
  if (fact === 'visits' && traits.has(name)) return traits.valuesOf(name);
  throw new RangeError(`${fact} have no ${name}`);
}

/** What an edition says of a condition. */
const editionAttributes = { windowOffered: ({ windowOffered }: Edition) => (windowOffered ? 'yes' : 'no'), limits: ({ workingLimits }: Edition) => (workingLimits === null ? 'none' : 'working') } as const;
const ofEdition = (name: Attribute): name is keyof typeof editionAttributes => Object.hasOwn(editionAttributes, name);
const attributeNames = ['outcome', 'lane', 'windowOffered', 'licence', 'promise', 'limits', 'state', 'overridden', 'issuedHere', 'rating'] as const satisfies readonly Attribute[];

/** `reportYearStart` is `MM-DD`; the calendar's dimensions are read for the days of the span alone. */
export function sourceOf(facts: Facts, { from, to }: Span, reportYearStart: string, station: Station): Source {
  const { fact, dictionary } = facts;
  const { day, hour, window, clerk, edition, traits, wait } = facts.columns.of;
  const several = facts.fact === 'visits' ? facts.several : noMore;
  const traitCount = facts.traits.size;
  const first = numberOfDay(from);
  const days = numberOfDay(to) - first + 1;
  const byDay = (dimension: Dimension, valueOf: (number: number) => DimensionValue): Reading => {
    const name = `${dimension} ${first} ${days} ${reportYearStart}`;
    const known = dictionary.stretches.get(name) ?? reading(day, first, days, (index) => valueOf(first + index));
    if (dictionary.stretches.size >= rememberedStretches) dictionary.stretches.clear();
    dictionary.stretches.set(name, known);
    return { column: day, base: first, places: known.places, values: known.values, several: noMore, rows: noMore };
  };
  const byTrait = (name: string, valueOf: (value: string) => DimensionValue = (value) => value): Reading => {
    const values = traitValues(facts, name);
    return reading(traits, 0, traitCount, (code) => valueOf(values[code] ?? ''));
  };
  const byEdition = (valueOf: (edition: Edition) => DimensionValue): Reading => editionReading(edition, dictionary, several, valueOf);
  const numbers = (column: Column, most: number): Reading => reading(column, none, most + 2, (index) => (index === 0 ? null : index - 1));
  const constant = (value: DimensionValue): Reading => reading(traits, 0, traitCount, () => value);

  return {
    places: facts.columns.places(), day, inOrder: facts.columns.rises('day'), traitCount, traits, edition,
    read(dimension) {
      switch (dimension) {
        case 'day':
        case 'week':
        case 'month':
        case 'quarter':
        case 'year':
        case 'reportYear':
          return byDay(dimension, (number) => periodOf(dimension, number, reportYearStart));
        case 'weekday':
          return byDay(dimension, isoWeekday);
        case 'hour':
          return numbers(hour, 23);
        case 'window':
          return numbers(window, highestWindow);
        case 'site':
          return constant(station.site);
        case 'clerk':
          return reading(clerk, 0, dictionary.clerks.texts.length, (code) => dictionary.clerks.texts[code] ?? null);
        case 'channel':
          return byTrait('lane', (lane) => channelOfLane(Lane.parse(lane)));
        case 'origin':
          return fact === 'visits' ? constant('own') : byTrait(dimension);
        case 'lane':
        case 'priority':
        case 'applicantKind':
        case 'outcome':
          return byTrait(dimension);
        case 'matter':
        case 'category':
        case 'caseKind':
          return byEdition((one) => one[dimension]);
        case 'lifeEvent':
          return lifeEventReading(edition, dictionary, several);
      }
    },
    gate(condition) {
      const passes = new Uint8Array(traitCount).fill(1);
      let editions: Uint8Array | null = null;
      for (const name of attributeNames) {
        const values: readonly string[] | undefined = condition[name];
        if (values === undefined) continue;
        if (ofEdition(name)) {
          const valueOf = editionAttributes[name];
          const before: Uint8Array | null = editions;
          editions = Uint8Array.from([0, ...dictionary.editions.map((one, index) => Number(values.includes(valueOf(one)) && before?.[index + 1] !== 0))]);
        } else {
          traitValues(facts, name).forEach((value, code) => {
            if (!values.includes(value)) passes[code] = 0;
          });
        }
      }
      return { traits: passes, editions };
    },
    amount(quantity) {
      if (facts.fact === 'visits') throw new RangeError(`visits have no ${quantity}`);
      if (quantity === 'statutoryDays') return { column: edition, weights: Int32Array.from(dictionary.editions, ({ workingLimits }) => workingLimits?.statutory ?? 0) };
      if (quantity === 'promisedDays') return { column: edition, weights: Int32Array.from(dictionary.editions, ({ workingLimits }) => workingLimits?.promised ?? 0) };
      return { column: facts.columns.of[quantity], weights: null };
    },
    timing(timing) {
      if (timing === 'wait') return wait;
      if (facts.fact === 'visits') throw new RangeError(`visits have no ${timing}`);
      return facts.columns.of.service;
    },
  };
}
