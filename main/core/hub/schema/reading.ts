/** What a district reads. All of it runs with the rights of whoever asks, so that row-level security decides which stations are seen. */
import { figureFunctions } from './volume.ts';

/** The stations of the reader's district, or all for whoever keeps the hub; asked once a query. */
const readable = `
CREATE OR REPLACE FUNCTION daoban.readable() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, daoban, pg_temp AS $$
  SELECT coalesce(array_agg(station.id), '{}') FROM station
   WHERE pg_has_role(session_user, 'daoban_owner', 'MEMBER')
      OR EXISTS (SELECT FROM reader WHERE reader.login = session_user AND (reader.district IS NULL OR reader.district = station.district))
$$;
`;

/** One row a station: how far its present branch goes, since when nothing has come, and what needs a person. */
const health = `
CREATE OR REPLACE FUNCTION daoban.health() RETURNS TABLE (
  station uuid, code text, name text, site text, district text, incarnation integer, last_seq bigint, received_at timestamptz,
  branches integer, unexplained integer, forks integer, last_fork_at timestamptz, waiting_for bigint, damaged integer, unprojected integer)
LANGUAGE sql STABLE SET search_path = pg_catalog, daoban, pg_temp AS $$
  SELECT station.id, station.code, station.name, station.site, station.district, present.incarnation, coalesce(present.tip_seq, 0), present.received_at,
         (SELECT count(*) FROM branch WHERE branch.station = station.id), (SELECT count(*) FROM branch WHERE branch.station = station.id AND NOT branch.explained),
         (SELECT count(*) FROM refusal WHERE refusal.station = station.id AND refusal.kind = 'fork'),
         (SELECT max(refusal.last_at) FROM refusal WHERE refusal.station = station.id AND refusal.kind = 'fork'),
         -- The station has offered what comes later: this entry is what the hub wants next.
         (SELECT coalesce(present.tip_seq, 0) + 1 FROM refusal
           WHERE refusal.station = station.id AND refusal.kind = 'gap' AND refusal.incarnation = present.incarnation AND refusal.seq > present.tip_seq + 1 LIMIT 1),
         (SELECT count(*) FROM refusal WHERE refusal.station = station.id AND refusal.kind = 'damaged'),
         (SELECT count(*) FROM unprojected WHERE unprojected.station = station.id)
    FROM station LEFT JOIN LATERAL (SELECT * FROM branch WHERE branch.station = station.id ORDER BY branch.incarnation DESC LIMIT 1) AS present ON true
   ORDER BY station.code
$$;
`;

/** Whether what is held is what was accepted: every text gives its hash, every entry follows the one before it, none is missing. */
const audit = `
CREATE OR REPLACE FUNCTION daoban.audit(of_station uuid) RETURNS TABLE (incarnation integer, entries bigint, through bigint, faults bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, daoban, pg_temp AS $$
BEGIN
  IF NOT of_station = ANY (daoban.readable()) THEN RAISE EXCEPTION 'this login does not read that station' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY
    WITH walk AS (
      SELECT entry.incarnation, entry.seq, entry.hash = sha256(convert_to(entry.entry, 'UTF8')) AS whole, daoban.legible(entry.entry)::json ->> 'prev' AS prev,
             lag(entry.seq) OVER own AS before, encode(lag(entry.hash) OVER own, 'hex') AS before_hash
        FROM entry WHERE entry.station = of_station WINDOW own AS (PARTITION BY entry.incarnation ORDER BY entry.seq)
    )
    SELECT branch.incarnation, count(walk.seq), branch.tip_seq,
           count(*) FILTER (WHERE NOT walk.whole OR walk.seq <> coalesce(walk.before, branch.after_seq) + 1 OR walk.prev <> coalesce(walk.before_hash, (
             SELECT encode(entry.hash, 'hex') FROM daoban.path(of_station, branch.incarnation) AS path
               JOIN entry ON entry.station = of_station AND entry.incarnation = path.incarnation AND entry.seq <= path.upto WHERE entry.seq = branch.after_seq), repeat('0', 64)))
             + (branch.tip_seq <> branch.after_seq + count(walk.seq))::integer
      FROM branch LEFT JOIN walk ON walk.incarnation = branch.incarnation
     WHERE branch.station = of_station GROUP BY branch.incarnation, branch.after_seq, branch.tip_seq ORDER BY branch.incarnation;
END $$;
`;

export const readingFunctions = [readable, figureFunctions, health, audit].join('\n');
