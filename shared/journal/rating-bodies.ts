/** What the journal says of ratings: nothing of the person, and of the person's own words nothing but sealed. */
import { z } from 'zod';
import { Lane } from '../routing/lanes.ts';
import { RatingLevel } from '../visit/rating.ts';
import { SealedBox } from './sealed.ts';

const Day = z.iso.date();
const Visit = z.uuid();

export const ratingBodies = {
  /** Where and by whom the visitor was served. `followUp` of a low one: by when; `due` is null where the holidays of that year are not known. */
  'visit.rated': z.strictObject({
    visit: Visit, day: Day, level: RatingLevel, lane: Lane, window: z.number().int().min(1).max(99).nullable(), clerk: z.string().nullable(),
    followUp: z.strictObject({ due: Day.nullable() }).nullable(),
  }),
  /** What was done about a low one. */
  'rating.closed': z.strictObject({ visit: Visit, note: SealedBox }),
} as const satisfies Record<string, z.ZodType>;
