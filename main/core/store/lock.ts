/**
 * One writer for a station: an exclusive SQLite lock on a file beside the database. The operating system gives it back
 * when the process dies, however it dies, so there is never a stale lock to remove.
 */
import path from 'node:path';
import Database from 'better-sqlite3';
import { guarded } from './database.ts';

/** Waits up to `patience` milliseconds, then refuses with `station-in-use`; `folder-read-only` where no lock can be made. Returns the release. */
export function takeWriterLock(folder: string, patience: number): () => void {
  const lock = guarded(() => new Database(path.join(folder, 'station.lock'), { timeout: patience }));
  try {
    guarded(() => lock.exec('BEGIN EXCLUSIVE'));
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => lock.close();
}
