/** The look-back through the counter's door: what it counts, and draws that anybody can repeat. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawTransactions, type Candidate } from '../../../shared/look-back/draw.ts';
import { finishing, handled, received } from '../../fixtures/handling.ts';
import { openStation } from '../../fixtures/station.ts';

const always = { from: '2020-01-01', to: '2030-12-31' };
const seed = '0f'.repeat(32);
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the scan', () => {
  it('counts every listed material once, by what became of it, and leaves voided transactions out', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'card-apply');
    await handled(station, 'si-flex-enroll');
    const before = await station.call('lookback.scan', always);
    const { rows } = await station.call('ledger.read', { transaction: number });
    expect(before.rows).toBe(Object.values(before.fates).reduce((sum, count) => sum + count, 0));
    expect(rows.map((row) => row.fate)).toEqual(['collected', 'fetched', 'fetched']);
    await station.call('transaction.amend', { number, change: { outcome: 'voided' }, reason: '误操作' });
    const after = await station.call('lookback.scan', always);
    expect([after.transactions, after.rows]).toEqual([before.transactions - 1, before.rows - rows.length]);
  });

  it('names a one-time notice that was not given in five working days', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['card-apply']);
    const request = await finishing(station, visit, 'card-apply', { outcome: 'returned' });
    const { number } = await station.call('transaction.finish', { ...request, materials: request.materials.map((one) => (one.way === 'submit' ? { ...one, state: 'missing' as const } : one)) });
    expect((await station.call('lookback.scan', always)).findings.noticeLate.count).toBe(0);
    station.time.now += 9 * 86_400_000;
    expect((await station.call('lookback.scan', always)).findings.noticeLate).toEqual({ count: 1, numbers: [number] });
  });
});

describe('a draw', () => {
  it('follows from the seed alone, refuses another seed and a second reveal, and never gives anybody their own', async () => {
    const station = await openStation();
    for (const matter of ['card-apply', 'si-account', 'si-flex-enroll', 'card-apply']) await handled(station, matter);
    const { draw, candidates } = await station.call('lookback.draw', { ...always, size: 3, seedCommitment: digest(seed), inspectors: ['02', '03'] });
    expect(candidates).toBe(4);
    await handled(station, 'si-account');
    expect(await station.refused('lookback.reveal', { draw, seed: '00'.repeat(32) })).toMatchObject({ code: 'seed-does-not-fit' });
    const { drawn } = await station.call('lookback.reveal', { draw, seed });
    expect(drawn).toHaveLength(3);
    expect(await station.refused('lookback.reveal', { draw, seed })).toMatchObject({ code: 'draw-revealed' });
    expect((await station.call('lookback.draws', {})).draws[0]).toMatchObject({ draw, seed, seedCommitment: digest(seed) });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('draws as many as asked for or as there are, each once, whatever the order, and gives nobody their own', () => {
    const candidate = fc.record({ number: fc.uuid(), matter: fc.constantFrom('a', 'b', 'c'), window: fc.constantFrom(1, 2, null), clerk: fc.constantFrom('11', '12', '13') });
    fc.assert(
      fc.property(fc.uniqueArray(candidate, { selector: (one: Candidate) => one.number, maxLength: 60 }), fc.integer({ min: 1, max: 80 }), (candidates, size) => {
        const inspectors = ['11', '12'];
        const drawn = drawTransactions(seed, size, candidates, inspectors, digest);
        expect(drawn).toHaveLength(Math.min(size, candidates.length));
        expect(new Set(drawn.map((one) => one.number)).size).toBe(drawn.length);
        for (const { number, inspector } of drawn) expect(candidates.find((one) => one.number === number)?.clerk).not.toBe(inspector);
        expect(drawTransactions(seed, size, candidates.toReversed(), inspectors.toReversed(), digest)).toEqual(drawn);
      }),
    );
  });
});
