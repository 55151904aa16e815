/** The measures over grouped rows, by their formulas. Percentiles are exact: every time of a group is looked at. */
import type { Condition, Formula, Timing } from '../../../shared/statistics/measures.ts';
import { none, type Column } from './columns.ts';
import type { Grouped } from './select.ts';
import type { Gate, Source } from './source.ts';

const millisecondsPerSecond = 1000;

export type Values = ArrayLike<number | null>;
/** The known times of each group in rising order, one group after the other. */
type Sorted = { readonly times: Int32Array; readonly starts: Int32Array };
type Count = Extract<Formula, { kind: 'count' }>;
type Sum = Extract<Formula, { kind: 'sum' }>;

/** What is counted of grouped rows; asked for several formulas, it reads each column once for all that need it. */
export class Evaluation {
  /** How many rows each group has, whatever becomes of them. */
  readonly sizes: Float64Array;
  private readonly source: Source;
  private readonly grouped: Grouped;
  private readonly totalOf: (formula: Formula) => number | null;
  private readonly gates = new Map<Condition, Gate>();
  private readonly sorted = new Map<string, Sorted>();
  private readonly conditions: Condition[] = [];
  /** How many rows of each group have each combination of traits. */
  private readonly histogram: { readonly counts: Int32Array; readonly states: number; readonly stateOf: Int32Array } | null;

  /** `totalOf` is a formula over all rows, for what is a share of the total. */
  constructor(source: Source, grouped: Grouped, totalOf: (formula: Formula) => number | null) {
    this.source = source;
    this.grouped = grouped;
    this.totalOf = totalOf;
    this.histogram = histogramOf(source, grouped);
    this.sizes = this.count({ kind: 'count', where: {} });
  }

  of(formula: Formula): Values {
    switch (formula.kind) {
      case 'count':
        return this.count(formula);
      case 'sum':
        return this.sum(formula);
      case 'percentile':
        return eachGroup(this.timesOf(formula.of, formula.where), (times) => percentile(times, formula.at));
      case 'mean':
        return eachGroup(this.timesOf(formula.of, formula.where), mean);
      case 'ratio':
      case 'reduction': {
        const part = this.of(formula.part);
        return Array.from(this.of(formula.whole), (whole, group) => {
          const ratio = ratioOf(part[group] ?? null, whole);
          return ratio === null || formula.kind === 'ratio' ? ratio : 1 - ratio;
        });
      }
      case 'share': {
        const total = this.totalOf(formula.of);
        return Array.from(this.of(formula.of), (value) => ratioOf(value, total));
      }
    }
  }

  private gate(condition: Condition): Gate {
    const known = this.gates.get(condition) ?? this.source.gate(condition);
    this.gates.set(condition, known);
    return known;
  }

  private count({ where, timing }: Count): Float64Array {
    const { rows, groups, count } = this.grouped;
    const { traits, edition } = this.source;
    const gate = this.gate(where);
    const counts = new Float64Array(count);
    if (timing === undefined && gate.editions === null && this.histogram !== null) return countByHistogram(this.histogram, gate, counts);
    const column = timing === undefined ? null : this.source.timing(timing.of);
    const [least, most] = timing === undefined ? [0, 0] : limitsOf(timing.is);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      if (gate.traits[traits[row] ?? 0] !== 1 || (gate.editions !== null && gate.editions[(edition[row] ?? none) + 1] !== 1)) continue;
      const time = column === null ? 0 : (column[row] ?? none);
      if (time < least || time > most) continue;
      const group = groups[at] ?? 0;
      counts[group] = (counts[group] ?? 0) + 1;
    }
    return counts;
  }

  private sum({ of, where }: Sum): Float64Array {
    const { rows, groups, count } = this.grouped;
    const { traits, edition } = this.source;
    const gate = this.gate(where);
    const sums = new Float64Array(count);
    for (const { column, weights } of of.map((quantity) => this.source.amount(quantity))) {
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at] ?? 0;
        if (gate.traits[traits[row] ?? 0] !== 1 || (gate.editions !== null && gate.editions[(edition[row] ?? none) + 1] !== 1)) continue;
        const value = column[row] ?? 0;
        const group = groups[at] ?? 0;
        sums[group] = (sums[group] ?? 0) + (weights === null ? value : (weights[value] ?? 0));
      }
    }
    return sums;
  }

  /** Mean, median and percentiles of a time under one condition share their order. */
  private timesOf(timing: Timing, where: Condition): Sorted {
    if (!this.conditions.includes(where)) this.conditions.push(where);
    const name = `${timing} ${this.conditions.indexOf(where)}`;
    const known = this.sorted.get(name) ?? sortTimes(this.source, this.grouped, this.source.timing(timing), this.gate(where));
    this.sorted.set(name, known);
    return known;
  }
}

const limitsOf = (is: NonNullable<Count['timing']>['is']): readonly [least: number, most: number] => {
  if (is === 'known') return [0, Infinity];
  return is === 'unknown' ? [-Infinity, -1] : [0, is.atMostSeconds * millisecondsPerSecond];
};

/** Up to so many cells the rows are counted once by group and combination of traits, and every count is read off there. */
const mostCells = 1 << 20;

/** Combinations that do not occur at all are left out of the table, so that it stays small. */
function histogramOf({ traits }: Source, { rows, groups, count }: Grouped): { readonly counts: Int32Array; readonly states: number; readonly stateOf: Int32Array } | null {
  const stateOf = new Int32Array(1 << 15).fill(none);
  let states = 0;
  for (const row of rows) {
    const code = traits[row] ?? 0;
    if (stateOf[code] === none) stateOf[code] = states++;
  }
  if (states * count > mostCells) return null;
  const counts = new Int32Array(states * count);
  for (let at = 0; at < rows.length; at += 1) {
    const cell = (groups[at] ?? 0) * states + (stateOf[traits[rows[at] ?? 0] ?? 0] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return { counts, states, stateOf };
}

function countByHistogram({ counts, states, stateOf }: { readonly counts: Int32Array; readonly states: number; readonly stateOf: Int32Array }, gate: Gate, into: Float64Array): Float64Array {
  const passing: number[] = [];
  gate.traits.forEach((passes, code) => {
    const state = stateOf[code] ?? none;
    if (passes === 1 && state !== none) passing.push(state);
  });
  for (let group = 0; group < into.length; group += 1) {
    let sum = 0;
    for (const state of passing) sum += counts[group * states + state] ?? 0;
    into[group] = sum;
  }
  return into;
}

function sortTimes({ traits, edition }: Source, { rows, groups, count }: Grouped, column: Column, gate: Gate): Sorted {
  const starts = new Int32Array(count + 1);
  const counts = (row: number): boolean =>
    gate.traits[traits[row] ?? 0] === 1 && (gate.editions === null || gate.editions[(edition[row] ?? none) + 1] === 1) && (column[row] ?? none) >= 0;
  for (let at = 0; at < rows.length; at += 1) {
    const next = (groups[at] ?? 0) + 1;
    if (counts(rows[at] ?? 0)) starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let group = 0; group < count; group += 1) starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  const times = new Int32Array(starts[count] ?? 0);
  const next = starts.slice();
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    if (!counts(row)) continue;
    const group = groups[at] ?? 0;
    const place = next[group] ?? 0;
    times[place] = column[row] ?? 0;
    next[group] = place + 1;
  }
  for (let group = 0; group < count; group += 1) {
    const [start, end] = [starts[group] ?? 0, starts[group + 1] ?? 0];
    if (end - start > 1) times.subarray(start, end).sort();
  }
  return { times, starts };
}

const eachGroup = ({ times, starts }: Sorted, valueOf: (times: Int32Array) => number | null): readonly (number | null)[] =>
  Array.from({ length: starts.length - 1 }, (_, group) => {
    const milliseconds = valueOf(times.subarray(starts[group], starts[group + 1]));
    return milliseconds === null ? null : milliseconds / millisecondsPerSecond;
  });

/** `at` is 0 to 100; by linear interpolation between ranks, as SQLite's percentile() and PostgreSQL's percentile_cont() do. */
function percentile(rising: Int32Array, at: number): number | null {
  if (rising.length === 0) return null;
  const rank = (at / 100) * (rising.length - 1);
  const below = rising[Math.floor(rank)] ?? 0;
  const above = rising[Math.ceil(rank)] ?? below;
  return below + (above - below) * (rank - Math.floor(rank));
}

function mean(times: Int32Array): number | null {
  return times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0) / times.length;
}

function ratioOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
