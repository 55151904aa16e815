/** Everything that exists once a station is founded, put together in one place. */
import { randomBytes } from 'node:crypto';
import type { Draft } from '../../shared/journal/entry.ts';
import { createDaily, type Daily } from './backup/daily.ts';
import { createBundling, type Bundling } from './bundle/bundling.ts';
import { createShelf, type CatalogueShelf } from './catalogue-shelf.ts';
import { wallClock, type ClockSource } from './clock.ts';
import { createExports, type Exports } from './export/export-runs.ts';
import { createImports, type Imports } from './history/import-progress.ts';
import { createPreviews, later, type Later, type Previews } from './previews.ts';
import { inlineReader, workerReader, type Reader } from './reader/reader.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSharing, type Sharing } from './sharing/fetch-certificate.ts';
import { unpurgedRequests } from './store/certificates.ts';
import type { Access, Sqlite } from './store/database.ts';
import { createJournal, readEntry, type Journal, type StoredEntry } from './store/journal.ts';
import { createApply } from './store/projections.ts';
import { createStationReader, type StationRecord } from './store/station.ts';
import { openWitness, type Witness } from './store/witness.ts';
import { createAppend, type AppendStamped } from './stamped.ts';
import { createWatch, type ClockWatch } from './time/watch.ts';
import { createUnderWay, type UnderWay } from './under-way.ts';
import { senderOf, type Sender } from './upload/target.ts';
import { createUploader, type Uploader } from './upload/uploader.ts';
import { createSealing, type Sealing } from './vault/sealing.ts';
import type { Vault } from './vault/vault.ts';

export type Opened = {
  readonly database: Sqlite;
  readonly readStation: () => StationRecord | null;
  readonly journal: Journal;
  readonly vault: Vault;
  readonly sealing: Sealing;
  readonly shelf: CatalogueShelf;
  readonly sessions: Sessions;
  readonly reader: Reader;
  readonly sharing: Sharing;
  readonly previews: Previews;
  readonly underWay: UnderWay;
  readonly imports: Imports;
  readonly exports: Exports;
  readonly bundling: Bundling;
  readonly uploader: Uploader;
  readonly clockWatch: ClockWatch;
  readonly appendStamped: AppendStamped;
  /** Whether this is the station that was worked at here; while it is not, nothing is written. */
  readonly witness: Witness;
  readonly daily: Daily;
};

export type Assembly = {
  readonly folder: string;
  readonly access: Access;
  readonly damaged?: boolean;
  readonly readerModule?: string;
  readonly later?: Later;
  readonly onProgress?: () => void;
};

export function assemble(database: Sqlite, vault: Vault, options: Assembly, machine: ClockSource): Opened {
  const journal = createJournal(database, createApply(database), (text) => vault.pseudonym(text));
  const readStation = createStationReader(database);
  const sealing = createSealing(database, vault);
  const shelf = createShelf(database);
  const witness = openWitness({ folder: options.folder, database, vault, head: () => journal.head(), write: options.access === 'write', damaged: options.damaged === true, random: (size) => randomBytes(size) });
  const appendStamped = createAppend(database, journal);
  /** What the station says by itself; nothing before it is founded, and nothing while it may be a copy. */
  const appendOwn = (draft: Draft): void => {
    const station = readStation();
    if (station === null || witness.doubt() !== null) return;
    appendStamped(station.id, { kind: 'station' }, machine(), draft);
    witness.follow();
  };
  const purge = (request: string): void => database.transaction(() => appendOwn({ type: 'certificate.purged', body: { request, used: false } })).immediate();
  // No screen shows anything yet: what a killed counter could not say any more is said now.
  if (options.access === 'write' && witness.doubt() === null) for (const request of unpurgedRequests(database)) purge(request);
  const uploader = createUploader({
    books: { database, sealing, shelf }, append: appendOwn, sender: () => ownSender(readStation()), onChange: options.onProgress ?? (() => undefined),
    now: () => machine().at, machineNow: wallClock(machine), random: (size) => randomBytes(size), heard: (measurement) => clockWatch.heard(measurement),
  });
  const clockWatch = createWatch({
    database, machine, append: appendOwn, random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
    mayWrite: () => options.access === 'write' && witness.doubt() === null && readStation() !== null,
    hub: { there: () => uploader.hasHub(), ask: (signal) => uploader.askHub(signal) },
  });
  return {
    database,
    readStation,
    journal,
    vault,
    sealing,
    shelf,
    sessions: createSessions(recentMisses(database)),
    reader: options.readerModule === undefined ? inlineReader(database) : workerReader(options.readerModule, options.folder),
    sharing: createSharing({ now: () => Date.now(), random: (size) => randomBytes(size) }),
    previews: createPreviews(purge, options.later ?? later),
    underWay: createUnderWay(),
    imports: createImports(),
    exports: createExports(),
    bundling: createBundling(),
    uploader,
    clockWatch,
    appendStamped,
    witness,
    daily: createDaily(machine().at),
  };
}

const ownSender = (station: StationRecord | null): Sender | null => (station === null ? null : senderOf(station));

/** Wrong PINs among the last entries, so that restarting the counter does not unblock an account. */
function recentMisses(database: Sqlite): readonly { number: string; at: number }[] {
  return database
    .prepare<[], StoredEntry>(`SELECT seq, type, at, entry, hash FROM journal WHERE seq > (SELECT max(seq) FROM journal) - 200 AND type = 'session.refused'`)
    .all()
    .flatMap((row) => {
      const entry = readEntry(row);
      return entry?.type === 'session.refused' ? [{ number: entry.body.number, at: entry.at }] : [];
    });
}
