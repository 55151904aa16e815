import { describe, expect, it } from 'vitest';
import { contract } from '../../../shared/contract/contract.ts';
import { levelOf, ratingWords, wordOf } from '../../../shared/visit/rating.ts';
import { finishing, handled, received } from '../../fixtures/handling.ts';
import { dump, minute, openStation, type Station } from '../../fixtures/station.ts';
import { configured, platform, sent, targetOf } from '../upload/platform.ts';

/** A visit that is over, by the number on its ticket. */
async function served(station: Station, matter = 'si-account'): Promise<string> {
  const { receipt } = await handled(station, matter);
  return receipt.ticket ?? '';
}

const ratingsOf = async (station: Station, state?: 'follow-up' | 'closed') => (await station.call('rating.list', state === undefined ? {} : { state })).ratings;

describe('a rating', () => {
  it('is one of five levels, by its number or its word, 5 being the best', () => {
    expect(ratingWords.map(levelOf)).toEqual([1, 2, 3, 4, 5]);
    expect(([1, 2, 3, 4, 5] as const).map(wordOf)).toEqual([...ratingWords]);
    expect(wordOf(5)).toBe('very-satisfied');
  });

  it('says where and by whom the visitor was served, and for what, and nothing of who they are', async () => {
    const station = await openStation();
    const ticket = await served(station);
    expect(await station.call('rating.give', { ticket, level: 'satisfied' }, 'guide')).toMatchObject({ level: 4, word: 'satisfied' });
    expect(await ratingsOf(station)).toMatchObject([
      { ticket, day: '2026-10-12', level: 4, word: 'satisfied', lane: 'window', window: 3, clerk: 'cli:tester', matters: [{ code: 'si-account' }], transactions: [expect.any(String)], internal: true, followUp: null },
    ]);
    expect(await station.call('journal.read', { limit: 1 })).toMatchObject({ entries: [{ type: 'visit.rated', subject: ticket }] });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true, faults: [] });
  });

  it('is taken once a visit, of several matters too, after the last of them', async () => {
    const station = await openStation();
    const { visit, ticket } = await received(station, ['si-account', 'card-activate']);
    await station.call('ticket.call', { window: 3, ticket: visit });
    expect(await station.refused('rating.give', { ticket: visit, level: 5 })).toMatchObject({ code: 'rating-not-done' });
    await station.call('transaction.finish', await finishing(station, visit, 'si-account'));
    expect(await station.refused('rating.give', { ticket: visit, level: 5 })).toMatchObject({ code: 'rating-not-done' });
    await station.call('transaction.finish', await finishing(station, visit, 'card-activate'));
    await station.call('rating.give', { ticket: ticket.number, level: 5 });
    for (const level of [5, 1] as const) expect(await station.refused('rating.give', { ticket: visit, level })).toMatchObject({ code: 'rating-given' });
    expect(await ratingsOf(station)).toMatchObject([{ level: 5, matters: [{ code: 'si-account' }, { code: 'card-activate' }] }]);
  });

  it('is not taken of somebody who left, nor on another day', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['si-account']);
    await station.call('ticket.close', { ticket: visit, reason: '改日再来' });
    expect(await station.refused('rating.give', { ticket: visit, level: 5 })).toMatchObject({ code: 'rating-not-done' });
    await handled(station, 'si-account');
    const [{ visit: yesterday } = { visit: null }] = (await station.call('transaction.list', { from: '2026-10-12', to: '2026-10-12' })).transactions;
    station.time.now += 24 * 60 * minute;
    expect(await station.refused('rating.give', { ticket: yesterday, level: 5 })).toMatchObject({ code: 'rating-day-over' });
  });

  it('is nobody’s duty: who does not rate leaves no trace', async () => {
    const station = await openStation();
    await served(station);
    const before = dump(station.folder);
    expect(await ratingsOf(station)).toEqual([]);
    expect(dump(station.folder)).toBe(before);
    expect(contract['rating.give'].roles).toEqual(['clerk', 'assistant', 'guide']);
  });

  it('that is none of the five is refused', async () => {
    const station = await openStation();
    const ticket = await served(station);
    for (const level of [0, 6, 4.5, '5', 'good', null]) expect(await station.refused('rating.give', { ticket, level })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.level' }] });
  });

  it('is the bureau’s own survey until a transaction of the visit has the platform’s number', async () => {
    const station = await openStation();
    await station.call('rating.give', { ticket: await served(station), level: 5 });
    expect((await ratingsOf(station))[0]?.internal).toBe(true);
    await configured(station, [targetOf(await platform())]);
    expect(await sent(station)).toMatchObject({ bound: 1 });
    expect((await ratingsOf(station))[0]?.internal).toBe(false);
  });
});

describe('a low rating', () => {
  it('is followed up within five working days, the most pressing first', async () => {
    const station = await openStation();
    for (const level of [1, 3, 5, 2] as const) await station.call('rating.give', { ticket: await served(station), level });
    expect((await ratingsOf(station, 'follow-up')).map(({ level, followUp }) => [level, followUp?.due, followUp?.standing])).toEqual([[1, '2026-10-19', null], [2, '2026-10-19', null]]);
    station.time.now += 4 * 24 * 60 * minute;
    expect((await ratingsOf(station, 'follow-up')).map(({ followUp }) => followUp?.standing)).toEqual(['due-soon', 'due-soon']);
    station.time.now += 4 * 24 * 60 * minute;
    expect((await ratingsOf(station, 'follow-up')).map(({ followUp }) => followUp?.standing)).toEqual(['overdue', 'overdue']);
  });

  it('has no due date where the holidays of that year are not known, and is followed up all the same', async () => {
    const station = await openStation();
    station.time.now = Date.parse('2026-12-30T09:00:00+08:00');
    await station.call('rating.give', { ticket: await served(station), level: 1 });
    expect(await ratingsOf(station, 'follow-up')).toMatchObject([{ followUp: { due: null, standing: null } }]);
  });

  it('is closed with what was done, which is sealed; once, and no other one', async () => {
    const station = await openStation();
    const { rating } = await station.call('rating.give', { ticket: await served(station), level: 2 });
    const { rating: good } = await station.call('rating.give', { ticket: await served(station), level: 5 });
    const note = '电话回访李某，材料清单已改';
    expect(await station.refused('rating.close', { rating, note: '无' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.note' }] });
    expect(await station.call('rating.close', { rating, note })).toMatchObject({ rating, followUp: { closedBy: 'cli:tester', closedAt: station.time.now, standing: null, note } });
    expect(await ratingsOf(station, 'follow-up')).toEqual([]);
    expect((await ratingsOf(station, 'closed')).map((one) => one.rating)).toEqual([rating]);
    for (const one of [rating, good]) expect(await station.refused('rating.close', { rating: one, note })).toMatchObject({ code: 'rating-not-open' });
    expect(await station.refused('rating.close', { rating: '01890000-0000-7000-8000-000000000000', note })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.rating' }] });
    expect(dump(station.folder)).not.toContain('电话回访');
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true, faults: [] });
  });
});
