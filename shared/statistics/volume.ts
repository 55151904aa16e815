/** The volume table of `statistics.volume`: a fixed choice of the measures and dimensions, with times in whole seconds. */
import { z } from 'zod';
import type { Measure } from './measures.ts';

export const volumeDimensions = ['day', 'month', 'lane', 'matter', 'window', 'clerk', 'outcome', 'origin'] as const;
export const VolumeDimension = z.enum(volumeDimensions);
export type VolumeDimension = z.infer<typeof VolumeDimension>;

export const VolumeMeasures = z.strictObject({
  transactions: z.number().int(),
  completed: z.number().int(),
  accepted: z.number().int(),
  notAccepted: z.number().int(),
  returned: z.number().int(),
  referred: z.number().int(),
  reopened: z.number().int(),
  voided: z.number().int(),
  waitMedian: z.number().nullable(),
  waitP90: z.number().nullable(),
  serviceMedian: z.number().nullable(),
  serviceP90: z.number().nullable(),
  untimedWait: z.number().int(),
  untimedService: z.number().int(),
});
export type VolumeMeasures = z.infer<typeof VolumeMeasures>;

export const volumeMeasures = [
  'transactions', 'completed', 'accepted', 'notAccepted', 'returned', 'referred', 'reopened', 'voided',
  'waitMedian', 'waitP90', 'serviceMedian', 'serviceP90', 'untimedWait', 'untimedService',
] as const satisfies readonly (keyof VolumeMeasures & Measure)[];

/** One row: the value of each dimension asked for (a matter by its code with its name beside), then the measures. */
export const VolumeRow = VolumeMeasures.extend({
  day: z.string().optional(),
  month: z.string().optional(),
  lane: z.string().optional(),
  matter: z.string().optional(),
  matterName: z.string().optional(),
  matterNameEn: z.string().optional(),
  window: z.number().int().nullable().optional(),
  /** Null where a previous system named nobody. */
  clerk: z.string().nullable().optional(),
  clerkName: z.string().optional(),
  outcome: z.string().optional(),
  /** Whether it was handled at this counter or imported from a previous system. */
  origin: z.enum(['own', 'imported']).optional(),
});
export type VolumeRow = z.infer<typeof VolumeRow>;

export const VolumeQuery = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    by: z.array(VolumeDimension).max(3).refine((by) => new Set(by).size === by.length, 'a dimension stands twice'),
  })
  .refine((query) => query.from <= query.to, { error: 'the span ends before it begins', path: ['to'] });
export type VolumeQuery = z.infer<typeof VolumeQuery>;

export type VolumeTable = { readonly from: string; readonly to: string; readonly by: VolumeQuery['by']; readonly rows: VolumeRow[]; readonly totals: VolumeMeasures };
