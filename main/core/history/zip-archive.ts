/** Parts of an archive unpacked as streams, each and all together held to limits whatever the archive claims of their sizes. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { HistoryFault, noTable, tooLarge, type HistoryLimits } from './history-fault.ts';
import type { HistoryFile } from './history-file.ts';
import { partName, readDirectory, type ZipPart } from './zip-directory.ts';

export type ZipArchive = {
  readonly has: (name: string) => boolean;
  /** The bytes of a part, at most `limit` of them. Reads to the end check size and sum. */
  readonly unpacked: (name: string, limit: number) => AsyncGenerator<Buffer, void, undefined>;
};

const localHeaderLength = 30;

/** Throws `history-not-a-table` for what is no sound archive, and so do the streams; `history-too-large` beyond the limits. */
export async function openArchive(file: HistoryFile, limits: HistoryLimits): Promise<ZipArchive> {
  const parts = await readDirectory(file);
  let total = 0;

  async function* unpacked(name: string, limit: number): AsyncGenerator<Buffer, void, undefined> {
    const part = parts.get(partName(name));
    if (part === undefined) throw noTable(`the workbook has no part ${name}`);
    if (part.encrypted) throw noTable('the archive is encrypted');
    let size = 0;
    let sum = 0;
    for await (const piece of unpackedPieces(file, part)) {
      size += piece.length;
      total += piece.length;
      if (size > limit || total > limits.totalBytes) throw tooLarge('the workbook unpacks to more than may be read');
      sum = crc32(piece, sum);
      yield piece;
    }
    if (size !== part.size || sum !== part.crc) throw noTable('the archive is damaged');
  }

  return { has: (name) => parts.has(partName(name)), unpacked };
}

async function* unpackedPieces(file: HistoryFile, { method, offset, packed }: ZipPart): AsyncGenerator<Buffer, void, undefined> {
  const header = await file.bytes(offset, localHeaderLength);
  if (header.length < localHeaderLength || header.readUInt32LE(0) !== 0x04034b50) throw noTable('the archive is damaged');
  const start = offset + localHeaderLength + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + packed > file.size) throw noTable('the archive is damaged');
  const pieces = file.pieces(start, packed);
  if (method === 0) yield* pieces;
  else if (method === 8) yield* inflated(pieces);
  else throw noTable('the archive is packed in a way that workbooks are not');
}

/** What ends the reader early ends the file's stream with it. */
async function* inflated(pieces: AsyncGenerator<Buffer, void, undefined>): AsyncGenerator<Buffer, void, undefined> {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  const fed = pipeline(Readable.from(pieces), inflate);
  // The same error comes out of the loop; here it would be one that nobody waits for.
  fed.catch(() => undefined);
  try {
    const output: AsyncIterable<Buffer> = inflate;
    for await (const piece of output) yield piece;
  } catch (error) {
    if (error instanceof HistoryFault) throw error;
    throw noTable('the archive is damaged');
  } finally {
    inflate.destroy();
    await fed.catch(() => undefined);
  }
}
