import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOn, duePeriods } from '../../../main/core/export/due.ts';
import { periodAfter, periodAround, spanOfPeriod } from '../../../shared/statistics/period.ts';
import { addDays } from '../../../shared/transaction/china-time.ts';
import { handled } from '../../fixtures/handling.ts';
import { dump, emptyFolder, openStation, type Station } from '../../fixtures/station.ts';

const at = (day: string): number => Date.parse(`${day}T09:00:00+08:00`);
const monthly = { name: '每月办件', view: 'month-volume', format: 'csv', every: 'month', day: 3 } as const;

const listed = async (station: Station) => (await station.call('schedule.list', {})).schedules[0];

describe('a scheduled export', () => {
  it('is made on its day for the month before, and not before that day', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    const folder = path.join(emptyFolder(), 'reports');
    expect(await station.call('schedule.set', { ...monthly, folder })).toEqual({ name: '每月办件', next: '2026-10' });
    station.time.now = at('2026-11-02');
    expect(await station.counter.tend()).toBe(false);
    expect(await listed(station)).toMatchObject({ next: { period: '2026-10', on: '2026-11-03' }, overdue: 0, last: null });
    station.time.now = at('2026-11-03');
    expect(await station.counter.tend()).toBe(true);
    expect(readdirSync(folder)).toEqual(['每月办件 2026-10.csv']);
    expect(await listed(station)).toMatchObject({ folder, next: { period: '2026-11', on: '2026-12-03' }, overdue: 0, last: { period: '2026-10', rows: 1 }, hindrance: null });
    expect(await station.counter.tend()).toBe(false);
  });

  it('makes up for the months in which the counter was off, oldest first, each with its own days', async () => {
    const station = await openStation();
    const folder = emptyFolder();
    await station.call('schedule.set', { ...monthly, folder });
    await handled(station, 'si-account');
    station.time.now = at('2027-02-10');
    const { made, failed } = await station.call('schedule.run', {});
    expect([made.map(({ period }) => period), failed]).toEqual([['2026-10', '2026-11', '2026-12', '2027-01'], []]);
    expect(made.map(({ rows }) => rows)).toEqual([1, 0, 0, 0]);
    expect(await station.call('schedule.run', {})).toEqual({ made: [], failed: [] });
    const before = await listed(station);
    expect(before).toMatchObject({ next: { period: '2027-02' }, last: { period: '2027-01' } });
    await station.call('journal.rebuild', {});
    expect(await listed(station)).toEqual(before);
  });

  it('whose folder is gone says so, leaves no month out, and goes on when the folder is back', async () => {
    const station = await openStation();
    const folder = path.join(emptyFolder(), 'share');
    await station.call('schedule.set', { ...monthly, folder });
    rmSync(folder, { recursive: true });
    station.time.now = at('2026-12-05');
    expect(await station.counter.tend()).toBe(true);
    expect(await listed(station)).toMatchObject({ overdue: 2, hindrance: { code: 'export-parent-missing', period: '2026-10', at: station.time.now } });
    mkdirSync(folder);
    expect(await station.counter.tend()).toBe(false);
    station.time.now += 16 * 60_000;
    expect(await station.counter.tend()).toBe(true);
    expect(await listed(station)).toMatchObject({ overdue: 0, hindrance: null });
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('of a saved view asks it for the period; of one that is gone says so', async () => {
    const station = await openStation();
    const folder = emptyFolder();
    await station.call('statistics.saveView', { name: '按通道', query: { from: '2020-01-01', to: '2020-01-31', measures: ['transactions'], by: ['lane'] } });
    await handled(station, 'si-account');
    await station.call('schedule.set', { ...monthly, view: '按通道', folder });
    station.time.now = at('2026-11-03');
    expect((await station.call('schedule.run', {})).made).toHaveLength(1);
    expect(readFileSync(path.join(folder, '每月办件 2026-10.csv'), 'utf8')).toContain('综合受理窗口,1');
    await station.call('statistics.removeView', { name: '按通道' });
    station.time.now = at('2026-12-03');
    expect((await station.call('schedule.run', {})).failed).toEqual([{ name: '每月办件', period: '2026-11', code: 'bad-input' }]);
  });

  it('goes on where it was when it is set anew, and ends when it is removed', async () => {
    const station = await openStation();
    await station.call('schedule.set', { ...monthly, folder: emptyFolder() });
    station.time.now = at('2026-12-20');
    expect(await station.call('schedule.set', { ...monthly, day: 5, folder: emptyFolder() })).toMatchObject({ next: '2026-10' });
    expect(await station.call('schedule.set', { ...monthly, every: 'year', folder: emptyFolder() })).toMatchObject({ next: '2026' });
    await station.call('schedule.remove', { name: '每月办件' });
    expect((await station.call('schedule.list', {})).schedules).toEqual([]);
    expect((await station.refused('schedule.remove', { name: '每月办件' })).code).toBe('bad-input');
  });

  it.each([
    ['a view that is not there', { view: '没有的' }, 'bad-input'],
    ['a name that is a path', { name: '../../etc/x' }, 'bad-input'],
    ['a day that not every month has', { day: 31 }, 'bad-input'],
    ['names of people', { namedList: { reason: '审计' } }, 'bad-input'],
  ])('is refused with %s', async (_name, change, code) => {
    const station = await openStation();
    expect((await station.refused('schedule.set', { ...monthly, folder: emptyFolder(), ...change })).code).toBe(code);
  });

  it('is refused a folder that is a file', async () => {
    const station = await openStation();
    const file = path.join(emptyFolder(), 'file');
    writeFileSync(file, '');
    expect(await station.refused('schedule.set', { ...monthly, folder: file })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.folder', code: 'not-a-folder' }] });
  });

  it('keeps its folder out of the journal’s plain text', async () => {
    const station = await openStation();
    const folder = path.join(emptyFolder(), '张主任的文件夹');
    await station.call('schedule.set', { ...monthly, folder });
    station.close();
    expect(dump(station.folder)).not.toContain('张主任');
  });
});

const period = fc.record({ year: fc.integer({ min: 1990, max: 2400 }), kind: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const), month: fc.integer({ min: 1, max: 12 }) }).map(({ year, kind, month }) => periodAround(kind, `${year}-${String(month).padStart(2, '0')}-15`));

describe('periods', () => {
  it('follow one another without a gap', () => {
    fc.assert(
      fc.property(period, (one) => {
        expect(spanOfPeriod(periodAfter(one)).from).toBe(addDays(spanOfPeriod(one).to, 1));
      }),
    );
  });

  it('hold every one of their days', () => {
    fc.assert(
      fc.property(period, fc.nat(400), (one, days) => {
        const { from, to } = spanOfPeriod(one);
        const day = addDays(from, days);
        const kind = one.length === 4 ? 'year' : one.includes('Q') ? 'quarter' : 'month';
        expect(periodAround(kind, day) === one).toBe(day <= to);
      }),
    );
  });

  it('are due from their day on, and all that were missed with them', () => {
    fc.assert(
      fc.property(period, fc.integer({ min: 1, max: 28 }), fc.nat(900), (next, day, days) => {
        const today = addDays(spanOfPeriod(next).from, days);
        const due = duePeriods({ next, day }, today);
        const after = due.at(-1) === undefined ? next : periodAfter(due.at(-1) ?? next);
        expect([due.every((one) => dueOn(one, day) <= today), dueOn(after, day) > today]).toEqual([true, true]);
      }),
    );
  });
});
