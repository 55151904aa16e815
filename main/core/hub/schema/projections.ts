/**
 * The district's tables, derived from the accepted entries by the same definitions as the station's own (shared/journal/reduce.ts): an
 * amendment says the whole new state, a voided transaction stays and is counted as voided. Like the station's they have no migrations: a hub of
 * another version makes them anew from its entries. Nothing sealed stands in them.
 */
import { bodyFunctions } from './bodies.ts';

export const projectionTables = `
-- What a version of a station's catalogue says of a matter, as far as figures need it.
CREATE TABLE daoban.edition (
  station uuid NOT NULL, version integer NOT NULL, code text NOT NULL, incarnation integer NOT NULL, seq bigint NOT NULL, category text NOT NULL, case_kind text NOT NULL,
  window_offered boolean NOT NULL, statutory_days integer, promised_days integer, day_unit text NOT NULL, life_events text[] NOT NULL,
  PRIMARY KEY (station, version, code, incarnation)
);

CREATE TABLE daoban.handled (
  station uuid NOT NULL, incarnation integer NOT NULL, number text NOT NULL, seq bigint NOT NULL,
  -- The entry that speaks last. Where two branches correct the same transaction, the later incarnation does, in whatever order they arrive.
  latest_incarnation integer NOT NULL, latest_seq bigint NOT NULL, amendments integer NOT NULL,
  -- Taken over from the previous system, under the number that it had there.
  imported boolean NOT NULL, source_number text,
  lane text NOT NULL, "window" integer, clerk text, day date NOT NULL, finished_at timestamptz, priority boolean NOT NULL, wait_ms bigint, service_ms bigint,
  matter text NOT NULL, matter_name text NOT NULL, matter_name_en text NOT NULL, category text NOT NULL, catalogue_version integer NOT NULL,
  outcome text NOT NULL, applicant_kind text NOT NULL, due date,
  -- What it counts for: the persons of a matter that counts persons, else one.
  units integer NOT NULL,
  -- The branch on which its version of the catalogue was adopted; null where that version is not known or has no such matter.
  edition_incarnation integer,
  -- Decided through the licence flow; until when it was promised, whatever was said later; when it was decided, null while it is not.
  licence boolean NOT NULL DEFAULT false, promised_due date, closed_day date,
  -- Its materials by what became of them.
  dropped integer NOT NULL, fetched integer NOT NULL, checked integer NOT NULL, promised integer NOT NULL,
  tolerated integer NOT NULL, collected integer NOT NULL, missing integer NOT NULL, not_applicable integer NOT NULL,
  PRIMARY KEY (station, incarnation, number)
);
-- The first serves an amendment, the second the figures of a span.
CREATE INDEX handled_number ON daoban.handled (station, number);
CREATE INDEX handled_volume ON daoban.handled (station, day);

-- Of transactions that were corrected: what each entry said of the promised day and of the decision, so that of two branches each is read along its own way.
CREATE TABLE daoban.decision (
  station uuid NOT NULL, number text NOT NULL, incarnation integer NOT NULL, seq bigint NOT NULL, due date, decides boolean NOT NULL, closed_day date,
  PRIMARY KEY (station, number, incarnation, seq)
);

CREATE TABLE daoban.ledger (
  station uuid NOT NULL, incarnation integer NOT NULL, number text NOT NULL, position integer NOT NULL, day date NOT NULL, material text NOT NULL, listed text,
  way text NOT NULL, state text NOT NULL, kept boolean NOT NULL, list text, list_version integer, list_row integer, due_by date,
  missing_since date, imported boolean NOT NULL, voided boolean NOT NULL,
  PRIMARY KEY (station, incarnation, number, position)
);
CREATE INDEX ledger_scan ON daoban.ledger (station, day, listed, way, state, kept) WHERE NOT voided;

-- Counts that can be added up over any span and set of stations; for the percentiles the transactions themselves are asked.
CREATE TABLE daoban.daily_volume (
  station uuid NOT NULL, day date NOT NULL, lane text NOT NULL, matter text NOT NULL, outcome text NOT NULL, transactions integer NOT NULL,
  PRIMARY KEY (station, day, lane, matter, outcome)
);

-- What a station signed when it closed a day; a receiver recomputes it from the transactions above.
CREATE TABLE daoban.day_close (
  station uuid NOT NULL, incarnation integer NOT NULL, day date NOT NULL, number integer NOT NULL, manifest jsonb NOT NULL, signature text NOT NULL,
  PRIMARY KEY (station, incarnation, day, number)
);

-- One row a rated visit; the note on a follow-up is sealed and stays at the station.
CREATE TABLE daoban.rating (
  station uuid NOT NULL, incarnation integer NOT NULL, visit uuid NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL, day date NOT NULL, level integer NOT NULL,
  lane text NOT NULL, "window" integer, clerk text, follow_up boolean NOT NULL, due date, closed_at timestamptz,
  PRIMARY KEY (station, incarnation, visit)
);
CREATE INDEX rating_of_day ON daoban.rating (station, day, lane, "window", clerk, level);

-- Entries of a form that this version does not know: accepted and kept, but not yet in the tables above.
CREATE TABLE daoban.unprojected (station uuid NOT NULL, incarnation integer NOT NULL, seq bigint NOT NULL, sqlstate text NOT NULL, PRIMARY KEY (station, incarnation, seq));

ALTER TABLE daoban.edition ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.handled ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.ledger ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.daily_volume ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.day_close ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.rating ENABLE ROW LEVEL SECURITY;
ALTER TABLE daoban.unprojected ENABLE ROW LEVEL SECURITY;
`;

/** The last word on each transaction, which may have been finished on another branch that this one has come along; gives the days that it touches. */
const correct = `
CREATE OR REPLACE FUNCTION daoban.correct(of_station uuid, of_incarnation integer, way daoban.stretch[], bodies daoban.told_body[]) RETURNS date[]
LANGUAGE plpgsql SET search_path = pg_catalog, daoban, pg_temp AS $$
DECLARE
  -- Named apart, so that they are looked up by number whatever the planner believes of the tables.
  numbers text[] := (SELECT array_agg(DISTINCT body ->> 'number') FROM unnest(bodies) WHERE type = 'transaction.amended');
  restated restatement[];
  days date[];
BEGIN
  -- What a correction says of a promise and its end goes on top of what the finishing had said.
  INSERT INTO decision
  SELECT of_station, handled.number, handled.incarnation, handled.seq, handled.promised_due, true, handled.closed_day
    FROM handled JOIN unnest(way) AS stretch ON stretch.incarnation = handled.incarnation AND handled.seq <= stretch.upto
   WHERE handled.station = of_station AND handled.number = ANY (numbers)
      ON CONFLICT DO NOTHING;
  INSERT INTO decision
  SELECT of_station, body ->> 'number', of_incarnation, seq, (body ->> 'due')::date, body -> 'changed' ? 'outcome',
         CASE WHEN NOT daoban.waits(body ->> 'outcome', false) THEN (at AT TIME ZONE INTERVAL '+08:00')::date END
    FROM unnest(bodies) WHERE type = 'transaction.amended';

  WITH latest AS (
    SELECT DISTINCT ON (body ->> 'number') body ->> 'number' AS number, seq, body FROM unnest(bodies) WHERE type = 'transaction.amended' ORDER BY body ->> 'number', seq DESC
  ), said AS (
    SELECT latest.*, known.incarnation AS edition_incarnation, decided.*, counted.*
      FROM latest CROSS JOIN LATERAL daoban.decided_on(way, of_station, latest.number) AS decided CROSS JOIN LATERAL daoban.material_counts(latest.body -> 'materials') AS counted
           LEFT JOIN LATERAL daoban.edition_on(way, of_station, latest.seq, latest.body) AS known ON true
  ), amended AS (
    UPDATE handled SET
      latest_incarnation = of_incarnation, latest_seq = said.seq, amendments = (said.body ->> 'amendment')::integer,
      matter = said.body ->> 'matter', matter_name = said.body ->> 'matterName', matter_name_en = said.body ->> 'matterNameEn', category = said.body ->> 'category',
      catalogue_version = (said.body ->> 'catalogueVersion')::integer, outcome = said.body ->> 'outcome', applicant_kind = said.body ->> 'applicantKind', due = (said.body ->> 'due')::date,
      units = coalesce((said.body ->> 'persons')::integer, 1),
      edition_incarnation = said.edition_incarnation, promised_due = said.promised_due, closed_day = said.closed_day,
      dropped = said.dropped, fetched = said.fetched, checked = said.checked, promised = said.promised,
      tolerated = said.tolerated, collected = said.collected, missing = said.missing, not_applicable = said.not_applicable
      FROM said, unnest(way) AS stretch
     WHERE handled.station = of_station AND handled.number = ANY (numbers) AND handled.number = said.number AND handled.incarnation = stretch.incarnation AND handled.seq <= stretch.upto
       AND (of_incarnation, said.seq) > (handled.latest_incarnation, handled.latest_seq)
    RETURNING handled.incarnation, handled.imported, handled.day, said.number, said.body
  )
  SELECT array_agg(DISTINCT day), array_agg(ROW(incarnation, imported, number, body)::restatement) INTO days, restated FROM amended;
  DELETE FROM ledger USING unnest(restated) AS said WHERE ledger.station = of_station AND ledger.incarnation = said.incarnation AND ledger.number = said.number;
  INSERT INTO ledger SELECT row.* FROM unnest(restated) AS said, daoban.ledger_rows(of_station, said.incarnation, said.imported, said.body) AS row;
  RETURN days;
END $$;
`;

const apply = `
CREATE OR REPLACE FUNCTION daoban.apply(of_station uuid, of_incarnation integer, entries daoban.told[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, daoban, pg_temp AS $$
DECLARE
  -- Of a station that was never restored it is one stretch, and nothing has to be walked.
  way stretch[] := coalesce(
    (SELECT ARRAY[ROW(incarnation, tip_seq)::stretch] FROM branch WHERE station = of_station AND incarnation = of_incarnation AND parent IS NULL),
    (SELECT array_agg(ROW(path.incarnation, path.upto)::stretch) FROM daoban.path(of_station, of_incarnation) AS path));
  bodies told_body[] := (SELECT array_agg(ROW(seq, at, type, daoban.legible(entry)::jsonb -> 'body')::told_body) FROM unnest(entries));
  begun handling[];
  decided text[];
  days date[];
BEGIN
  INSERT INTO edition
  SELECT of_station, (body ->> 'version')::integer, matter ->> 'code', of_incarnation, seq, matter ->> 'category', matter ->> 'caseKind', matter -> 'channels' ? 'window',
         (matter ->> 'statutoryDays')::integer, (matter ->> 'promisedDays')::integer, matter ->> 'dayUnit', ARRAY(SELECT jsonb_array_elements_text(matter -> 'lifeEvents'))
    FROM unnest(bodies), jsonb_array_elements(body #> '{document,matters}') AS matter WHERE type = 'catalogue.adopted';

  -- What was handled here, and what the previous system had handled: many to an entry.
  begun := (SELECT array_agg(ROW(seq, at, false, body)::handling) FROM unnest(bodies) WHERE type = 'transaction.finished')
      || (SELECT array_agg(ROW(seq, at, true, brought)::handling) FROM unnest(bodies), jsonb_array_elements(body -> 'transactions') AS brought WHERE type = 'history.imported');
  INSERT INTO handled (
    station, incarnation, number, seq, latest_incarnation, latest_seq, amendments, imported, source_number, lane, "window", clerk, day,
    finished_at, priority, wait_ms, service_ms,
    matter, matter_name, matter_name_en, category, catalogue_version, outcome, applicant_kind, due, units,
    edition_incarnation, promised_due, closed_day, dropped, fetched, checked, promised, tolerated, collected, missing, not_applicable)
  SELECT of_station, of_incarnation, body ->> 'number', seq, of_incarnation, seq, 0, imported, body ->> 'sourceNumber', body ->> 'lane', (body ->> 'window')::integer, body ->> 'clerk', (body ->> 'day')::date,
         CASE WHEN imported THEN TIMESTAMPTZ 'epoch' + (body ->> 'finishedAt')::bigint * INTERVAL '1 millisecond' ELSE at END, coalesce((body ->> 'priority')::boolean, false),
         -- The previous system's own measure; nothing here can doubt it.
         CASE WHEN imported THEN (body ->> 'waitSeconds')::bigint * 1000 ELSE daoban.trusted(body -> 'wait') END,
         CASE WHEN imported THEN (body ->> 'serviceSeconds')::bigint * 1000 ELSE daoban.trusted(body -> 'service') END,
         body ->> 'matter', body ->> 'matterName', body ->> 'matterNameEn', body ->> 'category', (body ->> 'catalogueVersion')::integer, body ->> 'outcome', body ->> 'applicantKind', (body ->> 'due')::date,
         coalesce((body ->> 'persons')::integer, 1),
         known.incarnation, (body ->> 'due')::date, CASE WHEN NOT daoban.waits(body ->> 'outcome', imported) THEN (body ->> 'day')::date END, counted.*
    FROM unnest(begun) CROSS JOIN LATERAL daoban.material_counts(body -> 'materials') AS counted LEFT JOIN LATERAL daoban.edition_on(way, of_station, seq, body) AS known ON true;
  INSERT INTO ledger SELECT row.* FROM unnest(begun) AS said, daoban.ledger_rows(of_station, of_incarnation, said.imported, said.body) AS row;
  days := (SELECT array_agg(DISTINCT (body ->> 'day')::date) FROM unnest(begun));

  IF EXISTS (SELECT FROM unnest(bodies) WHERE type = 'transaction.amended') THEN days := days || daoban.correct(of_station, of_incarnation, way, bodies); END IF;
  decided := (SELECT array_agg(body ->> 'number') FROM unnest(bodies) WHERE type = 'licence.decided');
  IF decided IS NOT NULL THEN
    UPDATE handled SET licence = true FROM unnest(way) AS stretch
     WHERE handled.station = of_station AND handled.number = ANY (decided) AND handled.incarnation = stretch.incarnation AND handled.seq <= stretch.upto;
  END IF;

  INSERT INTO day_close
  SELECT of_station, of_incarnation, (body #>> '{manifest,day}')::date, (body #>> '{manifest,number}')::integer, body -> 'manifest', body ->> 'signature' FROM unnest(bodies) WHERE type = 'day.closed';
  INSERT INTO rating
  SELECT of_station, of_incarnation, (body ->> 'visit')::uuid, seq, at, (body ->> 'day')::date, (body ->> 'level')::integer, body ->> 'lane', (body ->> 'window')::integer,
         body ->> 'clerk', jsonb_typeof(body -> 'followUp') = 'object', (body #>> '{followUp,due}')::date, NULL
    FROM unnest(bodies) WHERE type = 'visit.rated';
  -- Where two branches close the same one, it was closed when the first of them did.
  UPDATE rating SET closed_at = least(rating.closed_at, said.at)
    FROM (SELECT (body ->> 'visit')::uuid AS visit, at FROM unnest(bodies) WHERE type = 'rating.closed') AS said, unnest(way) AS stretch
   WHERE rating.station = of_station AND rating.visit = said.visit AND rating.incarnation = stretch.incarnation AND rating.seq <= stretch.upto;

  -- Counted anew for the days that were touched, so that no sum can drift.
  DELETE FROM daily_volume WHERE station = of_station AND day = ANY (days);
  INSERT INTO daily_volume
  SELECT of_station, day, lane, matter, outcome, count(*) FROM handled WHERE station = of_station AND day = ANY (days) GROUP BY day, lane, matter, outcome;
END $$;
`;

/** One entry that cannot be read must not keep the others from being accepted. */
const project = `
CREATE OR REPLACE FUNCTION daoban.project(of_station uuid, of_incarnation integer, entries daoban.told[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, daoban, pg_temp AS $$
DECLARE
  one told;
BEGIN
  IF entries IS NULL THEN RETURN; END IF;
  BEGIN
    PERFORM daoban.apply(of_station, of_incarnation, entries);
    RETURN;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
    NULL;
  END;
  FOREACH one IN ARRAY entries LOOP
    BEGIN
      PERFORM daoban.apply(of_station, of_incarnation, ARRAY[one]);
    EXCEPTION WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
      INSERT INTO unprojected VALUES (of_station, of_incarnation, one.seq, SQLSTATE);
    END;
  END LOOP;
END $$;
`;

/** From the entries alone, parents before the branches that left them; a page at a time. */
const replay = `
CREATE OR REPLACE FUNCTION daoban.replay() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, daoban, pg_temp AS $$
DECLARE
  one branch;
  page bigint;
BEGIN
  TRUNCATE edition, handled, decision, ledger, daily_volume, day_close, rating, unprojected;
  FOR one IN SELECT * FROM branch ORDER BY station, incarnation LOOP
    FOR page IN SELECT generate_series(one.after_seq, one.tip_seq - 1, 2000) LOOP
      PERFORM daoban.project(one.station, one.incarnation, (
        SELECT array_agg(ROW(seq, at, type, entry)::told ORDER BY seq) FROM entry
         WHERE station = one.station AND incarnation = one.incarnation AND seq > page AND seq <= page + 2000 AND daoban.tells(type)));
    END LOOP;
  END LOOP;
END $$;
`;

export const projectionFunctions = [bodyFunctions, correct, apply, project, replay].join('\n');
