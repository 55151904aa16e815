/**
 * What the station knows of its upload targets: how far each has taken the journal, and what it would not take. Not projections:
 * a target's word is not the journal's, and a cursor that is lost is asked for again, or begins at the first entry and does no harm.
 * What the station knows of its upload targets: how far each has taken the journal, and what it would not take; and which run
 * wrote here last. Not projections: a target's word is not the journal's, and a cursor that is lost is asked for again.
 */
export const migration = {
  version: 2,
  sql: `
CREATE TABLE upload_target (
  name TEXT PRIMARY KEY,
  -- What the cursor is about: at another address nobody holds anything yet.
  address TEXT NOT NULL,
  -- The last entry that the target has said it holds; everything up to it is there.
  cursor INTEGER NOT NULL,
  -- What the last attempt ran into and when the next one is (UTC milliseconds); null after one that came through.
  reason TEXT,
  since INTEGER,
  failures INTEGER NOT NULL,
  next_try INTEGER,
  acknowledged_at INTEGER
) STRICT;
-- A record that a target refused; resolved by a later version that the target took. Its words are sealed: they may quote what it read.
CREATE TABLE quarantine (
  target TEXT NOT NULL, seq INTEGER NOT NULL, number TEXT NOT NULL, reason TEXT NOT NULL, field TEXT, message TEXT, at INTEGER NOT NULL, resolved_at INTEGER,
  PRIMARY KEY (target, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX quarantine_open ON quarantine (target, number) WHERE resolved_at IS NULL;
-- A record that a target has put off; it comes again by itself, and the others do not wait for it.
CREATE TABLE deferred (
  target TEXT NOT NULL, seq INTEGER NOT NULL, number TEXT NOT NULL, tries INTEGER NOT NULL, next_try INTEGER NOT NULL,
  PRIMARY KEY (target, seq)
) STRICT, WITHOUT ROWID;
-- Which run of the counter wrote here last; the witness beside the database names the same one.
CREATE TABLE station_run (id INTEGER PRIMARY KEY CHECK (id = 1), token TEXT NOT NULL) STRICT;
`,
} as const;
