/**
 * One writer for a station: an exclusive SQLite lock on a file beside the database. The operating system gives it back
 * when the process dies, however it dies, so there is never a stale lock to remove.
 */
import path from 'node:path';
import Database from 'better-sqlite3';
import { Refusal } from '../../../shared/contract/errors.ts';

/** Waits up to `patience` milliseconds, then refuses with `station-in-use`. Returns the release. */
export function takeWriterLock(folder: string, patience: number): () => void {
  const lock = new Database(path.join(folder, 'station.lock'), { timeout: patience });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new Refusal('station-in-use', 'another process is working on this station');
    }
    throw error;
  }
  return () => lock.close();
}
