/** The first form of the station's database: the journal, the data keys, and every table that the reducer fills. */

/** Append-only, and held so by triggers: a correction is a new entry (product rule 6). */
const journal = `
CREATE TABLE journal (
  seq   INTEGER PRIMARY KEY,
  type  TEXT    NOT NULL,
  at    INTEGER NOT NULL,
  entry TEXT    NOT NULL,
  hash  TEXT    NOT NULL
) STRICT;
CREATE TRIGGER journal_keeps_its_rows BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_keeps_its_words BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
-- INSERT OR REPLACE deletes without asking the trigger on DELETE.
CREATE TRIGGER journal_keeps_its_order BEFORE INSERT ON journal WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Not a projection: a key that is deleted here is gone for good, and the boxes it sealed stay shut.
CREATE TABLE data_key (
  id      TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  period  TEXT NOT NULL,
  wrapped TEXT NOT NULL,
  UNIQUE (subject, period)
) STRICT;
`;

/** Filled by shared/journal/reduce.ts alone; dropped and replayed by journal.rebuild. */
export const projections = `
CREATE TABLE station (
  id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, site TEXT NOT NULL, trial INTEGER NOT NULL, public_key TEXT NOT NULL,
  layout TEXT NOT NULL, holidays TEXT NOT NULL, founded_at INTEGER NOT NULL
) STRICT;
CREATE TABLE trusted_station (seq INTEGER PRIMARY KEY, code TEXT NOT NULL, public_key TEXT NOT NULL) STRICT;
CREATE TABLE account (
  number TEXT PRIMARY KEY, name TEXT NOT NULL, roles TEXT NOT NULL, position TEXT NOT NULL, active INTEGER NOT NULL, pin TEXT NOT NULL
) STRICT;
CREATE TABLE catalogue_version (
  version INTEGER PRIMARY KEY, effective_from TEXT NOT NULL, adopted_at INTEGER NOT NULL, matters INTEGER NOT NULL, life_events TEXT NOT NULL
) STRICT;
CREATE TABLE catalogue_matter (
  version INTEGER NOT NULL, position INTEGER NOT NULL, code TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE reduction_list (
  code TEXT NOT NULL, version INTEGER NOT NULL, effective_from TEXT NOT NULL, effective_to TEXT, adopted_at INTEGER NOT NULL, content TEXT NOT NULL,
  PRIMARY KEY (code, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit (
  id TEXT PRIMARY KEY, day TEXT NOT NULL, sequence INTEGER, number TEXT NOT NULL, lane TEXT NOT NULL, state TEXT NOT NULL, priority INTEGER NOT NULL,
  overridden INTEGER NOT NULL, received_at INTEGER NOT NULL, received_monotonic INTEGER NOT NULL, received_run TEXT,
  called_at INTEGER, started_at INTEGER, started_monotonic INTEGER, started_run TEXT, ended_at INTEGER,
  window INTEGER, clerk TEXT, calls INTEGER NOT NULL, wait_ms INTEGER,
  catalogue_version INTEGER NOT NULL, learned TEXT NOT NULL, override_reason TEXT, qr TEXT NOT NULL, issued_by TEXT
) STRICT;
CREATE UNIQUE INDEX visit_number_of_day ON visit (day, sequence) WHERE sequence IS NOT NULL;
-- Serves the queue, the hall's figures of today, and finding a ticket by its number.
CREATE INDEX visit_of_day ON visit (day, state, lane);
CREATE TABLE visit_matter (
  visit TEXT NOT NULL, position INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL, transaction_number TEXT,
  PRIMARY KEY (visit, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE handled (
  number TEXT PRIMARY KEY, seq INTEGER NOT NULL, latest_seq INTEGER NOT NULL, visit TEXT NOT NULL, ticket TEXT NOT NULL, lane TEXT NOT NULL, window INTEGER,
  clerk TEXT NOT NULL, day TEXT NOT NULL, finished_at INTEGER NOT NULL, priority INTEGER NOT NULL, wait_ms INTEGER, service_ms INTEGER,
  matter TEXT NOT NULL, matter_name TEXT NOT NULL, matter_name_en TEXT NOT NULL, category TEXT NOT NULL, catalogue_version INTEGER NOT NULL,
  outcome TEXT NOT NULL, applicant_kind TEXT NOT NULL, applicant TEXT NOT NULL, note TEXT, materials TEXT NOT NULL, due TEXT, due_unknown TEXT,
  amendments INTEGER NOT NULL
) STRICT;
-- Covers the volume query, which never touches the sealed columns.
CREATE INDEX handled_volume ON handled (day, lane, matter, window, clerk, outcome, wait_ms, service_ms);
CREATE INDEX handled_of_visit ON handled (visit);
CREATE TABLE amendment (
  number TEXT NOT NULL, amendment INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL, changed TEXT NOT NULL,
  PRIMARY KEY (number, amendment)
) STRICT, WITHOUT ROWID;
`;

export const migration = { version: 1, sql: journal + projections } as const;
