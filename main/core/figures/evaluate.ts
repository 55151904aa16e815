/** The measures over grouped rows, by their formulas. Percentiles are exact: every time of a group is looked at. */
import type { Condition, Formula, Quantity, Timing } from '../../../shared/statistics/measures.ts';
import { none, type Column } from './columns.ts';
import type { Grouped } from './select.ts';
import type { Gate, Source } from './source.ts';

const millisecondsPerSecond = 1000;

export type Values = ArrayLike<number | null>;
/** The known times of each group, one group after the other. */
type Timed = { readonly times: Int32Array; readonly starts: Int32Array };
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
  private readonly timed = new Map<string, Timed>();
  private readonly summed = new Map<string, Float64Array>();
  private readonly conditions: Condition[] = [];
  /** How many rows of each group have each combination of traits. */
  private readonly histogram: Histogram | null;

  /** `totalOf` is a formula over all rows, for what is a share of the total; `parts`, where it is given, is the same rows in more groups. */
  constructor(source: Source, grouped: Grouped, totalOf: (formula: Formula) => number | null, parts: Evaluation | null = null) {
    this.source = source;
    this.grouped = grouped;
    this.totalOf = totalOf;
    const own = parts?.histogram ?? null;
    this.histogram = own === null || parts?.grouped.rows !== grouped.rows ? histogramOf(source, grouped) : folded(own);
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

  private numberOf(condition: Condition): number {
    const known = this.conditions.indexOf(condition);
    return known < 0 ? this.conditions.push(condition) - 1 : known;
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
    const sums = new Float64Array(this.grouped.count);
    for (const quantity of of) for (const [group, value] of this.sumOf(quantity, where).entries()) sums[group] = (sums[group] ?? 0) + value;
    return sums;
  }

  /** Sums of several quantities share those of each. */
  private sumOf(quantity: Quantity, where: Condition): Float64Array {
    const name = `${quantity} ${this.numberOf(where)}`;
    const known = this.summed.get(name) ?? this.addUp(quantity, where);
    this.summed.set(name, known);
    return known;
  }

  private addUp(quantity: Quantity, where: Condition): Float64Array {
    const { rows, groups, count } = this.grouped;
    const { traits, edition } = this.source;
    const gate = this.gate(where);
    const { column, weights } = this.source.amount(quantity);
    const sums = new Float64Array(count);
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      if (gate.traits[traits[row] ?? 0] !== 1 || (gate.editions !== null && gate.editions[(edition[row] ?? none) + 1] !== 1)) continue;
      const value = column[row] ?? 0;
      const group = groups[at] ?? 0;
      sums[group] = (sums[group] ?? 0) + (weights === null ? value : (weights[value] ?? 0));
    }
    return sums;
  }

  /** Mean, median and percentiles of a time under one condition look at the same times. */
  private timesOf(timing: Timing, where: Condition): Timed {
    const name = `${timing} ${this.numberOf(where)}`;
    const known = this.timed.get(name) ?? gatherTimes(this.source, this.grouped, this.source.timing(timing), this.gate(where));
    this.timed.set(name, known);
    return known;
  }
}

const limitsOf = (is: NonNullable<Count['timing']>['is']): readonly [least: number, most: number] => {
  if (is === 'known') return [0, Infinity];
  return is === 'unknown' ? [-Infinity, -1] : [0, is.atMostSeconds * millisecondsPerSecond];
};

/** Up to so many cells the rows are counted once by group and combination of traits, and every count is read off there. */
const mostCells = 1 << 21;

type Histogram = { readonly counts: Int32Array; readonly states: number };

function histogramOf({ traits, traitCount: states }: Source, { rows, groups, count }: Grouped): Histogram | null {
  if (states * count > mostCells) return null;
  const counts = new Int32Array(states * count);
  for (let at = 0; at < rows.length; at += 1) {
    const cell = (groups[at] ?? 0) * states + (traits[rows[at] ?? 0] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return { counts, states };
}

/** All groups as one. */
function folded({ counts, states }: Histogram): Histogram {
  const sums = new Int32Array(states);
  for (let cell = 0; cell < counts.length; cell += 1) sums[cell % states] = (sums[cell % states] ?? 0) + (counts[cell] ?? 0);
  return { counts: sums, states };
}

function countByHistogram({ counts, states }: Histogram, gate: Gate, into: Float64Array): Float64Array {
  const passing = Array.from(gate.traits.keys()).filter((state) => gate.traits[state] === 1);
  for (let group = 0; group < into.length; group += 1) {
    let sum = 0;
    for (const state of passing) sum += counts[group * states + state] ?? 0;
    into[group] = sum;
  }
  return into;
}

function gatherTimes({ traits, edition }: Source, { rows, groups, count }: Grouped, column: Column, gate: Gate): Timed {
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
  return { times, starts };
}

const eachGroup = ({ times, starts }: Timed, valueOf: (times: Int32Array) => number | null): readonly (number | null)[] =>
  Array.from({ length: starts.length - 1 }, (_, group) => {
    const milliseconds = valueOf(times.subarray(starts[group], starts[group + 1]));
    return milliseconds === null ? null : milliseconds / millisecondsPerSecond;
  });

/** `at` is 0 to 100; by linear interpolation between ranks, as SQLite's percentile() and PostgreSQL's percentile_cont() do. Moves the times about. */
function percentile(times: Int32Array, at: number): number | null {
  if (times.length === 0) return null;
  const rank = (at / 100) * (times.length - 1);
  const lower = Math.floor(rank);
  partition(times, lower);
  const below = times[lower] ?? 0;
  if (lower === rank) return below;
  let above = times[lower + 1] ?? below;
  for (let index = lower + 2; index < times.length; index += 1) if ((times[index] ?? 0) < above) above = times[index] ?? 0;
  return below + (above - below) * (rank - lower);
}

/** Puts the time of a rank (0 for the least) in its place, none that is longer before it and none that is shorter behind it (Hoare's selection). */
function partition(times: Int32Array, rank: number): void {
  let [left, right] = [0, times.length - 1];
  while (left < right) {
    const pivot = middleOf(times[left] ?? 0, times[(left + right) >>> 1] ?? 0, times[right] ?? 0);
    let [low, high] = [left, right];
    while (low <= high) {
      while ((times[low] ?? 0) < pivot) low += 1;
      while ((times[high] ?? 0) > pivot) high -= 1;
      if (low > high) break;
      const moved = times[low] ?? 0;
      times[low] = times[high] ?? 0;
      times[high] = moved;
      low += 1;
      high -= 1;
    }
    if (rank <= high) right = high;
    else if (rank >= low) left = low;
    else return;
  }
}

const middleOf = (one: number, two: number, three: number): number => Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));

function mean(times: Int32Array): number | null {
  return times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0) / times.length;
}

function ratioOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
