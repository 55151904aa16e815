/** What the station knows of its own clock, and the last entry's stamp, which the next one is held against. */
import { TimeSource } from '../../../shared/contract/clock.ts';
import { setRun, type Moment } from '../clock.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';
import { fromJson } from './station.ts';

export type ClockRecord = { readonly source: TimeSource | null; readonly limitSeconds: number; readonly offset: number | null; readonly measuredAt: number | null };
export type Jump = { readonly at: number; readonly by: number };

const statements = perConnection((database) => ({
  state: database.prepare<[], { source: string | null; limit_seconds: number; ahead_by: number | null; measured_at: number | null }>('SELECT source, limit_seconds, ahead_by, measured_at FROM clock_state'),
  jump: database.prepare<[number], Jump>('SELECT at, moved_by AS by FROM clock_jump WHERE at >= ? ORDER BY seq DESC LIMIT 1'),
  // Read out of the text by SQLite itself: this is asked with every entry.
  last: database.prepare<[], { at: number; run: string; monotonic: number }>(
    `SELECT at, entry ->> '$.clock.run' AS run, entry ->> '$.clock.monotonic' AS monotonic FROM journal ORDER BY seq DESC LIMIT 1`,
  ),
}));

/** Null before the station is founded. */
export function readClock(database: Sqlite): ClockRecord | null {
  const row = statements(database).state.get();
  return row === undefined ? null : { source: row.source === null ? null : fromJson(row.source, TimeSource), limitSeconds: row.limit_seconds, offset: row.ahead_by, measuredAt: row.measured_at };
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
