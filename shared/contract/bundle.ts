/** Uploading without a line: files on a USB stick, and the receipts that come back. */
import { z } from 'zod';
import { TargetName } from '../upload/document.ts';
import { ReceiverKey } from '../upload/receiver-key.ts';
import { TargetStatus } from '../upload/status.ts';
import { Nothing, type Operation } from './operation.ts';

const Seq = z.number().int().min(1);
const Count = z.number().int().min(0);
const Instant = z.number().int();
const Place = { target: z.string().max(64), file: z.string().min(1).max(4096) };

/** What a bundle brings: its first and last entry, when they were written, and what of them a clerk counts. */
export const BundleContent = z.strictObject({ from: Seq, through: Seq, transactions: Count, corrections: Count, firstAt: Instant, lastAt: Instant });
export type BundleContent = z.infer<typeof BundleContent>;

/** A bundle that was made and whose receipt is not back. */
export const WaitingBundle = BundleContent.extend({
  madeAt: Instant,
  /** Null for one of the first version. */
  bytes: Count.nullable(),
});
export type WaitingBundle = z.infer<typeof WaitingBundle>;

export const BundleTargetState = z.strictObject({
  status: TargetStatus,
  /** The beginning of the SHA-256 of the receiver's key, to be compared over the telephone. */
  fingerprint: z.string(),
  /** The newest first. */
  waiting: z.array(WaitingBundle),
});
export type BundleTargetState = z.infer<typeof BundleTargetState>;

export const bundleOperations = {
  'bundle.configure': {
    kind: 'command', roles: ['manager'],
    summary: 'Adds a bundle target by its receiver’s public key, or gives one another key: then it begins at the first entry. The other targets stay as they are.',
    input: z.strictObject({ target: TargetName, receiverKey: ReceiverKey }),
    output: z.strictObject({ version: z.number().int(), targets: z.array(z.string()) }),
  },
  'bundle.list': {
    kind: 'query', roles: ['manager'],
    summary: 'The bundle targets: what waits for each, which bundles were made and wait for their receipt, and how far one has come that is being written.',
    input: Nothing,
    output: z.strictObject({ targets: z.array(BundleTargetState), writing: z.array(z.strictObject({ target: z.string(), entries: Count, of: Count })) }),
  },
  'bundle.export': {
    kind: 'command', roles: ['manager'], trusted: true, waits: true,
    summary: 'Writes what a bundle target does not hold yet to a file that only its receiver can open; with `after`, everything after that entry. The cursor waits for the receipt.',
    input: z.strictObject({ ...Place, after: z.number().int().min(0).optional() }),
    output: BundleContent.extend({ file: z.string(), bytes: z.number().int(), sha256: z.string() }),
  },
  'bundle.receipt': {
    kind: 'command', roles: ['manager'], trusted: true,
    summary: 'Takes the receipt that came back and moves the target’s cursor; an older one moves nothing.',
    input: z.strictObject(Place),
    output: z.strictObject({ through: Seq, cursor: z.number().int(), moved: z.boolean() }),
  },
} as const satisfies Record<string, Operation>;
