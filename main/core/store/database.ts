/**
 * Opening the station's SQLite file. Durability is set here, in code, and read back: better-sqlite3 compiles WAL databases
 * to `synchronous = NORMAL`, which may lose the last commits in a power cut, and this counter prints paper on a commit.
 */
import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Refusal } from '../../../shared/contract/errors.ts';
import { migrations, schemaVersion } from './schema.ts';
import type { Sqlite } from './sqlite.ts';
import { BrokenChain, rebuildProjections } from './verify.ts';

export type { Sqlite } from './sqlite.ts';

/** "DAOB" in the header tells this file from any other SQLite database. */
const applicationId = 0x44_41_4f_42;

export const databaseFile = (folder: string): string => path.join(folder, 'station.db');

export type Access = 'write' | 'read';

/** Creates the file of a new station. The caller holds the writer lock and has checked that there is none. */
export function createDatabase(folder: string): Sqlite {
  const database = new Database(databaseFile(folder));
  configure(database, 'write');
  database.pragma(`application_id = ${applicationId}`);
  migrate(database, folder);
  return database;
}

/**
 * Opens an existing station. Refuses, before SQLite has touched the file, what is not a Daoban database (`station-broken`)
 * or one written by a newer Daoban (`station-newer`); in both cases nothing on disk has changed. `everyPage` has SQLite look at
 * all pages first, for the start of the application.
 */
export function openDatabase(folder: string, access: Access, everyPage = false): Sqlite {
  const file = databaseFile(folder);
  if (!existsSync(file)) throw new Refusal('station-missing', 'there is no station in this folder');
  const header = readHeader(file);
  if (header.version > schemaVersion) throw new Refusal('station-newer', `the station was written by a newer version (${header.version})`);
  return guarded(() => {
    lookAt(file, everyPage);
    const database = new Database(file, { readonly: access === 'read', fileMustExist: true });
    try {
      configure(database, access);
      if (readVersion(database) < schemaVersion) {
        if (access === 'read') throw new Refusal('station-in-use', 'the station must first be opened for writing once, to bring it up to date');
        migrate(database, folder);
      }
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Refuses what cannot be used, over a read-only connection: a writer that closes writes a log that a crash left into a broken file and deletes it. */
function lookAt(file: string, everyPage: boolean): void {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const version = readVersion(database);
    if (version > schemaVersion) throw new Refusal('station-newer', `the station was written by a newer version (${version})`);
    const pages: unknown = everyPage ? database.pragma('quick_check(1)', { simple: true }) : 'ok';
    if (pages !== 'ok') throw new Refusal('station-broken', 'the database has damaged pages');
  } finally {
    database.close();
  }
}

/** Turns SQLite's words for a damaged or full disk into the codes of the closed set; everything else passes. */
export function guarded<Value>(action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    if (error instanceof Database.SqliteError) {
      if (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB') throw new Refusal('station-broken', 'the database is damaged');
      if (error.code === 'SQLITE_FULL' || error.code === 'SQLITE_IOERR_WRITE') throw new Refusal('disk-full', 'the disk took no more; nothing was changed');
      if (error.code.startsWith('SQLITE_READONLY') || error.code.startsWith('SQLITE_CANTOPEN')) throw new Refusal('folder-read-only', 'the folder of the station cannot be written to');
      if (error.code.startsWith('SQLITE_BUSY')) throw new Refusal('station-in-use', 'another process is writing to this station');
    }
    throw error;
  }
}

/** The same for files of the station that SQLite does not write. */
export function onStationDisk<Value>(action: () => Value): Value {
  try {
    return guarded(action);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new Refusal('disk-full', 'the disk took no more; nothing was changed');
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') throw new Refusal('folder-read-only', 'the folder of the station cannot be written to');
    throw error;
  }
}

function configure(database: Sqlite, access: Access): void {
  database.pragma('trusted_schema = OFF');
  database.pragma('foreign_keys = ON');
  if (access === 'write') {
    expect(database, 'journal_mode', 'journal_mode = WAL', 'wal');
    database.pragma('secure_delete = ON');
  }
  expect(database, 'synchronous', 'synchronous = FULL', 2);
  assertSqlite(database);
}

function expect(database: Sqlite, name: string, setting: string, wanted: string | number): void {
  database.pragma(setting);
  const found: unknown = database.pragma(name, { simple: true });
  if (found !== wanted) throw new Refusal('station-broken', `the database did not accept ${setting}`);
}

/** The WAL-reset fault (SQLite 3.7.0 to 3.51.2) can lose committed writes with two connections. */
function assertSqlite(database: Sqlite): void {
  const version = database.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '0';
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const fixed = major > 3 || (major === 3 && (minor > 51 || (minor === 51 && patch >= 3)));
  if (!fixed) throw new Refusal('internal', `SQLite ${version} has the WAL-reset fault`);
}

function readVersion(database: Sqlite): number {
  const version: unknown = database.pragma('user_version', { simple: true });
  return typeof version === 'number' ? version : -1;
}

/** `user_version` and `application_id` stand at bytes 60 and 68 of the file (SQLite file format §1.3). */
function readHeader(file: string): { readonly version: number } {
  const bytes = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  try {
    const read = readSync(handle, bytes, 0, 100, 0);
    if (read < 100 || bytes.toString('latin1', 0, 15) !== 'SQLite format 3' || bytes.readUInt32BE(68) !== applicationId) {
      throw new Refusal('station-broken', 'this is not the database of a station');
    }
    return { version: bytes.readUInt32BE(60) };
  } finally {
    closeSync(handle);
  }
}

/** All steps and the projections in their present form, or nothing. A journal that does not verify is not replayed over tables that may still be right. */
function migrate(database: Sqlite, folder: string): void {
  const from = readVersion(database);
  if (from > 0) backUp(database, folder, from);
  database
    .transaction(() => {
      for (const step of migrations) {
        if (step.version <= from) continue;
        database.exec(step.sql);
        database.pragma(`user_version = ${step.version}`);
      }
      rebuild(database);
    })
    .exclusive();
  // The header is what an older Daoban reads to refuse a newer station: it must not linger in the WAL.
  database.pragma('wal_checkpoint(TRUNCATE)');
}

function rebuild(database: Sqlite): void {
  try {
    rebuildProjections(database);
  } catch (error) {
    if (error instanceof BrokenChain) throw new Refusal('station-broken', 'the journal does not verify, so the station was not brought up to date');
    throw error;
  }
}

/** A copy beside the database before its form changes; one for each version, the first is kept. */
function backUp(database: Sqlite, folder: string, version: number): void {
  const copy = path.join(folder, `station-before-${version + 1}.db`);
  if (existsSync(copy)) return;
  // What an update that was killed left half made: SQLite writes into no file that is there.
  rmSync(`${copy}.partial`, { force: true });
  database.prepare('VACUUM INTO ?').run(`${copy}.partial`);
  if (statSync(`${copy}.partial`).size === 0) throw new Refusal('station-broken', 'the backup before the update is empty');
  renameSync(`${copy}.partial`, copy);
}
