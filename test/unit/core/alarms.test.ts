import { describe, expect, it } from 'vitest';
import { makeReceiver } from '../../../main/core/bundle/receiver.ts';
import { handled, received } from '../../fixtures/handling.ts';
import { minute, openStation } from '../../fixtures/station.ts';

const { receiver } = makeReceiver();

describe('what a manager has to see to', () => {
  it('is nothing while nobody waits longer than the target', async () => {
    const station = await openStation();
    await received(station, ['si-account']);
    station.time.now += 15 * minute;
    expect((await station.call('hall.alarms', {})).alarms).toEqual([]);
  });

  it('a wait over the target: how many in which lane, since the first of them passed it', async () => {
    const station = await openStation();
    const begun = station.time.now;
    await received(station, ['si-account']);
    station.time.now += 10 * minute;
    await received(station, ['si-account']);
    station.time.now += 6 * minute;
    const { alarms } = await station.call('hall.alarms', {});
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toMatchObject({ kind: 'wait-over-target', lane: 'window', waiting: 1 });
    expect(Math.abs((alarms[0]?.since ?? 0) - (begun + 15 * minute))).toBeLessThan(minute);
  });

  it('a lane that was closed with people in it, until the last of them is called', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['si-account']);
    await station.call('hall.configure', { openLanes: ['self-service', 'referral'], windows: [1, 2], hours: [{ from: '08:30', to: '17:00' }], expectedServiceMinutes: 8 });
    expect((await station.call('hall.alarms', {})).alarms).toMatchObject([{ kind: 'lane-closed', lane: 'window', waiting: 1 }]);
    await station.call('ticket.call', { window: 1, ticket: visit });
    expect((await station.call('hall.alarms', {})).alarms).toEqual([]);
  });

  it('what was handled days ago and has not been carried to where it has to go', async () => {
    const station = await openStation();
    await station.call('upload.configure', { document: { targets: [{ kind: 'bundle', name: 'stick', receiverKey: receiver.key }] } });
    await handled(station, 'si-account');
    station.time.now += 60 * 60 * minute;
    expect((await station.call('hall.alarms', {})).alarms).toEqual([]);
    station.time.now += 13 * 60 * minute;
    expect((await station.call('hall.alarms', {})).alarms).toMatchObject([{ kind: 'unsent', transactions: 1, attention: false }]);
  });
});
