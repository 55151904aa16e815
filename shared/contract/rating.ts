/** Rating (好差评): the visitor's own word after the visit, and what is done about a low one. */
import { z } from 'zod';
import { Lane } from '../routing/lanes.ts';
import { Standing } from '../transaction/standing.ts';
import { RatingLevel, RatingWord } from '../visit/rating.ts';
import type { Operation } from './operation.ts';
import { TicketNumber } from '../visit/ticket.ts';
import { TicketReference, VisitId } from './visit.ts';

/** One rating; nothing of it says who gave it. */
export const Rating = z.strictObject({
  /** The visit's id: a visit has one rating, or none. */
  rating: VisitId,
  ticket: TicketNumber,
  day: z.string(),
  ratedAt: z.number().int(),
  level: RatingLevel,
  word: RatingWord,
  lane: Lane,
  window: z.number().int().nullable(),
  /** Who served the visitor last. */
  clerk: z.string().nullable(),
  matters: z.array(z.strictObject({ code: z.string(), name: z.string(), nameEn: z.string() })),
  transactions: z.array(z.string()),
  /** True until a transaction of the visit has the platform's number: until then it is the bureau's own survey, not an official rating. */
  internal: z.boolean(),
  /** Of a low one alone. */
  followUp: z
    .strictObject({
      /** Null where the holidays of that year are not known. */
      due: z.string().nullable(),
      /** Null once it is closed, too. */
      standing: Standing.nullable(),
      closedAt: z.number().int().nullable(),
      closedBy: z.string().nullable(),
      /** What was done; null while it is open, and once the visit's key was shredded. */
      note: z.string().nullable(),
    })
    .nullable(),
});
export type Rating = z.infer<typeof Rating>;

export const ratingOperations = {
  'rating.give': {
    kind: 'command', roles: ['clerk', 'assistant', 'guide'],
    summary: 'Records how the visitor found the visit, once, on its day, after all its matters have an outcome; who does not want to rate leaves no trace.',
    input: z.strictObject({ ticket: TicketReference, level: z.union([RatingLevel, RatingWord]) }),
    output: z.strictObject({ rating: VisitId, level: RatingLevel, word: RatingWord }),
  },
  'rating.list': {
    kind: 'query', roles: ['manager'],
    summary: 'Ratings, those to be followed up by due date, the others newest first.',
    input: z.strictObject({ state: z.enum(['follow-up', 'closed']).optional(), limit: z.number().int().min(1).max(500).optional() }),
    output: z.strictObject({ ratings: z.array(Rating) }),
  },
  'rating.close': {
    kind: 'command', roles: ['manager'],
    summary: 'Records what was done about a low rating, which closes its follow-up.',
    input: z.strictObject({ rating: VisitId, note: z.string().trim().min(2).max(500) }),
    output: Rating,
  },
} as const satisfies Record<string, Operation>;
