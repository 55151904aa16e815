/** Writing a bundle: batch by batch, so that memory holds one of them; a file that is whole or not there. */
import { createHash, hash, randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { ReceiverKey } from '../../../shared/upload/receiver-key.ts';
import type { StoredEntry } from '../store/journal.ts';
import type { Sender } from '../upload/target.ts';
import { numbered, sealFrame } from '../vault/frames.ts';
import { magic, signedText, type BundleHead } from './format.ts';
import { agreeWith, fingerprintOf } from './receiver.ts';

export type Stretch = { readonly sender: Sender; readonly from: number; readonly through: number; readonly hash: string; readonly madeAt: number };

export type WrittenBundle = { readonly bytes: number; readonly sha256: string };

/** `batches` give the entries of the stretch in order, none of them empty. Throws the system's errors; then nothing stands under the name that did not before. */
export async function writeBundle(file: string, stretch: Stretch, key: ReceiverKey, batches: Iterable<readonly StoredEntry[]>, sign: (bytes: Uint8Array) => Buffer): Promise<WrittenBundle> {
  const { secret, ephemeral } = agreeWith(key);
  const head: BundleHead = { format: 1, ...stretch, receiver: fingerprintOf(key), ephemeral };
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const frameKey = { secret, bound: hash('sha256', text, 'buffer') };
  const partial = `${file}.partial-${randomBytes(6).toString('hex')}`;
  const handle = await open(partial, 'wx', 0o600);
  try {
    const digest = createHash('sha256');
    let bytes = 0;
    const write = async (piece: Buffer): Promise<void> => {
      digest.update(piece);
      bytes += piece.length;
      await handle.writeFile(piece);
    };
    try {
      await write(Buffer.concat([magic, numbered(text.length), text]));
      let number = 0;
      for (const batch of batches) {
        await write(sealFrame(packed(batch), number, batch.at(-1)?.seq === stretch.through, frameKey));
        number += 1;
      }
      await write(sign(signedText(digest.copy().digest())));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
    return { bytes, sha256: digest.digest('hex') };
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
}

const packed = (batch: readonly StoredEntry[]): Buffer => gzipSync(batch.map(({ seq, type, at, entry, hash: own }) => `${JSON.stringify({ seq, type, at, entry, hash: own })}\n`).join(''));
