import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setClock } from '../../../main/core/clock.ts';
import { checkDays } from '../../../main/core/hub/check-days.ts';
import { addManager } from '../../../main/core/hub/register.ts';
import { recover } from '../../../main/core/recovery/recovery.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { handled } from '../../fixtures/handling.ts';
import { makeHub, query, type Hub } from '../../fixtures/hub.ts';
import { senderOf } from '../../fixtures/journals.ts';
import { startPostgres, type Postgres } from '../../fixtures/postgres.ts';
import { emptyFolder, key, minute, opened, openStation, rawDatabase, stationOf, type Station } from '../../fixtures/station.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

const day = '2026-10-12';
const span = { from: '2026-10-01', to: '2026-10-31' };

/** A station that sends to the hub. */
async function coming(hub: Hub): Promise<Station> {
  const station = await openStation();
  const { station: id, code, name, site, publicKey } = await station.call('station.status', {});
  const { url, password } = await hub.register({ station: id, code, name, site, publicKey, incarnation: 0 });
  await station.call('upload.configure', { document: { targets: [{ kind: 'hub', name: 'district', url, password: 'hub-password' }] }, secrets: { 'hub-password': password } });
  return station;
}

async function send(station: Station): Promise<void> {
  expect(await station.call('upload.run', { target: 'district' })).toMatchObject({ status: { state: 'all-sent' } });
}

async function reconciled(station: Station): Promise<Output<'reconcile'>['targets'][number]> {
  const [target] = (await station.call('reconcile', span)).targets;
  if (target === undefined) throw new Error('no target');
  return target;
}

/** Takes the hub's walls down: what nobody can do there is done. */
const tamper = (hub: Hub, statement: string): Promise<unknown> => hub.database.asSuperuser((client) => client.query(statement));

describe('reconciling with a district', () => {
  it('finds the three counts equal once everything is there, and names what is not there yet', async () => {
    const hub = await makeHub(postgres);
    const station = await coming(hub);
    const first = await handled(station, 'si-account');
    await handled(station, 'card-apply');
    await send(station);
    const all = { transactions: 2, voided: 0 };
    expect(await reconciled(station)).toMatchObject({ silence: null, total: { local: all, acknowledged: all, district: all, differences: 0 }, days: [{ day, local: all, acknowledged: all, district: all, differences: 0 }], differences: [] });

    await station.call('transaction.amend', { number: first.number, change: { outcome: 'voided' }, reason: '误登' });
    const late = await handled(station, 'si-account');
    expect(await reconciled(station)).toMatchObject({
      total: { local: { transactions: 2, voided: 1 }, acknowledged: { transactions: 2, voided: 0 }, district: { transactions: 2, voided: 0 }, differences: 2 },
      differences: [{ number: first.number, kind: 'older', reason: 'waiting' }, { number: late.number, kind: 'missing', reason: 'waiting', since: station.time.now }],
    });
    await send(station);
    const { total } = await reconciled(station);
    expect([total.local, total.acknowledged, total.district]).toEqual(Array.from({ length: 3 }, () => ({ transactions: 2, voided: 1 })));
  }, 60_000);

  it('tells what the district lost, what it counts otherwise, and an acknowledgement that did not arrive', async () => {
    const hub = await makeHub(postgres);
    const station = await coming(hub);
    const numbers: string[] = [];
    for (let index = 0; index < 4; index += 1) numbers.push((await handled(station, 'si-account')).number);
    await send(station);
    await tamper(hub, `DELETE FROM daoban.handled WHERE number = '${numbers[0]}'; UPDATE daoban.handled SET day = day + 1 WHERE number = '${numbers[1]}'`);
    await tamper(hub, `INSERT INTO daoban.unprojected SELECT station, incarnation, seq, '22000' FROM daoban.handled WHERE number = '${numbers[2]}'; DELETE FROM daoban.handled WHERE number = '${numbers[2]}'`);
    const database = rawDatabase(station.folder);
    database.exec(`UPDATE upload_target SET cursor = (SELECT seq - 1 FROM handled WHERE number = '${numbers[3]}')`);
    database.close();
    const { differences, days } = await reconciled(station);
    expect(differences.map(({ number, kind, reason }) => [number, kind, reason])).toEqual([
      [numbers[0], 'missing', 'lost-there'], [numbers[1], 'otherwise', 'counted-otherwise'], [numbers[2], 'missing', 'unreadable-there'], [numbers[3], 'unacknowledged', 'acknowledgement-late'],
    ]);
    expect(days.map(({ day: one, local, district }) => [one, local.transactions, district?.transactions])).toEqual([['2026-10-13', 0, 1], [day, 4, 1]]);
  }, 60_000);

  it('is done without the district where it cannot be asked, and says why', async () => {
    const hub = await makeHub(postgres);
    const station = await coming(hub);
    await handled(station, 'si-account');
    await send(station);
    const { number } = await handled(station, 'si-account');
    const alone = { total: { local: { transactions: 2 }, acknowledged: { transactions: 1 }, district: null }, differences: [{ number, kind: 'missing', reason: 'waiting' }] };
    await tamper(hub, 'DROP FUNCTION daoban.holdings(integer, jsonb, date, date)');
    expect(await reconciled(station)).toMatchObject({ silence: 'receiver-older', ...alone });
    await postgres.kill();
    expect(await reconciled(station)).toMatchObject({ silence: 'unreachable', ...alone });
    await postgres.start();
  }, 60_000);

  it('knows the work of the machine that was lost for what it is', async () => {
    const hub = await makeHub(postgres);
    const station = await coming(hub);
    const kept = await handled(station, 'si-account');
    await send(station);
    const { file } = await station.call('backup.create', { folder: emptyFolder() });
    const gone = await handled(station, 'si-account');
    await station.call('transaction.amend', { number: kept.number, change: { outcome: 'voided' }, reason: '误登' });
    await send(station);
    station.close();
    const folder = path.join(emptyFolder(), 'restored');
    recover('backup.restore', { file }, { folder, key, patience: 0 });
    const time = { now: station.time.now + 60 * minute };
    const restored = stationOf(opened({ folder, clock: setClock(() => time.now) }), folder, time);
    await restored.call('station.reopen', { reason: '主机损坏' });
    const fresh = await handled(restored, 'si-account');
    const lost = [[kept.number, 'otherwise', 'another-branch'], [gone.number, 'surplus', 'another-branch']];
    const named = async (): Promise<unknown> => (await reconciled(restored)).differences.map(({ number, kind, reason }) => [number, kind, reason]);
    expect(await named()).toEqual(expect.arrayContaining([...lost, [fresh.number, 'missing', 'waiting']]));
    await send(restored);
    expect(await named()).toEqual(lost);
  }, 60_000);

  it('gives a station its own and nothing of another', async () => {
    const hub = await makeHub(postgres);
    const station = await coming(hub);
    await handled(station, 'si-account');
    await send(station);
    const stranger = senderOf('ZZZZ');
    const login = await hub.register(stranger);
    const { station: id, publicKey } = await station.call('station.status', {});
    const ask = (sender: object): Promise<readonly { readonly answer: unknown }[]> => query(login, 'SELECT daoban.holdings(1, $1, $2, $3) AS answer', [JSON.stringify(sender), span.from, span.to]);
    await expect(ask({ station: id, code: 'AAAA', incarnation: 0, publicKey })).rejects.toMatchObject({ code: '42501' });
    expect(await ask({ station: stranger.station, incarnation: 0, publicKey: stranger.publicKey })).toEqual([{ answer: { kind: 'holdings', through: null, unreadable: [], transactions: [] } }]);
  }, 60_000);
});

describe('is anything missing?', () => {
  it('is answered at the district with numbers, from the manifest and what has arrived', async () => {
    const hub = await makeHub(postgres);
    const station = await coming(hub);
    const first = await handled(station, 'si-account');
    const second = await handled(station, 'card-apply');
    await station.call('day.close', { day });
    await send(station);
    const { code } = await station.call('station.status', {});
    const manager = hub.login(await addManager(hub.administrator, 'dinghai', '定海'));
    const checked = (): ReturnType<typeof checkDays> => checkDays(manager, { ...span, code: null });
    expect(await checked()).toMatchObject({ days: [{ code, day, number: 0, signed: true, differences: [] }], unclosed: [] });

    await tamper(hub, `DELETE FROM daoban.handled WHERE number = '${first.number}'`);
    expect((await checked()).days).toMatchObject([{ differences: [{ kind: 'missing', number: first.number }] }]);
    await query(hub.administrator, 'SELECT daoban.replay()');
    const late = await handled(station, 'si-account');
    station.time.now += 24 * 60 * minute;
    await handled(station, 'si-account');
    await send(station);
    expect(await checked()).toMatchObject({ days: [{ differences: [{ kind: 'not-in-manifest', number: late.number }] }], unclosed: [{ code, day: '2026-10-13', transactions: 1 }] });
    await station.call('transaction.amend', { number: second.number, change: { outcome: 'voided' }, reason: '误登' });
    await station.call('day.close', { day });
    await send(station);
    expect((await checked()).days).toMatchObject([{ number: 1, signed: true, differences: [] }]);

    await tamper(hub, `UPDATE daoban.day_close SET manifest = jsonb_set(manifest, '{transactions}', '9')`);
    expect((await checked()).days).toMatchObject([{ signed: false }]);
    const elsewhere = hub.login(await addManager(hub.administrator, 'putuo', '普陀'));
    expect(await checkDays(elsewhere, { ...span, code: null })).toEqual({ days: [], unclosed: [] });
  }, 60_000);
});
