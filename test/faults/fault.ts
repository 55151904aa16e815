/** A kind of bad day: how it is made, and what came of trying it as often as the time allows. */
import type { Dice } from '../../main/core/demo/traffic.ts';

export type Tally = {
  tried: number;
  /** Answered, and not there afterwards. */
  lost: number;
  duplicated: number;
  /** Anything else that should not be: a chain that does not verify, a gap, a station that does not open. */
  wrong: number;
  /** Milliseconds from opening the broken station to its answer. */
  readonly recoveries: number[];
  /** The first few, with what repeats them. */
  readonly failures: string[];
};

export type Fault = {
  readonly name: string;
  /** For the table: what is done, in words. */
  readonly what: string;
  /** Tries until `enough()` says that its share of the time is over; at least once. */
  run(setting: { readonly roll: Dice; readonly enough: () => boolean; readonly template: string; readonly recorder: string }): Promise<Tally>;
};

export const emptyTally = (): Tally => ({ tried: 0, lost: 0, duplicated: 0, wrong: 0, recoveries: [], failures: [] });

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

/** A whole number from `least` up to and with `most`. */
export const between = (roll: Dice, least: number, most: number): number => least + Math.floor(roll() * (most - least + 1));
