/**
 * The form of a bundle: a stretch of one station's journal in a file that only its receiver opens.
 *
 *     "DAOBANU1" | length of the head | head (JSON) | frame | … | last frame | signature
 *
 * A frame is its length, its marker (1 in the last), the ciphertext of one compressed batch and the tag: AES-256-GCM under a key agreed for
 * this one file, with number and marker in the nonce and the hash of the head as additional data (the STREAM construction of Hoang,
 * Reyhanitabar, Rogaway and Vizár, 2015). The signature is the station's, over the hash of everything before it.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../../shared/contract/errors.ts';

export const magic = Buffer.from('DAOBANU1', 'latin1');
export const signatureSize = 64;
export const tagSize = 16;
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

export function numbered(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

export type FrameKey = { readonly secret: Buffer; /** SHA-256 of the head's bytes. */ readonly bound: Buffer };

export function sealFrame(plain: Buffer, number: number, last: boolean, { secret, bound }: FrameKey): Buffer {
  const cipher = createCipheriv('aes-256-gcm', secret, nonceOf(number, last));
  cipher.setAAD(bound);
  return Buffer.concat([numbered(plain.length), Buffer.from([last ? 1 : 0]), cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** `text` is ciphertext and tag. */
export function openFrame(text: Buffer, number: number, last: boolean, { secret, bound }: FrameKey): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, nonceOf(number, last));
    decipher.setAAD(bound);
    decipher.setAuthTag(text.subarray(-tagSize));
    return Buffer.concat([decipher.update(text.subarray(0, -tagSize)), decipher.final()]);
  } catch {
    throw damaged();
  }
}
