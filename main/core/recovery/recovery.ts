/**
 * What can be done where no station is open: say what is unsent, look for backups, verify one, restore one, move aside what cannot be opened. It asks
 * for no role, as there are no accounts to ask; whoever opens the keys of a backup is trusted with it.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { contract, type OperationName } from '../../../shared/contract/contract.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { rememberedFolder } from '../backup/known-folder.ts';
import { listBackups, onDisk } from '../backup/folder.ts';
import { holdsStation, restoreBackup, verifyBackup } from '../backup/restore.ts';
import { implementUnopened, type Unopened } from '../operations/implement.ts';
import { databaseFile, guarded, onStationDisk, openDatabase } from '../store/database.ts';
import { hasStation } from '../store/founded.ts';
import { takeWriterLock } from '../store/lock.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { unsentIn, unsentOf } from '../upload/unsent.ts';
import { openVault, type Vault, type VaultKey } from '../vault/vault.ts';
import { confirmationOf, setAside, stationFiles } from './set-aside.ts';

export type RecoveryName = { [Name in OperationName]: (typeof contract)[Name] extends { readonly recovers: true } ? Name : never }[OperationName];

export function isRecovery(name: OperationName): name is RecoveryName {
  return 'recovers' in contract[name];
}

/** The folder of the station that there is, was, or will be, and what opens its keys or a backup's. */
export type Place = {
  readonly folder: string;
  readonly key: VaultKey | null;
  readonly now: () => number;
  /** What an open station adds: its vault, where its backups go, and its own connection. */
  readonly open: { readonly vault: Vault; readonly backups: string | null; readonly database: Sqlite } | null;
};

const list = implementUnopened('backup.list', ({ folder: own, open }: Place, input) => {
  const folder = input.folder ?? open?.backups ?? rememberedFolder(own);
  return { folder, backups: folder === null ? [] : [...listBackups(folder, open?.vault ?? null)] };
});

const verify = implementUnopened('backup.verify', ({ folder, key }: Place, { file }) => {
  requireFile(file);
  return { file, manifest: verifyBackup(file, scratchIn(folder), key) };
});

const restore = implementUnopened('backup.restore', ({ folder: own, key, now }: Place, { file, folder: named, known, setAside: moves }) => {
  requireFile(file);
  const folder = named ?? own;
  const clear = (): string | null => {
    if (!holdsStation(folder)) return null;
    if (moves !== true) throw new Refusal('station-exists', 'this folder already holds a station, or what is left of one');
    requireUnusable(folder);
    return setAside(folder, `restored from ${file}`, now());
  };
  // Asked before the long way, and once more at its end.
  if (holdsStation(folder) && moves !== true) clear();
  onStationDisk(() => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  const moved: { folder: string | null } = { folder: null };
  const { manifest, missing } = restoreBackup(file, folder, key, known ?? {}, () => (moved.folder = clear()));
  return { folder, manifest, missing, setAside: moved.folder };
});

const moveAside = implementUnopened('station.setAside', ({ folder, key, now }: Place, { reason, confirm }) => {
  requireUnusable(folder);
  const files = stationFiles(folder).map(String);
  const asked = confirmationOf(folder);
  const lost = unsentIn(folder, files.length > 0);
  if (confirm === undefined) return { folder: null, files, confirm: asked, unsent: lost };
  if (confirm !== asked) throw badInput('$.confirm', 'does-not-fit', 'this is not what was to be confirmed; ask again');
  // Whoever starts anew must be able to open what they put aside, unless its keys are gone.
  if (existsSync(databaseFile(folder))) requireKey(folder, key);
  return { folder: setAside(folder, reason, now()), files, confirm: asked, unsent: lost };
});

const unsent = implementUnopened('station.unsent', ({ folder, open }: Place) => (open === null ? unsentIn(folder, stationFiles(folder).length > 0) : unsentOf(open.database)));

export const recoveryWithout: { readonly [Name in RecoveryName]: Unopened<Place> } = {
  'backup.list': list,
  'backup.verify': verify,
  'backup.restore': restore,
  'station.unsent': unsent,
  'station.setAside': moveAside,
};

/** Without a counter, for a folder whose station cannot be opened. Throws a `Refusal`; commands hold the writer lock. */
export function recover(name: RecoveryName, input: unknown, { folder, key, patience }: { readonly folder: string; readonly key: VaultKey | null; readonly patience: number }): unknown {
  const release = contract[name].kind === 'command' && existsSync(folder) ? takeWriterLock(folder, patience) : () => undefined;
  try {
    return guarded(() => recoveryWithout[name]({ folder, key, now: () => Date.now(), open: null }, input));
  } finally {
    release();
  }
}

function requireFile(file: string): void {
  if (!existsSync(file)) throw badInput('$.file', 'not-there', 'there is no such file');
}

/** Where a verification unpacks to: beside the station, whose disk must hold it anyway. */
function scratchIn(folder: string): string {
  onDisk(() => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  return folder;
}

/** A station that opens is never moved away: that would lose it out of sight for nothing. */
function requireUnusable(folder: string): void {
  if (stationFiles(folder).length === 0) throw new Refusal('station-missing', 'there is no station in this folder');
  if (!existsSync(databaseFile(folder))) return;
  try {
    if (!hasReadableStation(folder)) return;
  } catch (error) {
    if (error instanceof Refusal && error.error.code === 'station-broken') return;
    throw error;
  }
  throw new Refusal('station-usable', 'this station can be opened; it is not moved away');
}

function hasReadableStation(folder: string): boolean {
  const database = openDatabase(folder, 'read', true);
  try {
    return guarded(() => hasStation(database));
  } finally {
    database.close();
  }
}

function requireKey(folder: string, key: VaultKey | null): void {
  try {
    openVault(folder, key);
  } catch (error) {
    if (!(error instanceof Refusal) || error.error.code !== 'vault-missing') throw error;
  }
}
