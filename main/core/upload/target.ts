/**
 * What every upload target can do: take entries of the journal, in order, at least once; exactly once is the receiver's part
 * (`(station, seq)` is the key). A target never throws for what the other side or the network does: it says what became of the batch.
 */
import type { HoldReason } from '../../../shared/upload/progress.ts';
import type { StoredEntry } from '../store/journal.ts';
import type { StationRecord } from '../store/station.ts';

export type { HoldReason } from '../../../shared/upload/progress.ts';

/** Who sends: the station as it was founded, and which of its incarnations writes (a restored copy is another one). */
export type Sender = {
  readonly station: string;
  readonly code: string;
  readonly name: string;
  readonly site: string;
  readonly incarnation: number;
  /** Raw Ed25519 key, base64url. */
  readonly publicKey: string;
};

/** A station as its targets know it. */
export const senderOf = ({ id, code, name, site, incarnation, publicKey }: StationRecord): Sender => ({ station: id, code, name, site, incarnation, publicKey });

/**
 * Entries right after the target's cursor; their text is what was hashed, byte for byte. Without a gap for a target that takes entries;
 * one that takes transactions gets the entries of those alone, and later once more the ones that it put off.
 */
export type Batch = { readonly sender: Sender; readonly entries: readonly StoredEntry[] };

/** A record that the target would not take, in the clerk's words; the queue goes on without it. `message` may quote what the target read, so it is sealed where it is kept. */
export type RefusedRecord = { readonly seq: number; readonly number: string; readonly reason: string; readonly field: string | null; readonly message: string };

/** A record that got the official number of the platform. */
export type BoundRecord = { readonly seq: number; readonly number: string; readonly official: string };

/** A record that the target has not decided about. */
export type DeferredRecord = { readonly seq: number; readonly number: string };

export type Delivery =
  /** Everything up to and including `through` is held by the target, but for what it refused or put off. */
  | { readonly kind: 'accepted'; readonly through: number; readonly refused: readonly RefusedRecord[]; readonly bound: readonly BoundRecord[]; readonly deferred?: readonly DeferredRecord[] }
  /** The outcome is unknown or was no: the same batch is sent again, or a person is needed. `retryAfter` in milliseconds where the target said so. */
  | { readonly kind: 'held'; readonly reason: HoldReason; readonly detail: string; readonly retryAfter: number | null };

export type Target = {
  readonly name: string;
  /** How far the target says that it holds this station's journal; null where it cannot be asked (a bundle). */
  position(sender: Sender, signal: AbortSignal): Promise<Delivery | null>;
  deliver(batch: Batch, signal: AbortSignal): Promise<Delivery>;
  close(): Promise<void>;
};
