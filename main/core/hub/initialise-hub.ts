/** Makes a database a hub, or brings one up to date. Nothing of it is lost, and done again it changes nothing. */
import type { Client } from 'pg';
import { Refusal } from '../../../shared/contract/errors.ts';
import { asAdministrator, type HubLogin } from './connection.ts';
import { migration as first } from './schema/0001-first.ts';
import { migration as asking } from './schema/0002-asking.ts';
import { grants, makeGroups } from './schema/access.ts';
import { holdingsFunctions } from './schema/holdings.ts';
import { ingestFunctions } from './schema/ingest.ts';
import { dropPresentForm, rowTypes } from './schema/present-form.ts';
import { projectionFunctions, projectionTables } from './schema/projections.ts';
import { readingFunctions } from './schema/reading.ts';

/** Of the hub's own tables. Forward only, numbered; a released one is never edited. */
const migrations = [first, asking] as const;
export const hubVersion = migrations.length;

export type HubSummary = { readonly database: string; readonly version: number; /** The version that was there before; 0 for none. */ readonly before: number };

/** Whoever calls may create roles and owns the database, or is the superuser. Refuses an older server, and a hub that a newer Daoban made. */
export async function initialiseHub(login: HubLogin): Promise<HubSummary> {
  return asAdministrator(login, async (client) => {
    const database = await checkServer(client);
    const before = await locked(client, async () => {
      await client.query(makeGroups);
      await client.query('CREATE SCHEMA IF NOT EXISTS daoban AUTHORIZATION daoban_owner');
      await client.query('SET LOCAL ROLE daoban_owner');
      await client.query('CREATE TABLE IF NOT EXISTS daoban.migration (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())');
      return readVersion(client);
    });
    if (before > hubVersion) throw new Refusal('hub-newer', `the hub was made by a newer version (${before})`);
    for (const step of migrations) {
      await locked(client, async () => {
        await client.query('SET LOCAL ROLE daoban_owner');
        if ((await readVersion(client)) >= step.version) return;
        await client.query(step.sql);
        await client.query('INSERT INTO daoban.migration (version) VALUES ($1)', [step.version]);
      });
    }
    await locked(client, async () => {
      await client.query('SET LOCAL ROLE daoban_owner');
      await presentForm(client, before < hubVersion);
    });
    return { database, version: hubVersion, before };
  });
}

/** Functions, grants and policies as this version has them; the projections too, where the version is another one than before. */
async function presentForm(client: Client, remake: boolean): Promise<void> {
  if (remake) await client.query([dropPresentForm, projectionTables, rowTypes].join('\n'));
  await client.query([ingestFunctions, projectionFunctions, holdingsFunctions, readingFunctions, grants].join('\n'));
  if (remake) await client.query('SELECT daoban.replay()');
  await client.query(`SELECT daoban.make_partition((date_trunc('month', now() AT TIME ZONE INTERVAL '+08:00') + ahead * INTERVAL '1 month')::date) FROM generate_series(0, 2) AS ahead`);
}

/** One transaction, and one `hub init` at a time. */
async function locked<Value>(client: Client, action: () => Promise<Value>): Promise<Value> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('daoban hub init'))`);
    const value = await action();
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function readVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>('SELECT coalesce(max(version), 0)::integer AS version FROM daoban.migration');
  return rows[0]?.version ?? 0;
}

/** Gives the database's name. */
async function checkServer(client: Client): Promise<string> {
  const { rows } = await client.query<{ version: number; encoding: string; database: string }>(
    `SELECT current_setting('server_version_num')::integer AS version, current_setting('server_encoding') AS encoding, current_database() AS database`,
  );
  const [server] = rows;
  if (server === undefined || server.version < 140_000) throw new Refusal('hub-unsuitable', 'the hub needs PostgreSQL 14 or newer');
  if (server.encoding !== 'UTF8') throw new Refusal('hub-unsuitable', 'the database of the hub must be encoded in UTF8');
  return server.database;
}
