import { describe, expect, it } from 'vitest';
import type { ClockSource } from '../../../main/core/clock.ts';
import { readEntry, type StoredEntry } from '../../../main/core/store/journal.ts';
import type { Entry } from '../../../shared/journal/entry.ts';
import { handled } from '../../fixtures/handling.ts';
import { minute, morning, openStation, rawDatabase, stationOf, opened, type Station } from '../../fixtures/station.ts';
import { startTimeServer } from '../time/time-server.ts';

/** A machine whose wall clock and monotonic clock the test moves apart. */
function machine(): { readonly clock: ClockSource; readonly state: { wall: number; monotonic: number; run: string } } {
  const state = { wall: morning, monotonic: 1_000_000, run: 'boot-1' };
  return { state, clock: () => ({ at: state.wall, clock: { run: state.run, monotonic: state.monotonic, offset: null } }) };
}

const pass = (state: { wall: number; monotonic: number }, milliseconds: number): void => {
  state.wall += milliseconds;
  state.monotonic += milliseconds;
};

const jumps = (station: Station): readonly number[] => {
  const database = rawDatabase(station.folder);
  try {
    return database.prepare<[], { by: number }>(`SELECT entry ->> '$.body.by' AS by FROM journal WHERE type = 'clock.jumped' ORDER BY seq`).all().map(({ by }) => by);
  } finally {
    database.close();
  }
};

const lastEntry = (station: Station): Entry | null => {
  const database = rawDatabase(station.folder);
  try {
    const row = database.prepare<[], StoredEntry>('SELECT * FROM journal ORDER BY seq DESC LIMIT 1').get();
    return row === undefined ? null : readEntry(row);
  } finally {
    database.close();
  }
};

const receive = (station: Station) => station.call('visit.receive', { matters: ['si-account'], visitor: { applicant: 'person', phone: 'none', inPerson: true, wants: 'window' } });

describe('a machine’s clock', () => {
  it('that was moved forward, back, or by little is journaled where it was over the limit, before the entry that noticed it', async () => {
    const { clock, state } = machine();
    const station = await openStation({ clock });
    await receive(station);
    pass(state, minute);
    await receive(station);
    expect(jumps(station)).toEqual([]);
    state.wall += 20_000;
    await receive(station);
    expect(jumps(station)).toEqual([]);
    state.wall += 90_000;
    await receive(station);
    state.wall -= 5 * minute;
    await receive(station);
    expect(jumps(station)).toEqual([90_000, -5 * minute]);
    expect((await station.call('clock.status', {})).jumped).toEqual({ at: state.wall, by: -5 * minute });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('that went back while the machine was off is seen at the first entry after it; time that passed is not', async () => {
    const { clock, state } = machine();
    const station = await openStation({ clock });
    await receive(station);
    state.run = 'boot-2';
    state.monotonic = 5;
    state.wall += 16 * 60 * minute;
    await receive(station);
    expect(jumps(station)).toEqual([]);
    state.run = 'boot-3';
    state.wall -= 60 * minute;
    await receive(station);
    expect(jumps(station)).toEqual([-60 * minute]);
  });

  it('that jumps while somebody is served leaves the durations right, and they stay in the figures', async () => {
    const { clock, state } = machine();
    const station = await openStation({ clock });
    const { visit } = await receive(station);
    pass(state, 7 * minute);
    await station.call('ticket.call', { window: 1, ticket: visit });
    state.wall += 3 * 60 * minute;
    pass(state, minute);
    await station.call('ticket.start', { ticket: visit });
    pass(state, 4 * minute);
    const { materials } = await station.call('certificates.resolve', { matter: 'si-account' });
    await station.call('transaction.finish', {
      ticket: visit, matter: 'si-account', applicant: { kind: 'person', name: '诸葛试验', paper: { type: 'resident-id', number: '11010519491231002X' } },
      materials: materials.map(({ name, disposition }) => ({ name, way: disposition })), outcome: 'completed',
    });
    const { totals } = await station.call('statistics.volume', { from: '2026-10-12', to: '2026-10-12', by: [] });
    expect(totals).toMatchObject({ transactions: 1, waitMedian: 7 * 60, serviceMedian: 4 * 60, untimedWait: 0, untimedService: 0 });
    expect(jumps(station)).toEqual([3 * 60 * minute]);
  });

  it('that was restarted in the middle of a service counts the transaction and keeps its timing out of the averages, and says so', async () => {
    const { clock, state } = machine();
    const station = await openStation({ clock });
    await handledAcross(station, () => {
      state.run = 'boot-2';
      state.monotonic = 5;
    }, state);
    const { totals } = await station.call('statistics.volume', { from: '2026-10-12', to: '2026-10-12', by: [] });
    expect(totals).toMatchObject({ transactions: 1, serviceMedian: null, untimedService: 1 });
    expect((await station.call('day.close', {})).manifest.untimed).toBe(1);
  });
});

async function handledAcross(station: Station, restart: () => void, state: { wall: number; monotonic: number }): Promise<void> {
  const { visit } = await receive(station);
  await station.call('ticket.call', { window: 1, ticket: visit });
  await station.call('ticket.start', { ticket: visit });
  pass(state, minute);
  restart();
  const { materials } = await station.call('certificates.resolve', { matter: 'si-account' });
  await station.call('transaction.finish', {
    ticket: visit, matter: 'si-account', applicant: { kind: 'person', name: '诸葛试验', paper: { type: 'resident-id', number: '11010519491231002X' } },
    materials: materials.map(({ name, disposition }) => ({ name, way: disposition })), outcome: 'completed',
  });
}

describe('a time server', () => {
  it('is asked, its offset stands in every entry from then on, and one over the limit is said', async () => {
    const { clock, state } = machine();
    const station = await openStation({ clock });
    expect(await station.refused('clock.check', {})).toMatchObject({ code: 'time-source-missing' });
    await station.call('clock.configure', { source: { host: '127.0.0.1', port: await startTimeServer({ aheadBy: 200_000, now: () => state.wall }) }, limitSeconds: 60 });
    const checked = await station.call('clock.check', {});
    expect(Math.abs((checked.offset ?? 0) - 200_000)).toBeLessThan(5000);
    expect(checked).toMatchObject({ overLimit: true, limitSeconds: 60 });
    await receive(station);
    expect(lastEntry(station)?.clock.offset).toBe(checked.offset);
    const again = station.reopen();
    expect(await again.call('clock.status', {})).toMatchObject({ offset: checked.offset, overLimit: true });
  });

  it('that is silent is a failure that changes nothing', async () => {
    const station = await openStation();
    await station.call('clock.configure', { source: { host: '127.0.0.1', port: 9 } });
    const before = (await station.call('station.status', {})).entries;
    expect(await station.refused('clock.check', {})).toMatchObject({ code: 'time-source-silent' });
    expect((await station.call('station.status', {})).entries).toBe(before);
  });
});

it('a clock that a trial set on purpose is held against nothing', async () => {
  const station = await openStation();
  await handled(station, 'si-account');
  station.close();
  const { clock, state } = machine();
  state.wall = morning - 30 * 24 * 60 * minute;
  const other = stationOf(opened({ folder: station.folder, clock }), station.folder, { now: morning }, clock);
  await receive(other);
  expect(jumps(other)).toEqual([]);
});
