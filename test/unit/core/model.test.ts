import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steps, take, type Model } from '../../fixtures/hall-model.ts';
import { dump, openStation } from '../../fixtures/station.ts';
import type { RecordedOutcome } from '../../../shared/transaction/transaction.ts';

describe('the counter against a plain model of it', () => {
  it('agrees after any sequence of operations, verifies, and rebuilds to the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        let station = await openStation();
        const model: Model = { day: 0, visits: [], outcomes: new Map() };
        for (const one of sequence) station = await take(station, model, one);

        const states = await Promise.all(model.visits.map(async ({ id }) => (await station.call('visit.read', { ticket: id })).ticket));
        expect(states.map(({ state, lane, priority }) => [state, lane, priority])).toEqual(model.visits.map(({ state, lane, priority }) => [state, lane, priority]));
        const numbers = [...model.outcomes.keys()].toSorted();
        expect(numbers.map((number) => Number(number.slice(5)))).toEqual(numbers.map((_, index) => index + 1));
        const { totals } = await station.call('statistics.volume', { from: '2026-01-01', to: '2026-12-31', by: ['outcome'] });
        const counted = (outcome: RecordedOutcome): number => [...model.outcomes.values()].filter((one) => one === outcome).length;
        expect(totals).toMatchObject({
          transactions: model.outcomes.size - counted('voided'), completed: counted('completed'), accepted: counted('accepted'), notAccepted: counted('not-accepted'),
          returned: counted('returned'), referred: counted('referred'), voided: counted('voided'),
        });
        expect(await station.call('journal.verify', {})).toMatchObject({ ok: true, faults: [] });
        const before = dump(station.folder, ['journal', 'journal_head']);
        await station.call('journal.rebuild', {});
        expect(dump(station.folder, ['journal', 'journal_head'])).toBe(before);
        station.close();
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});
