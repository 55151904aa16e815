/**
 * A disk that loses its power: what stands on it after the last sync of each file, and after it any part of what was written since.
 * The method of ALICE and CrashMonkey, on the calls that a real run made.
 *
 * What a file system may do is what is tried: later writes are there or not, in any combination, a write is torn at 512 bytes, a name is
 * there or not until its folder was synced. A file whose content was synced has its name. What a lying disk may do is not tried.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Recorded } from './recorder.ts';

const sector = 512;

type Pending = { readonly kind: 'write'; readonly offset: number; readonly data: Buffer } | { readonly kind: 'truncate'; readonly length: number };

type File = { durable: Buffer; pending: Pending[]; /** Its name is on the disk whatever happens. */ named: boolean };

/** A name that was taken away or moved, and is not settled until the folder is synced. */
type Naming = { readonly kind: 'unlink'; readonly name: string; readonly file: File } | { readonly kind: 'rename'; readonly name: string; readonly to: string; readonly file: File; readonly replaced: File | undefined };

export type Disk = {
  apply(record: Recorded): void;
  /** Writes what a power cut now may leave into an empty folder. `keep` says of each thing that is not settled whether it got there; `tear` where inside a write it broke off. */
  leave(folder: string, keep: () => boolean, tear: (bytes: number) => number): void;
};

/** `initial`: the files that stood there, and were settled, before the recording began. */
export function createDisk(initial: ReadonlyMap<string, Buffer>): Disk {
  const files = new Map<string, File>([...initial].map(([name, bytes]) => [name, { durable: bytes, pending: [], named: true }]));
  let namings: Naming[] = [];
  const fileOf = (name: string): File => {
    const known = files.get(name);
    if (known !== undefined) return known;
    const made: File = { durable: Buffer.alloc(0), pending: [], named: false };
    files.set(name, made);
    return made;
  };

  return {
    apply(record) {
      switch (record.kind) {
        case 'mark':
          return;
        case 'create':
          fileOf(record.file);
          return;
        case 'write':
          // SQLite's shared memory is rebuilt from the log; it is never synced and never relied on.
          fileOf(record.file).pending.push({ kind: 'write', offset: record.offset, data: Buffer.from(record.data) });
          return;
        case 'truncate':
          fileOf(record.file).pending.push({ kind: 'truncate', length: record.length });
          return;
        case 'sync': {
          if (record.file === '') {
            for (const file of files.values()) file.named = true;
            namings = [];
            return;
          }
          const file = fileOf(record.file);
          file.durable = file.pending.reduce(applied, file.durable);
          file.pending = [];
          file.named = true;
          return;
        }
        case 'unlink': {
          const file = files.get(record.file);
          files.delete(record.file);
          if (file?.named === true) namings.push({ kind: 'unlink', name: record.file, file });
          return;
        }
        case 'rename': {
          const file = fileOf(record.file);
          namings.push({ kind: 'rename', name: record.file, to: record.to, file, replaced: files.get(record.to) });
          files.delete(record.file);
          files.set(record.to, file);
        }
      }
    },
    leave(folder, keep, tear) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      const contents = new Map<File, Buffer>();
      const contentOf = (file: File): Buffer => {
        const known = contents.get(file) ?? file.pending.reduce((bytes, pending) => (keep() ? applied(bytes, torn(pending, tear)) : bytes), file.durable);
        contents.set(file, known);
        return known;
      };
      const names = new Map<string, File>();
      for (const [name, file] of files) if (file.named || keep()) names.set(name, file);
      // Names are journaled in order, so a later change that got there means that the earlier ones did: only the last ones may be undone.
      for (const naming of namings.toReversed()) {
        if (keep()) break;
        if (naming.kind === 'rename') {
          if (naming.replaced === undefined) names.delete(naming.to);
          else names.set(naming.to, naming.replaced);
          names.set(naming.name, naming.file);
        } else names.set(naming.name, naming.file);
      }
      for (const [name, file] of names) {
        if (name.includes('/')) mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
        writeFileSync(path.join(folder, name), contentOf(file));
      }
    },
  };
}

function applied(bytes: Buffer, pending: Pending): Buffer {
  if (pending.kind === 'truncate') return pending.length <= bytes.length ? bytes.subarray(0, pending.length) : Buffer.concat([bytes, Buffer.alloc(pending.length - bytes.length)]);
  const { offset, data } = pending;
  const result = Buffer.alloc(Math.max(bytes.length, offset + data.length));
  bytes.copy(result);
  data.copy(result, offset);
  return result;
}

/** The beginning of a write, to a whole sector. */
function torn(pending: Pending, tear: (bytes: number) => number): Pending {
  if (pending.kind === 'truncate') return pending;
  const kept = Math.min(pending.data.length, Math.floor(tear(pending.data.length) / sector) * sector);
  return { ...pending, data: pending.data.subarray(0, kept) };
}
