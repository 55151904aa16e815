/** A station that cannot be opened is moved into a folder of its own, with its log and its keys. Nothing is ever deleted. */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { hash } from 'node:crypto';
import { databaseFile, onStationDisk } from '../store/database.ts';
import { witnessFile } from '../store/witness.ts';
import { syncFolder, writeDurably } from '../store/write-durably.ts';
import { vaultFile } from '../vault/vault.ts';

/** The log and its index belong to the database: SQLite would play a log that was left behind into the next one. */
export function stationFiles(folder: string): readonly string[] {
  const database = databaseFile(folder);
  return [database, `${database}-wal`, `${database}-shm`, witnessFile(folder), vaultFile(folder)].filter((file) => existsSync(file));
}

/** What somebody has to repeat to show that they mean these very files; changes when one of them does. */
export function confirmationOf(folder: string): string {
  const shape = stationFiles(folder).filter((file) => !file.endsWith('-shm')).map((file) => `${path.basename(file)} ${statSync(file).size} ${statSync(file).mtimeMs}`);
  return hash('sha256', shape.join('\n'), 'hex').slice(0, 8).toUpperCase();
}

/** Moves the files into `broken-YYYYMMDD-HHMMSS` (UTC) beside them and gives that folder. */
export function setAside(folder: string, reason: string, now: number): string {
  return onStationDisk(() => {
    const target = freeFolder(folder, `broken-${new Date(now).toISOString().replaceAll(/[-:]|\.\d+Z$/g, '').replace('T', '-')}`);
    mkdirSync(target, { mode: 0o700 });
    writeDurably(path.join(target, 'why.json'), `${JSON.stringify({ at: new Date(now).toISOString(), reason })}\n`);
    // The keys first: nobody opens a database whose log is elsewhere already.
    for (const file of stationFiles(folder).toReversed()) renameSync(file, path.join(target, path.basename(file)));
    syncFolder(target);
    syncFolder(folder);
    return target;
  });
}

function freeFolder(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = path.join(folder, number === 1 ? name : `${name}-${number}`);
    if (!existsSync(candidate)) return candidate;
  }
}
