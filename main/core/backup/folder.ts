/** The folder of backups: what lies there, what goes when there are enough, and what hinders. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { ListedBackup, Manifest } from '../../../shared/contract/recovery.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';
import type { Vault } from '../vault/vault.ts';
import { readHead } from './archive.ts';

const ending = '.daoban-backup';

/** `ABCD-20261012T080000-1234.daoban-backup`: whose, when (UTC), up to which entry. */
export function backupName({ code, madeAt, head }: Pick<Manifest, 'code' | 'madeAt' | 'head'>): string {
  return `${code}-${new Date(madeAt).toISOString().replaceAll(/[-:]|\.\d+Z$/g, '')}-${head.seq}${ending}`;
}

export const manifestSeal = (vault: Vault, manifest: Manifest): string => vault.pseudonym(`backup:${canonicalize(manifest)}`);

/** Newest first. Whatever is no backup is left out; a manifest is only what the file says until `backup.verify` has read it all. */
export function listBackups(folder: string, vault: Vault | null): readonly ListedBackup[] {
  return onDisk(() => readdirSync(folder))
    .filter((name) => name.endsWith(ending))
    .flatMap((name) => {
      const file = path.join(folder, name);
      try {
        const { manifest, seal } = readHead(file);
        return [{ file, bytes: statSync(file).size, manifest, authentic: vault === null ? null : seal === manifestSeal(vault, manifest) }];
      } catch {
        return [];
      }
    })
    .toSorted((one, other) => other.manifest.madeAt - one.manifest.madeAt || other.manifest.head.seq - one.manifest.head.seq);
}

/**
 * Removes the oldest backups of this station beyond those to be kept, and what an attempt that was killed left. Those of a former
 * incarnation stay: they may hold entries that are nowhere else. Gives the files that went.
 */
export function removeOldest(folder: string, vault: Vault, keep: number, station: string, incarnation: number): readonly string[] {
  const own = listBackups(folder, vault).filter(({ manifest, authentic }) => authentic === true && manifest.station === station && manifest.incarnation === incarnation);
  const oldest = own.slice(keep).map(({ file }) => file);
  for (const file of oldest) rmSync(file, { force: true });
  return oldest;
}

/** Not a backup yet: nothing that is called so is ever listed or restored. */
export const unfinishedName = (name: string): string => `${name}.partial`;

export function removeUnfinished(folder: string): void {
  for (const name of onDisk(() => readdirSync(folder))) if (name.endsWith(unfinishedName(ending))) rmSync(path.join(folder, name), { force: true });
}

/** Turns the system's words about the backup's folder into codes of the closed set. */
export function onDisk<Value>(action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error) || !('code' in error)) throw error;
    throw hindrance(String(error.code)) ?? error;
  }
}

function hindrance(code: string): Refusal | null {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENODEV':
      return new Refusal('backup-folder-missing', 'the folder for backups is not there');
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new Refusal('backup-disk-full', 'there is no room for the backup; the older ones stand');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Refusal('backup-folder-not-writable', 'the folder for backups cannot be written to');
    default:
      return code.startsWith('E') ? new Refusal('backup-folder-not-writable', `the folder for backups gives ${code}`) : null;
  }
}
