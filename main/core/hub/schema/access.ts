/** Roles and what each of them may do. */
import { figureSignatures } from './volume.ts';

/** The groups are the whole server's; the logins that belong to one database are named after it. */
export const groups = { owner: 'daoban_owner', station: 'daoban_station', carrier: 'daoban_carrier', manager: 'daoban_manager' } as const;

/** Another hub on the same server may be making them at this moment. */
export const makeGroups = `
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['${Object.values(groups).join("', '")}'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
  -- Since PostgreSQL 16 whoever makes a role is its administrator, but may not act as it before granting it to himself.
  BEGIN
    EXECUTE format('GRANT daoban_owner TO %I', current_user);
  EXCEPTION WHEN insufficient_privilege THEN
    NULL;
  END;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO daoban_owner', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO daoban_station, daoban_carrier, daoban_manager', current_database());
END $$;
`;

/**
 * Nothing is anybody's but what is named here. A station executes three functions and reads no table; the policies hold even where somebody grants
 * a table by mistake. Entries have no policy at all: only the owner, whom the functions run as, sees them.
 */
export const grants = `
REVOKE ALL ON SCHEMA daoban FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA daoban FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA daoban FROM PUBLIC;
GRANT USAGE ON SCHEMA daoban TO daoban_station, daoban_carrier, daoban_manager;
GRANT EXECUTE ON FUNCTION daoban.ingest(integer, jsonb, text, text), daoban.position(integer, jsonb) TO daoban_station, daoban_carrier;
GRANT EXECUTE ON FUNCTION daoban.holdings(integer, jsonb, date, date) TO daoban_station;
GRANT EXECUTE ON FUNCTION daoban.readable(), ${figureSignatures.join(', ')}, daoban.health(), daoban.audit(uuid) TO daoban_manager;
GRANT SELECT (id, code, name, site, district, public_key, registered_at) ON daoban.station TO daoban_manager;
GRANT SELECT ON daoban.branch, daoban.refusal, daoban.unprojected, daoban.edition, daoban.handled, daoban.ledger, daoban.daily_volume, daoban.day_close, daoban.rating TO daoban_manager;

DO $$
DECLARE
  seen record;
BEGIN
  -- In the order in which a reader's query locks them, so that the two do not wait for each other: the figures, then whose they are, then how it stands with each.
  FOR seen IN SELECT * FROM (VALUES ('handled', 'station'), ('ledger', 'station'), ('daily_volume', 'station'), ('day_close', 'station'), ('rating', 'station'), ('station', 'id'), ('edition', 'station'), ('branch', 'station'), ('refusal', 'station'), ('unprojected', 'station')) AS policy (relation, key) LOOP
    EXECUTE format('DROP POLICY IF EXISTS own_district ON daoban.%I', seen.relation);
    EXECUTE format('CREATE POLICY own_district ON daoban.%I FOR SELECT TO daoban_manager USING (%I = ANY ((SELECT daoban.readable())::uuid[]))', seen.relation, seen.key);
  END LOOP;
END $$;
`;
