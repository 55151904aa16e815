/**
 * The form of a backup: one file that opens with the station's passphrase alone, on any machine.
 *
 *     "DAOBANB1" | length of the head | head (JSON: manifest, wrapped keys, salt) | frame | frame | … | last frame
 *
 * Frames are those of vault/frames.ts, under a key of this one file.
 */
import { createHash, hash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { Refusal } from '../../../shared/contract/errors.ts';
import { Manifest } from '../../../shared/contract/recovery.ts';
import { frameHeadSize, numbered, openFrame, sealFrame, tagSize, type FrameKey } from '../vault/frames.ts';

const magic = Buffer.from('DAOBANB1', 'latin1');
const frameSize = 1024 * 1024;
const mostHead = 1024 * 1024;

export const ArchiveHead = z.strictObject({
  manifest: Manifest,
  /** By the station's vault, so that a list can tell its own backups without opening them. */
  seal: z.string(),
  /** The vault file, whose keys are wrapped. */
  vault: z.string(),
  salt: z.string(),
});
export type ArchiveHead = z.infer<typeof ArchiveHead>;

const damaged = (): Refusal => new Refusal('backup-damaged', 'the file is not a whole and unchanged backup');

/** Encrypts a file into another, piece by piece, and forces it to disk. The target must not exist. Throws the system's errors. */
export function writeArchive(source: string, target: string, head: ArchiveHead, key: Buffer): void {
  const from = openSync(source, 'r');
  const to = openSync(target, 'wx', 0o600);
  try {
    const text = Buffer.from(JSON.stringify(head), 'utf8');
    writeAll(to, Buffer.concat([magic, numbered(text.length), text]));
    const bound = hash('sha256', text, 'buffer');
    const size = fstatSync(from).size;
    const piece = Buffer.alloc(frameSize);
    for (let number = 0, done = 0; ; number += 1) {
      const read = readFully(from, piece, Math.min(frameSize, size - done));
      done += read;
      writeAll(to, sealFrame(piece.subarray(0, read), number, done >= size, { secret: key, bound }));
      if (done >= size) break;
    }
    fsyncSync(to);
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

/** What a backup says of itself, not yet authenticated. Refuses with `backup-damaged` what is no backup. */
export function readHead(file: string): ArchiveHead {
  const handle = openSync(file, 'r');
  try {
    return headOf(handle).head;
  } finally {
    closeSync(handle);
  }
}

/** Decrypts a backup into `sink`; refuses with `backup-damaged` unless every byte is authentic and the content is what the manifest says. */
export function readArchive(file: string, key: (head: ArchiveHead) => Buffer, sink: (piece: Buffer) => void): ArchiveHead {
  const handle = openSync(file, 'r');
  try {
    const { head, bound } = headOf(handle);
    const opened = key(head);
    const content = createHash('sha256');
    let size = 0;
    for (let number = 0; ; number += 1) {
      const { piece, last } = readFrame(handle, number, { secret: opened, bound });
      content.update(piece);
      size += piece.length;
      sink(piece);
      if (last) break;
    }
    if (readFully(handle, Buffer.alloc(1), 1) > 0) throw damaged();
    if (size !== head.manifest.size || content.digest('hex') !== head.manifest.sha256) throw damaged();
    return head;
  } finally {
    closeSync(handle);
  }
}

function headOf(handle: number): { readonly head: ArchiveHead; readonly bound: Buffer } {
  const start = Buffer.alloc(magic.length + 4);
  if (readFully(handle, start, start.length) < start.length || !start.subarray(0, magic.length).equals(magic)) throw damaged();
  const length = start.readUInt32BE(magic.length);
  if (length > mostHead) throw damaged();
  const text = Buffer.alloc(length);
  if (readFully(handle, text, length) < length) throw damaged();
  const head = ArchiveHead.safeParse(parseJson(text.toString('utf8')));
  if (!head.success) throw damaged();
  return { head: head.data, bound: hash('sha256', text, 'buffer') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readFrame(handle: number, number: number, key: FrameKey): { readonly piece: Buffer; readonly last: boolean } {
  const start = Buffer.alloc(frameHeadSize);
  if (readFully(handle, start, frameHeadSize) < frameHeadSize) throw damaged();
  const length = start.readUInt32BE(0);
  if (length > frameSize) throw damaged();
  const text = Buffer.alloc(length + tagSize);
  if (readFully(handle, text, text.length) < text.length) throw damaged();
  const last = start.readUInt8(4) === 1;
  const piece = openFrame(text, number, last, key);
  if (piece === null) throw damaged();
  return { piece, last };
}

/** A read may give less than was asked for. */
function readFully(handle: number, into: Buffer, wanted: number): number {
  let done = 0;
  while (done < wanted) {
    const read = readSync(handle, into, done, wanted - done, null);
    if (read === 0) break;
    done += read;
  }
  return done;
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}
