/**
 * What the station knows of its upload targets: how far each has taken the journal, and what it would not take. Not projections:
 * a target's word is not the journal's, and a cursor that is lost is asked for again.
 */
export const migration = {
  version: 2,
  sql: `
CREATE TABLE upload_target (
  name TEXT PRIMARY KEY,
  -- The last entry that the target has said it holds; everything up to it is there.
  cursor INTEGER NOT NULL,
  state TEXT NOT NULL,
  -- Since when it has been in this state, and when it is tried again (UTC milliseconds).
  since INTEGER NOT NULL,
  next_try INTEGER,
  attempts INTEGER NOT NULL,
  reason TEXT,
  detail TEXT,
  acknowledged_at INTEGER
) STRICT;
-- A record that a target refused, in its words; resolved by an amendment that the target took.
CREATE TABLE quarantine (
  target TEXT NOT NULL, seq INTEGER NOT NULL, number TEXT NOT NULL, reason TEXT NOT NULL, field TEXT, message TEXT NOT NULL, at INTEGER NOT NULL, resolved_at INTEGER,
  PRIMARY KEY (target, seq)
) STRICT, WITHOUT ROWID;
`,
} as const;
