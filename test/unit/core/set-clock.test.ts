import { describe, expect, it } from 'vitest';
import { atWindow, finishing, handled, received } from '../../fixtures/handling.ts';
import { bareStation, minute, morning, opened, openStation, stationFolder, stationOf, type Station } from '../../fixtures/station.ts';
import { machineClock, type Moment } from '../../../main/core/clock.ts';
import type { Caller } from '../../../main/core/context.ts';

const at = (instant: number): Caller => ({ kind: 'command-line', user: 'tester', role: 'manager', at: instant });
const receive = { matters: ['si-account'], visitor: atWindow };

describe('a set clock', () => {
  it('is taken by a trial station alone, from its founding on', async () => {
    const real = await bareStation(false);
    expect(await real.counter.call('station.status', {}, at(morning))).toMatchObject({ ok: false, error: { code: 'clock-not-trial' } });
    expect(await real.counter.call('hall.configure', {}, at(morning))).toMatchObject({ ok: false, error: { code: 'clock-not-trial' } });
    const trial = await bareStation(true);
    expect(await trial.counter.call('station.status', {}, at(morning - 1))).toMatchObject({ ok: true, value: { now: morning - 1, trial: true } });
  });

  it('never goes back for commands, and may for queries', async () => {
    const folder = await stationFolder();
    const counter = opened({ folder, clock: machineClock() });
    expect(await counter.call('visit.receive', receive, at(morning + minute))).toMatchObject({ ok: true, value: { ticket: { number: 'A001' } } });
    expect(await counter.call('visit.receive', receive, at(morning))).toMatchObject({ ok: false, error: { code: 'clock-backwards' } });
    expect(await counter.call('visit.receive', receive, at(morning + minute))).toMatchObject({ ok: true, value: { ticket: { number: 'A002' } } });
    expect(await counter.call('hall.today', {}, at(morning - 30 * 24 * 3_600_000))).toMatchObject({ ok: true, value: { received: 0 } });
    expect(await counter.call('station.status', {}, at(morning))).toMatchObject({ ok: true, value: { clockSetTo: morning + minute } });
    expect(await counter.call('hall.today', {}, at(morning))).toMatchObject({ ok: true, value: { received: 2 } });
  });
});

describe('durations', () => {
  /** A station whose wall clock and monotonic clock go as the test says. */
  async function clocked(): Promise<{ readonly station: Station; readonly moment: { at: number; run: string; monotonic: number } }> {
    const moment = { at: morning, run: 'first', monotonic: 1000 };
    const clock = (): Moment => ({ at: moment.at, clock: { run: moment.run, monotonic: moment.monotonic, offset: null } });
    const folder = await stationFolder();
    return { station: stationOf(opened({ folder, clock }), folder, { now: morning }, clock), moment };
  }
  const volume = async (station: Station): Promise<unknown> => (await station.call('statistics.volume', { from: '2026-01-01', to: '2026-12-31', by: [] })).totals;

  it('come from the monotonic clock, whatever somebody does to the wall clock meanwhile', async () => {
    const { station, moment } = await clocked();
    const { visit } = await received(station, ['si-account']);
    moment.monotonic += 90_000;
    moment.at += 5 * 3_600_000;
    await station.call('ticket.call', { window: 1 });
    moment.monotonic += 10_000;
    moment.at -= 9 * 3_600_000;
    await station.call('ticket.start', { ticket: visit });
    moment.monotonic += 240_000;
    moment.at += 1;
    await station.call('transaction.finish', await finishing(station, visit, 'si-account'));
    expect(await volume(station)).toMatchObject({ transactions: 1, waitMedian: 90, serviceMedian: 240, untimedWait: 0, untimedService: 0 });
  });

  it('over a restart of the machine stay out of the figures and are counted as untimed', async () => {
    const { station, moment } = await clocked();
    const { visit } = await received(station, ['si-account']);
    moment.run = 'second';
    moment.monotonic = 5;
    moment.at += 10 * minute;
    await station.call('ticket.call', { window: 1 });
    await station.call('ticket.start', { ticket: visit });
    moment.monotonic += 60_000;
    await station.call('transaction.finish', await finishing(station, visit, 'si-account'));
    expect(await volume(station)).toMatchObject({ transactions: 1, waitMedian: null, serviceMedian: 60, untimedWait: 1, untimedService: 0 });
  });

  it('that nobody took are told as such: work from a ticket that was neither called nor started counts', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['si-account']);
    await station.call('transaction.finish', await finishing(station, visit, 'si-account'));
    expect(await volume(station)).toMatchObject({ transactions: 1, untimedWait: 1, untimedService: 1, waitMedian: null, serviceMedian: null });
  });

  it('run to the first call, and over every stretch of serving', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['si-account']);
    const step = (minutes: number): number => (station.time.now += minutes * minute);
    step(5);
    await station.call('ticket.call', { window: 1 });
    await station.call('ticket.noShow', { ticket: visit });
    step(10);
    await station.call('ticket.call', { window: 2, ticket: visit });
    await station.call('ticket.start', { ticket: visit });
    step(3);
    await station.call('ticket.transfer', { ticket: visit, lane: 'self-service' });
    step(2);
    await station.call('ticket.call', { window: 21, ticket: visit });
    await station.call('ticket.start', { ticket: visit });
    step(6);
    await station.call('transaction.finish', await finishing(station, visit, 'si-account'));
    expect(await volume(station)).toMatchObject({ waitMedian: 5 * 60, serviceMedian: 9 * 60 });
  });

  it('are summed up by exact medians and 90th percentiles, without the voided', async () => {
    const station = await openStation();
    const numbers: string[] = [];
    for (const minutes of [1, 2, 3, 4, 100]) {
      const { visit } = await received(station, ['si-account']);
      await station.call('ticket.start', { ticket: visit });
      station.time.now += minutes * minute;
      numbers.push((await station.call('transaction.finish', await finishing(station, visit, 'si-account'))).number);
    }
    expect(await volume(station)).toMatchObject({ serviceMedian: 180, serviceP90: Math.round((4 + 0.6 * 96) * 60) });
    await station.call('transaction.amend', { number: numbers[4] ?? '', change: { outcome: 'voided' }, reason: '忘记结束' });
    expect(await volume(station)).toMatchObject({ transactions: 4, voided: 1, serviceMedian: 150 });
  });

  it('are the same in a rebuilt station', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    const before = await volume(station);
    await station.call('journal.rebuild', {});
    expect(await volume(station)).toEqual(before);
  });
});
