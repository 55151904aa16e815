import { protocol } from './ingest.ts';

/**
 * What a station may ask about itself: its own transactions of a span as the district has them, and how far its branch has come. Numbers, days
 * and places in the journal only, all of which it has written itself. One statement, so one moment.
 */
const holdings = `
CREATE OR REPLACE FUNCTION daoban.holdings(protocol integer, sender jsonb, from_day date, to_day date) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, daoban, pg_temp AS $$
DECLARE
  home station;
  writes integer := (sender ->> 'incarnation')::integer;
BEGIN
  IF protocol <> ${protocol} THEN RETURN daoban.other_protocol(protocol); END IF;
  home := daoban.sending(sender);
  RETURN (
    WITH way AS (SELECT incarnation, upto FROM daoban.path(home.id, writes))
    SELECT jsonb_build_object(
      'kind', 'holdings',
      'through', (SELECT tip_seq FROM branch WHERE station = home.id AND incarnation = writes),
      'unreadable', (SELECT coalesce(jsonb_agg(unprojected.seq ORDER BY unprojected.seq), '[]') FROM unprojected JOIN way USING (incarnation) WHERE station = home.id AND unprojected.seq <= way.upto),
      -- Served by handled_volume.
      'transactions', (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                 'number', handled.number, 'day', handled.day, 'voided', handled.outcome = 'voided', 'seq', handled.seq, 'latestSeq', handled.latest_seq,
                 'own', EXISTS (SELECT FROM way WHERE way.incarnation = handled.incarnation AND handled.seq <= way.upto),
                 'current', EXISTS (SELECT FROM way WHERE way.incarnation = handled.latest_incarnation AND handled.latest_seq <= way.upto)) ORDER BY handled.incarnation, handled.seq), '[]')
          FROM handled WHERE handled.station = home.id AND handled.day BETWEEN from_day AND to_day AND NOT handled.imported)));
END $$;
`;

export const holdingsFunctions = holdings;
