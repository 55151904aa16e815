/**
 * The compression ratio of promised against statutory limits (时限压缩比): Σ(statutory − promised) / Σstatutory. What cannot be
 * summed is left out, and how many were is part of the figure.
 */
import { z } from 'zod';
import { DayUnit } from '../catalogue/catalogue.ts';

export type CaseLimits = { readonly statutoryDays: number | null; readonly promisedDays: number | null; readonly unit: DayUnit };

export const Compression = z.strictObject({
  /** The unit that the sums count in; null where nothing was summed. */
  unit: DayUnit.nullable(),
  /** Cases that are in the sums. */
  counted: z.number().int(),
  statutoryDays: z.number().int(),
  promisedDays: z.number().int(),
  /** 0 to 1, or null where nothing was summed. */
  ratio: z.number().nullable(),
  /** `unknownLimit`: statutory or promised not stated; `statutoryZero`: nothing to compress; `otherUnit`: calendar days among working days. */
  leftOut: z.strictObject({ unknownLimit: z.number().int(), statutoryZero: z.number().int(), otherUnit: z.number().int() }),
});
export type Compression = z.infer<typeof Compression>;

type Known = { readonly statutoryDays: number; readonly promisedDays: number; readonly unit: DayUnit };

/**
 * Working days win where both units occur, since most limits count them; a set of calendar limits alone is summed in calendar
 * days. A case is left out for the first reason that holds: unknown limit, statutory 0, other unit.
 */
export function compressionOf(cases: readonly CaseLimits[]): Compression {
  const known = cases.flatMap(({ statutoryDays, promisedDays, unit }): Known[] => (statutoryDays === null || promisedDays === null ? [] : [{ statutoryDays, promisedDays, unit }]));
  const compressible = known.filter(({ statutoryDays }) => statutoryDays > 0);
  const unit = compressible.some((one) => one.unit === 'working') ? 'working' : (compressible[0]?.unit ?? null);
  const counted = compressible.filter((one) => one.unit === unit);
  const statutoryDays = counted.reduce((sum, one) => sum + one.statutoryDays, 0);
  const promisedDays = counted.reduce((sum, one) => sum + one.promisedDays, 0);
  return {
    unit, counted: counted.length, statutoryDays, promisedDays, ratio: unit === null ? null : (statutoryDays - promisedDays) / statutoryDays,
    leftOut: { unknownLimit: cases.length - known.length, statutoryZero: known.length - compressible.length, otherUnit: compressible.length - counted.length },
  };
}
