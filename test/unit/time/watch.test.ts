import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClockSource } from '../../../main/core/clock.ts';
import { changesState } from '../../../main/core/time/watch.ts';
import { makeHub, type Hub } from '../../fixtures/hub.ts';
import { startPostgres, type Postgres } from '../../fixtures/postgres.ts';
import { minute, openStation, rawDatabase, type Station } from '../../fixtures/station.ts';
import { startTimeServer } from './time-server.ts';

const hour = 60 * minute;

/** A machine whose wall clock is that much behind the true time, which moves with the monotonic one. */
function machine(behind: number): { readonly clock: ClockSource; readonly state: { behind: number; passed: number }; readonly pass: (milliseconds: number) => void } {
  const state = { behind, passed: 0 };
  return {
    state,
    clock: () => ({ at: Math.round(Date.now() + state.passed - state.behind), clock: { run: 'boot-1', monotonic: Math.round(performance.now() + state.passed), offset: null } }),
    pass: (milliseconds) => void (state.passed += milliseconds),
  };
}

type Told = { readonly type: string; readonly offset: number | null; readonly origin: string | null; readonly carried: number | null };

/** What the journal says of the clock, and the offset that its last entry carries. */
function told(station: Station): { readonly clock: readonly Told[]; readonly carried: number | null } {
  const database = rawDatabase(station.folder);
  try {
    const clock = database
      .prepare<[], Told>(
        `SELECT type, coalesce(entry ->> '$.body.offset', entry ->> '$.body.by') AS offset, entry ->> '$.body.origin' AS origin, entry ->> '$.clock.offset' AS carried
           FROM journal WHERE type IN ('clock.measured', 'clock.jumped') ORDER BY seq`,
      )
      .all();
    return { clock, carried: database.prepare<[], number | null>(`SELECT entry ->> '$.clock.offset' FROM journal ORDER BY seq DESC LIMIT 1`).pluck().get() ?? null };
  } finally {
    database.close();
  }
}

/** The machine is busy with other tests: an offset is right to this much. */
const near = (found: number | null, wanted: number): boolean => found !== null && Math.abs(found - wanted) < 5000;

const receive = (station: Station) => station.call('visit.receive', { matters: ['si-account'], visitor: { applicant: 'person', phone: 'none', inPerson: true, wants: 'window' } });

describe('a station that is left to itself', () => {
  it('asks its time server at the start and about once an hour, and its entries carry the answer', async () => {
    const { clock, pass, state } = machine(20_000);
    const station = await openStation({ clock });
    let asked = 0;
    const port = await startTimeServer({ now: () => Date.now() + state.passed, change: (answer) => { asked += 1; return answer; } });
    await station.call('clock.configure', { source: { host: '127.0.0.1', port } });
    expect(await station.counter.tendClock()).toBe(true);
    expect(asked).toBe(1);
    await receive(station);
    expect(near(told(station).carried, 20_000)).toBe(true);
    for (let passed = 0; passed < 49; passed += 1) {
      pass(minute);
      await station.counter.tendClock();
    }
    expect(asked).toBe(1);
    for (let passed = 0; passed < 300; passed += 1) {
      pass(minute);
      await station.counter.tendClock();
    }
    // 349 minutes at 50 to 70 minutes each.
    expect(asked).toBeGreaterThanOrEqual(5);
    expect(asked).toBeLessThanOrEqual(7);
    // Nothing changed, so the journal has heard it once.
    expect(told(station).clock.map(({ type, origin }) => [type, origin])).toEqual([['clock.measured', 'time-server']]);
    expect(await station.call('clock.status', {})).toMatchObject({ origin: 'time-server', overLimit: false, silentSince: null });
  });

  it('journals a drift over the limit when it begins and when it ends, and not every hour between', async () => {
    const { clock, pass, state } = machine(0);
    const station = await openStation({ clock });
    await station.call('clock.configure', { source: { host: '127.0.0.1', port: await startTimeServer({ now: () => Date.now() + state.passed }) }, limitSeconds: 60 });
    const hours = async (count: number, drift: number): Promise<void> => {
      for (let one = 0; one < count; one += 1) {
        pass(hour + 10 * minute + 1000);
        // A drift is slow: no entry sees a jump.
        state.behind += drift;
        await station.counter.tendClock();
        await receive(station);
      }
    };
    await station.counter.tendClock();
    await hours(6, 25_000);
    expect(await station.call('clock.status', {})).toMatchObject({ overLimit: true });
    await hours(3, 0);
    await hours(6, -25_000);
    expect(await station.call('clock.status', {})).toMatchObject({ overLimit: false });
    const { clock: entries, carried } = told(station);
    expect(entries.map(({ type }) => type)).toEqual(['clock.measured', 'clock.measured', 'clock.measured']);
    expect([0, 75_000, 50_000].map((wanted, index) => near(entries[index]?.offset ?? null, wanted))).toEqual([true, true, true]);
    expect(near(carried, 0)).toBe(true);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  }, 60_000);

  it('notices a jump before anybody works, says it once, and asks at once how it stands now', async () => {
    const { clock, state } = machine(0);
    const station = await openStation({ clock });
    let asked = 0;
    await station.call('clock.configure', { source: { host: '127.0.0.1', port: await startTimeServer({ now: () => Date.now() + state.passed, change: (answer) => { asked += 1; return answer; } }) } });
    await station.counter.tendClock();
    state.passed += minute;
    state.behind += 10 * minute;
    await station.counter.tendClock();
    expect(asked).toBe(2);
    state.passed += minute;
    await station.counter.tendClock();
    expect(asked).toBe(2);
    expect(told(station).clock.map(({ type }) => type)).toEqual(['clock.measured', 'clock.jumped', 'clock.measured']);
    expect(await station.call('clock.status', {})).toMatchObject({ overLimit: true });
  });

  it('is silent where nobody answers: nothing is journaled, the last answer stands with its age, and it is asked less and less often', async () => {
    const { clock, pass, state } = machine(0);
    const station = await openStation({ clock });
    let [asked, alive] = [0, true];
    await station.call('clock.configure', { source: { host: '127.0.0.1', port: await startTimeServer({ now: () => Date.now() + state.passed, change: (answer) => { asked += 1; return alive ? answer : Buffer.concat([Buffer.from([0x24, 0]), answer.subarray(2)]); } }) } });
    await station.counter.tendClock();
    const { measuredAt } = await station.call('clock.status', {});
    const before = (await station.call('station.status', {})).entries;
    [asked, alive] = [0, false];
    for (let passed = 0; passed < 6 * 60; passed += 1) {
      pass(minute);
      await station.counter.tendClock();
    }
    expect(asked).toBeGreaterThan(4);
    expect(asked).toBeLessThan(12);
    const silent = await station.call('clock.status', {});
    expect(silent).toMatchObject({ measuredAt, overLimit: false });
    expect(silent.silentSince).toBeGreaterThan(measuredAt ?? 0);
    expect((await station.call('station.status', {})).entries).toBe(before);
    // After a restart the age is still that of the last answer, journaled or not.
    const again = station.reopen();
    expect(await again.call('clock.status', {})).toMatchObject({ measuredAt, origin: 'time-server' });
    alive = true;
    again.counter.reconnected();
    await again.counter.tendClock();
    expect(await again.call('clock.status', {})).toMatchObject({ silentSince: null });
  });

  it('holds nobody up while it waits for an answer', async () => {
    const { clock } = machine(0);
    const station = await openStation({ clock });
    await station.call('clock.configure', { source: { host: '127.0.0.1', port: await startTimeServer({ change: () => null }) } });
    const waiting = station.counter.tendClock();
    const began = performance.now();
    await receive(station);
    expect(performance.now() - began).toBeLessThan(1500);
    expect(await station.counter.tendClock()).toBe(false);
    await waiting;
    expect((await station.call('clock.status', {})).silentSince).not.toBeNull();
  });
});

describe('the hub as the trusted clock', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres.stop());

  async function comesTo(hub: Hub, station: Station): Promise<void> {
    const { station: id, code, name, site, publicKey } = await station.call('station.status', {});
    const { url, password } = await hub.register({ station: id, code, name, site, publicKey, incarnation: 0 });
    await station.call('upload.configure', { document: { targets: [{ kind: 'hub', name: 'district', url, password: 'hub-password' }] }, secrets: { 'hub-password': password } });
  }

  it('is heard with an upload, without a question of its own, where no time server is named', async () => {
    const [hub, { clock }] = [await makeHub(postgres), machine(90_000)];
    const station = await openStation({ clock });
    await comesTo(hub, station);
    await station.counter.sendDue();
    const status = await station.call('clock.status', {});
    expect(status).toMatchObject({ origin: 'hub', hub: true, overLimit: true });
    expect(near(status.offset, 90_000)).toBe(true);
    await receive(station);
    expect(near(told(station).carried, 90_000)).toBe(true);
    expect(told(station).clock).toMatchObject([{ type: 'clock.measured', origin: 'hub' }]);
    // The entry goes on like any other, and the next batches say nothing new.
    await station.counter.sendDue();
    expect(told(station).clock).toHaveLength(1);
    expect((await station.call('upload.status', {})).targets).toMatchObject([{ state: 'all-sent' }]);
  }, 60_000);

  it('stands in for a time server that is silent, also on a day with nothing to send, and is answered by the button too', async () => {
    const [hub, { clock, pass }] = [await makeHub(postgres), machine(-30_000)];
    const station = await openStation({ clock });
    await comesTo(hub, station);
    await station.counter.sendDue();
    await station.call('clock.configure', { source: { host: '127.0.0.1', port: 9 }, limitSeconds: 60 });
    pass(20_000);
    expect(await station.counter.tendClock()).toBe(true);
    const status = await station.call('clock.status', {});
    expect(status).toMatchObject({ origin: 'hub', silentSince: null, overLimit: false });
    expect(near(status.offset, -50_000)).toBe(true);
    expect(await station.call('clock.check', {})).toMatchObject({ origin: 'hub' });
    await postgres.kill();
    expect(await station.refused('clock.check', {})).toMatchObject({ code: 'time-source-silent' });
    expect((await station.call('clock.status', {})).offset).not.toBeNull();
    await postgres.start();
  }, 60_000);
});

describe('the state of the clock', () => {
  it.each([
    [null, 0, 0, true], [0, 59_000, 0, false], [0, 61_000, 0, true], [0, -61_000, 0, true], [70_000, 61_000, 0, false], [70_000, 59_000, 0, true],
    // Half the round trip on either side of the limit: it is not known on which side it is.
    [0, 61_000, 3000, false], [70_000, 59_000, 3000, false], [0, 62_000, 1000, true], [-70_000, 58_000, 3000, true],
  ] as const)('journaled as %s, measured as %d with a round trip of %d, changes: %s', (journaled, offset, roundTrip, changes) => {
    expect(changesState({ journaled, limitSeconds: 60 }, { offset, roundTrip })).toBe(changes);
  });
});
