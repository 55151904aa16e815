/** Upload targets as they are configured, and what is known of each: its cursor, its trouble, what it refused or put off. */
import { z } from 'zod';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { addressOf, UploadDocument } from '../../../shared/upload/document.ts';
import { HoldReason, idle, troubleOf, type Progress } from '../../../shared/upload/progress.ts';
import type { Standing } from '../../../shared/upload/status.ts';
import type { StoredEntry } from './journal.ts';
import { perConnection } from './prepared.ts';
import type { Sqlite } from './sqlite.ts';
import { fromJson } from './station.ts';

/** Whole journal, or the entries that make a transaction's versions. */
export type Takes = 'entries' | 'transactions';

export type TargetSet = { readonly version: number; readonly document: UploadDocument; readonly secrets: Readonly<Record<string, SealedBox>> };

type TargetRow = { readonly name: string; readonly address: string; readonly cursor: number; readonly reason: string | null; readonly since: number | null; readonly failures: number; readonly next_try: number | null; readonly acknowledged_at: number | null };
type OpenRow = { readonly target: string; readonly seq: number; readonly number: string; readonly version: number; readonly matter_name: string; readonly matter_name_en: string; readonly reason: string; readonly field: string | null; readonly message: string | null; readonly at: number };
export type Put = { readonly seq: number; readonly number: string };

/** A refusal waits for a clerk as long as the version that was refused is the newest; one that was corrected comes again by itself. */
const refused = 'quarantine JOIN handled ON handled.number = quarantine.number AND handled.latest_seq = quarantine.seq';

const transactionTypes = `('transaction.finished', 'transaction.amended')`;

const statements = perConnection((database) => ({
  set: database.prepare<[], { version: number; document: string; secrets: string }>('SELECT version, document, secrets FROM target_set ORDER BY version DESC LIMIT 1'),
  target: database.prepare<[string], TargetRow>('SELECT * FROM upload_target WHERE name = ?'),
  names: database.prepare<[], string>('SELECT name FROM upload_target').pluck(),
  remove: database.prepare<[string]>('DELETE FROM upload_target WHERE name = ?'),
  place: database.prepare<[string, string]>(
    `INSERT INTO upload_target (name, address, cursor, failures) VALUES (?, ?, 0, 0)
     ON CONFLICT (name) DO UPDATE SET address = excluded.address, cursor = 0, reason = NULL, since = NULL, failures = 0, next_try = NULL, acknowledged_at = NULL`,
  ),
  moveCursor: database.prepare<[number, string]>('UPDATE upload_target SET cursor = ? WHERE name = ?'),
  acknowledge: database.prepare<[number, string]>('UPDATE upload_target SET acknowledged_at = ? WHERE name = ?'),
  saveTrouble: database.prepare<[string | null, number | null, number, number | null, string]>('UPDATE upload_target SET reason = ?, since = ?, failures = ?, next_try = ? WHERE name = ?'),
  entries: database.prepare<[number, number], StoredEntry>('SELECT seq, type, at, entry, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ?'),
  transactions: database.prepare<[number, number], StoredEntry>(`SELECT seq, type, at, entry, hash FROM journal WHERE seq > ? AND type IN ${transactionTypes} ORDER BY seq LIMIT ?`),
  end: database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM journal').pluck(),
  // Served by handled_latest: what a target does not hold as it stands.
  behind: database.prepare<[number], number>('SELECT count(*) FROM handled WHERE imported = 0 AND latest_seq > ?').pluck(),
  versionsBehind: database.prepare<{ cursor: number }, number>(
    'SELECT (SELECT count(*) FROM handled WHERE imported = 0 AND latest_seq > @cursor AND seq > @cursor) + (SELECT count(*) FROM amendment WHERE seq > @cursor)',
  ).pluck(),
  // Refused or put off, and not already counted as behind.
  apart: database.prepare<{ cursor: number; target: string | null }, number>(
    `SELECT count(*) FROM (SELECT quarantine.number FROM ${refused} WHERE resolved_at IS NULL AND (@target IS NULL OR target = @target) UNION SELECT number FROM deferred WHERE @target IS NULL OR target = @target) AS open
      WHERE NOT EXISTS (SELECT 1 FROM handled WHERE handled.number = open.number AND handled.latest_seq > @cursor)`,
  ).pluck(),
  oldest: database.prepare<{ cursor: number; target: string }, number | null>(
    `SELECT at FROM journal WHERE seq = (SELECT min(seq) FROM (
       SELECT min(latest_seq) AS seq FROM handled WHERE imported = 0 AND latest_seq > @cursor
       UNION ALL SELECT min(quarantine.seq) FROM ${refused} WHERE resolved_at IS NULL AND target = @target UNION ALL SELECT min(seq) FROM deferred WHERE target = @target))`,
  ).pluck(),
  quarantined: database.prepare<[string], number>(`SELECT count(*) FROM ${refused} WHERE resolved_at IS NULL AND target = ?`).pluck(),
  deferred: database.prepare<[string], number>('SELECT count(*) FROM deferred WHERE target = ?').pluck(),
  handled: database.prepare<[], number>('SELECT count(*) FROM handled WHERE imported = 0').pluck(),
  dueAgain: database.prepare<[string, number, number], StoredEntry>(
    'SELECT journal.seq, type, at, entry, hash FROM deferred JOIN journal ON journal.seq = deferred.seq WHERE target = ? AND next_try <= ? ORDER BY journal.seq LIMIT ?',
  ),
  nextAgain: database.prepare<[string], number | null>('SELECT min(next_try) FROM deferred WHERE target = ?').pluck(),
  refuse: database.prepare<[string, number, string, string, string | null, string | null, number]>(
    `INSERT INTO quarantine (target, seq, number, reason, field, message, at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (target, seq) DO UPDATE SET reason = excluded.reason, field = excluded.field, message = excluded.message, at = excluded.at, resolved_at = NULL`,
  ),
  resolve: database.prepare<[number, string, string, number]>('UPDATE quarantine SET resolved_at = ? WHERE target = ? AND number = ? AND seq <= ? AND resolved_at IS NULL'),
  defer: database.prepare<[string, number, string, number, number]>(
    'INSERT INTO deferred (target, seq, number, tries, next_try) VALUES (?, ?, ?, ?, ?) ON CONFLICT (target, seq) DO UPDATE SET tries = excluded.tries, next_try = excluded.next_try',
  ),
  tries: database.prepare<[string, number], number>('SELECT tries FROM deferred WHERE target = ? AND seq = ?').pluck(),
  undefer: database.prepare<[string, number]>('DELETE FROM deferred WHERE target = ? AND seq = ?'),
  hurryDeferred: database.prepare<[number, string]>('UPDATE deferred SET next_try = ? WHERE target = ?'),
  // Refused as it stands, and offered once more as it stands: the platform may have learned meanwhile.
  hurryRefused: database.prepare<[number, string]>(
    `INSERT INTO deferred (target, seq, number, tries, next_try) SELECT target, quarantine.seq, quarantine.number, 0, ? FROM ${refused} WHERE resolved_at IS NULL AND target = ? ON CONFLICT (target, seq) DO NOTHING`,
  ),
  official: database.prepare<[string, string], string>('SELECT official FROM official_number WHERE number = ? AND target = ? ORDER BY seq DESC LIMIT 1').pluck(),
  owner: database.prepare<[string], string>('SELECT number FROM official_number WHERE official = ? LIMIT 1').pluck(),
  open: database.prepare<{ target: string | null; limit: number }, OpenRow>(
    `SELECT quarantine.target, quarantine.seq, quarantine.number, matter_name, matter_name_en, quarantine.reason, field, message, quarantine.at,
            1 + (SELECT count(*) FROM amendment WHERE amendment.number = quarantine.number AND amendment.seq <= quarantine.seq) AS version
       FROM ${refused} JOIN upload_target ON upload_target.name = quarantine.target
      WHERE resolved_at IS NULL AND (@target IS NULL OR quarantine.target = @target) ORDER BY quarantine.seq, quarantine.target LIMIT @limit`,
  ),
}));

/** The targets in force: the newest set; null while none were configured. */
export function readTargets(database: Sqlite): TargetSet | null {
  const row = statements(database).set.get();
  return row === undefined ? null : { version: row.version, document: fromJson(row.document, UploadDocument), secrets: fromJson(row.secrets, z.record(z.string(), SealedBox)) };
}

/** Gives each target of the document its row. One that moved to another address begins anew; what a platform holds twice, it has once. */
export function placeTargets(database: Sqlite, { targets }: UploadDocument): void {
  const { target, names, remove, place } = statements(database);
  const wanted = new Set(targets.map(({ name }) => name));
  for (const name of names.all()) if (!wanted.has(name)) remove.run(name);
  for (const one of targets) if (target.get(one.name)?.address !== addressOf(one)) place.run(one.name, addressOf(one));
}

/** What the last attempt left; an attempt that nobody saw the end of is simply made again. */
export function readProgress(database: Sqlite, target: string): Progress {
  const row = statements(database).target.get(target);
  if (row?.since === null || row?.reason === null || row === undefined) return idle;
  return { state: 'held', trouble: { reason: HoldReason.parse(row.reason), since: row.since, failures: row.failures }, nextTry: row.next_try };
}

export function saveProgress(database: Sqlite, target: string, progress: Progress): void {
  const trouble = troubleOf(progress);
  statements(database).saveTrouble.run(trouble?.reason ?? null, trouble?.since ?? null, trouble?.failures ?? 0, progress.state === 'held' ? progress.nextTry : null, target);
}

export const cursorOf = (database: Sqlite, target: string): number => statements(database).target.get(target)?.cursor ?? 0;
export const moveCursor = (database: Sqlite, target: string, cursor: number): void => void statements(database).moveCursor.run(cursor, target);
export const acknowledge = (database: Sqlite, target: string, at: number): void => void statements(database).acknowledge.run(at, target);

/** The end of the journal. */
export const endOf = (database: Sqlite): number => statements(database).end.get() ?? 0;

/** The next entries for a target, at most so many. */
export const entriesAfter = (database: Sqlite, takes: Takes, cursor: number, limit: number): readonly StoredEntry[] => statements(database)[takes].all(cursor, limit);

/** Entries that were put off and whose time has come. */
export const dueAgain = (database: Sqlite, target: string, at: number, limit: number): readonly StoredEntry[] => statements(database).dueAgain.all(target, at, limit);

/** When the first of those that were put off comes again, or null. */
export const nextAgain = (database: Sqlite, target: string): number | null => statements(database).nextAgain.get(target) ?? null;

export function readStanding(database: Sqlite, target: { readonly name: string; readonly kind: Standing['kind'] }, takes: Takes): Standing {
  const rows = statements(database);
  const row = rows.target.get(target.name);
  const cursor = row?.cursor ?? 0;
  const [quarantined, deferred] = [rows.quarantined.get(target.name) ?? 0, rows.deferred.get(target.name) ?? 0];
  const entries = (takes === 'entries' ? endOf(database) - cursor : (rows.versionsBehind.get({ cursor }) ?? 0)) + quarantined + deferred;
  return {
    target: target.name, kind: target.kind, cursor, unsent: { entries, transactions: unsentTransactions(database, cursor, target.name) },
    oldestUnsentAt: rows.oldest.get({ cursor, target: target.name }) ?? null, quarantined, deferred, acknowledgedAt: row?.acknowledged_at ?? null,
  };
}

/** Transactions that at least one of the targets with these cursors does not hold as they stand; without a target, every one that was handled here. */
export const unsentAnywhere = (database: Sqlite, cursors: readonly number[]): number =>
  cursors.length === 0 ? (statements(database).handled.get() ?? 0) : unsentTransactions(database, Math.min(...cursors), null);

/** Of a target with this cursor; null: what any target refused or put off counts. */
function unsentTransactions(database: Sqlite, cursor: number, target: string | null): number {
  const { behind, apart } = statements(database);
  return (behind.get(cursor) ?? 0) + (apart.get({ cursor, target }) ?? 0);
}

export type Refused = Put & { readonly reason: string; readonly field: string | null; readonly message: string | null };

export function refuse(database: Sqlite, target: string, { seq, number, reason, field, message }: Refused, at: number): void {
  const { refuse: insert, undefer } = statements(database);
  insert.run(target, seq, number, reason, field, message, at);
  undefer.run(target, seq);
}

/** The target holds this version: whatever it refused of the transaction before is put right. */
export function settle(database: Sqlite, target: string, { seq, number }: Put, at: number): void {
  const { resolve, undefer } = statements(database);
  resolve.run(at, target, number, seq);
  undefer.run(target, seq);
}

/** `pauseOf` gives the pause in milliseconds after so many tries. */
export function defer(database: Sqlite, target: string, { seq, number }: Put, at: number, pauseOf: (tries: number) => number): void {
  const tries = (statements(database).tries.get(target, seq) ?? 0) + 1;
  statements(database).defer.run(target, seq, number, tries, at + pauseOf(tries));
}

/** What was put off or refused is offered again now. */
export function offerAgain(database: Sqlite, target: string, at: number): void {
  statements(database).hurryRefused.run(at, target);
  statements(database).hurryDeferred.run(at, target);
}

/** The official number that a target gave to a transaction, or null. */
export const officialOf = (database: Sqlite, number: string, target: string): string | null => statements(database).official.get(number, target) ?? null;

/** The transaction that an official number belongs to, or null. */
export const ownerOf = (database: Sqlite, official: string): string | null => statements(database).owner.get(official) ?? null;

/** What waits for a clerk, the oldest first. */
export const openRefusals = (database: Sqlite, target: string | null, limit: number): readonly OpenRow[] => statements(database).open.all({ target, limit });
