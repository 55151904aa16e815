import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compressionOf, type CaseLimits } from '../../../shared/statistics/compression.ts';

const limits = (statutoryDays: number | null, promisedDays: number | null, unit: CaseLimits['unit'] = 'working'): CaseLimits => ({ statutoryDays, promisedDays, unit });
const nothing = { unknownLimit: 0, statutoryZero: 0, otherUnit: 0 };

describe('the compression ratio', () => {
  it('is what was saved of the statutory days, over the sums and not over the ratios', () => {
    expect(compressionOf([limits(60, 10), limits(20, 20)])).toEqual({ unit: 'working', counted: 2, statutoryDays: 80, promisedDays: 30, ratio: 50 / 80, leftOut: nothing });
  });

  it.each([
    ['an unknown statutory limit', [limits(20, 5), limits(null, 0)], { unknownLimit: 1 }],
    ['an unknown promised limit', [limits(20, 5), limits(90, null)], { unknownLimit: 1 }],
    ['a statutory limit of nothing', [limits(20, 5), limits(0, 0)], { statutoryZero: 1 }],
    ['calendar days among working days', [limits(20, 5), limits(90, 30, 'calendar'), limits(60, 30, 'calendar')], { otherUnit: 2 }],
    ['an unknown limit in the other unit, once', [limits(20, 5), limits(90, null, 'calendar')], { unknownLimit: 1 }],
  ] as const)('leaves out %s and says so', (_what, cases, leftOut) => {
    expect(compressionOf(cases)).toEqual({ unit: 'working', counted: 1, statutoryDays: 20, promisedDays: 5, ratio: 0.75, leftOut: { ...nothing, ...leftOut } });
  });

  it('counts calendar days where there is nothing else', () => {
    expect(compressionOf([limits(90, 45, 'calendar'), limits(0, 0)])).toMatchObject({ unit: 'calendar', counted: 1, ratio: 0.5, leftOut: { statutoryZero: 1 } });
  });

  it('is none of nothing', () => {
    expect(compressionOf([])).toEqual({ unit: null, counted: 0, statutoryDays: 0, promisedDays: 0, ratio: null, leftOut: nothing });
    expect(compressionOf([limits(null, null)])).toMatchObject({ ratio: null, leftOut: { unknownLimit: 1 } });
  });

  it('counts every case once, in the sums or among what was left out, whatever their order', () => {
    const day = fc.option(fc.integer({ min: 0, max: 100 }), { nil: null });
    const one = fc.record({ statutoryDays: day, promisedDays: day, unit: fc.constantFrom('working' as const, 'calendar' as const) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (cases) => {
        const { counted, leftOut, ...figures } = compressionOf(cases);
        expect(counted + leftOut.unknownLimit + leftOut.statutoryZero + leftOut.otherUnit).toBe(cases.length);
        expect(compressionOf(cases.toReversed())).toEqual({ counted, leftOut, ...figures });
      }),
    );
  });
});
