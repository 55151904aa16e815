import { describe, expect, it } from 'vitest';
import { makeReceiver } from '../../../main/core/bundle/receiver.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { reconcile, type Acknowledgement, type HeldTransaction, type Holdings, type LocalTransaction } from '../../../shared/upload/reconcile.ts';
import { handled, person } from '../../fixtures/handling.ts';
import { emptyFolder, openStation, type Station } from '../../fixtures/station.ts';
import { configured, platform, sendingUntilDone, sent, targetOf } from './platform.ts';

const day = '2026-10-12';
const here = (number: string, change: Partial<LocalTransaction> = {}): LocalTransaction => ({ number, day, seq: Number(number.slice(-2)), latestSeq: Number(number.slice(-2)), at: 1000, latestAt: 2000, voided: false, ...change });
const there = (number: string, change: Partial<HeldTransaction> = {}): HeldTransaction => ({ number, day, voided: false, seq: Number(number.slice(-2)), latestSeq: Number(number.slice(-2)), own: true, current: true, ...change });

const newest: Acknowledgement = { version: 'newest' };
const waiting: Acknowledgement = { version: 'none', reason: 'waiting', since: 1000 };
const holding = (transactions: readonly HeldTransaction[], change: Partial<Holdings> = {}): Holdings => ({ through: 99, unreadable: [], transactions, ...change });

type Case = readonly [what: string, local: readonly LocalTransaction[], said: Acknowledgement, held: Holdings, difference: object];
const number = 'AAAA-000010';
const cases: readonly Case[] = [
  ['not sent yet', [here(number)], waiting, holding([]), { kind: 'missing', reason: 'waiting', since: 1000 }],
  ['acknowledged, and gone from the district', [here(number)], newest, holding([]), { kind: 'missing', reason: 'lost-there', since: null }],
  ['accepted in a form that the district cannot read', [here(number)], newest, holding([], { unreadable: [10] }), { kind: 'missing', reason: 'unreadable-there' }],
  ['corrected, and the correction not sent yet', [here(number, { latestSeq: 30 })], { version: 'older', reason: 'waiting', since: 2000 }, holding([there(number)]), { kind: 'older', reason: 'waiting', since: 2000 }],
  ['corrected, acknowledged, and the correction gone', [here(number, { latestSeq: 30 })], newest, holding([there(number)]), { kind: 'older', reason: 'lost-there' }],
  ['there, and the acknowledgement lost', [here(number)], waiting, holding([there(number)]), { kind: 'unacknowledged', reason: 'acknowledgement-late', since: 1000 }],
  ['the same version under another day', [here(number)], newest, holding([there(number, { day: '2026-10-13' })]), { kind: 'otherwise', reason: 'counted-otherwise' }],
  ['the same version, voided there alone', [here(number)], newest, holding([there(number, { voided: true })]), { kind: 'otherwise', reason: 'counted-otherwise' }],
  ['corrected there in an entry that is not here', [here(number)], newest, holding([there(number, { latestSeq: 40 })]), { kind: 'otherwise', reason: 'unknown-here' }],
  ['corrected on a machine that was given up', [here(number)], newest, holding([there(number, { latestSeq: 40, current: false })]), { kind: 'otherwise', reason: 'another-branch' }],
  ['there on this branch, and not here', [], newest, holding([there(number)]), { kind: 'surplus', reason: 'unknown-here' }],
  ['handled on a machine that was given up', [], newest, holding([there(number, { own: false, current: false })]), { kind: 'surplus', reason: 'another-branch' }],
  ['handled on such a machine, before this branch has reached the district', [], newest, holding([there(number, { own: false, current: false })], { through: null }), { kind: 'surplus', reason: 'another-branch' }],
];

describe('what differs', () => {
  it.each(cases)('has a name: %s', (_what, local, said, held, difference) => {
    const { differences, total } = reconcile({ target: 'district', kind: 'hub' }, local, () => said, held);
    expect(differences).toMatchObject([{ number, day, ...difference }]);
    expect(total.differences).toBe(1);
  });

  it('is nothing where all three are the same, also before a restored branch has reached the district', () => {
    for (const change of [{}, { through: null }]) {
      const { differences, total } = reconcile({ target: 'district', kind: 'hub' }, [here(number)], () => newest, holding([there(number)], change));
      expect(differences).toEqual([]);
      expect(total).toEqual({ local: { transactions: 1, voided: 0 }, acknowledged: { transactions: 1, voided: 0 }, district: { transactions: 1, voided: 0 }, differences: 0 });
    }
  });

  it('is told apart where two machines gave the same number', () => {
    const { differences } = reconcile({ target: 'district', kind: 'hub' }, [here(number, { seq: 12, latestSeq: 12 })], () => waiting, holding([there(number, { own: false, current: false })]));
    expect(differences.map(({ kind, reason }) => [kind, reason])).toEqual([['missing', 'waiting'], ['surplus', 'another-branch']]);
  });

  it('names the first thousand of very many and counts all', () => {
    const local = Array.from({ length: 1200 }, (_, index) => here(`AAAA-${String(index + 1).padStart(6, '0')}`));
    const { differences, more, total } = reconcile({ target: 'district', kind: 'hub' }, local, () => waiting, 'unreachable');
    expect([differences.length, more, total.differences, differences[0]?.number]).toEqual([1000, true, 1200, 'AAAA-000001']);
  });
});

const span = { from: '2026-10-01', to: '2026-10-31' };
const reconciled = (station: Station, target?: string): Promise<Output<'reconcile'>> => station.call('reconcile', { ...span, ...(target === undefined ? {} : { target }) });

describe('a platform', () => {
  it('cannot be asked; what it took, refused and put off is told from its own answers', async () => {
    const [station, server] = [await openStation(), await platform({ refusals: [{ field: 'contact-phone', is: 'missing', reason: 'missing' }] })];
    await configured(station, [targetOf(server)]);
    const good = await handled(station, 'si-account');
    const { phone: _phone, ...silent } = person;
    const refused = await handled(station, 'card-apply', { applicant: silent });
    await sendingUntilDone(station);
    await station.call('transaction.amend', { number: good.number, change: { outcome: 'voided' }, reason: '误登' });
    const late = await handled(station, 'si-account');

    const { local, targets } = await reconciled(station);
    expect(local).toEqual({ transactions: 2, voided: 1 });
    expect(targets).toMatchObject([{
      target: 'province', kind: 'https', silence: 'no-question', more: false,
      // Voided here, it is still counted there.
      total: { local: { transactions: 2, voided: 1 }, acknowledged: { transactions: 1, voided: 0 }, district: null, differences: 3 },
    }]);
    expect(targets[0]?.differences.map(({ number: one, kind, reason }) => [one, kind, reason])).toEqual([
      [good.number, 'older', 'waiting'], [refused.number, 'missing', 'refused'], [late.number, 'missing', 'waiting'],
    ]);
    await sendingUntilDone(station);
    expect((await reconciled(station)).targets[0]).toMatchObject({ total: { local: { transactions: 2, voided: 1 }, acknowledged: { transactions: 1, voided: 1 }, differences: 1 } });
  });

  it('that puts some off has them named until it takes them', async () => {
    const [station, server] = [await openStation(), await platform({ putOff: 2 })];
    await configured(station, [targetOf(server)]);
    const numbers = [];
    for (const matter of ['si-account', 'card-apply', 'si-account']) numbers.push((await handled(station, matter)).number);
    await sent(station);
    expect((await reconciled(station, 'province')).targets[0]?.differences).toMatchObject([{ number: numbers[1], kind: 'missing', reason: 'deferred' }]);
    await sendingUntilDone(station);
    expect((await reconciled(station)).targets[0]?.differences).toEqual([]);
  });
});

describe('a stick', () => {
  it('counts what receipts said, and names what is on the way apart from what was never exported', async () => {
    const [station, { receiver }] = [await openStation(), makeReceiver()];
    await configured(station, [{ kind: 'bundle', name: 'stick', receiverKey: receiver.key }], {});
    const first = await handled(station, 'si-account');
    await station.call('bundle.export', { target: 'stick', file: `${emptyFolder()}/one.daoban-bundle` });
    const second = await handled(station, 'si-account');
    const { targets } = await reconciled(station);
    expect(targets).toMatchObject([{ silence: 'no-line', total: { local: { transactions: 2 }, acknowledged: { transactions: 0 }, district: null } }]);
    expect(targets[0]?.differences).toMatchObject([{ number: first.number, reason: 'no-receipt' }, { number: second.number, reason: 'waiting' }]);
  });
});

describe('a station without a target', () => {
  it('has its own count and nothing beside it', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    expect(await reconciled(station)).toMatchObject({ local: { transactions: 1, voided: 0 }, targets: [] });
    expect(await station.refused('reconcile', { ...span, target: 'nobody' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.target', code: 'unknown-target' }] });
    expect(await station.refused('reconcile', { from: '2025-01-01', to: '2026-10-31' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.to' }] });
  });
});
