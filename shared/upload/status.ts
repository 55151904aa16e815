/** How uploading stands, in words of a closed set: what a screen says of a target, and of all of them in one. */
import { z } from 'zod';
import { HoldReason, needsPerson, troubleOf, type Progress } from './progress.ts';

const Instant = z.number().int();
const Count = z.number().int().min(0);

/**
 * - `all-sent`: the target has said that it holds everything; `waiting`: something is not there yet and is about to be sent;
 * - `sending`: an attempt is under way; `held`: the last one failed, the next is set;
 * - `attention`: a person has something to do: put a setting right, or correct a record that was refused.
 */
export const TargetState = z.enum(['all-sent', 'waiting', 'sending', 'held', 'attention']);
export type TargetState = z.infer<typeof TargetState>;

export const TargetKind = z.enum(['hub', 'https', 'bundle']);

export const TargetStatus = z.strictObject({
  target: z.string(),
  kind: TargetKind,
  state: TargetState,
  /** The last entry of which the target has said that it holds it and everything before, but for what stands in the quarantine. */
  cursor: Count,
  /** What the target does not hold yet, refused and deferred records included. */
  unsent: z.strictObject({ entries: Count, transactions: Count }),
  /** When the oldest transaction of them was recorded. */
  oldestUnsentAt: Instant.nullable(),
  /** When the attempt that is under way began. */
  sendingSince: Instant.nullable(),
  /** Why it did not come through, since when, and how often it was tried; null where the last attempt did. */
  trouble: z.strictObject({ reason: HoldReason, since: Instant, failures: Count }).nullable(),
  /** Null: not by itself, or nothing is set. */
  nextTryAt: Instant.nullable(),
  quarantined: Count,
  /** Records that the target has put off. */
  deferred: Count,
  acknowledgedAt: Instant.nullable(),
});
export type TargetStatus = z.infer<typeof TargetStatus>;

/** The one word for all targets together, and since when something waits. */
export const UploadSummary = z.strictObject({ state: z.enum(['no-target', 'all-sent', 'waiting', 'attention']), since: Instant.nullable() });
export type UploadSummary = z.infer<typeof UploadSummary>;

/** What is known of a target beside its progress. */
export type Standing = Omit<TargetStatus, 'state' | 'sendingSince' | 'trouble' | 'nextTryAt'>;

export function statusOf(standing: Standing, progress: Progress): TargetStatus {
  return {
    ...standing, state: stateOf(standing, progress), sendingSince: progress.state === 'sending' ? progress.since : null, trouble: troubleOf(progress),
    nextTryAt: progress.state === 'held' ? progress.nextTry : null,
  };
}

function stateOf({ unsent, quarantined, deferred }: Standing, progress: Progress): TargetState {
  if (quarantined > 0) return 'attention';
  if (progress.state === 'held') return needsPerson(progress.trouble.reason) ? 'attention' : 'held';
  if (progress.state === 'sending') return 'sending';
  return unsent.entries === 0 && deferred === 0 ? 'all-sent' : 'waiting';
}

/** What the header says: a person is called only where one has something to do. */
export function summaryOf(targets: readonly TargetStatus[]): UploadSummary {
  if (targets.length === 0) return { state: 'no-target', since: null };
  const since = targets.flatMap(({ oldestUnsentAt }) => oldestUnsentAt ?? []).toSorted((one, other) => one - other)[0] ?? null;
  if (targets.some(({ state }) => state === 'attention')) return { state: 'attention', since };
  return { state: targets.every(({ unsent }) => unsent.transactions === 0) ? 'all-sent' : 'waiting', since };
}
