/**
 * What a station may execute. All of it runs as the owner with a search path of its own; who calls is told by the login alone, never by what
 * it says of itself.
 */

/** What sender and hub understand of each other; goes up when either must be brought up to date first. */
export const protocol = 1;

/** Tables of entries are made when the first entry of a month arrives, for months that a working clock can show. */
const partitions = `
CREATE OR REPLACE FUNCTION daoban.make_partition(month date) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, daoban, pg_temp AS $$
DECLARE
  partition text := 'entry_' || to_char(month, 'YYYY_MM');
  lower_bound timestamptz := month::timestamp AT TIME ZONE INTERVAL '+08:00';
  upper_bound timestamptz := (month + INTERVAL '1 month')::timestamp AT TIME ZONE INTERVAL '+08:00';
BEGIN
  IF month < '2020-01-01' OR month > now() + INTERVAL '2 years' OR to_regclass('daoban.' || partition) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('daoban.entry'));
  -- Asked of the table of tables: to_regclass may still remember that there was none before we waited.
  IF EXISTS (SELECT FROM pg_class WHERE relnamespace = 'daoban'::regnamespace AND relname = partition) THEN RETURN; END IF;
  -- A clock that was years ahead has been here before the time: the month stays where it is.
  IF EXISTS (SELECT FROM entry_elsewhen WHERE at >= lower_bound AND at < upper_bound) THEN RETURN; END IF;
  -- Made beside and attached: the other stations go on writing meanwhile.
  EXECUTE format('CREATE TABLE daoban.%I (LIKE daoban.entry INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
  EXECUTE format('ALTER TABLE daoban.%I ENABLE ROW LEVEL SECURITY', partition);
  EXECUTE format('CREATE TRIGGER entry_keeps_its_rows_all BEFORE TRUNCATE ON daoban.%I FOR EACH STATEMENT EXECUTE FUNCTION daoban.keep_entries()', partition);
  EXECUTE format('ALTER TABLE daoban.entry ATTACH PARTITION daoban.%I FOR VALUES FROM (%L) TO (%L)', partition, lower_bound, upper_bound);
END $$;
`;

/** The station that a call is for. A carrier, or whoever keeps the hub, brings the journals of others; everybody else speaks for the one station of the login. */
const sending = `
CREATE OR REPLACE FUNCTION daoban.sending(sender jsonb) RETURNS daoban.station
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, daoban, pg_temp AS $$
DECLARE
  home station;
BEGIN
  SELECT * INTO home FROM station WHERE login = session_user;
  IF NOT FOUND AND (pg_has_role(session_user, 'daoban_carrier', 'MEMBER') OR pg_has_role(session_user, 'daoban_owner', 'MEMBER')) THEN
    SELECT * INTO home FROM station WHERE id = (sender ->> 'station')::uuid;
  END IF;
  IF home.id IS NULL OR home.id::text IS DISTINCT FROM sender ->> 'station' OR home.public_key IS DISTINCT FROM sender ->> 'publicKey' THEN
    RAISE EXCEPTION 'this login does not deliver for that station' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN home;
END $$;
`;

/** The branches that an incarnation has come along, each with the last of its entries that still belongs to it. */
const path = `
CREATE OR REPLACE FUNCTION daoban.path(of_station uuid, of_incarnation integer) RETURNS TABLE (incarnation integer, upto bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, daoban, pg_temp AS $$
  WITH RECURSIVE walk AS (
    SELECT branch.incarnation, branch.parent, branch.after_seq, branch.tip_seq AS upto FROM branch WHERE station = of_station AND branch.incarnation = of_incarnation
    UNION ALL
    SELECT branch.incarnation, branch.parent, branch.after_seq, walk.after_seq FROM walk JOIN branch ON branch.station = of_station AND branch.incarnation = walk.parent
  )
  SELECT walk.incarnation, walk.upto FROM walk
$$;
`;

const position = `
CREATE OR REPLACE FUNCTION daoban.position(protocol integer, sender jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, daoban, pg_temp AS $$
DECLARE
  home station;
  present branch;
BEGIN
  IF protocol <> ${protocol} THEN RETURN daoban.other_protocol(protocol); END IF;
  home := daoban.sending(sender);
  SELECT * INTO present FROM branch WHERE station = home.id AND incarnation = (sender ->> 'incarnation')::integer;
  IF FOUND THEN RETURN jsonb_build_object('kind', 'accepted', 'through', present.tip_seq); END IF;
  -- Of a restored station it is not known yet where it left the others: it sends from where it was, and what is held already is passed over.
  RETURN CASE WHEN (sender ->> 'incarnation')::integer = 0 THEN '{"kind": "accepted", "through": 0}' ELSE '{"kind": "unknown"}' END::jsonb;
END $$;

CREATE OR REPLACE FUNCTION daoban.other_protocol(asked integer) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, daoban, pg_temp AS $$
  SELECT jsonb_build_object('kind', CASE WHEN asked > ${protocol} THEN 'older' ELSE 'newer' END, 'protocol', ${protocol})
$$;
`;

/** An entry as it was offered; sound, if its text gives its hash and it follows the one before it. */
const read = `
-- PostgreSQL has no place for the character U+0000: what is read gets another one, what is hashed and stored does not.
CREATE OR REPLACE FUNCTION daoban.legible(entry text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT replace(entry, '\\u0000', '\\ufffd') $$;

CREATE OR REPLACE FUNCTION daoban.read_entries(of_station uuid, entries text, hashes text) RETURNS SETOF daoban.offer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, daoban, pg_temp AS $$
  SELECT envelope.seq, TIMESTAMPTZ 'epoch' + envelope.at * INTERVAL '1 millisecond', envelope.type, envelope.prev, line.entry, digest.bytes,
         encode(digest.bytes, 'hex') = line.declared
           AND envelope.station = of_station::text
           AND envelope.prev ~ '^[0-9a-f]{64}$' AND (envelope.seq > 1 OR envelope.prev = repeat('0', 64))
           AND (line.place = 1 OR (envelope.seq = lag(envelope.seq) OVER neighbours + 1 AND envelope.prev = encode(lag(digest.bytes) OVER neighbours, 'hex')))
    FROM unnest(string_to_array(entries, E'\\n'), string_to_array(hashes, E'\\n')) WITH ORDINALITY AS line (entry, declared, place),
         json_to_record(daoban.legible(line.entry)::json) AS envelope (seq bigint, at bigint, type text, prev text, station text),
         -- The exact bytes that are stored, not something made anew from what they say.
         LATERAL (SELECT sha256(convert_to(line.entry, 'UTF8')) AS bytes) AS digest
  WINDOW neighbours AS (ORDER BY line.place)
   ORDER BY line.place
$$;
`;

/**
 * Finds the place of entries that do not simply follow the tip: what is held is passed over, what is new stands on the branch that it follows,
 * and a restored station's departure begins a branch. Stops at the first entry that has no place, and says why.
 */
const place = `
CREATE OR REPLACE FUNCTION daoban.place(of_station uuid, of_incarnation integer, offers daoban.offer[], OUT homes integer[], OUT fault jsonb)
LANGUAGE plpgsql SET search_path = pg_catalog, daoban, pg_temp AS $$
DECLARE
  offered offer;
  known boolean := EXISTS (SELECT FROM branch WHERE station = of_station AND incarnation = of_incarnation);
  owner integer;
  target integer;
  starts integer;
  renewed integer;
  tip bigint;
  held_in integer;
BEGIN
  homes := '{}';
  offered := offers[1];
  IF offered.seq > 1 THEN
    SELECT incarnation INTO owner FROM entry WHERE station = of_station AND seq = offered.seq - 1 AND hash = decode(offered.prev, 'hex');
    IF NOT FOUND THEN
      fault := daoban.not_following(of_station, of_incarnation, offered.seq - 1, offered.prev);
      RETURN;
    END IF;
  END IF;
  FOREACH offered IN ARRAY offers LOOP
    -- With its time, so that one partition is looked at.
    SELECT incarnation INTO held_in FROM entry WHERE station = of_station AND seq = offered.seq AND at = offered.at AND hash = offered.hash;
    IF FOUND THEN
      owner := held_in;
      homes := homes || NULL::integer;
      CONTINUE;
    END IF;
    SELECT tip_seq INTO tip FROM branch WHERE station = of_station AND incarnation = owner;
    renewed := CASE WHEN offered.type = 'station.reopened' THEN (daoban.legible(offered.entry)::json #>> '{body,incarnation}')::integer END;
    target := NULL;
    starts := NULL;
    IF owner IS NULL THEN
      -- The founding. There is one; another journal of the same station has no place.
      IF NOT EXISTS (SELECT FROM branch WHERE station = of_station) THEN starts := 0; END IF;
    ELSIF renewed IS NOT NULL AND renewed BETWEEN owner + 1 AND of_incarnation AND NOT EXISTS (SELECT FROM branch WHERE station = of_station AND incarnation = renewed) THEN
      starts := renewed;
    ELSIF tip = offered.seq - 1 AND (renewed IS NULL OR renewed = owner) AND (NOT known OR owner = of_incarnation) THEN
      target := owner;
    ELSIF NOT known AND of_incarnation > owner AND (renewed IS NULL OR renewed <= of_incarnation) THEN
      -- What a copy wrote before it was opened anew belongs to it as well: nothing is thrown away.
      starts := of_incarnation;
    END IF;
    IF starts IS NOT NULL THEN
      INSERT INTO branch (station, incarnation, parent, after_seq, tip_seq, tip_hash, explained)
      VALUES (of_station, starts, owner, offered.seq - 1, offered.seq - 1, decode(offered.prev, 'hex'), starts = 0);
      known := known OR starts = of_incarnation;
      target := starts;
    END IF;
    IF target IS NULL THEN
      fault := daoban.fork(of_station, CASE WHEN known THEN of_incarnation ELSE coalesce(owner, 0) END, offered.seq, encode(offered.hash, 'hex'));
      RETURN;
    END IF;
    UPDATE branch SET tip_seq = offered.seq, tip_hash = offered.hash, explained = explained OR renewed IS NOT DISTINCT FROM target
     WHERE station = of_station AND incarnation = target;
    owner := target;
    homes := homes || target;
  END LOOP;
END $$;

-- Where the branch is not known yet, it is not known either what of it might be held: it is wanted from its beginning.
CREATE OR REPLACE FUNCTION daoban.not_following(of_station uuid, of_incarnation integer, before bigint, offered text) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, daoban, pg_temp AS $$
DECLARE
  tip bigint := coalesce((SELECT tip_seq FROM branch WHERE station = of_station AND incarnation = of_incarnation), 0);
BEGIN
  IF before > tip THEN RETURN jsonb_build_object('kind', 'gap', 'seq', before + 1, 'offered', offered, 'wanted', tip + 1); END IF;
  RETURN daoban.fork(of_station, of_incarnation, before, offered);
END $$;

CREATE OR REPLACE FUNCTION daoban.fork(of_station uuid, of_incarnation integer, at_seq bigint, offered text) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, daoban, pg_temp AS $$
  SELECT jsonb_build_object('kind', 'fork', 'seq', at_seq, 'offered', offered, 'held', (
    SELECT encode(entry.hash, 'hex') FROM daoban.path(of_station, of_incarnation) AS path
      JOIN entry ON entry.station = of_station AND entry.incarnation = path.incarnation AND entry.seq = at_seq AND entry.seq <= path.upto
     LIMIT 1))
$$;
`;

/** Accepts as far as it can: what comes before a fault is kept, and the fault is told when it stands first. */
const ingest = `
CREATE OR REPLACE FUNCTION daoban.ingest(protocol integer, sender jsonb, entries text, hashes text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, daoban, pg_temp AS $$
DECLARE
  home station;
  writes integer := (sender ->> 'incarnation')::integer;
  present branch;
  offers offer[];
  sound integer;
  homes integer[];
  fault jsonb;
  month date;
  one integer;
BEGIN
  IF protocol <> ${protocol} THEN RETURN daoban.other_protocol(protocol); END IF;
  -- Before any table: whoever brings the hub up to date waits for deliveries that are under way, and holds up others, but never in a circle.
  PERFORM pg_advisory_xact_lock_shared(hashtext('daoban hub init'));
  home := daoban.sending(sender);
  -- Two sessions of one station wait for each other; two stations do not.
  PERFORM FROM station WHERE id = home.id FOR NO KEY UPDATE;
  BEGIN
    SELECT array_agg(offer) INTO offers FROM daoban.read_entries(home.id, entries, hashes) AS offer;
  EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    offers := NULL;
  END;
  SELECT min(place) - 1 INTO sound FROM unnest(offers) WITH ORDINALITY AS offered (seq, at, type, prev, entry, hash, sound, place) WHERE offered.sound IS NOT TRUE;
  sound := coalesce(sound, array_length(offers, 1), 0);
  IF sound = 0 THEN
    RETURN daoban.refuse(home.id, writes, jsonb_build_object('kind', 'damaged', 'seq', coalesce(offers[1].seq, 0), 'offered', encode(sha256(convert_to(entries, 'UTF8')), 'hex')));
  END IF;
  offers := offers[1:sound];

  -- First of all, because it locks what reading the entries locks, too.
  FOR month IN SELECT DISTINCT date_trunc('month', at AT TIME ZONE INTERVAL '+08:00')::date FROM unnest(offers) LOOP PERFORM daoban.make_partition(month); END LOOP;

  SELECT * INTO present FROM branch WHERE station = home.id AND incarnation = writes;
  IF present.tip_seq + 1 = offers[1].seq AND present.tip_hash = decode(offers[1].prev, 'hex') AND NOT EXISTS (SELECT FROM unnest(offers) WHERE type = 'station.reopened') THEN
    -- As nearly every batch does: it follows the tip.
    homes := array_fill(writes, ARRAY[sound]);
    UPDATE branch SET tip_seq = offers[sound].seq, tip_hash = offers[sound].hash, received_at = now() WHERE station = home.id AND incarnation = writes;
  ELSE
    SELECT placed.homes, placed.fault INTO homes, fault FROM daoban.place(home.id, writes, offers) AS placed;
    sound := coalesce(array_length(homes, 1), 0);
    IF sound = 0 THEN RETURN daoban.refuse(home.id, writes, fault); END IF;
    UPDATE branch SET received_at = now() WHERE station = home.id AND incarnation = ANY (homes);
  END IF;

  INSERT INTO entry (station, incarnation, seq, at, type, entry, hash)
  SELECT home.id, placed.incarnation, placed.seq, placed.at, placed.type, placed.entry, placed.hash
    FROM unnest(offers[1:sound], homes) AS placed (seq, at, type, prev, entry, hash, sound, incarnation) WHERE placed.incarnation IS NOT NULL;
  FOR one IN SELECT DISTINCT incarnation FROM unnest(homes) AS incarnation WHERE incarnation IS NOT NULL ORDER BY 1 LOOP
    PERFORM daoban.project(home.id, one, (
      SELECT array_agg(ROW(placed.seq, placed.at, placed.type, placed.entry)::told ORDER BY placed.seq)
        FROM unnest(offers[1:sound], homes) AS placed (seq, at, type, prev, entry, hash, sound, incarnation)
       WHERE placed.incarnation = one AND daoban.tells(placed.type)));
  END LOOP;
  RETURN jsonb_build_object('kind', 'accepted', 'through', offers[sound].seq);
END $$;

CREATE OR REPLACE FUNCTION daoban.refuse(of_station uuid, of_incarnation integer, fault jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, daoban, pg_temp AS $$
BEGIN
  INSERT INTO refusal (station, incarnation, kind, seq, offered, held)
  VALUES (of_station, of_incarnation, fault ->> 'kind', (fault ->> 'seq')::bigint, fault ->> 'offered', fault ->> 'held')
  ON CONFLICT (station, kind, incarnation, seq, offered) DO UPDATE SET times = refusal.times + 1, last_at = now();
  RETURN fault;
END $$;
`;

export const ingestFunctions = [partitions, sending, path, position, read, place, ingest].join('\n');
