import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setClock } from '../../../main/core/clock.ts';
import { recover } from '../../../main/core/recovery/recovery.ts';
import { handled } from '../../fixtures/handling.ts';
import { makeHub, query } from '../../fixtures/hub.ts';
import { startPostgres, type Postgres } from '../../fixtures/postgres.ts';
import { emptyFolder, key, minute, opened, openStation, stationOf } from '../../fixtures/station.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

describe('a station that was lost', () => {
  it('comes back from its backup under another incarnation, and the district has what both machines did', async () => {
    const [hub, station] = [await makeHub(postgres), await openStation()];
    const { station: id, code, name, site, publicKey } = await station.call('station.status', {});
    const { url, password } = await hub.register({ station: id, code, name, site, publicKey, incarnation: 0 });
    await station.call('upload.configure', { document: { targets: [{ kind: 'hub', name: 'district', url, password: 'hub-password' }] }, secrets: { 'hub-password': password } });
    await handled(station, 'si-account');
    await station.call('upload.run', { target: 'district' });
    await handled(station, 'si-account');
    const { file } = await station.call('backup.create', { folder: emptyFolder() });
    await handled(station, 'si-pension-resume');
    await station.call('upload.run', { target: 'district' });
    const lost = await station.call('station.status', {});
    station.close();

    const folder = path.join(emptyFolder(), 'restored');
    recover('backup.restore', { file }, { folder, key, patience: 0 });
    const time = { now: station.time.now + 60 * minute };
    const restored = stationOf(opened({ folder, clock: setClock(() => time.now) }), folder, time);
    const reopened = await restored.call('station.reopen', { reason: '主机损坏' });
    await handled(restored, 'si-account');
    await restored.call('transaction.amend', { number: `${code}-000001`, change: { outcome: 'voided' }, reason: '重复' });
    expect(await restored.call('upload.run', { target: 'district' })).toMatchObject({ status: { state: 'all-sent', trouble: null } });

    const { entries } = await restored.call('station.status', {});
    expect(await query(hub.administrator, 'SELECT incarnation, entries::integer, through::integer, faults::integer FROM daoban.audit($1)', [id])).toEqual([
      { incarnation: 0, entries: lost.entries, through: lost.entries, faults: 0 }, { incarnation: 1, entries: entries - reopened.after, through: entries, faults: 0 },
    ]);
    expect(await query(hub.administrator, 'SELECT number, outcome, latest_incarnation FROM daoban.handled WHERE station = $1 ORDER BY number', [id])).toEqual([
      { number: `${code}-000001`, outcome: 'voided', latest_incarnation: 1 }, { number: `${code}-000002`, outcome: 'completed', latest_incarnation: 0 },
      { number: `${code}-000003`, outcome: 'completed', latest_incarnation: 0 }, { number: `${reopened.code}-000003`, outcome: 'completed', latest_incarnation: 1 },
    ]);
  }, 60_000);
});
