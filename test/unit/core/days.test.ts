import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '../../../main/core/vault/vault.ts';
import { numbersIn } from '../../../shared/day/manifest.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';
import { handled, received } from '../../fixtures/handling.ts';
import { minute, morning, openStation } from '../../fixtures/station.ts';

const day = '2026-10-12';
const nextDay = morning + 24 * 60 * minute;

describe('closing a day', () => {
  it('signs what was handled: first and last number, counts by matter, lane and window, the journal’s head', async () => {
    const station = await openStation();
    const first = await handled(station, 'si-account');
    const second = await handled(station, 'card-apply');
    await received(station, ['si-account']);
    const head = await station.call('station.status', {});
    const { manifest, hash, signature, publicKey, changed } = await station.call('day.close', {}, 'manager');
    expect(manifest).toMatchObject({
      day, number: 0, first: first.number, last: second.number, runs: [{ from: first.number, to: second.number }], transactions: 2, voided: 0, joined: [], corrected: [],
      openTickets: 1, head: { seq: head.entries, hash: head.head }, previous: null, code: head.code,
    });
    expect(manifest.counts.map(({ matter, transactions }) => [matter, transactions])).toEqual([['card-apply', 1], ['si-account', 1]]);
    const text = Buffer.from(canonicalize(manifest), 'utf8');
    expect(changed).toBe(true);
    expect(verifySignature(publicKey, text, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(verifySignature(publicKey, Buffer.from(canonicalize({ ...manifest, transactions: 3 }), 'utf8'), Buffer.from(signature, 'base64url'))).toBe(false);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses nothing: an empty day has a manifest that says so', async () => {
    const station = await openStation();
    expect((await station.call('day.close', { day: '2026-10-11' })).manifest).toMatchObject({ first: null, last: null, runs: [], transactions: 0, counts: [] });
  });

  it('counts the same as the volumes of that day, also with a voided one', async () => {
    const station = await openStation();
    for (const matter of ['si-account', 'card-apply', 'si-account']) await handled(station, matter);
    const { number } = await handled(station, 'si-account');
    await station.call('transaction.amend', { number, change: { outcome: 'voided' }, reason: '误登' });
    const { manifest } = await station.call('day.close', {});
    const { totals } = await station.call('statistics.volume', { from: day, to: day, by: [] });
    expect(manifest).toMatchObject({ transactions: totals.transactions, voided: totals.voided });
    expect(manifest.counts.reduce((sum, cell) => sum + cell.transactions, 0)).toBe(totals.transactions);
    expect(numbersIn(manifest.runs)).toHaveLength(4);
  });

  it('a second time without anything new gives the same manifest and writes nothing', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    const { changed: _, ...closed } = await station.call('day.close', {});
    const before = (await station.call('station.status', {})).entries;
    expect(await station.call('day.close', {})).toEqual({ ...closed, changed: false });
    expect((await station.call('station.status', {})).entries).toBe(before);
  });

  it('of a day that has not come is refused as bad input', async () => {
    const station = await openStation();
    expect(await station.refused('day.close', { day: '2026-10-13' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.day', code: 'in-the-future' }] });
    expect(await station.refused('day.manifest', { day })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.day', code: 'not-closed' }] });
  });
});

describe('what comes after the close', () => {
  it('joins a numbered amendment of the day on which it was handled, which names it and the manifest before', async () => {
    const station = await openStation();
    const early = await handled(station, 'si-account');
    const close = await station.call('day.close', {});
    const late = await handled(station, 'card-apply');
    expect((await station.call('day.manifest', { day })).pending).toEqual({ joined: [late.number], corrected: [] });
    const first = await station.call('day.close', {});
    expect(first.manifest).toMatchObject({ number: 1, joined: [late.number], corrected: [], transactions: 2, previous: close.hash });

    // Corrected on the next day: it is the business day of the handling that is amended, not the day of the correction.
    station.time.now = nextDay;
    await station.call('transaction.amend', { number: early.number, change: { note: '补记' }, reason: '漏记' });
    expect((await station.call('day.list', { from: day, to: '2026-10-13' })).days).toEqual([
      { day, transactions: 2, voided: 0, closed: { number: 1, at: first.manifest.closedAt, by: first.manifest.closedBy }, joined: 0, corrected: 1 },
    ]);
    const second = await station.call('day.close', { day });
    expect(second.manifest).toMatchObject({ number: 2, joined: [], corrected: [early.number], previous: first.hash });
    const { changed: _, ...kept } = first;
    expect(await station.call('day.manifest', { day, number: 1 })).toEqual({ ...kept, newest: false, pending: { joined: [], corrected: [] } });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('survives a restart and a rebuild of the tables', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    await station.call('day.close', {});
    const before = await station.call('day.manifest', { day });
    const again = station.reopen();
    await again.call('journal.rebuild', {});
    expect(await again.call('day.manifest', { day })).toEqual(before);
  });
});

it('hashes the manifest as its canonical text, so that anybody can do it again', async () => {
  const station = await openStation();
  const { manifest, hash } = await station.call('day.close', {});
  expect(createHash('sha256').update(canonicalize(manifest), 'utf8').digest('hex')).toBe(hash);
});
