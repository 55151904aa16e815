/** What the station knows of its own clock, and the last entry's stamp, which the next one is held against. */
import { ClockOrigin, TimeSource } from '../../../shared/contract/clock.ts';
import { setRun, type Moment } from '../clock.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';
import { fromJson } from './station.ts';

export type ClockRecord = {
  readonly source: TimeSource | null;
  readonly limitSeconds: number;
  /** What the trusted clock said last, and when. */
  readonly offset: number | null;
  readonly measuredAt: number | null;
  readonly origin: ClockOrigin | null;
  /** What the journal says of it: the state of the clock follows from this one. */
  readonly journaled: number | null;
};
export type ClockAnswer = { readonly offset: number; readonly roundTrip: number; readonly origin: ClockOrigin; readonly at: number };
export type Jump = { readonly at: number; readonly by: number };

type ClockRow = {
  readonly source: string | null;
  readonly limit_seconds: number;
  readonly journaled: number | null;
  readonly ahead_by: number | null;
  readonly measured_at: number | null;
  readonly origin: string | null;
};

const statements = perConnection((database) => ({
  state: database.prepare<[], ClockRow>(
    `SELECT source, limit_seconds, clock_state.ahead_by AS journaled, coalesce(clock_answer.ahead_by, clock_state.ahead_by) AS ahead_by,
            coalesce(clock_answer.at, measured_at) AS measured_at, origin
       FROM clock_state LEFT JOIN clock_answer ON clock_answer.id = 1`,
  ),
  answer: database.prepare<[number, number, ClockOrigin, number]>('INSERT OR REPLACE INTO clock_answer (id, ahead_by, round_trip, origin, at) VALUES (1, ?, ?, ?, ?)'),
  forget: database.prepare<[]>('DELETE FROM clock_answer'),
  jump: database.prepare<[number], Jump>('SELECT at, moved_by AS by FROM clock_jump WHERE at >= ? ORDER BY seq DESC LIMIT 1'),
  // Read out of the text by SQLite itself: this is asked with every entry.
  last: database.prepare<[], { at: number; run: string; monotonic: number }>(
    `SELECT at, entry ->> '$.clock.run' AS run, entry ->> '$.clock.monotonic' AS monotonic FROM journal ORDER BY seq DESC LIMIT 1`,
  ),
}));

/** Null before the station is founded. */
export function readClock(database: Sqlite): ClockRecord | null {
  const row = statements(database).state.get();
  if (row === undefined) return null;
  return {
    source: row.source === null ? null : fromJson(row.source, TimeSource), limitSeconds: row.limit_seconds, offset: row.ahead_by, measuredAt: row.measured_at,
    origin: ClockOrigin.nullable().parse(row.origin), journaled: row.journaled,
  };
}

export function saveAnswer(database: Sqlite, { offset, roundTrip, origin, at }: ClockAnswer): void {
  statements(database).answer.run(offset, roundTrip, origin, at);
}

/** What one source said is no answer of another one. */
export function forgetAnswer(database: Sqlite): void {
  statements(database).forget.run();
}

/** The latest jump noticed at or after an instant. */
export const lastJump = (database: Sqlite, since: number): Jump | null => statements(database).jump.get(since) ?? null;

/**
 * Milliseconds by which the wall clock was moved since the last entry, where that is more than the limit; null otherwise. Within one
 * run the monotonic clock tells it in both directions; after a restart only a clock that went back can be told from time that passed.
 * A clock that was set on purpose (trial stations) is held against nothing.
 */
export function jumpBefore(database: Sqlite, moment: Moment, limitSeconds: number): number | null {
  if (moment.clock.run === setRun) return null;
  const last = statements(database).last.get();
  if (last === undefined || last.run === setRun) return null;
  const passed = moment.at - last.at;
  const by = last.run === moment.clock.run ? passed - (moment.clock.monotonic - last.monotonic) : Math.min(passed, 0);
  return Math.abs(by) > limitSeconds * 1000 ? by : null;
}
