/**
 * How the sending to one target stands, as a pure state machine: idle → sending → held → sending → … Clock and randomness are passed
 * in. Nothing here ever gives up: a target that is held is tried again by itself, but for the few reasons that only a person can clear.
 */
import { z } from 'zod';

/**
 * Why nothing more can be said to have arrived, and how it goes on:
 * - `soon`: tried again by itself, each time a little later (`unreachable`, `busy`, `answer-unusable`, `receiver-broken`, `station-trouble`);
 * - `patient`: somebody has to put something right, here or there; tried every quarter of an hour, so that nobody has to come and say so;
 * - `stopped`: going on by itself could do harm (`fork`, `gap`); only "try now" goes on.
 */
const paces = {
  unreachable: 'soon', busy: 'soon', 'answer-unusable': 'soon', 'receiver-broken': 'soon', 'station-trouble': 'soon',
  'not-allowed': 'patient', 'not-trusted': 'patient', 'secret-missing': 'patient', 'receiver-older': 'patient', 'receiver-newer': 'patient',
  fork: 'stopped', gap: 'stopped',
} as const;

export const HoldReason = z.enum([
  'unreachable', 'busy', 'answer-unusable', 'receiver-broken', 'station-trouble', 'not-allowed', 'not-trusted', 'secret-missing', 'receiver-older', 'receiver-newer', 'fork', 'gap',
]);
export type HoldReason = z.infer<typeof HoldReason>;

/** Whether a person has to do something. */
export const needsPerson = (reason: HoldReason): boolean => paces[reason] !== 'soon';

/** What went wrong, since when without a success in between, and how often in a row. */
export type Trouble = { readonly reason: HoldReason; readonly since: number; readonly failures: number };

/** Instants in UTC milliseconds. */
export type Progress =
  | { readonly state: 'idle' }
  /** `trouble`: what the attempts before this one ran into. */
  | { readonly state: 'sending'; readonly since: number; readonly trouble: Trouble | null }
  /** `nextTry` null: not by itself. */
  | { readonly state: 'held'; readonly trouble: Trouble; readonly nextTry: number | null };

const firstPause = 2000;
const longestPause = 5 * 60_000;
const patientPause = 15 * 60_000;
/** A target that asks for more than this is asked again all the same. */
const longestWish = 60 * 60_000;

export const troubleOf = (progress: Progress): Trouble | null => (progress.state === 'idle' ? null : progress.trouble);

/** An attempt begins; its age counts from here. */
export const begun = (progress: Progress, at: number): Progress => ({ state: 'sending', since: at, trouble: troubleOf(progress) });

/** Nothing is under way and nothing holds it. */
export const idle: Progress = { state: 'idle' };

/** A batch was taken and the next one follows: whatever trouble there was is over. */
export const advanced = (at: number): Progress => ({ state: 'sending', since: at, trouble: null });

export type Failure = {
  readonly at: number;
  readonly reason: HoldReason;
  /** What the target asked for, in milliseconds, or null. */
  readonly retryAfter: number | null;
  /** In [0, 1). */
  readonly random: number;
};

/** The attempt failed. Pauses double up to five minutes, each with full jitter: a district's stations that failed together do not come back together. */
export function failed(progress: Progress, { at, reason, retryAfter, random }: Failure): Progress {
  const before = troubleOf(progress);
  const failures = (before?.failures ?? 0) + 1;
  const trouble: Trouble = { reason, since: before?.since ?? at, failures };
  const pause = pauseAfter(reason, failures, random);
  return { state: 'held', trouble, nextTry: pause === null ? null : at + Math.max(pause, Math.min(retryAfter ?? 0, longestWish) + Math.round(random * firstPause)) };
}

/** Milliseconds to wait after so many failures in a row; null: not by itself. */
export function pauseAfter(reason: HoldReason, failures: number, random: number): number | null {
  switch (paces[reason]) {
    case 'soon':
      return Math.round(random * Math.min(longestPause, firstPause * 2 ** (failures - 1)));
    case 'patient':
      return Math.round(patientPause * (0.5 + random / 2));
    case 'stopped':
      return null;
  }
}

/** "Try now": a held target is due at once, whatever holds it. */
export const hurried = (progress: Progress, at: number): Progress => (progress.state === 'held' ? { ...progress, nextTry: at } : progress);

/** Whether an attempt may begin by itself. A next try further away than any pause comes from a clock that was set back. */
export function isDue(progress: Progress, at: number): boolean {
  switch (progress.state) {
    case 'idle':
      return true;
    case 'sending':
      return false;
    case 'held':
      return progress.nextTry !== null && (progress.nextTry <= at || progress.nextTry > at + longestWish + longestPause);
  }
}
