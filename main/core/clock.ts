/** Time comes in from outside: the machine's clock for the counter, a set one for trial stations and tests. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Clock, Measured } from '../../shared/journal/entry.ts';

export type Moment = { readonly at: number; readonly clock: Clock };
export type ClockSource = () => Moment;

/**
 * The machine's clock. On Linux the monotonic clock counts from the boot of the machine, so durations hold across
 * processes of one boot (every call of the command line is a process); elsewhere a run is one process.
 * It stands still while the machine sleeps; a counter that sleeps serves nobody.
 */
export function machineClock(): ClockSource {
  const run = bootIdentifier() ?? randomUUID();
  return () => ({ at: Date.now(), clock: { run, monotonic: Math.floor(Number(process.hrtime.bigint() / 1_000_000n)), offset: null } });
}

/** The run of every entry whose clock was set. */
export const setRun = 'set';

/** UTC milliseconds of the machine, whatever a trial station was set to. */
export const wallClock = (machine: ClockSource) => (): number => {
  const { at, clock } = machine();
  return clock.run === setRun ? Date.now() : at;
};

/** A clock that stands where it is told to: `--at` on a trial station, the demonstration's traffic, tests. */
export function setClock(now: () => number): ClockSource {
  return () => {
    const at = now();
    return { at, clock: { run: setRun, monotonic: at, offset: null } };
  };
}

/** Milliseconds between two moments, monotonic where both come from one run. */
export function measure(from: { readonly at: number; readonly run: string | null; readonly monotonic: number }, to: Moment): Measured {
  if (from.run === to.clock.run) return { milliseconds: Math.max(0, to.clock.monotonic - from.monotonic), clock: 'monotonic' };
  return { milliseconds: Math.max(0, to.at - from.at), clock: 'wall' };
}

function bootIdentifier(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}
