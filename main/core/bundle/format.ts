/**
 * The form of a bundle: a stretch of one station's journal in a file that only its receiver opens.
 *
 *     "DAOBANU1" | length of the head | head (JSON) | frame | … | last frame | signature
 *
 * A frame (vault/frames.ts) holds one compressed batch; its key was agreed for this one file. The signature is the station's, over the hash of
 * everything before it.
 */
import { z } from 'zod';
import { Refusal } from '../../../shared/contract/errors.ts';

export const magic = Buffer.from('DAOBANU1', 'latin1');
export const signatureSize = 64;
export const mostHead = 64 * 1024;
/** A batch holds some hundred entries; whatever claims more than this is none of ours. */
export const mostFrame = 64 * 1024 * 1024;

const Key = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Seq = z.number().int().min(1);

export const BundleHead = z.strictObject({
  format: z.literal(1),
  sender: z.strictObject({ station: z.uuid(), code: z.string(), name: z.string(), site: z.string(), incarnation: z.number().int().min(0), publicKey: Key }),
  /** First and last entry, and the hash of the last. */
  from: Seq,
  through: Seq,
  hash: Hash,
  /** UTC milliseconds. */
  madeAt: z.number().int(),
  receiver: Hash,
  ephemeral: Key,
});
export type BundleHead = z.infer<typeof BundleHead>;

/** A line of a batch. */
export const BundledEntry = z.strictObject({ seq: Seq, type: z.string(), at: z.number().int(), entry: z.string(), hash: Hash });

export const damaged = (): Refusal => new Refusal('bundle-damaged', 'the file is not a whole and unchanged bundle');

/** What the station signs, so that no other signature of it can stand here. */
export const signedText = (digest: Buffer): Buffer => Buffer.concat([Buffer.from('daoban bundle 1\0', 'latin1'), digest]);
