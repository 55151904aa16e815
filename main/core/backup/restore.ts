/** Restoring: decrypted and verified aside, then moved into its place; until the last move the folder holds no station. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { Known, Manifest, Missing } from '../../../shared/contract/recovery.ts';
import { databaseFile, onStationDisk } from '../store/database.ts';
import { schemaVersion } from '../store/schema.ts';
import { restoredWitness, witnessFile } from '../store/witness.ts';
import { syncFile, syncFolder, writeDurably } from '../store/write-durably.ts';
import { openTravelled, vaultFile, type Vault, type VaultKey } from '../vault/vault.ts';
import { readArchive } from './archive.ts';
import { verifyCopy } from './copy.ts';
import { listBackups, manifestSeal, onDisk } from './folder.ts';
import { knownByBackups, missingFrom } from './missing.ts';

/** Everything is made in here first. */
const asideFolder = (folder: string): string => path.join(folder, 'restore.partial');

export type Restored = { readonly manifest: Manifest; readonly missing: Missing };

/**
 * Restores a backup into a folder; `clear` is called once the backup is known to be whole, and leaves no station there. Refuses with
 * `backup-damaged`, `backup-newer`, `vault-locked`, `disk-full`, and whatever `clear` refuses; nothing in the folder has changed then.
 */
export function restoreBackup(file: string, folder: string, key: VaultKey | null, given: Known, clear: () => void): Restored {
  const aside = asideFolder(folder);
  // What a restore that was killed left is nobody's; it is made again.
  rmSync(aside, { recursive: true, force: true });
  try {
    onStationDisk(() => mkdirSync(aside, { recursive: true, mode: 0o700 }));
    const { vault, text, manifest } = unpack(file, databaseFile(aside), key);
    const others = listBackups(path.dirname(file), vault).filter(({ authentic }) => authentic === true).map((one) => one.manifest);
    const missing = missingIn(databaseFile(aside), manifest, [given, ...knownByBackups(manifest, others)]);
    onStationDisk(() => {
      writeDurably(vaultFile(aside), text);
      writeDurably(witnessFile(aside), restoredWitness(vault, manifest.head, missing.entries?.to ?? null));
    });
    clear();
    onStationDisk(() => {
      for (const place of [vaultFile, witnessFile, databaseFile]) renameSync(place(aside), place(folder));
      syncFolder(folder);
    });
    return { manifest, missing };
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Reads a backup to its last byte and verifies what is in it; what was unpacked goes again. */
export function verifyBackup(file: string, folder: string, key: VaultKey | null): Manifest {
  const scratch = path.join(folder, `verify-${process.pid}.partial`);
  try {
    return unpack(file, scratch, key).manifest;
  } finally {
    rmSync(scratch, { force: true });
  }
}

/** Decrypts a backup into a file and verifies it as a station: pages, chain, tables, and that it is what its manifest says. */
function unpack(file: string, target: string, key: VaultKey | null): { readonly vault: Vault; readonly text: string; readonly manifest: Manifest } {
  const found: { opened?: { readonly vault: Vault; readonly text: string } } = {};
  const handle = onStationDisk(() => openSync(target, 'wx', 0o600));
  try {
    const { manifest, seal } = onDisk(() =>
      readArchive(
        file,
        (head) => {
          if (head.manifest.schemaVersion > schemaVersion) throw new Refusal('backup-newer', 'the backup was made by a newer version');
          found.opened = openTravelled(head.vault, key);
          return found.opened.vault.backupKey(Buffer.from(head.salt, 'base64url'));
        },
        (piece) => onStationDisk(() => writeAll(handle, piece)),
      ),
    );
    const { opened } = found;
    if (opened === undefined || seal !== manifestSeal(opened.vault, manifest)) throw new Refusal('backup-damaged', 'the manifest was not sealed by this station');
    onStationDisk(() => syncFile(target));
    if (manifest.schemaVersion === schemaVersion) {
      const facts = verifyCopy(target);
      if (facts.head.hash !== manifest.head.hash || facts.sha256 !== manifest.sha256) throw new Refusal('backup-damaged', 'the backup holds something else than it says');
    }
    return { ...opened, manifest };
  } finally {
    closeSync(handle);
  }
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}

function missingIn(file: string, manifest: Manifest, known: readonly Known[]): Missing {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const hashOf = database.prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?').pluck();
    return missingFrom({ head: manifest.head.seq, lastNumber: manifest.transactions?.last ?? null, hashAt: (seq) => hashOf.get(seq) ?? null }, known);
  } finally {
    database.close();
  }
}

/** Anything by which a folder is a station's. */
export const holdsStation = (folder: string): boolean => [databaseFile(folder), `${databaseFile(folder)}-wal`, vaultFile(folder)].some((file) => existsSync(file));
