import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTransactions, differencesFrom, numbersIn, runsOf, type CountedTransaction, type DayManifest } from '../../../shared/day/manifest.ts';
import { lanes } from '../../../shared/routing/lanes.ts';

const numberOf = (place: number): string => `K7Q2-${String(place).padStart(6, '0')}`;

const transaction = fc.record({
  place: fc.integer({ min: 1, max: 60 }), matter: fc.constantFrom('card-apply', 'si-account', 'lic-hr'), lane: fc.constantFrom(...lanes), window: fc.option(fc.integer({ min: 1, max: 3 })), voided: fc.boolean(),
});
const day = fc
  .uniqueArray(transaction, { selector: ({ place }) => place, maxLength: 40 })
  .map((all): CountedTransaction[] => all.map(({ place, ...rest }) => ({ number: numberOf(place), matterName: rest.matter, matterNameEn: '', ...rest })));

const manifestOf = (transactions: readonly CountedTransaction[]): DayManifest => ({
  station: 's', code: 'K7Q2', name: '一号台', site: '大厅', trial: true, day: '2026-10-12', number: 0, closedAt: 0, closedBy: '03', first: null, last: null,
  runs: [...runsOf(transactions.map(({ number }) => number))], transactions: 0, voided: 0, counts: [...countTransactions(transactions)], joined: [], corrected: [], openTickets: 0, untimed: 0,
  head: { seq: 1, hash: '0'.repeat(64) }, unsent: [], previous: null,
});

describe('the numbers of a manifest', () => {
  it('are runs without a gap that give back exactly the numbers they were made of, in whatever order they came', () => {
    fc.assert(
      fc.property(day, (transactions) => {
        const numbers = transactions.map(({ number }) => number);
        const runs = runsOf(numbers);
        expect(numbersIn(runs)).toEqual(numbers.toSorted());
        for (const [index, run] of runs.entries()) expect(index === 0 || run.from > (runs[index - 1]?.to ?? '')).toBe(true);
      }),
    );
  });

  it('of a day without a clock fault are one run', () => {
    expect(runsOf([3, 1, 2].map(numberOf))).toEqual([{ from: 'K7Q2-000001', to: 'K7Q2-000003' }]);
    expect(runsOf(['K7Q2-999999', 'K7Q2-1000000'])).toEqual([{ from: 'K7Q2-999999', to: 'K7Q2-1000000' }]);
    expect(numbersIn([{ from: 'K7Q2-999999', to: 'K7Q2-1000000' }])).toEqual(['K7Q2-999999', 'K7Q2-1000000']);
  });

  it('of two series are never joined', () => {
    expect(runsOf(['K7Q2-000001', 'K7Q2B-000002'])).toHaveLength(2);
  });
});

describe('a receiver that recomputes a manifest', () => {
  it('finds nothing where it holds the same, in whatever order', () => {
    fc.assert(
      fc.property(day, (transactions) => {
        expect(differencesFrom(manifestOf(transactions), transactions.toReversed())).toEqual([]);
      }),
    );
  });

  it('names exactly the numbers that it does not have, and those that the manifest does not name', () => {
    fc.assert(
      fc.property(day, day, fc.func(fc.boolean()), (transactions, more, keeps) => {
        const held = transactions.filter(({ number }) => keeps(number));
        const named = new Set(transactions.map(({ number }) => number));
        const late = more.filter(({ number }) => !named.has(number));
        const found = differencesFrom(manifestOf(transactions), [...held, ...late]);
        expect(found.filter(({ kind }) => kind === 'missing').map((one) => ('number' in one ? one.number : ''))).toEqual(transactions.filter(({ number }) => !keeps(number)).map(({ number }) => number).toSorted());
        expect(found.filter(({ kind }) => kind === 'not-in-manifest').map((one) => ('number' in one ? one.number : ''))).toEqual(late.map(({ number }) => number).toSorted());
      }),
    );
  });

  it('names the cell where a correction has not arrived', () => {
    const sent: CountedTransaction = { number: numberOf(1), matter: 'card-apply', matterName: '社保卡申领', matterNameEn: '', lane: 'window', window: 1, voided: false };
    expect(differencesFrom(manifestOf([{ ...sent, voided: true }]), [sent])).toEqual([{ kind: 'counted-otherwise', matter: 'card-apply', lane: 'window', window: 1, manifest: 0, held: 1 }]);
  });
});
