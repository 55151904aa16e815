/** What was handled on a span of days, and what a target has said of it. */
import type { Acknowledgement, LocalTransaction } from '../../../shared/upload/reconcile.ts';
import { perConnection } from './prepared.ts';
import type { Sqlite } from './sqlite.ts';
import type { Takes } from './upload.ts';

type HandledRow = Omit<LocalTransaction, 'voided'> & { readonly voided: number };
type Refused = { readonly seq: number; readonly at: number };

const statements = perConnection((database) => ({
  // Served by handled_of_day. What was imported is the previous system's to have sent.
  ofSpan: database.prepare<[string, string], HandledRow>(
    `SELECT number, day, handled.seq, latest_seq AS latestSeq, first.at, latest.at AS latestAt, outcome = 'voided' AS voided
       FROM handled JOIN journal AS first ON first.seq = handled.seq JOIN journal AS latest ON latest.seq = handled.latest_seq
      WHERE day BETWEEN ? AND ? AND imported = 0 ORDER BY day, handled.seq`,
  ),
  refused: database.prepare<[string], Refused>('SELECT seq, at FROM quarantine WHERE target = ? AND resolved_at IS NULL'),
  deferred: database.prepare<[string], number>('SELECT seq FROM deferred WHERE target = ?').pluck(),
  numbered: database.prepare<[string, string, string], string>('SELECT DISTINCT handled.number FROM official_number JOIN handled USING (number) WHERE target = ? AND day BETWEEN ? AND ?').pluck(),
  // The rows after a cursor: what no target has acknowledged is never long.
  exported: database.prepare<[number, string], number | null>(
    `SELECT max(json_extract(entry, '$.body.through')) FROM journal WHERE seq > ? AND type = 'bundle.exported' AND json_extract(entry, '$.body.target') = ?`,
  ).pluck(),
}));

/** In the order of day and journal, voided ones too. */
export const handledBetween = (database: Sqlite, from: string, to: string): readonly LocalTransaction[] =>
  statements(database).ofSpan.all(from, to).map((row) => ({ ...row, voided: row.voided === 1 }));

export type AskedTarget = { readonly name: string; readonly kind: 'hub' | 'https' | 'bundle'; readonly takes: Takes; /** As it was before the district was asked. */ readonly cursor: number };

/** Gives what the target has acknowledged of each transaction of the span. */
export function acknowledgements(database: Sqlite, target: AskedTarget, span: { readonly from: string; readonly to: string }): (transaction: LocalTransaction) => Acknowledgement {
  return target.takes === 'entries' ? byCursor(database, target) : byRecord(database, target, span);
}

/** A target that takes the journal holds every entry up to its cursor. */
function byCursor(database: Sqlite, { name, kind, cursor }: AskedTarget): (transaction: LocalTransaction) => Acknowledgement {
  const onStick = kind === 'bundle' ? (statements(database).exported.get(cursor, name) ?? 0) : 0;
  return ({ seq, latestSeq, at, latestAt }) => {
    if (latestSeq <= cursor) return { version: 'newest' };
    const reason = latestSeq <= onStick ? 'no-receipt' : 'waiting';
    return seq <= cursor ? { version: 'older', reason, since: latestAt } : { version: 'none', reason, since: at };
  };
}

/** A platform answers record by record; what it took, it gave an official number. */
function byRecord(database: Sqlite, { name, cursor }: AskedTarget, { from, to }: { readonly from: string; readonly to: string }): (transaction: LocalTransaction) => Acknowledgement {
  const rows = statements(database);
  const refused = new Map(rows.refused.all(name).map(({ seq, at }) => [seq, at]));
  const deferred = new Set(rows.deferred.all(name));
  const numbered = new Set(rows.numbered.all(name, from, to));
  return ({ number, seq, latestSeq, at, latestAt }) => {
    const version = seq <= cursor && numbered.has(number) ? 'older' : 'none';
    const since = version === 'none' ? at : latestAt;
    const refusedAt = refused.get(latestSeq);
    if (latestSeq > cursor) return { version, reason: 'waiting', since };
    if (refusedAt !== undefined) return { version, reason: 'refused', since: refusedAt };
    return deferred.has(latestSeq) || version === 'none' ? { version, reason: deferred.has(latestSeq) ? 'deferred' : 'waiting', since } : { version: 'newest' };
  };
}
