/** What stands in a stretch of the journal, and which bundles wait for their receipt. */
import type { BundleContent } from '../../../shared/contract/bundle.ts';
import { readEntry, type StoredEntry } from './journal.ts';
import { perConnection } from './prepared.ts';
import type { Sqlite } from './sqlite.ts';

const statements = perConnection((database) => ({
  // Served by handled_own.
  transactions: database.prepare<[number, number], number>('SELECT count(*) FROM handled WHERE imported = 0 AND seq BETWEEN ? AND ?').pluck(),
  corrections: database.prepare<[number, number], number>('SELECT count(*) FROM amendment WHERE seq BETWEEN ? AND ?').pluck(),
  at: database.prepare<[number], number>('SELECT at FROM journal WHERE seq = ?').pluck(),
  // A bundle is written after its last entry, so those without a receipt stand behind the cursor: only what waits is looked through.
  exported: database.prepare<[number], StoredEntry>(`SELECT seq, type, at, entry, hash FROM journal WHERE seq > ? AND type = 'bundle.exported' ORDER BY seq DESC`),
}));

/** First and last entry included. */
export function contentOf(database: Sqlite, from: number, through: number): BundleContent {
  const { transactions, corrections, at } = statements(database);
  return {
    from, through, transactions: transactions.get(from, through) ?? 0, corrections: corrections.get(from, through) ?? 0,
    firstAt: at.get(from) ?? 0, lastAt: at.get(through) ?? 0,
  };
}

/** Bundles for a target that end after its cursor, the newest first. */
export function bundlesWithoutReceipt(database: Sqlite, target: string, cursor: number): readonly (BundleContent & { readonly madeAt: number; readonly bytes: number | null })[] {
  return statements(database).exported.all(cursor).flatMap((row) => {
    const entry = readEntry(row);
    if (entry?.type !== 'bundle.exported' || entry.body.target !== target || entry.body.through <= cursor) return [];
    return [{ ...contentOf(database, entry.body.from, entry.body.through), madeAt: entry.at, bytes: entry.body.bytes ?? null }];
  });
}
