/**
 * What the trusted clock said last. Not a projection: it is asked every hour, and the journal says only when what it says changes the state of
 * the clock (right, or off by more than the limit). With this version come projections in another form: ratings, what a transaction counts for, and what the
 * figures and the saved views need.
 */
export const migration = {
  version: 3,
  sql: `
CREATE TABLE clock_answer (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Milliseconds that the trusted clock is ahead of this machine's.
  ahead_by INTEGER NOT NULL,
  round_trip INTEGER NOT NULL,
  origin TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
`,
} as const;
