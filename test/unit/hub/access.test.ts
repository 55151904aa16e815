import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubVersion, initialiseHub } from '../../../main/core/hub/initialise-hub.ts';
import { addManager, addStation } from '../../../main/core/hub/register.ts';
import type { HubLogin } from '../../../main/core/hub/connection.ts';
import type { Sender } from '../../../main/core/upload/target.ts';
import { accepted, deliver, makeHub, query, type Hub } from '../../fixtures/hub.ts';
import { continued, finished, notes, senderOf } from '../../fixtures/journals.ts';
import { startPostgres, type Postgres } from '../../fixtures/postgres.ts';
import { morning } from '../../fixtures/station.ts';

let postgres: Postgres;
let hub: Hub;
const [own, other] = [senderOf('AAAA'), senderOf('BBBB')];
let login: HubLogin;
let otherLogin: HubLogin;
beforeAll(async () => {
  postgres = await startPostgres();
  hub = await makeHub(postgres);
  login = await hub.register(own, '定海');
  otherLogin = await hub.register(other, '普陀');
  for (const [sender, itsLogin] of [[own, login], [other, otherLogin]] as const) {
    await deliver(itsLogin, sender, continued(sender, [], [finished(`${sender.code}-000001`, morning, { persons: 12 }), ...notes(2, 'a')]));
  }
}, 60_000);
afterAll(() => postgres.stop());

/** The SQLSTATE of a statement that must not succeed. */
async function refusedBy(as: HubLogin, statement: string, values: readonly unknown[] = []): Promise<string | undefined> {
  try {
    await query(as, statement, values);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : undefined;
  }
  return 'it succeeded';
}

const notPermitted = '42501';

describe('a station’s login', () => {
  const tables = ['entry', 'entry_2026_10', 'entry_elsewhen', 'station', 'branch', 'refusal', 'reader', 'migration', 'edition', 'handled', 'decision', 'ledger', 'daily_volume', 'day_close', 'rating', 'unprojected'];

  it.each(tables)('neither reads nor changes %s, not even for itself', async (table) => {
    const statements = [`SELECT * FROM daoban.${table}`, `INSERT INTO daoban.${table} DEFAULT VALUES`, `DELETE FROM daoban.${table}`, `TRUNCATE daoban.${table}`, `DROP TABLE daoban.${table}`, `COPY daoban.${table} TO STDOUT`];
    expect(await Promise.all(statements.map((statement) => refusedBy(login, statement)))).toEqual(statements.map(() => notPermitted));
  });

  it('executes nothing but the three functions it needs', async () => {
    const executable = await query<{ name: string }>(
      login, `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'daoban'::regnamespace AND has_function_privilege(oid, 'EXECUTE') ORDER BY proname`,
    );
    expect(executable.map(({ name }) => name)).toEqual(['holdings', 'ingest', 'position']);
    const everyone = await query<{ name: string }>(hub.administrator, `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'daoban'::regnamespace AND has_function_privilege('public', oid, 'EXECUTE')`);
    expect(everyone).toEqual([]);
  });

  it('speaks for no other station, whatever it says of itself', async () => {
    const journal = continued(other, [], [finished('BBBB-000001', morning), ...notes(3, 'forged')]);
    expect(await deliver(login, other, journal)).toMatchObject({ kind: 'held', reason: 'not-allowed' });
    expect(await deliver(login, own, journal)).toMatchObject({ kind: 'held', reason: 'fork' });
    expect(await deliver(login, { ...own, publicKey: other.publicKey }, journal)).toMatchObject({ kind: 'held', reason: 'not-allowed' });
    for (const statement of ['SET ROLE daoban_owner', 'SET ROLE daoban_carrier', `SET ROLE ${JSON.stringify(loginName(otherLogin))}`, `SET SESSION AUTHORIZATION ${JSON.stringify(loginName(otherLogin))}`]) {
      expect(await refusedBy(login, statement)).toBe(notPermitted);
    }
    expect(await query(hub.administrator, 'SELECT count(*)::integer AS entries FROM daoban.entry WHERE station = $1', [other.station])).toEqual([{ entries: 3 }]);
  });

  it('makes nothing that the functions would take for their own', async () => {
    for (const statement of ['CREATE TEMP TABLE entry (seq bigint)', 'CREATE TABLE public.entry (seq bigint)', 'CREATE TABLE daoban.mine (seq bigint)', 'CREATE SCHEMA mine']) expect(await refusedBy(login, statement)).toBe(notPermitted);
    const settings = await query<{ name: string; config: readonly string[] | null }>(hub.administrator, `SELECT proname AS name, proconfig AS config FROM pg_proc WHERE pronamespace = 'daoban'::regnamespace AND prosecdef`);
    expect(settings.length).toBeGreaterThan(0);
    for (const { config } of settings) expect(config).toEqual(['search_path=pg_catalog, daoban, pg_temp']);
  });

  it('sees nothing even where a table was granted by mistake', async () => {
    const mistake = async (statement: string): Promise<void> => void (await query(hub.administrator, `${statement} SELECT ON daoban.entry, daoban.entry_2026_10, daoban.handled ${statement === 'GRANT' ? 'TO' : 'FROM'} daoban_station`));
    await mistake('GRANT');
    for (const table of ['entry', 'entry_2026_10', 'handled']) expect(await query(login, `SELECT * FROM daoban.${table}`)).toEqual([]);
    await mistake('REVOKE');
  });
});

const loginName = ({ url }: HubLogin): string => decodeURIComponent(new URL(url).username);

describe('what was accepted', () => {
  it('is neither changed nor removed, not by the hub’s owner and not by the superuser', async () => {
    for (const table of ['entry', 'entry_2026_10']) {
      for (const statement of [`UPDATE daoban.${table} SET entry = ''`, `DELETE FROM daoban.${table}`, `TRUNCATE daoban.${table}`]) expect(await refusedBy(hub.administrator, statement)).toBe(notPermitted);
    }
    expect(await query(hub.administrator, 'SELECT faults::integer FROM daoban.audit($1)', [own.station])).toEqual([{ faults: 0 }]);
  });

  it('shows in the audit, if somebody takes the walls down first', async () => {
    const spoilt = senderOf('CCCC');
    const itsLogin = await hub.register(spoilt);
    await deliver(itsLogin, spoilt, continued(spoilt, [], notes(5, 'a')));
    const faults = (): Promise<readonly object[]> => query(hub.administrator, 'SELECT faults::integer FROM daoban.audit($1)', [spoilt.station]);
    await hub.database.asSuperuser(async (client) => {
      await client.query('SET session_replication_role = replica');
      await client.query(`UPDATE daoban.entry SET entry = replace(entry, '"a2"', '"a9"') WHERE station = $1 AND seq = 3`, [spoilt.station]);
      expect(await faults()).toEqual([{ faults: 1 }]);
      await client.query(`UPDATE daoban.entry SET hash = sha256(convert_to(entry, 'UTF8')) WHERE station = $1 AND seq = 3`, [spoilt.station]);
      expect(await faults()).toEqual([{ faults: 1 }]);
      await client.query('DELETE FROM daoban.entry WHERE station = $1 AND seq = 5', [spoilt.station]);
      expect(await faults()).toEqual([{ faults: 2 }]);
    });
  });
});

describe('a manager’s login', () => {
  const volume = (as: HubLogin): Promise<readonly object[]> => query(as, `SELECT station, transactions FROM daoban.volume('2026-10-01', '2026-10-31', ARRAY['station']) ORDER BY station`);
  const of = (sender: Sender): object => ({ station: sender.station, transactions: 1 });

  it('reads the figures and the health of its own district, and no entry', async () => {
    const manager = hub.login(await addManager(hub.administrator, 'dinghai', '定海'));
    expect(await volume(manager)).toEqual([of(own)]);
    expect(await query(manager, `SELECT station, ratings FROM daoban.ratings('2026-10-01', '2026-10-31', ARRAY['station'], ARRAY[$1, $2]::uuid[])`, [own.station, other.station])).toEqual([]);
    expect(await query(manager, `SELECT transactions, share FROM daoban.volume('2026-10-01', '2026-10-31', '{}', ARRAY[$1]::uuid[])`, [other.station])).toEqual([]);
    expect(await query(manager, `SELECT read_from FROM daoban.definitions() WHERE measure = 'compression'`)).toEqual([{ read_from: 'volume' }]);
    expect(await query(manager, 'SELECT code FROM daoban.health()')).toEqual(expect.not.arrayContaining([{ code: 'BBBB' }]));
    for (const table of ['handled', 'ledger', 'daily_volume', 'branch']) expect(await query(manager, `SELECT DISTINCT station FROM daoban.${table} WHERE station IN ($1, $2)`, [own.station, other.station])).toEqual([{ station: own.station }]);
    for (const statement of ['SELECT * FROM daoban.entry', 'SELECT login FROM daoban.station', 'DELETE FROM daoban.handled', 'SELECT * FROM daoban.decision', 'SELECT * FROM daoban.reader']) expect(await refusedBy(manager, statement)).toBe(notPermitted);
    expect(await refusedBy(manager, 'SELECT * FROM daoban.audit($1)', [other.station])).toBe(notPermitted);
    expect(await query(manager, 'SELECT faults::integer FROM daoban.audit($1)', [own.station])).toEqual([{ faults: 0 }]);
  });

  it('reads all of them where no district is named, and after a change those of the new one with the new password', async () => {
    const city = await addManager(hub.administrator, 'city', null);
    expect(await volume(hub.login(city))).toEqual([of(own), of(other)].toSorted((one, two) => JSON.stringify(one).localeCompare(JSON.stringify(two))));
    const moved = await addManager(hub.administrator, 'city', '普陀');
    expect(await refusedBy(hub.login(city), 'SELECT 1')).toBe('28P01');
    expect(await volume(hub.login(moved))).toEqual([of(other)]);
  });
});

describe('registering a station', () => {
  it('again gives a new password and takes over its new name, and the old password is worth nothing', async () => {
    const sender = senderOf('DDDD');
    const before = await hub.register(sender);
    const after = await hub.register({ ...sender, name: '二号台' });
    expect(await refusedBy(before, 'SELECT 1')).toBe('28P01');
    expect(await deliver(after, sender, continued(sender, [], notes(1, 'a')))).toEqual(accepted(1));
    expect(await query(hub.administrator, 'SELECT name FROM daoban.station WHERE id = $1', [sender.station])).toEqual([{ name: '二号台' }]);
  });

  it('is refused for a code, an identity or a key that is another’s', async () => {
    const add = (change: Partial<Sender>): Promise<unknown> => {
      const { station, code, name, site, publicKey } = { ...own, ...change };
      return addStation(hub.administrator, { station, code, name, site, publicKey, district: '定海' });
    };
    for (const change of [{ station: other.station }, { code: 'EEEE' }, { publicKey: other.publicKey }]) await expect(add(change)).rejects.toMatchObject({ error: { code: 'hub-station-known' } });
  });

  it('needs a hub', async () => {
    const database = await postgres.database();
    await expect(addManager({ url: database.url(), password: postgres.superuser.password }, 'nobody', null)).rejects.toMatchObject({ error: { code: 'hub-missing' } });
  });
});

describe('hub init', () => {
  it('done again changes nothing, and mends grants and functions that were tampered with', async () => {
    await query(hub.administrator, 'GRANT EXECUTE ON FUNCTION daoban.replay() TO PUBLIC');
    const before = await query(hub.administrator, 'SELECT * FROM daoban.handled ORDER BY number');
    expect(await initialiseHub(hub.administrator)).toMatchObject({ version: hubVersion, before: hubVersion });
    expect(await refusedBy(login, 'SELECT daoban.replay()')).toBe(notPermitted);
    expect(await query(hub.administrator, 'SELECT * FROM daoban.handled ORDER BY number')).toEqual(before);
  });

  it('makes the district’s tables of an older hub anew from what it holds', async () => {
    const before = await query(hub.administrator, 'SELECT * FROM daoban.handled ORDER BY number');
    expect(before).toMatchObject([{ units: 12 }, { units: 12 }]);
    await query(hub.administrator, `DELETE FROM daoban.migration WHERE version = ${hubVersion}`);
    await query(hub.administrator, 'ALTER TABLE daoban.handled DROP COLUMN units');
    expect(await initialiseHub(hub.administrator)).toMatchObject({ version: hubVersion, before: hubVersion - 1 });
    expect(await query(hub.administrator, 'SELECT * FROM daoban.handled ORDER BY number')).toEqual(before);
  });

  it('makes one hub where several begin at the same moment', async () => {
    const database = await postgres.database();
    const summaries = await Promise.all([1, 2, 3].map(() => initialiseHub({ url: database.url(), password: postgres.superuser.password })));
    expect(summaries.map(({ version }) => version)).toEqual([hubVersion, hubVersion, hubVersion]);
  });

  it('comes between stations that deliver into new months and a manager who reads, and nobody waits in a circle', async () => {
    const live = await makeHub(postgres);
    const { user, password } = await addManager(live.administrator, 'reader', null);
    const state = { over: false };
    const delivering = ['LAAA', 'LBBB', 'LCCC', 'LDDD'].map(async (code, index) => {
      const sender = senderOf(code);
      const itsLogin = await live.register(sender);
      // A month of its own for each entry and station: its table is made when the entry arrives.
      const months = Array.from({ length: 16 }, (_, month) => Date.UTC(2020, month * 4 + index, 15));
      const journal = continued(sender, [], months.map((at, month) => finished(`${code}-${String(month + 1).padStart(6, '0')}`, at)));
      for (const [place, entry] of journal.entries()) expect(await deliver(itsLogin, sender, [entry])).toEqual(accepted(place + 1));
    });
    const reading = (async () => {
      while (!state.over) await query({ url: live.database.url(user), password }, `SELECT * FROM daoban.volume('2020-01-01', '2026-12-31', '{station}')`);
    })();
    const initialising = (async () => {
      while (!state.over) await initialiseHub(live.administrator);
    })();
    await Promise.all(delivering).finally(() => (state.over = true));
    await Promise.all([reading, initialising]);
    expect(await query(live.administrator, 'SELECT count(*)::integer AS handled FROM daoban.handled')).toEqual([{ handled: 64 }]);
    expect(await query(live.administrator, 'SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()')).toEqual([{ deadlocks: 0 }]);
  }, 60_000);

  it('needs no superuser: whoever owns the database and may create roles can do it', async () => {
    const server = await startPostgres();
    try {
      const admin = { user: 'bureau', password: 'bureau of a test' };
      await (await server.database()).asSuperuser((client) => client.query(`CREATE ROLE ${admin.user} LOGIN CREATEROLE CREATEDB PASSWORD '${admin.password}'`));
      const database = await server.database(admin.user);
      const bureau = { url: database.url(admin.user), password: admin.password };
      expect(await initialiseHub(bureau)).toEqual({ database: database.name, version: hubVersion, before: 0 });
      const sender = senderOf('FFFF');
      const { station, code, name, site, publicKey } = sender;
      const { user, password } = await addStation(bureau, { station, code, name, site, publicKey, district: '定海' });
      const journal = continued(sender, [], notes(4, 'a'));
      expect(await deliver({ url: database.url(user), password }, sender, journal.slice(0, 2))).toEqual(accepted(2));
      expect(await deliver(bureau, sender, journal)).toEqual(accepted(4));
      expect(await query(bureau, 'SELECT last_seq::integer FROM daoban.health()')).toEqual([{ last_seq: 4 }]);
    } finally {
      await server.stop();
    }
  }, 60_000);

  it('refuses a hub that a newer version made, and a database that is not encoded in UTF8', async () => {
    const newer = await postgres.database();
    const address = { url: newer.url(), password: postgres.superuser.password };
    await initialiseHub(address);
    await query(address, 'INSERT INTO daoban.migration (version) VALUES (99)');
    await expect(initialiseHub(address)).rejects.toMatchObject({ error: { code: 'hub-newer' } });
    await query(hub.administrator, `CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`);
    await expect(initialiseHub({ ...address, url: address.url.replace(newer.name, 'latin') })).rejects.toMatchObject({ error: { code: 'hub-unsuitable' } });
  });
});
