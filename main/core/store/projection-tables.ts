/**
 * The tables that the reducer fills, in their present form. They have no migrations: a station of an older version gets them
 * anew and its journal is replayed into them, so that a change here needs a new schema version and nothing else.
 */

/**
 * Everything of the ledger that a finding of the look-back looks at, but for shared certificates of which no receipt is found. A query
 * that is to be served by ledger_suspect says the same words.
 */
export const suspectRows = `voided = 0 AND ((listed = 'cancelled' AND (way <> 'cancelled' OR kept = 1)) OR (listed = 'data-sharing' AND (way <> 'data-sharing' OR kept = 1)) OR (way = 'commitment' AND imported = 0) OR state IN ('tolerated', 'missing'))`;

/** Shared certificates that count as fetched at this counter; the words of ledger_fetched. */
export const fetchedRows = `voided = 0 AND imported = 0 AND listed = 'data-sharing' AND way = 'data-sharing' AND state = 'done'`;

/** Dropped and replayed by journal.rebuild, and by opening a station of an older version. */
export const projections = `
CREATE TABLE station (
  id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, site TEXT NOT NULL, trial INTEGER NOT NULL, public_key TEXT NOT NULL,
  layout TEXT NOT NULL, holidays TEXT NOT NULL, founded_at INTEGER NOT NULL, incarnation INTEGER NOT NULL
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
  overridden INTEGER NOT NULL, guide TEXT NOT NULL, received_at INTEGER NOT NULL, received_monotonic INTEGER NOT NULL, received_run TEXT,
  called_at INTEGER, started_at INTEGER, started_monotonic INTEGER, started_run TEXT, ended_at INTEGER,
  window INTEGER, clerk TEXT, calls INTEGER NOT NULL, wait_ms INTEGER, waited INTEGER NOT NULL,
  served_ms INTEGER NOT NULL, served_untrusted INTEGER NOT NULL,
  catalogue_version INTEGER NOT NULL, learned TEXT NOT NULL, override_reason TEXT, qr TEXT NOT NULL, issued_by TEXT
) STRICT;
CREATE UNIQUE INDEX visit_number_of_day ON visit (day, sequence) WHERE sequence IS NOT NULL;
-- Serves the queue, the hall's figures of today, and finding a ticket by its number; and covers what the figures read of every visit, without the sealed columns.
CREATE INDEX visit_of_day ON visit (day, state, lane, received_at, window, clerk, catalogue_version, priority, overridden, sequence, wait_ms);
CREATE TABLE visit_matter (
  visit TEXT NOT NULL, position INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL, transaction_number TEXT,
  PRIMARY KEY (visit, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE handled (
  number TEXT PRIMARY KEY, seq INTEGER NOT NULL, latest_seq INTEGER NOT NULL, imported INTEGER NOT NULL, source_number TEXT,
  visit TEXT, ticket TEXT, lane TEXT NOT NULL, window INTEGER, clerk TEXT, day TEXT NOT NULL, finished_at INTEGER, priority INTEGER NOT NULL, wait_ms INTEGER, service_ms INTEGER,
  matter TEXT NOT NULL, matter_name TEXT NOT NULL, matter_name_en TEXT NOT NULL, category TEXT NOT NULL, catalogue_version INTEGER NOT NULL,
  outcome TEXT NOT NULL, applicant_kind TEXT NOT NULL, applicant TEXT, note TEXT, materials TEXT NOT NULL, due TEXT, due_unknown TEXT,
  amendments INTEGER NOT NULL,
  -- What it counts for: the persons of a matter that counts persons, else one.
  units INTEGER NOT NULL,
  -- For the figures: the day that was promised, whatever was decided since; the day of the decision, null while there is none; the materials by what became of them.
  promised_due TEXT, closed_day TEXT,
  dropped INTEGER NOT NULL, fetched INTEGER NOT NULL, checked INTEGER NOT NULL, promised INTEGER NOT NULL, tolerated INTEGER NOT NULL, collected INTEGER NOT NULL, missing INTEGER NOT NULL, not_applicable INTEGER NOT NULL
) STRICT;
-- Covers what the figures read of every transaction, a tenth of the table: materials and sealed columns are not touched.
CREATE INDEX handled_volume ON handled (
  day, lane, matter, window, clerk, outcome, imported, wait_ms, service_ms, finished_at, catalogue_version, category, applicant_kind, priority, promised_due, closed_day,
  units, dropped, fetched, checked, promised, tolerated, collected, missing, not_applicable
);
-- The order of transaction.list; all transactions of an import stand under one entry, so the number decides there.
CREATE INDEX handled_of_day ON handled (day, seq, number);
-- The last number of the station's own series.
CREATE INDEX handled_own ON handled (seq, number) WHERE imported = 0;
-- A transaction of the previous system is imported once.
CREATE UNIQUE INDEX handled_source ON handled (source_number) WHERE source_number IS NOT NULL;
CREATE INDEX handled_of_visit ON handled (visit);
-- Serves what an upload target has not taken yet; history is the previous system's to have sent.
CREATE INDEX handled_latest ON handled (latest_seq) WHERE imported = 0;
CREATE TABLE amendment (
  number TEXT NOT NULL, amendment INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL, changed TEXT NOT NULL,
  PRIMARY KEY (number, amendment)
) STRICT, WITHOUT ROWID;
-- One row a listed material of a transaction: the look-back is a query over it.
CREATE TABLE ledger (
  number TEXT NOT NULL, position INTEGER NOT NULL, day TEXT NOT NULL, material TEXT NOT NULL, listed TEXT, way TEXT NOT NULL, state TEXT NOT NULL,
  kept INTEGER NOT NULL, list TEXT, list_version INTEGER, list_row INTEGER, due_by TEXT, missing_since TEXT, imported INTEGER NOT NULL, voided INTEGER NOT NULL,
  PRIMARY KEY (number, position)
) STRICT, WITHOUT ROWID;
-- The counts of lookback.scan come from it in one pass, grouped in its order, without touching the table.
CREATE INDEX ledger_scan ON ledger (day, way, state) WHERE voided = 0;
-- The few rows that a finding can be made of.
CREATE INDEX ledger_suspect ON ledger (day, listed, way, state, kept, imported, number, material, due_by) WHERE ${suspectRows};
-- What counts as fetched here, for those that have no receipt.
CREATE INDEX ledger_fetched ON ledger (day, number, material) WHERE ${fetchedRows};
-- Serve the lists of what comes later: few rows among all, found without the others; of history nothing comes any more.
CREATE INDEX ledger_missing ON ledger (number) WHERE state = 'missing' AND imported = 0;
CREATE INDEX ledger_pending ON ledger (number) WHERE state = 'pending';
CREATE INDEX ledger_tolerated ON ledger (number) WHERE state = 'tolerated' AND imported = 0;
CREATE TABLE source_set (version INTEGER PRIMARY KEY, configured_at INTEGER NOT NULL, document TEXT NOT NULL, secrets TEXT NOT NULL) STRICT;
CREATE TABLE consent (
  seq INTEGER PRIMARY KEY, visit TEXT NOT NULL, matter TEXT NOT NULL, material TEXT NOT NULL, source TEXT NOT NULL, consent TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_of_visit ON consent (visit, matter, material);
CREATE TABLE receipt (
  request TEXT PRIMARY KEY, seq INTEGER NOT NULL, visit TEXT NOT NULL, number TEXT, matter TEXT NOT NULL, material TEXT NOT NULL, source TEXT NOT NULL,
  outcome TEXT NOT NULL, sent_at INTEGER NOT NULL, purged_at INTEGER, used INTEGER, receipt TEXT NOT NULL
) STRICT;
CREATE INDEX receipt_of_visit ON receipt (visit, matter, material);
CREATE TABLE department_check (
  code TEXT PRIMARY KEY, number TEXT NOT NULL, matter TEXT NOT NULL, matter_name TEXT NOT NULL, material TEXT NOT NULL, body TEXT NOT NULL,
  requested_at INTEGER NOT NULL, requested_seq INTEGER NOT NULL, requested_by TEXT NOT NULL, due TEXT, sent_at INTEGER,
  answer TEXT, answered_at INTEGER, answered_seq INTEGER, answered_by TEXT
) STRICT;
CREATE INDEX check_open ON department_check (answer, due, body);
-- Serves the question who had a hand in a transaction.
CREATE INDEX check_of_transaction ON department_check (number);
CREATE TABLE commitment (
  code TEXT PRIMARY KEY, seq INTEGER NOT NULL, visit TEXT NOT NULL, number TEXT, matter TEXT NOT NULL, matter_name TEXT NOT NULL, matter_name_en TEXT NOT NULL,
  material TEXT NOT NULL, day TEXT NOT NULL, catalogue_version INTEGER NOT NULL, person TEXT NOT NULL, applicant TEXT NOT NULL, by_guardian INTEGER NOT NULL, basis TEXT, edition INTEGER NOT NULL, within_days INTEGER NOT NULL,
  offered_at INTEGER NOT NULL, clerk TEXT NOT NULL, choice TEXT, signed_at INTEGER, signature TEXT, to_check INTEGER NOT NULL, check_due TEXT, finding TEXT, checked_at INTEGER, checked_seq INTEGER
) STRICT;
CREATE INDEX commitment_of_visit ON commitment (visit, matter, material);
CREATE INDEX commitment_of_person ON commitment (person, finding);
-- Serves the look-back, which asks of each promised row.
CREATE INDEX commitment_of_transaction ON commitment (number, material);
CREATE INDEX commitment_to_check ON commitment (check_due) WHERE to_check = 1 AND finding IS NULL;
CREATE TABLE commitment_rules (seq INTEGER PRIMARY KEY, share REAL NOT NULL, within_days INTEGER NOT NULL) STRICT;
CREATE TABLE notice (number TEXT PRIMARY KEY, code TEXT NOT NULL, printed_at INTEGER NOT NULL, clerk TEXT NOT NULL) STRICT;
CREATE INDEX notice_by_code ON notice (code);
-- Milliseconds that the trusted clock was ahead when it was last asked.
CREATE TABLE clock_state (station TEXT PRIMARY KEY, source TEXT, limit_seconds INTEGER NOT NULL, ahead_by INTEGER, measured_at INTEGER) STRICT;
CREATE TABLE clock_jump (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, moved_by INTEGER NOT NULL) STRICT;
CREATE TABLE day_close (
  day TEXT NOT NULL, number INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, head_seq INTEGER NOT NULL,
  manifest TEXT NOT NULL, hash TEXT NOT NULL, signature TEXT NOT NULL,
  PRIMARY KEY (day, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE history_mapping (name TEXT PRIMARY KEY, mapping TEXT NOT NULL, saved_at INTEGER NOT NULL) STRICT;
CREATE TABLE saved_view (name TEXT PRIMARY KEY, query TEXT NOT NULL, saved_at INTEGER NOT NULL, saved_by TEXT NOT NULL) STRICT;
CREATE TABLE scheduled_export (
  name TEXT PRIMARY KEY, view TEXT NOT NULL, format TEXT NOT NULL, language TEXT NOT NULL, folder TEXT NOT NULL, every TEXT NOT NULL, day INTEGER NOT NULL,
  next_period TEXT NOT NULL, last_period TEXT, last_at INTEGER, last_rows INTEGER
) STRICT;
CREATE TABLE history_import (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, sha256 TEXT NOT NULL, mapping TEXT, expected INTEGER NOT NULL, transactions INTEGER NOT NULL
) STRICT;
CREATE TABLE draw (
  code TEXT PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL, announced_by TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL, size INTEGER NOT NULL,
  seed_commitment TEXT NOT NULL, inspectors TEXT NOT NULL, seed TEXT, revealed_seq INTEGER, revealed_at INTEGER, revealed_by TEXT
) STRICT;
CREATE TABLE drawn (
  draw TEXT NOT NULL, position INTEGER NOT NULL, number TEXT NOT NULL, inspector TEXT NOT NULL, result TEXT, note TEXT, rectify_by TEXT,
  rectified_at INTEGER, rectified_note TEXT,
  PRIMARY KEY (draw, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE licence_conditions (version INTEGER PRIMARY KEY, adopted_at INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
CREATE TABLE licence_case (
  code TEXT PRIMARY KEY, visit TEXT NOT NULL, ticket TEXT NOT NULL, day TEXT NOT NULL, opened_at INTEGER NOT NULL, opened_by TEXT NOT NULL,
  matter TEXT NOT NULL, matter_name TEXT NOT NULL, matter_name_en TEXT NOT NULL, replaces TEXT, licence_group TEXT NOT NULL, procedure TEXT NOT NULL,
  catalogue_version INTEGER NOT NULL, conditions_version INTEGER NOT NULL, applicant_kind TEXT NOT NULL, applicant TEXT NOT NULL,
  statutory_days INTEGER, promised_days INTEGER, day_unit TEXT NOT NULL, state TEXT NOT NULL,
  signature TEXT, committed_at INTEGER,
  checks INTEGER NOT NULL, checked_at INTEGER, checked_by TEXT, checker TEXT, met INTEGER, items TEXT, materials TEXT,
  reviewed_at INTEGER, reviewed_by TEXT, opinion TEXT, review_note TEXT,
  decided_at INTEGER, decided_day TEXT, number TEXT, reason TEXT, withdrawn_because TEXT
) STRICT;
CREATE INDEX licence_case_of_visit ON licence_case (visit, matter);
CREATE INDEX licence_case_of_number ON licence_case (number) WHERE number IS NOT NULL;
CREATE INDEX licence_case_by_state ON licence_case (state);
CREATE INDEX licence_case_decided ON licence_case (decided_day) WHERE decided_day IS NOT NULL;
-- One row a rated visit: where and by whom it was served, and for a low one the follow-up.
CREATE TABLE rating (
  visit TEXT PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL, day TEXT NOT NULL, level INTEGER NOT NULL, lane TEXT NOT NULL, window INTEGER, clerk TEXT,
  follow_up INTEGER NOT NULL, due TEXT, closed_at INTEGER, closed_by TEXT, note TEXT
) STRICT;
-- The first covers what figures ask of ratings.
CREATE INDEX rating_of_day ON rating (day, lane, window, clerk, level, visit);
CREATE INDEX rating_to_follow_up ON rating (due) WHERE follow_up = 1 AND closed_at IS NULL;
CREATE TABLE target_set (version INTEGER PRIMARY KEY, document TEXT NOT NULL, secrets TEXT NOT NULL) STRICT;
CREATE TABLE official_number (seq INTEGER PRIMARY KEY, number TEXT NOT NULL, official TEXT NOT NULL, target TEXT NOT NULL) STRICT;
CREATE INDEX official_of ON official_number (number, seq);
CREATE INDEX number_of ON official_number (official);
-- One row each time the station went on from a copy or a backup; the founded one has none.
CREATE TABLE incarnation (
  incarnation INTEGER PRIMARY KEY, code TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, after INTEGER NOT NULL, hash TEXT NOT NULL, cause TEXT NOT NULL
) STRICT;
CREATE TABLE backup_policy (seq INTEGER PRIMARY KEY, folder TEXT NOT NULL, keep INTEGER NOT NULL, daily INTEGER NOT NULL) STRICT;
CREATE TABLE backup (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, file TEXT NOT NULL, head_seq INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT;
`;
