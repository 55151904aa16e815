/** Files that must not be lost or half written: temporary name, fsync, rename, fsync of the folder. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A small file, readable by the owner alone. Throws the system's error; the old file, if any, then still stands. */
export function writeDurably(file: string, text: string): void {
  const partial = `${file}.partial`;
  const handle = openSync(partial, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  moveDurably(partial, file);
}

/** Gives a file that is on disk its name, and the name to the disk. */
export function moveDurably(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(path.dirname(to));
}

/** Makes the names in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder; there a rename is journaled by NTFS.
  if (process.platform !== 'win32') sync(folder, 'r');
}

/** Forces what another writer left in a file to the disk. */
export const syncFile = (file: string): void => sync(file, 'r+');

function sync(name: string, flags: 'r' | 'r+'): void {
  const handle = openSync(name, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
