/** The station's books, opened for writing thousands of entries to a transaction: the journal's own append and reducer, without the operations around them. */
import { randomBytes } from 'node:crypto';
import { createShelf, type CatalogueShelf } from '../catalogue-shelf.ts';
import { setClock } from '../clock.ts';
import { stampOf } from '../stamped.ts';
import { openDatabase, type Sqlite } from '../store/database.ts';
import { createJournal } from '../store/journal.ts';
import { takeWriterLock } from '../store/lock.ts';
import { createApply } from '../store/projections.ts';
import { createStationReader, type StationRecord } from '../store/station.ts';
import { createSealing, type Sealing } from '../vault/sealing.ts';
import { openVault, type Vault, type VaultKey } from '../vault/vault.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { Actor, Draft } from '../../../shared/journal/entry.ts';
import { uuidv7 } from '../../../shared/journal/identifier.ts';

export type Books = {
  readonly database: Sqlite;
  readonly station: StationRecord;
  readonly vault: Vault;
  readonly sealing: Sealing;
  readonly shelf: CatalogueShelf;
  /** Appends inside `write` and gives the sequence number. */
  append(at: number, actor: Actor, draft: Draft): number;
  identifier(at: number): string;
  /** One transaction around everything that is appended meanwhile. */
  write(work: () => void): void;
  close(): void;
};

/** Pages kept in memory: the tables of years are more than the usual 16 MiB. */
const cacheKibibytes = 512 * 1024;

/** A founded trial station; the caller has closed every counter over it. */
export function openBooks(folder: string, key: VaultKey | null): Books {
  const release = takeWriterLock(folder, 5000);
  const database = openDatabase(folder, 'write');
  const close = (): void => {
    database.close();
    release();
  };
  try {
    const vault = openVault(folder, key);
    const station = createStationReader(database)();
    if (station === null) throw new Refusal('station-missing', 'there is no station in this folder');
    if (!station.trial) throw new Refusal('clock-not-trial', 'demonstration traffic is for trial stations only');
    database.pragma(`cache_size = ${-cacheKibibytes}`);
    const journal = createJournal(database, createApply(database), (text) => vault.pseudonym(text));
    const sealing = createSealing(database, vault);
    return {
      database, station, vault, sealing, close,
      shelf: createShelf(database),
      append: (at, actor, draft) => journal.append(draft, stampOf(station.id, actor, setClock(() => at)())).seq,
      identifier: (at) => uuidv7(at, randomBytes(10)),
      write: (work) => database.transaction(work).immediate(),
    };
  } catch (error) {
    close();
    throw error;
  }
}
