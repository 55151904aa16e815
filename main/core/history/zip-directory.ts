/**
 * The central directory of a zip archive (APPNOTE 4.3.12 to 4.3.16), zip64 included: libraries that write workbooks as a stream use it
 * for small ones too. Sizes are claims until the bytes have been read (zip-archive.ts).
 */
import { noTable } from './history-fault.ts';
import type { HistoryFile } from './history-file.ts';

export type ZipPart = {
  readonly name: string;
  readonly encrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
};

const endLength = 22;
const longestComment = 0xffff;
const locatorLength = 20;
const end64Length = 56;
const headerLength = 46;
/** A workbook has some dozens of parts; ten thousand leave room for pictures. */
const mostParts = 10_000;
const longestDirectory = 4 * 1024 * 1024;

const damaged = (): Error => noTable('the archive is damaged');

/** The parts of the archive under their names, lower case and with `/` between folders. Throws `history-not-a-table`. */
export async function readDirectory(file: HistoryFile): Promise<ReadonlyMap<string, ZipPart>> {
  const { count, start, length } = await findDirectory(file);
  if (count > mostParts || length > longestDirectory) throw noTable('the archive has more parts than a workbook');
  if (start + length > file.size) throw damaged();
  const directory = await file.bytes(start, length);
  const parts = new Map<string, ZipPart>();
  let at = 0;
  for (let number = 0; number < count; number += 1) {
    if (at + headerLength > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const nameEnd = at + headerLength + nameLength;
    const next = nameEnd + extraLength + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw damaged();
    const name = partName(directory.toString('utf8', at + headerLength, nameEnd));
    // Two parts of one name are read differently by every program.
    if (parts.has(name)) throw damaged();
    parts.set(name, partAt(directory, at, name, directory.subarray(nameEnd, nameEnd + extraLength)));
    at = next;
  }
  return parts;
}

/** Names of parts do not tell cases apart (ECMA-376 part 2, 6.2.2); some programs write the wrong slash. */
export function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

function partAt(directory: Buffer, at: number, name: string, extra: Buffer): ZipPart {
  const [packed32, size32, offset32] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 42)];
  const wide = wideField(extra);
  let taken = 0;
  // The wide field holds only those values whose place says "see there", in this order.
  const value = (narrow: number): number => {
    if (narrow !== 0xffff_ffff) return narrow;
    if (wide === null || taken + 8 > wide.length) throw damaged();
    taken += 8;
    return safe(wide.readBigUInt64LE(taken - 8));
  };
  const size = value(size32);
  const packed = value(packed32);
  const offset = value(offset32);
  return { name, encrypted: (directory.readUInt16LE(at + 8) & 1) === 1, method: directory.readUInt16LE(at + 10), crc: directory.readUInt32LE(at + 16), packed, size, offset };
}

function wideField(extra: Buffer): Buffer | null {
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 0x0001) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return null;
}

async function findDirectory(file: HistoryFile): Promise<{ readonly count: number; readonly start: number; readonly length: number }> {
  const tailStart = Math.max(0, file.size - endLength - longestComment);
  const tail = await file.bytes(tailStart, file.size - tailStart);
  for (let at = tail.length - endLength; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== 0x06054b50 || at + endLength + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const [count, length, start] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (count !== 0xffff && length !== 0xffff_ffff && start !== 0xffff_ffff) return { count, start, length };
    return findWideDirectory(file, tailStart + at);
  }
  throw damaged();
}

async function findWideDirectory(file: HistoryFile, end: number): Promise<{ readonly count: number; readonly start: number; readonly length: number }> {
  const locator = await file.bytes(Math.max(0, end - locatorLength), locatorLength);
  if (locator.length < locatorLength || locator.readUInt32LE(0) !== 0x07064b50) throw damaged();
  const record = await file.bytes(safe(locator.readBigUInt64LE(8)), end64Length);
  if (record.length < end64Length || record.readUInt32LE(0) !== 0x06064b50) throw damaged();
  return { count: safe(record.readBigUInt64LE(32)), length: safe(record.readBigUInt64LE(40)), start: safe(record.readBigUInt64LE(48)) };
}

function safe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged();
  return Number(value);
}
