/** The bytes of a file, by range, for as long as it is open. */
import { open, stat, type FileHandle } from 'node:fs/promises';
import { HistoryFault, tooLarge, type HistoryLimits } from './history-fault.ts';

export type HistoryFile = {
  readonly size: number;
  /** `length` bytes from `start`, fewer at the end of the file. */
  readonly bytes: (start: number, length: number) => Promise<Buffer>;
  /** The same in pieces, as they are asked for. */
  readonly pieces: (start: number, length: number) => AsyncGenerator<Buffer, void, undefined>;
  readonly close: () => Promise<void>;
};

const pieceBytes = 64 * 1024;

/** A call to the file system; what hinders it is `history-not-readable`. The system's own words may hold the path, so only its code is kept. */
async function onDisk<Value>(call: () => Promise<Value>): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
    throw new HistoryFault('history-not-readable', `the file cannot be read (${code})`);
  }
}

/** Opens an ordinary file; a folder, a pipe or a device is `history-not-readable`, one above the limit `history-too-large`. */
export async function openHistoryFile(path: string, { fileBytes }: HistoryLimits): Promise<HistoryFile> {
  // Asked before opening: to open a pipe would be to wait for whoever writes into it.
  const found = await onDisk(() => stat(path));
  if (!found.isFile()) throw new HistoryFault('history-not-readable', 'the name is not that of a file');
  if (found.size > fileBytes) throw tooLarge(`the file is larger than ${fileBytes} bytes`);
  const handle = await onDisk(() => open(path, 'r'));

  const bytes = (start: number, length: number): Promise<Buffer> => onDisk(() => readWhole(handle, start, length));
  return {
    size: found.size,
    bytes,
    pieces: async function* pieces(start, length) {
      for (let at = start; at < start + length; at += pieceBytes) {
        const piece = await bytes(at, Math.min(pieceBytes, start + length - at));
        if (piece.length === 0) return;
        yield piece;
      }
    },
    close: () => handle.close(),
  };
}

/** A read may give less than was asked for, on network shares for one. */
async function readWhole(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
