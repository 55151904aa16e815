/** The records of a platform, put together from the journal's entries and what they name. */
import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import type { TransactionRecord, Versions } from '../../../shared/upload/record.ts';
import { recordOf } from '../../../shared/upload/record.ts';
import type { CatalogueShelf } from '../catalogue-shelf.ts';
import { readEntry, type StoredEntry } from '../store/journal.ts';
import { perConnection } from '../store/prepared.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { Persons } from '../store/transactions.ts';
import { officialOf } from '../store/upload.ts';
import type { Sealing } from '../vault/sealing.ts';

/** What the records are made from. */
export type Books = { readonly database: Sqlite; readonly sealing: Sealing; readonly shelf: CatalogueShelf };

/** Gives the records of entries that are a version of a transaction, in their order. */
export type Records = (station: string, entries: readonly StoredEntry[]) => Promise<readonly TransactionRecord[]>;

const statements = perConnection((database) => ({
  first: database.prepare<[string], StoredEntry>('SELECT journal.seq, journal.type, journal.at, entry, hash FROM journal JOIN handled USING (seq) WHERE handled.number = ?'),
  amendments: database.prepare<[string, number], StoredEntry>(
    'SELECT journal.seq, journal.type, journal.at, entry, hash FROM amendment JOIN journal USING (seq) WHERE amendment.number = ? AND seq <= ? ORDER BY seq',
  ),
  receivedAt: database.prepare<[string], number>('SELECT received_at FROM visit WHERE id = ?').pluck(),
  name: database.prepare<[string], string>('SELECT name FROM account WHERE number = ?').pluck(),
}));

/** `target` is whose official numbers the records carry. */
export function createRecords(books: Books, target: { readonly name: string; readonly areaCode: string }): Records {
  return async (station, entries) => {
    const records: TransactionRecord[] = [];
    for (const row of entries) {
      records.push(readRecord(books, station, target, row));
      // One at a time: a click must never wait for a whole batch of opened boxes.
      await turn();
    }
    return records;
  };
}

function readRecord({ database, sealing, shelf }: Books, station: string, target: { readonly name: string; readonly areaCode: string }, row: StoredEntry): TransactionRecord {
  const rows = statements(database);
  const versions = versionsUpTo(database, row);
  const { body } = versions.at(-1) ?? versions[0];
  const { number, visit } = versions[0].body;
  return recordOf(versions, {
    station, areaCode: target.areaCode, hash: row.hash, official: officialOf(database, number, target.name),
    matter: shelf.version(body.catalogueVersion).byCode.get(body.matter) ?? null, receivedAt: rows.receivedAt.get(visit) ?? versions[0].at,
    persons: sealing.open(body.applicant, Persons), note: body.note === null ? null : sealing.open(body.note, z.string()), nameOf: (clerk) => rows.name.get(clerk) ?? '',
  });
}

function versionsUpTo(database: Sqlite, row: StoredEntry): Versions {
  const entry = readEntry(row);
  if (entry?.type === 'transaction.finished') return [entry];
  if (entry?.type !== 'transaction.amended') throw new Error(`entry ${row.seq} is no version of a transaction`);
  const { first, amendments } = statements(database);
  const stored = first.get(entry.body.number);
  const finished = stored === undefined ? null : readEntry(stored);
  if (finished?.type !== 'transaction.finished') throw new Error(`the first entry of ${entry.body.number} cannot be read`);
  const later = amendments.all(entry.body.number, row.seq).flatMap((one) => {
    const amended = readEntry(one);
    return amended?.type === 'transaction.amended' ? [amended] : [];
  });
  return [finished, ...later];
}
