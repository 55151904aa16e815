/**
 * Authenticated frames: a file that is encrypted piece by piece, so that any length needs little memory and no piece can be changed, left
 * out, moved or added unseen (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
 *
 * A frame is its length (4 bytes), its marker (1 in the last one), the ciphertext and the tag: AES-256-GCM under a key of this one file,
 * with the frame's number and marker in the nonce and the hash of the file's head as additional data.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Bytes before and after the ciphertext. */
export const frameHeadSize = 5;
export const tagSize = 16;

export type FrameKey = { /** Of this one file. */ readonly secret: Buffer; /** SHA-256 of the head's bytes. */ readonly bound: Buffer };

/** Four bytes, the most significant first. */
export function numbered(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Neither the number of a frame nor whether it is the last can be chosen by whoever copies frames about. */
function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

/** The whole frame; frames count from 0. */
export function sealFrame(plain: Buffer, number: number, last: boolean, { secret, bound }: FrameKey): Buffer {
  const cipher = createCipheriv('aes-256-gcm', secret, nonceOf(number, last));
  cipher.setAAD(bound);
  return Buffer.concat([numbered(plain.length), Buffer.from([last ? 1 : 0]), cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** `text`: ciphertext and tag. Null where anything of it is not as it was sealed. */
export function openFrame(text: Buffer, number: number, last: boolean, { secret, bound }: FrameKey): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, nonceOf(number, last));
    decipher.setAAD(bound);
    decipher.setAuthTag(text.subarray(-tagSize));
    return Buffer.concat([decipher.update(text.subarray(0, -tagSize)), decipher.final()]);
  } catch {
    return null;
  }
}
