/**
 * No table of the station's own changes; the projections are made anew by replaying the journal: what became of a transaction's materials, when it was decided,
 * what it counts for, the ratings, and the saved views.
 */
export const migration = { version: 3, sql: '' } as const;
