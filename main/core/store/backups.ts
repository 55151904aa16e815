/** What the journal says of backups: where they go, and which was the last. */
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';

export type BackupPolicy = { readonly folder: string; readonly keep: number; readonly daily: number };
export type BackupRow = { readonly at: number; readonly file: string; readonly head_seq: number; readonly bytes: number };

const statements = perConnection((database) => ({
  policy: database.prepare<[], BackupPolicy & { readonly since: number }>(
    'SELECT folder, keep, daily, (SELECT at FROM journal WHERE journal.seq = backup_policy.seq) AS since FROM backup_policy ORDER BY seq DESC LIMIT 1',
  ),
  last: database.prepare<[], BackupRow>('SELECT at, file, head_seq, bytes FROM backup ORDER BY seq DESC LIMIT 1'),
}));

/** `folder` is a sealed box. Null while none was named. */
export const readPolicy = (database: Sqlite): (BackupPolicy & { readonly since: number }) | null => statements(database).policy.get() ?? null;

export const lastBackup = (database: Sqlite): BackupRow | null => statements(database).last.get() ?? null;

/** Two days: one that failed over a night is not worth a word yet, a weekend's is. */
const staleAfter = 2 * 24 * 60 * 60_000;

/** Whether the last backup is too old; a station for which none was ever asked is not stale but without. */
export function isStale(database: Sqlite, now: number): boolean {
  const policy = readPolicy(database);
  return policy !== null && now - (lastBackup(database)?.at ?? policy.since) > staleAfter;
}
