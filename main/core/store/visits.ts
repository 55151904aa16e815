/** Visits and their tickets, read from the projections. */
import { badInput } from '../../../shared/contract/errors.ts';
import type { Ticket } from '../../../shared/contract/visit.ts';
import type { Lane } from '../../../shared/routing/lanes.ts';
import { TicketNumber, type TicketState } from '../../../shared/visit/ticket.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';

export type VisitRow = {
  readonly id: string;
  readonly day: string;
  readonly sequence: number | null;
  readonly number: string;
  readonly lane: Lane;
  readonly state: TicketState;
  readonly priority: 0 | 1;
  readonly received_at: number;
  readonly received_monotonic: number;
  readonly received_run: string | null;
  readonly called_at: number | null;
  readonly started_at: number | null;
  readonly started_monotonic: number | null;
  readonly started_run: string | null;
  readonly window: number | null;
  readonly clerk: string | null;
  readonly calls: number;
  readonly wait_ms: number | null;
  /** Whether there was a first call, which ends the wait. */
  readonly waited: 0 | 1;
  /** Served before the ticket was put aside or sent on, and how many such stretches no monotonic clock measured. */
  readonly served_ms: number;
  readonly served_untrusted: number;
  readonly catalogue_version: number;
  readonly learned: string;
  readonly override_reason: string | null;
  readonly qr: string;
  readonly issued_by: string | null;
};

/** The order in which tickets are called: priority first, then as received. */
const callingOrder = 'priority DESC, received_at, sequence, id';

type MatterRow = { code: string; name: string; name_en: string; transaction_number: string | null };
type HandledHere = { number: string; matter: string; outcome: string };

const statements = perConnection((database) => ({
  byId: database.prepare<[string], VisitRow>('SELECT * FROM visit WHERE id = ?'),
  // Served by visit_of_day: nearly every ticket that is asked for is today's.
  byNumberOfDay: database.prepare<[string, string], VisitRow>(
    `SELECT * FROM visit WHERE number = ? AND day = ? ORDER BY state IN ('done', 'left'), received_at DESC LIMIT 1`,
  ),
  byNumber: database.prepare<[string], VisitRow>(`SELECT * FROM visit WHERE number = ? ORDER BY state IN ('done', 'left'), received_at DESC LIMIT 1`),
  exists: database.prepare<[string], number>('SELECT 1 FROM visit WHERE id = ?').pluck(),
  lastSequence: database.prepare<[string], number | null>('SELECT max(sequence) FROM visit WHERE day = ?').pluck(),
  // Served by visit_of_day.
  queue: database.prepare<{ day: string; lane: string | null }, VisitRow>(
    `SELECT * FROM visit
      WHERE day = @day AND state IN ('waiting', 'called', 'serving', 'aside', 'no-show') AND (@lane IS NULL OR lane = @lane)
      ORDER BY ${callingOrder}`,
  ),
  matters: database.prepare<[string], MatterRow>('SELECT code, name, name_en, transaction_number FROM visit_matter WHERE visit = ? ORDER BY position'),
  handled: database.prepare<[string], HandledHere>('SELECT number, matter, outcome FROM handled WHERE visit = ? ORDER BY seq'),
}));

/**
 * A ticket by its number, today's before an older one and an open one before an ended one, or by its visit's id.
 * A reference that fits nothing is a fault of the input, at `path`.
 */
export function findTicket(database: Sqlite, today: string, reference: string, path = '$.ticket'): VisitRow {
  const { byId, byNumberOfDay, byNumber } = statements(database);
  const row = reference.includes('-') ? byId.get(reference) : (byNumberOfDay.get(reference, today) ?? byNumber.get(reference));
  if (row === undefined) throw badInput(path, 'unknown-ticket', 'there is no such ticket here');
  return row;
}

export function visitExists(database: Sqlite, visit: string): boolean {
  return statements(database).exists.get(visit) === 1;
}

/** The next number of the station's day: one more than the last, so that a number that is missing was never given. */
export function nextSequence(database: Sqlite, day: string): number {
  return (statements(database).lastSequence.get(day) ?? 0) + 1;
}

/** Open tickets of a day in calling order; those at a window come first, ended ones not at all. */
export function readQueue(database: Sqlite, day: string, lane: Lane | undefined): readonly VisitRow[] {
  return statements(database).queue.all({ day, lane: lane ?? null });
}

/** The ticket that is next in the given lanes, in the order of the lanes for equal rank. */
export function nextWaiting(database: Sqlite, day: string, lanes: readonly Lane[]): VisitRow | undefined {
  return database
    .prepare<string[], VisitRow>(
      `SELECT * FROM visit WHERE day = ? AND state = 'waiting' AND lane IN (${lanes.map(() => '?').join(', ')}) ORDER BY ${callingOrder} LIMIT 1`,
    )
    .get(day, ...lanes);
}

/** A ticket as queues show it. */
export function ticketOf(database: Sqlite, row: VisitRow): Ticket {
  const matters = statements(database).matters.all(row.id);
  return {
    visit: row.id, number: TicketNumber.parse(row.number), lane: row.lane, state: row.state, priority: row.priority === 1,
    matters: matters.map(({ code, name, name_en, transaction_number }) => ({ code, name, nameEn: name_en, done: transaction_number !== null })),
    receivedAt: row.received_at, calledAt: row.called_at, startedAt: row.started_at, window: row.window, calls: row.calls,
  };
}

/** What was already handled in a visit. */
export function visitTransactions(database: Sqlite, visit: string): readonly HandledHere[] {
  return statements(database).handled.all(visit);
}
