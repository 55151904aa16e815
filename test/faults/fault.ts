/** A kind of bad day: how it is made, and what came of trying it as often as the time allows. */
import type { Dice } from '../../main/core/demo/traffic.ts';

export type Tally = {
  tried: number;
  /** Answered, and not there afterwards. */
  lost: number;
  duplicated: number;
  /** Anything else that should not be: a chain that does not verify, a gap, a station that does not open. */
  wrong: number;
  /** Milliseconds from opening the broken station to its answer; for a fault of the network, from its end until everything was acknowledged. */
  readonly recoveries: number[];
  /** The same for each kind of the fault, where it has kinds, with what the station took it for and how often. */
  readonly kinds: Map<string, { readonly recoveries: number[]; readonly seen: Map<string, number> }>;
  /** What the table has no column for. */
  readonly notes: string[];
  /** The first few, with what repeats them. */
  readonly failures: string[];
};

export type Fault = {
  readonly name: string;
  /** For the table: what is done, in words. */
  readonly what: string;
  /** Tries until `enough()` says that its share of the time is over; at least once. */
  run(setting: Tries): Promise<Tally>;
};

export type Tries = {
  readonly roll: Dice;
  readonly enough: () => boolean;
  /** Folder of a founded station, to be copied. */
  readonly template: string;
  /** The shim in front of libc. */
  readonly recorder: string;
  /** Of the soak, over all its stations. */
  readonly transactions: number;
};

export const emptyTally = (): Tally => ({ tried: 0, lost: 0, duplicated: 0, wrong: 0, recoveries: [], kinds: new Map(), notes: [], failures: [] });

const keptFailures = 5;

/** Counts one try: `faults` as a check found them, `repeat` how to see it again. */
export function count(tally: Tally, faults: readonly string[], repeat: string, milliseconds: number): void {
  tally.tried += 1;
  tally.recoveries.push(milliseconds);
  for (const fault of faults) {
    if (fault.endsWith('is lost')) tally.lost += 1;
    else if (fault.endsWith('is there twice')) tally.duplicated += 1;
    else tally.wrong += 1;
  }
  if (faults.length > 0 && tally.failures.length < keptFailures) tally.failures.push(`${repeat}: ${faults.slice(0, 3).join('; ')}`);
}

/** Counts the same try under its kind. */
export function countKind(tally: Tally, kind: string, milliseconds: number, seen: readonly string[]): void {
  const known = tally.kinds.get(kind) ?? { recoveries: [], seen: new Map<string, number>() };
  tally.kinds.set(kind, known);
  known.recoveries.push(milliseconds);
  for (const one of seen.length === 0 ? ['nothing'] : seen) known.seen.set(one, (known.seen.get(one) ?? 0) + 1);
}

/** A whole number from `least` up to and with `most`. */
export const between = (roll: Dice, least: number, most: number): number => least + Math.floor(roll() * (most - least + 1));

/** In another order. */
export function shuffled<Item>(items: readonly Item[], roll: Dice): readonly Item[] {
  return items.map((item) => ({ item, at: roll() })).toSorted((one, other) => one.at - other.at).map(({ item }) => item);
}
