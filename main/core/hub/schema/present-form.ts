/** What a hub of another version loses before it gets the present one's: nothing that is not derived or code. */

/** All functions but the one that keeps the entries, the rows that they hand to each other, and the projections. */
export const dropPresentForm = `
DO $$
DECLARE
  one regprocedure;
BEGIN
  FOR one IN SELECT oid FROM pg_proc WHERE pronamespace = 'daoban'::regnamespace AND proname <> 'keep_entries' LOOP
    -- A policy or another function that went before may have taken it along.
    EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', one);
  END LOOP;
END $$;
DROP TYPE IF EXISTS daoban.offer, daoban.told, daoban.told_body, daoban.handling, daoban.restatement, daoban.stretch CASCADE;
DROP TABLE IF EXISTS daoban.edition, daoban.handled, daoban.decision, daoban.ledger, daoban.daily_volume, daoban.day_close, daoban.rating, daoban.unprojected CASCADE;
`;

/**
 * An entry as it was offered; one that the projections speak of, before and after its text was read; a transaction as it begins, and its last word; how
 * far a branch has been come along.
 */
export const rowTypes = `
CREATE TYPE daoban.offer AS (seq bigint, at timestamptz, type text, prev text, entry text, hash bytea, sound boolean);
CREATE TYPE daoban.told AS (seq bigint, at timestamptz, type text, entry text);
CREATE TYPE daoban.told_body AS (seq bigint, at timestamptz, type text, body jsonb);
CREATE TYPE daoban.handling AS (seq bigint, at timestamptz, imported boolean, body jsonb);
CREATE TYPE daoban.restatement AS (incarnation integer, imported boolean, number text, body jsonb);
CREATE TYPE daoban.stretch AS (incarnation integer, upto bigint);
`;
