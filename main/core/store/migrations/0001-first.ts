/** The first form of the station's own tables: the journal and the data keys. */

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

-- Serves lastSetInstant: on a station whose clock was never set it is empty and costs nothing to ask.
CREATE INDEX journal_set_clock ON journal (seq, at) WHERE instr(entry, '"run":"set"') > 0;

-- Where the journal ends, with a seal that only the vault can make: cutting off its last entries leaves a shorter chain, but not this.
CREATE TABLE journal_head (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL, seal TEXT NOT NULL) STRICT;

-- Not a projection: a key that is deleted here is gone for good, and the boxes it sealed stay shut.
CREATE TABLE data_key (
  id      TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  period  TEXT NOT NULL,
  wrapped TEXT NOT NULL,
  UNIQUE (subject, period)
) STRICT;
`;

export const migration = { version: 1, sql: journal } as const;
