/** Making a backup: copied, verified, encrypted, read back, and only then given its name. */
import { renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Manifest } from '../../../shared/contract/recovery.ts';
import type { Sqlite } from '../store/database.ts';
import { schemaVersion } from '../store/schema.ts';
import { syncFolder } from '../store/write-durably.ts';
import { readArchive, writeArchive } from './archive.ts';
import { copyDatabase, verifyCopy } from './copy.ts';
import { backupName, onDisk, removeUnfinished, unfinishedName } from './folder.ts';

/** The half that is done where the counter does not wait for it: everything before the keys are needed. */
export const CopyOrder = z.strictObject({ station: z.string(), madeAt: z.number() });
export type CopyOrder = z.infer<typeof CopyOrder>;

/** The half that needs the key of this one backup. */
export const SealOrder = z.strictObject({ station: z.string(), folder: z.string(), manifest: z.custom<Manifest>(), seal: z.string(), vault: z.string(), salt: z.string(), key: z.string() });
export type SealOrder = z.infer<typeof SealOrder>;

const copyOf = (station: string): string => path.join(station, 'station.copy.partial');

/** Copies the database beside itself and verifies the copy. */
export function takeCopy(database: Sqlite, { station, madeAt }: CopyOrder): Manifest {
  copyDatabase(database, copyOf(station));
  return { ...verifyCopy(copyOf(station)), schemaVersion, madeAt };
}

/** Encrypts the copy into the folder. Whatever stops it leaves the older backups and no half one that counts. */
export function sealCopy({ station, folder, manifest, seal, vault, salt, key }: SealOrder): { readonly file: string; readonly bytes: number } {
  const copy = copyOf(station);
  try {
    return onDisk(() => {
      removeUnfinished(folder);
      const file = path.join(folder, backupName(manifest));
      const partial = path.join(folder, unfinishedName(backupName(manifest)));
      const secret = Buffer.from(key, 'base64url');
      try {
        writeArchive(copy, partial, { manifest, seal, vault, salt }, secret);
        readArchive(partial, () => secret, () => undefined);
        renameSync(partial, file);
        syncName(folder);
      } finally {
        rmSync(partial, { force: true });
      }
      return { file, bytes: statSync(file).size };
    });
  } finally {
    rmSync(copy, { force: true });
  }
}

/** The backup is in place by then; some network shares refuse this, which does not make it less of one. */
function syncName(folder: string): void {
  try {
    syncFolder(folder);
  } catch {
    // Nothing to undo.
  }
}
