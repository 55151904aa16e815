/** What the body of an entry says, piece by piece, for the district's tables. */
import { Disposition } from '../../../../shared/catalogue/catalogue.ts';
import { classOfMaterial, materialClasses } from '../../../../shared/statistics/material-counts.ts';
import { MaterialState } from '../../../../shared/transaction/transaction.ts';

/** The state and way of a material that is of a class, as SQL. */
const materialCounts = materialClasses.map((one) => {
  const told = MaterialState.options.flatMap((state) => Disposition.options.flatMap((way) => (classOfMaterial({ way, state }) === one ? [`'${state} ${way}'`] : [])));
  return `count(*) FILTER (WHERE material.told IN (${told.join(', ')}))::integer`;
});

/** Without a search path of their own, so that PostgreSQL puts them in place of the call; only the functions below call them. */
export const bodyFunctions = `
CREATE OR REPLACE FUNCTION daoban.tells(type text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT type IN ('catalogue.adopted', 'transaction.finished', 'transaction.amended', 'licence.decided', 'history.imported', 'day.closed', 'visit.rated', 'rating.closed')
$$;

-- A duration of the wall clock is in the entry, but stays out of the figures.
CREATE OR REPLACE FUNCTION daoban.trusted(measured jsonb) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN measured ->> 'clock' = 'monotonic' THEN (measured ->> 'milliseconds')::bigint END $$;

-- Accepted, or to be put right: the applicant waits for the decision. The previous system knew no second chance.
CREATE OR REPLACE FUNCTION daoban.waits(outcome text, imported boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT outcome = 'accepted' OR (outcome = 'reopened' AND NOT imported) $$;

CREATE OR REPLACE FUNCTION daoban.material_counts(materials jsonb) RETURNS TABLE (
  dropped integer, fetched integer, checked integer, promised integer, tolerated integer, collected integer, missing integer, not_applicable integer)
LANGUAGE sql IMMUTABLE AS $$
  SELECT ${materialCounts.join(',\n         ')}
    FROM (SELECT (said ->> 'state') || ' ' || (said ->> 'way') AS told FROM jsonb_array_elements(materials) AS said) AS material
$$;

-- The branch on the way whose catalogue a transaction was handled by.
CREATE OR REPLACE FUNCTION daoban.edition_on(way daoban.stretch[], of_station uuid, before_seq bigint, body jsonb) RETURNS TABLE (incarnation integer)
LANGUAGE sql STABLE AS $$
  SELECT edition.incarnation FROM daoban.edition JOIN unnest(way) AS stretch ON stretch.incarnation = edition.incarnation AND edition.seq <= stretch.upto
   WHERE edition.station = of_station AND edition.version = (body ->> 'catalogueVersion')::integer AND edition.code = body ->> 'matter' AND edition.seq < before_seq
   ORDER BY edition.incarnation DESC LIMIT 1
$$;

-- What was last said of the promised day, and of the decision, along the way.
CREATE OR REPLACE FUNCTION daoban.decided_on(way daoban.stretch[], of_station uuid, of_number text) RETURNS TABLE (promised_due date, closed_day date)
LANGUAGE sql STABLE AS $$
  SELECT (array_agg(decision.due ORDER BY decision.seq DESC) FILTER (WHERE decision.due IS NOT NULL))[1], (array_agg(decision.closed_day ORDER BY decision.seq DESC) FILTER (WHERE decision.decides))[1]
    FROM daoban.decision JOIN unnest(way) AS stretch ON stretch.incarnation = decision.incarnation AND decision.seq <= stretch.upto
   WHERE decision.station = of_station AND decision.number = of_number
$$;

CREATE OR REPLACE FUNCTION daoban.ledger_rows(of_station uuid, of_incarnation integer, imported boolean, body jsonb) RETURNS SETOF daoban.ledger
LANGUAGE sql STABLE AS $$
  SELECT of_station, of_incarnation, body ->> 'number', material.place::integer - 1, (body ->> 'day')::date, material.said ->> 'name', material.said ->> 'listed',
         material.said ->> 'way', material.said ->> 'state', coalesce((material.said ->> 'kept')::boolean, false),
         material.said #>> '{decidedBy,list}', (material.said #>> '{decidedBy,version}')::integer, (material.said #>> '{decidedBy,row}')::integer, (material.said ->> 'dueBy')::date,
         CASE WHEN material.said ->> 'state' = 'missing' AND NOT imported THEN coalesce(material.said ->> 'missingSince', body ->> 'day')::date END,
         imported, body ->> 'outcome' = 'voided'
    FROM jsonb_array_elements(body -> 'materials') WITH ORDINALITY AS material (said, place)
$$;
`;
