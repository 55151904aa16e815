/** What the journal says of exports: what left the counter and when, who asked for names and why, what the station exports by itself. */
import { z } from 'zod';
import { DataFormat, ScheduleName } from '../contract/exports.ts';
import { Period, PeriodKind } from '../statistics/period.ts';
import { ViewName } from '../statistics/query.ts';
import { SealedBox } from './sealed.ts';

const Day = z.iso.date();

export const exportBodies = {
  'export.written': z.strictObject({
    from: Day, to: Day, by: z.array(z.string()), format: z.string(), rows: z.number().int(), sha256: z.string(),
    /** Not in entries of an older version, and not of the volume table. */
    view: ViewName.optional(), measures: z.array(z.string()).optional(),
    /** The last entry that was counted. */
    through: z.number().int().optional(),
    /** The entry that says why names were asked for, where the file has them. */
    names: z.number().int().optional(),
    schedule: z.strictObject({ name: ScheduleName, period: Period }).optional(),
  }),
  /** Stands before the first name is written: a list that was broken off may have been seen. */
  'export.names-asked': z.strictObject({ from: Day, to: Day, reason: SealedBox }),
  /** In the place of the one that had the name. `next` is the period that is exported first. */
  'schedule.set': z.strictObject({
    name: ScheduleName, view: ViewName, format: DataFormat, language: z.enum(['zh-CN', 'en']), folder: SealedBox, every: PeriodKind, day: z.number().int(), next: Period,
  }),
  'schedule.removed': z.strictObject({ name: ScheduleName }),
} as const;
