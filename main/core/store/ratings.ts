/** Ratings, read from the projections. */
import type { Lane } from '../../../shared/routing/lanes.ts';
import type { RatingLevel } from '../../../shared/visit/rating.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';

export type RatingRow = {
  readonly visit: string;
  readonly at: number;
  readonly day: string;
  readonly level: RatingLevel;
  readonly lane: Lane;
  readonly window: number | null;
  readonly clerk: string | null;
  readonly follow_up: 0 | 1;
  readonly due: string | null;
  readonly closed_at: number | null;
  readonly closed_by: string | null;
  readonly note: string | null;
};

/** Where and by whom a visit was served last. */
export type Served = Pick<RatingRow, 'lane' | 'window' | 'clerk'>;

const statements = perConnection((database) => ({
  ofVisit: database.prepare<[string], RatingRow>('SELECT * FROM rating WHERE visit = ?'),
  // Served by handled_of_visit.
  served: database.prepare<[string], Served>('SELECT lane, window, clerk FROM handled WHERE visit = ? ORDER BY seq DESC LIMIT 1'),
  // Served by rating_to_follow_up.
  open: database.prepare<[number], RatingRow>('SELECT * FROM rating WHERE follow_up = 1 AND closed_at IS NULL ORDER BY due NULLS LAST, seq LIMIT ?'),
  closed: database.prepare<[number], RatingRow>('SELECT * FROM rating WHERE closed_at IS NOT NULL ORDER BY seq DESC LIMIT ?'),
  all: database.prepare<[number], RatingRow>('SELECT * FROM rating ORDER BY seq DESC LIMIT ?'),
  // Served by handled_of_visit and official_of.
  bound: database.prepare<[string], number>('SELECT 1 FROM handled JOIN official_number USING (number) WHERE handled.visit = ? LIMIT 1').pluck(),
}));

/** The rating of a visit, if there is one. */
export const findRating = (database: Sqlite, visit: string): RatingRow | undefined => statements(database).ofVisit.get(visit);

/** Undefined while nothing of the visit was handled. */
export const lastServed = (database: Sqlite, visit: string): Served | undefined => statements(database).served.get(visit);

export function listRatings(database: Sqlite, state: 'follow-up' | 'closed' | undefined, limit: number): readonly RatingRow[] {
  const { open, closed, all } = statements(database);
  return (state === undefined ? all : state === 'closed' ? closed : open).all(limit);
}

/** Whether a transaction of the visit has the platform's number. */
export const isBound = (database: Sqlite, visit: string): boolean => statements(database).bound.get(visit) !== undefined;
