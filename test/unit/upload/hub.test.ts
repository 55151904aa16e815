import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handled } from '../../fixtures/handling.ts';
import { makeHub, query, type Hub } from '../../fixtures/hub.ts';
import { startPostgres, type Postgres } from '../../fixtures/postgres.ts';
import { openStation, rawDatabase, type Station } from '../../fixtures/station.ts';
import { platform, sendingUntilDone, statusOf, targetOf } from './platform.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

async function comesTo(hub: Hub, station: Station): Promise<{ readonly url: string; readonly password: string }> {
  const { station: id, code, name, site, publicKey } = await station.call('station.status', {});
  return hub.register({ station: id, code, name, site, publicKey, incarnation: 0 });
}

const targetAt = (url: string) => ({ kind: 'hub', name: 'district', url, password: 'hub-password' }) as const;

/** How many entries the hub holds. */
const heldBy = async (hub: Hub): Promise<number | undefined> => (await query<{ held: number }>(hub.administrator, 'SELECT count(*)::int AS held FROM daoban.entry'))[0]?.held;

describe('a hub', () => {
  it('takes the whole journal beside a platform that takes transactions, and ends where the journal ends', async () => {
    const [hub, station, server] = [await makeHub(postgres), await openStation(), await platform()];
    const { url, password } = await comesTo(hub, station);
    await handled(station, 'si-account');
    await station.call('upload.configure', { document: { targets: [targetAt(url), targetOf(server)] }, secrets: { 'hub-password': password, 'province-secret': 'open sesame' } });
    await sendingUntilDone(station);
    // The official number came while the hub was sent to; it is an entry like any other.
    await sendingUntilDone(station);
    const { entries } = await station.call('station.status', {});
    expect(await statusOf(station, 'district')).toMatchObject({ state: 'all-sent', cursor: entries, unsent: { entries: 0, transactions: 0 }, trouble: null });
    expect(await heldBy(hub)).toBe(entries);
    expect(server.held.size).toBe(1);
  }, 60_000);

  it('is asked where it stands when the cursor was lost, and gets everything again when it lost what it had', async () => {
    const [first, second, station] = [await makeHub(postgres), await makeHub(postgres), await openStation()];
    const login = await comesTo(first, station);
    await handled(station, 'si-account');
    await station.call('upload.configure', { document: { targets: [targetAt(login.url)] }, secrets: { 'hub-password': login.password } });
    await sendingUntilDone(station);
    const { cursor } = await statusOf(station, 'district');

    const tamper = (sql: string): void => {
      const database = rawDatabase(station.folder);
      database.exec(sql);
      database.close();
    };
    tamper('UPDATE upload_target SET cursor = 0');
    let again = station.reopen();
    await again.counter.sendDue();
    expect(await statusOf(again, 'district')).toMatchObject({ state: 'all-sent', cursor });

    // The same address, but nobody there remembers: the cursor says more than the hub holds.
    const empty = await comesTo(second, again);
    await again.call('upload.configure', { document: { targets: [targetAt(empty.url)] }, secrets: { 'hub-password': empty.password } });
    const { entries } = await again.call('station.status', {});
    tamper(`UPDATE upload_target SET cursor = ${entries - 1}`);
    again = again.reopen();
    expect(await again.call('upload.run', { target: 'district' })).toMatchObject({ status: { state: 'all-sent', cursor: entries } });
    expect(await heldBy(second)).toBe(entries);
  }, 60_000);

  it('that stands still holds nobody up: the target is held, and everything arrives once it answers', async () => {
    const [hub, station] = [await makeHub(postgres), await openStation()];
    const login = await comesTo(hub, station);
    await station.call('upload.configure', { document: { targets: [targetAt(login.url)] }, secrets: { 'hub-password': 'not this one' } });
    await handled(station, 'si-account');
    expect(await station.call('upload.run', { target: 'district' })).toMatchObject({ entries: 0, status: { state: 'attention', trouble: { reason: 'not-allowed' } } });
    await station.call('upload.configure', { document: { targets: [targetAt(login.url)] }, secrets: { 'hub-password': login.password } });
    await postgres.kill();
    expect(await station.call('upload.run', { target: 'district' })).toMatchObject({ entries: 0, status: { state: 'held', trouble: { reason: 'unreachable' } } });
    await handled(station, 'si-account');
    await postgres.start();
    await sendingUntilDone(station);
    expect(await heldBy(hub)).toBe((await station.call('station.status', {})).entries);
  }, 60_000);

  it('whose address would send the password to whoever answers is not configured', async () => {
    const station = await openStation();
    const refused = await station.refused('upload.configure', { document: { targets: [targetAt('postgres://station@hub.example/hub?sslmode=prefer')] } });
    expect(refused).toMatchObject({ code: 'bad-input', issues: [{ path: '$.document.targets[0].url', code: 'unsafe-setting' }] });
    await station.call('upload.configure', { document: { targets: [targetAt('postgres://station@127.0.0.1:9/hub')] } });
    expect(await station.call('upload.run', { target: 'district' })).toMatchObject({ status: { state: 'attention', trouble: { reason: 'secret-missing' } } });
  });
});
