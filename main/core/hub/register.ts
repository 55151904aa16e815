/** Who may come to a hub: stations, those who carry files for them, and those who read a district's figures. */
import { z } from 'zod';
import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { asAdministrator, type HubLogin } from './connection.ts';
import { newPassword, scramVerifier } from './password.ts';
import { groups } from './schema/access.ts';

const Words = z.string().trim().min(1).max(100);

/** A station as it was founded: what `station.status` and `station.init` say of it, and the district whose figures it belongs to. */
export const HubStation = z.strictObject({
  station: z.uuid(),
  code: z.string().regex(/^[0-9A-Z]{4,8}$/),
  name: Words,
  site: Words,
  district: Words,
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type HubStation = z.infer<typeof HubStation>;

/** The password is shown once; the hub itself does not know it. */
export type HubCredentials = { readonly user: string; readonly password: string };

/**
 * Registers a station and gives it a login. Said again of the same station, it gets a new password and the old one is worth nothing; what of
 * name, site and district has changed is taken over. Refuses a code or an identity that is another station's.
 */
export async function addStation(admin: HubLogin, station: HubStation): Promise<HubCredentials> {
  return asOwner(admin, async (client, database) => {
    const user = loginName(database, station.code.toLowerCase());
    const { rows } = await client.query<{ id: string; code: string; public_key: string }>('SELECT id, code, public_key FROM daoban.station WHERE id = $1 OR code = $2', [station.station, station.code]);
    if (rows.some((known) => known.id !== station.station || known.code !== station.code || known.public_key !== station.publicKey)) {
      throw new Refusal('hub-station-known', 'the hub knows another station by this code or identity');
    }
    const credentials = await makeLogin(client, user, groups.station);
    await client.query(
      `INSERT INTO daoban.station (id, code, name, site, district, public_key, login) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, site = excluded.site, district = excluded.district`,
      [station.station, station.code, station.name, station.site, station.district, station.publicKey, user],
    );
    return credentials;
  });
}

/** A login for the figures of one district, or, where it is null, of all; again: a new password, and the district that is named now. */
export async function addManager(admin: HubLogin, name: string, district: string | null): Promise<HubCredentials> {
  checkName(name);
  return asOwner(admin, async (client, database) => {
    const credentials = await makeLogin(client, loginName(database, name), groups.manager);
    await client.query('INSERT INTO daoban.reader (login, district) VALUES ($1, $2) ON CONFLICT (login) DO UPDATE SET district = excluded.district', [credentials.user, district]);
    return credentials;
  });
}

/** A login that delivers for every station and reads nothing: for files that come on a USB stick. */
export async function addCarrier(admin: HubLogin, name: string): Promise<HubCredentials> {
  checkName(name);
  return asOwner(admin, (client, database) => makeLogin(client, loginName(database, name), groups.carrier));
}

function checkName(name: string): void {
  if (!/^[a-z0-9_-]+$/.test(name)) throw badInput('$.name', 'invalid-name', 'a login takes small letters, digits, - and _');
}

/** Roles are the whole server's, so a login is named after its database; PostgreSQL would cut a longer name without a word. */
function loginName(database: string, name: string): string {
  const login = `${database}_${name}`;
  if (Buffer.byteLength(login) > 63) throw badInput('$.name', 'too-long', 'the name of the database and of the login are longer than 63 bytes together');
  return login;
}

async function makeLogin(client: Client, user: string, group: string): Promise<HubCredentials> {
  const password = newPassword();
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [user]);
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`RESET ROLE; ${verb} ROLE ${escapeIdentifier(user)} LOGIN CONNECTION LIMIT 8 PASSWORD ${escapeLiteral(scramVerifier(password))}; GRANT ${group} TO ${escapeIdentifier(user)}; SET LOCAL ROLE ${groups.owner}`);
  return { user, password };
}

/** One transaction as the owner of the hub; what it throws rolls it back. */
const asOwner = <Value>(admin: HubLogin, action: (client: Client, database: string) => Promise<Value>): Promise<Value> =>
  asAdministrator(admin, async (client) => {
    const { rows } = await client.query<{ database: string; hub: string | null }>(`SELECT current_database() AS database, to_regclass('daoban.station')::text AS hub`);
    const [found] = rows;
    if (found === undefined || found.hub === null) throw new Refusal('hub-missing', 'this database is not a hub yet: run daoban hub init');
    await client.query(`BEGIN; SET LOCAL ROLE ${groups.owner}`);
    const value = await action(client, found.database);
    await client.query('COMMIT');
    return value;
  });
