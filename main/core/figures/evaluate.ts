/** The measures over grouped rows, by their formulas. Percentiles are exact: every time of a group is looked at. */
import type { Condition, Formula, Timing } from '../../../shared/statistics/measures.ts';
import { attributes, type Attribute } from '../../../shared/statistics/measures.ts';
import type { Grouped } from './select.ts';
import type { Source } from './source.ts';

const millisecondsPerSecond = 1000;

/** The values of a formula, one for each group. */
export type Evaluate = (formula: Formula) => readonly (number | null)[];

type Counts = Float64Array;
/** The known times of each group in rising order, one group after the other. */
type Sorted = { readonly times: Int32Array; readonly starts: Int32Array };

/** `totalOf` is the same formula over all rows, for what is a share of the total. */
export function evaluator(source: Source, { rows, groups, keys }: Grouped, totalOf: (formula: Formula) => number | null): Evaluate {
  const groupCount = keys.length;
  const masks = new Map<Condition, Uint8Array>();
  const sorted = new Map<Condition, Partial<Record<Timing, Sorted>>>();

  /** 1 for each row for which the condition holds. */
  const maskOf = (condition: Condition): Uint8Array => {
    const known = masks.get(condition);
    if (known !== undefined) return known;
    const mask = maskRows(source, rows, condition);
    masks.set(condition, mask);
    return mask;
  };

  const count = ({ where, timing }: Extract<Formula, { kind: 'count' }>): Counts => {
    const counts = new Float64Array(groupCount);
    const mask = maskOf(where);
    if (timing === undefined) {
      for (let at = 0; at < rows.length; at += 1) counts[groups[at] ?? 0] = (counts[groups[at] ?? 0] ?? 0) + (mask[at] ?? 0);
      return counts;
    }
    const column = source.timing(timing.of);
    const [least, most] = timing.is === 'known' ? [0, Infinity] : timing.is === 'unknown' ? [-Infinity, -1] : [0, timing.is.atMostSeconds * millisecondsPerSecond];
    for (let at = 0; at < rows.length; at += 1) {
      const time = column[rows[at] ?? 0] ?? 0;
      if (mask[at] === 1 && time >= least && time <= most) counts[groups[at] ?? 0] = (counts[groups[at] ?? 0] ?? 0) + 1;
    }
    return counts;
  };

  const sum = ({ of, where }: Extract<Formula, { kind: 'sum' }>): Counts => {
    const sums = new Float64Array(groupCount);
    const mask = maskOf(where);
    for (const { column, weights } of of.map((quantity) => source.amount(quantity))) {
      for (let at = 0; at < rows.length; at += 1) {
        if (mask[at] !== 1) continue;
        const value = column[rows[at] ?? 0] ?? 0;
        sums[groups[at] ?? 0] = (sums[groups[at] ?? 0] ?? 0) + (weights === null ? value : (weights[value] ?? 0));
      }
    }
    return sums;
  };

  const timesOf = (timing: Timing, where: Condition): Sorted => {
    const known = sorted.get(where) ?? {};
    const times = known[timing] ?? sortTimes(source.timing(timing), rows, groups, maskOf(where), groupCount);
    sorted.set(where, { ...known, [timing]: times });
    return times;
  };

  const evaluate: Evaluate = (formula) => {
    switch (formula.kind) {
      case 'count':
        return Array.from(count(formula));
      case 'sum':
        return Array.from(sum(formula));
      case 'percentile':
        return eachGroup(timesOf(formula.of, formula.where), (times) => percentile(times, formula.at));
      case 'mean':
        return eachGroup(timesOf(formula.of, formula.where), mean);
      case 'ratio':
      case 'reduction': {
        const part = evaluate(formula.part);
        return evaluate(formula.whole).map((whole, group) => {
          const ratio = ratioOf(part[group] ?? null, whole);
          return ratio === null || formula.kind === 'ratio' ? ratio : 1 - ratio;
        });
      }
      case 'share': {
        const total = totalOf(formula.of);
        return evaluate(formula.of).map((value) => ratioOf(value, total));
      }
    }
  };
  return evaluate;
}

export function maskRows(source: Source, rows: Int32Array, condition: Condition): Uint8Array {
  const mask = new Uint8Array(rows.length).fill(1);
  for (const [attribute, values] of conditions(condition)) {
    const { column, base, passes } = source.test(attribute, values);
    for (let at = 0; at < rows.length; at += 1) mask[at] = (mask[at] ?? 0) & (passes[(column[rows[at] ?? 0] ?? 0) - base] ?? 0);
  }
  return mask;
}

const isAttribute = (name: string): name is Attribute => Object.hasOwn(attributes, name);

const conditions = (condition: Condition): readonly (readonly [Attribute, readonly string[]])[] =>
  Object.entries(condition).flatMap(([name, values]) => (isAttribute(name) ? [[name, values] as const] : []));

function sortTimes(column: ArrayLike<number>, rows: Int32Array, groups: Int32Array, mask: Uint8Array, groupCount: number): Sorted {
  const starts = new Int32Array(groupCount + 1);
  const counts = (at: number): boolean => mask[at] === 1 && (column[rows[at] ?? 0] ?? -1) >= 0;
  for (let at = 0; at < rows.length; at += 1) if (counts(at)) starts[(groups[at] ?? 0) + 1] = (starts[(groups[at] ?? 0) + 1] ?? 0) + 1;
  for (let group = 0; group < groupCount; group += 1) starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  const times = new Int32Array(starts[groupCount] ?? 0);
  const next = starts.slice();
  for (let at = 0; at < rows.length; at += 1) {
    if (!counts(at)) continue;
    const group = groups[at] ?? 0;
    const place = next[group] ?? 0;
    times[place] = column[rows[at] ?? 0] ?? 0;
    next[group] = place + 1;
  }
  for (let group = 0; group < groupCount; group += 1) times.subarray(starts[group], starts[group + 1]).sort();
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
