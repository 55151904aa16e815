import { describe, expect, it } from 'vitest';
import { onePending, opened, standing, transaction, twoMissing, asked } from '../../fixtures/later.ts';
import { rawDatabase, type Station } from '../../fixtures/station.ts';

const day = 24 * 3_600_000;
const late = { 照片: { state: 'tolerated' } } as const;

/** Moves the clock to ten in the morning of a day. */
const on = (station: Station, date: string): void => void (station.time.now = Date.parse(`${date}T10:00:00+08:00`));

const entries = async (station: Station): Promise<number> => (await station.call('station.status', {})).entries;

describe('a transaction whose tolerated material did not come', () => {
  it('is returned in one act, with its reason, its receipt and the notice of what is missing', async () => {
    const station = await opened();
    const number = await transaction(station, late);
    on(station, '2026-10-16');
    const before = await entries(station);
    const returned = await station.call('supplement.return', { transaction: number, reason: '逾期未补交' });
    expect(returned).toMatchObject({ number, outcome: 'returned', copy: false, receipt: { outcome: 'returned' }, notice: { day: '2026-10-16', missing: [{ name: '照片' }] } });
    expect(await entries(station)).toBe(before + 2);
    expect(await standing(station, number, '照片')).toEqual({ outcome: 'returned', 照片: 'submit missing' });
    expect((await station.call('transaction.read', { number })).amendments.map(({ reason }) => reason)).toEqual(['逾期未补交']);
    expect((await station.call('supplement.list', {})).supplements).toEqual([]);
    // Whoever was given time to bring it was told in time.
    expect((await station.call('lookback.scan', { from: '2026-10-12', to: '2026-10-12' })).findings).toMatchObject({ noticeLate: { count: 0 }, promisePastDue: { count: 0 } });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('is not returned before the date has passed, nor where nothing is awaited', async () => {
    const station = await opened();
    const [number, whole] = [await transaction(station, late), await transaction(station, {}, 'completed')];
    on(station, '2026-10-15');
    const before = await entries(station);
    expect((await station.refused('supplement.return', { transaction: number, reason: '等不及了' })).code).toBe('supplement-not-overdue');
    expect((await station.refused('supplement.return', { transaction: whole, reason: '逾期未补交' })).code).toBe('nothing-outstanding');
    expect(await entries(station)).toBe(before);
  });

  it('may still be completed by what comes after the date', async () => {
    const station = await opened();
    const number = await transaction(station, late);
    on(station, '2026-10-20');
    expect((await station.call('supplement.list', {})).supplements).toMatchObject([{ number, matterNameEn: 'Many papers', overdue: true, standing: 'overdue' }]);
    expect((await station.call('supplement.receive', { transaction: number, material: '照片' })).outcome).toBe('completed');
  });

  it('is reminded of on the working day before the date', async () => {
    const station = await opened();
    on(station, '2026-10-15');
    await transaction(station, late);
    const stands = async (date: string): Promise<unknown> => {
      on(station, date);
      return (await station.call('supplement.list', {})).supplements.map(({ dueBy, standing: now }) => [dueBy, now]);
    };
    expect(await stands('2026-10-16')).toEqual([['2026-10-20', null]]);
    expect(await stands('2026-10-19')).toEqual([['2026-10-20', 'due-soon']]);
    expect(await stands('2026-10-20')).toEqual([['2026-10-20', 'due-soon']]);
    expect(await stands('2026-10-21')).toEqual([['2026-10-20', 'overdue']]);
  });
});

describe('the notices that are still to be given', () => {
  const listed = async (station: Station): Promise<unknown> => (await station.call('notice.list', {})).notices.map(({ number, since, lastDay, state }) => [number, since, lastDay, state]);

  it.each([
    ['2026-10-13', 'open'],
    ['2026-10-16', 'due-soon'],
    ['2026-10-19', 'due-soon'],
    ['2026-10-20', 'accepted-by-silence'],
  ])('stand on %s as %s: papers of Monday the 12th, five working days', async (today, state) => {
    const station = await opened();
    const number = await transaction(station, twoMissing, 'returned');
    on(station, today);
    expect(await station.call('notice.list', {})).toEqual({
      notices: [{ number, matterName: '事项 many', matterNameEn: 'Many papers', missing: ['申请表', '婚姻状况'], since: '2026-10-12', lastDay: '2026-10-19', state }],
    });
    // The look-back judges by the same day.
    expect((await station.call('lookback.scan', { from: '2026-10-12', to: '2026-10-12' })).findings.noticeLate.count).toBe(state === 'accepted-by-silence' ? 1 : 0);
  });

  it('leave the list with the notice, with what was supplied, and with the transaction that is voided', async () => {
    const station = await opened();
    const [told, supplied, voided, open] = [await transaction(station, twoMissing, 'returned'), await transaction(station, { 申请表: { state: 'missing' } }, 'returned'), await transaction(station, twoMissing, 'returned'), await transaction(station, twoMissing, 'not-accepted')];
    await transaction(station, onePending);
    await station.call('notice.print', { transaction: told });
    await station.call('supplement.receive', { transaction: supplied, material: '申请表' });
    await station.call('transaction.amend', { number: voided, change: { outcome: 'voided' }, reason: '作废处理' });
    expect(await listed(station)).toEqual([[open, '2026-10-12', '2026-10-19', 'open']]);
  });

  it('begin for what a body refuted on the day of its answer, and never say that the accepted case was accepted by silence', async () => {
    const station = await opened();
    const number = await transaction(station, onePending);
    const { check } = await asked(station, number);
    on(station, '2026-10-26');
    await station.call('check.answer', { check, answer: 'refuted' });
    expect(await listed(station)).toEqual([[number, '2026-10-26', '2026-11-02', 'open']]);
    // A later amendment that leaves it missing does not give more time.
    station.time.now += day;
    await station.call('transaction.amend', { number, change: { note: '已电话联系' }, reason: '补记' });
    on(station, '2026-11-03');
    expect(await listed(station)).toEqual([[number, '2026-10-26', '2026-11-02', 'overdue']]);
    expect((await station.call('lookback.scan', { from: '2026-10-12', to: '2026-10-12' })).findings.noticeLate.count).toBe(1);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('come by their last day, those of a year whose holidays are unknown at the end', async () => {
    const station = await opened();
    on(station, '2026-12-30');
    const unknown = await transaction(station, twoMissing, 'returned');
    station.time.now -= 2 * day;
    // The clock of this station went back; the day counts, not the order.
    const known = await transaction(station, twoMissing, 'returned');
    expect(await listed(station)).toEqual([[unknown, '2026-12-30', null, 'open'], [known, '2026-12-28', null, 'open']]);
    on(station, '2026-12-21');
    const first = await transaction(station, twoMissing, 'returned');
    expect((await station.call('notice.list', {})).notices[0]?.number).toBe(first);
  });

  it('are numbered in the station’s own series, over restarts and returns', async () => {
    let station = await opened();
    const { code } = await station.call('station.status', {});
    const first = await station.call('notice.print', { transaction: await transaction(station, twoMissing, 'returned') });
    const tolerated = await transaction(station, late);
    station = station.reopen();
    on(station, '2026-10-16');
    const second = await station.call('supplement.return', { transaction: tolerated, reason: '逾期未补交' });
    const copy = await station.call('notice.print', { transaction: tolerated });
    expect([first, second, copy].map(({ notice, copy: isCopy }) => [notice.number, isCopy])).toEqual([[`${code}-T00001`, false], [`${code}-T00002`, false], [`${code}-T00002`, true]]);
  });

  it('are found without looking through the ledger', async () => {
    const station = await opened();
    const database = rawDatabase(station.folder);
    const plan = (state: string): string => JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN SELECT number FROM ledger WHERE state = '${state}' AND imported = 0`).all());
    expect(['missing', 'pending', 'tolerated'].map((state) => plan(state).includes(`ledger_${state}`))).toEqual([true, true, true]);
    database.close();
  });
});

describe('a visitor who comes back with what was missing', () => {
  it('is found by the number of the notice or of the receipt, and what they bring completes the transaction that was returned', async () => {
    const station = await opened();
    const number = await transaction(station, twoMissing, 'returned');
    const { notice } = await station.call('notice.print', { transaction: number });
    const found = await station.call('supplement.find', { number: notice.number });
    expect(found).toEqual({ number, matterName: '事项 many', matterNameEn: 'Many papers', outcome: 'returned', materials: ['申请表', '婚姻状况'].map((material) => ({ material, state: 'missing', dueBy: null })) });
    expect(await station.call('supplement.find', { number })).toEqual(found);
    expect((await station.call('supplement.receive', { transaction: number, material: '申请表', reopen: true })).outcome).toBe('reopened');
    expect((await station.call('supplement.receive', { transaction: number, material: '婚姻状况', reopen: true })).outcome).toBe('completed');
    expect((await station.call('supplement.find', { number })).materials).toEqual([]);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('is not asked for what a body refuted, and is not found by a number that nobody gave', async () => {
    const station = await opened();
    const number = await transaction(station, { ...onePending, ...late });
    const { check } = await asked(station, number);
    await station.call('check.answer', { check, answer: 'refuted' });
    expect((await station.call('supplement.find', { number })).materials).toMatchObject([{ material: '照片', state: 'tolerated', dueBy: '2026-10-15' }]);
    expect(await station.refused('supplement.find', { number: 'ZZZZ-T00001' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.number', code: 'unknown-transaction' }] });
  });
});
