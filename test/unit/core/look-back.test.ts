/** The look-back through the counter's door: what it counts. */
import { describe, expect, it } from 'vitest';
import { finishing, handled, received } from '../../fixtures/handling.ts';
import { openStation } from '../../fixtures/station.ts';

const always = { from: '2020-01-01', to: '2030-12-31' };

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
    expect((await station.call('lookback.scan', always)).findings.noticeLate).toEqual({ count: 1, transactions: 1, numbers: [number] });
  });
});
