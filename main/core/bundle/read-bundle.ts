/** Reading a bundle. Nothing of it is believed before its signature, and nothing is handed on before the whole of it was read once. */
import { createHash, hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { genesis } from '../../../shared/journal/entry.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { digest, type StoredEntry } from '../store/journal.ts';
import type { Batch } from '../upload/target.ts';
import { verifySignature } from '../vault/vault.ts';
import { frameHeadSize, openFrame, tagSize, type FrameKey } from '../vault/frames.ts';
import { BundledEntry, BundleHead, damaged, magic, mostFrame, mostHead, signatureSize, signedText } from './format.ts';
import { agreedBy, fingerprintOf, type Receiver } from './receiver.ts';

export type OpenBundle = { readonly head: BundleHead; /** Of the whole file, in hex. */ readonly sha256: string; readonly batches: () => AsyncGenerator<Batch> };

/**
 * Opens a bundle for the time of the action, after every byte of it was checked. Refuses with `bundle-damaged` what is not whole and unchanged, with
 * `bundle-other-receiver` what this key cannot open. Whether the station is who it says is the hub's to know.
 */
export async function withBundle<Value>(file: string, receiver: Receiver, action: (bundle: OpenBundle) => Promise<Value>): Promise<Value> {
  const handle = await open(file, 'r').catch(() => {
    throw badInput('$.file', 'not-readable', 'the bundle cannot be read');
  });
  try {
    const { size } = await handle.stat();
    const end = size - signatureSize;
    const { text, start } = await readHeadText(handle, end);
    const head = parseHead(text);
    const sha256 = await checkSignature(handle, end, head.sender.publicKey);
    if (head.receiver !== fingerprintOf(receiver.key)) throw new Refusal('bundle-other-receiver', 'the bundle was made for another receiver');
    const key = { secret: agreedBy(receiver, head.ephemeral), bound: hash('sha256', text, 'buffer') };
    const batches = (): AsyncGenerator<Batch> => readBatches(handle, { start, end }, head, key);
    for await (const batch of batches()) void batch;
    return await action({ head, sha256, batches });
  } finally {
    await handle.close();
  }
}

async function readHeadText(handle: FileHandle, end: number): Promise<{ readonly text: Buffer; readonly start: number }> {
  const before = await readAt(handle, 0, magic.length + 4, end);
  const length = before.readUInt32BE(magic.length);
  if (!before.subarray(0, magic.length).equals(magic) || length > mostHead) throw damaged();
  return { text: await readAt(handle, before.length, length, end), start: before.length + length };
}

function parseHead(text: Buffer): BundleHead {
  const head = BundleHead.safeParse(parseJson(text.toString('utf8')));
  if (!head.success || head.data.from > head.data.through) throw damaged();
  return head.data;
}

/** Gives the hash of the whole file. */
async function checkSignature(handle: FileHandle, end: number, publicKey: string): Promise<string> {
  const whole = createHash('sha256');
  for (let at = 0; at < end; at += 1024 * 1024) whole.update(await readAt(handle, at, Math.min(1024 * 1024, end - at), end));
  const signature = await readAt(handle, end, signatureSize, end + signatureSize);
  if (!isSigned(publicKey, signedText(whole.copy().digest()), signature)) throw damaged();
  return whole.update(signature).digest('hex');
}

function isSigned(publicKey: string, bytes: Buffer, signature: Buffer): boolean {
  try {
    return verifySignature(publicKey, bytes, signature);
  } catch {
    // Not every text of that length is a key.
    return false;
  }
}

async function* readBatches(handle: FileHandle, { start, end }: { readonly start: number; readonly end: number }, head: BundleHead, key: FrameKey): AsyncGenerator<Batch> {
  let after: { readonly seq: number; readonly hash: string | null } = { seq: head.from - 1, hash: head.from === 1 ? genesis : null };
  for (let number = 0, at = start; ; number += 1) {
    const before = await readAt(handle, at, frameHeadSize, end);
    const length = before.readUInt32BE(0);
    const marker = before.readUInt8(4);
    if (length > mostFrame || marker > 1) throw damaged();
    const text = await readAt(handle, at + frameHeadSize, length + tagSize, end);
    const plain = openFrame(text, number, marker === 1, key);
    if (plain === null) throw damaged();
    const entries = unpack(plain);
    for (const entry of entries) after = follow(after, entry);
    yield { sender: head.sender, entries };
    at += 5 + text.length;
    if (marker === 0) continue;
    if (at !== end || after.seq !== head.through || after.hash !== head.hash) throw damaged();
    return;
  }
}

function unpack(packed: Buffer): readonly StoredEntry[] {
  const lines = parseLines(packed);
  const entries = z.array(BundledEntry).min(1).safeParse(lines);
  if (!entries.success) throw damaged();
  return entries.data;
}

function parseLines(packed: Buffer): readonly unknown[] {
  try {
    return gunzipSync(packed, { maxOutputLength: mostFrame }).toString('utf8').trimEnd().split('\n').map(parseJson);
  } catch {
    throw damaged();
  }
}

const Chained = z.object({ seq: z.number(), prev: z.string() });

/** The same chain that the hub checks on arrival: what does not hold together is not even offered. */
function follow(after: { readonly seq: number; readonly hash: string | null }, { seq, entry, hash: own }: StoredEntry): { readonly seq: number; readonly hash: string } {
  const chained = Chained.safeParse(parseJson(entry));
  if (!chained.success || seq !== after.seq + 1 || chained.data.seq !== seq || (after.hash !== null && chained.data.prev !== after.hash) || digest(entry) !== own) throw damaged();
  return { seq, hash: own };
}

/** Exactly so many bytes, all of them before `end`. */
async function readAt(handle: FileHandle, at: number, length: number, end: number): Promise<Buffer> {
  if (at + length > end) throw damaged();
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) throw damaged();
    done += bytesRead;
  }
  return bytes;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
