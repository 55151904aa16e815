/** The recorder in front of libc: compiled once for a run, and its log read back. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Compiles the shim into a folder and gives its path. Needs a C compiler, as the addon for older Electrons does. */
export function buildRecorder(folder: string): string {
  const library = path.join(folder, 'recorder.so');
  execFileSync('cc', ['-O2', '-fPIC', '-shared', '-o', library, path.join(import.meta.dirname, 'recorder.c'), '-ldl', '-lpthread'], { stdio: 'inherit' });
  return library;
}

/** One call that changed a file, with its path below the recorded folder; `mark`: something was answered. */
export type Recorded =
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly length: number }
  | { readonly kind: 'sync' | 'unlink' | 'create'; readonly file: string }
  | { readonly kind: 'rename'; readonly file: string; readonly to: string }
  | { readonly kind: 'mark'; readonly text: string };

const headBytes = 15;

export function readRecord(log: string, folder: string): readonly Recorded[] {
  const bytes = readFileSync(log);
  const records: Recorded[] = [];
  for (let at = 0; at + headBytes <= bytes.length; ) {
    const kind = String.fromCharCode(bytes[at] ?? 0);
    const nameBytes = bytes.readUInt16LE(at + 1);
    const offset = Number(bytes.readBigInt64LE(at + 3));
    const dataBytes = bytes.readUInt32LE(at + 11);
    const nameAt = at + headBytes;
    const file = path.relative(folder, bytes.toString('utf8', nameAt, nameAt + nameBytes));
    const data = bytes.subarray(nameAt + nameBytes, nameAt + nameBytes + dataBytes);
    records.push(recordOf(kind, file, offset, data, folder));
    at = nameAt + nameBytes + dataBytes;
  }
  return records;
}

function recordOf(kind: string, file: string, offset: number, data: Buffer, folder: string): Recorded {
  switch (kind) {
    case 'W':
      return { kind: 'write', file, offset, data };
    case 'T':
      return { kind: 'truncate', file, length: offset };
    case 'S':
      return { kind: 'sync', file };
    case 'U':
      return { kind: 'unlink', file };
    case 'O':
      return { kind: 'create', file };
    case 'R':
      return { kind: 'rename', file, to: path.relative(folder, data.toString('utf8')) };
    case 'M':
      return { kind: 'mark', text: data.toString('utf8') };
    default:
      throw new Error(`the recorder wrote ${JSON.stringify(kind)}`);
  }
}
