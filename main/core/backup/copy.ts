/** A copy of a station's database, looked at before anybody relies on it. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { Manifest } from '../../../shared/contract/recovery.ts';
import { guarded, type Sqlite } from '../store/database.ts';
import { createStationReader } from '../store/station.ts';
import { verifyJournal } from '../store/verify.ts';

export type CopyFacts = Pick<Manifest, 'station' | 'code' | 'name' | 'incarnation' | 'trial' | 'head' | 'transactions' | 'size' | 'sha256'>;

/** One consistent moment of a database that is being written to, as a compact file of its own; a leftover in its place goes. */
export function copyDatabase(database: Sqlite, target: string): void {
  rmSync(target, { force: true });
  guarded(() => database.prepare('VACUUM INTO ?').run(target));
}

/** Every page, the whole chain, every table: refuses with `station-broken` what is not right, and says what is in it. */
export function verifyCopy(file: string): CopyFacts {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return guarded(() => {
      if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new Refusal('station-broken', 'the copy has damaged pages');
      const { ok, entries, head } = verifyJournal(database);
      const station = createStationReader(database)();
      if (!ok || station === null) throw new Refusal('station-broken', 'the journal in the copy does not verify');
      const { id, code, name, incarnation, trial } = station;
      return { station: id, code, name, incarnation, trial, head: { seq: entries, hash: head }, transactions: numbersOf(database), ...contentOf(file) };
    });
  } finally {
    database.close();
  }
}

/** First, last and count of the station's own series; imported history has numbers of other systems. */
export function numbersOf(database: Sqlite): Manifest['transactions'] {
  const at = (order: 'ASC' | 'DESC'): string | undefined => database.prepare<[], string>(`SELECT number FROM handled ORDER BY seq ${order} LIMIT 1`).pluck().get();
  const [first, last] = [at('ASC'), at('DESC')];
  if (first === undefined || last === undefined) return null;
  return { first, last, count: database.prepare<[], number>('SELECT count(*) FROM handled').pluck().get() ?? 0 };
}

function contentOf(file: string): { readonly size: number; readonly sha256: string } {
  const content = createHash('sha256');
  const handle = openSync(file, 'r');
  try {
    const piece = Buffer.alloc(1024 * 1024);
    for (let read = readSync(handle, piece, 0, piece.length, null); read > 0; read = readSync(handle, piece, 0, piece.length, null)) content.update(piece.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return { size: statSync(file).size, sha256: content.digest('hex') };
}
