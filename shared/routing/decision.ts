/** The answer of the routing: a lane, why, and why not the others. */
import { z } from 'zod';
import { Lane } from './lanes.ts';
import { Reason } from './reasons.ts';
import { PriorityGroup } from './visitor.ts';

/** Questions to the visitor on which the lane may depend, by the name of the visitor's field; most telling first. */
export const questions = ['phone', 'inPerson', 'ageBand', 'needsHelp'] as const;
export const Question = z.enum(questions);
export type Question = z.infer<typeof Question>;

export const Alternative = z.strictObject({
  lane: Lane,
  /** Whether this visitor could be sent there now. */
  usable: z.boolean(),
  reasons: z.array(Reason).min(1),
});
export type Alternative = z.infer<typeof Alternative>;

export const Decision = z.strictObject({
  lane: Lane,
  /** Goes before all who do not. */
  priority: z.boolean(),
  /** The visitor's first group on the station's list, `older` for 60 or over, null where the matter gave the priority or nothing did. */
  priorityGroup: PriorityGroup.nullable(),
  /** Why this lane, weightiest first. */
  reasons: z.array(Reason).min(1),
  /** Every other lane once, the usable ones first, better before worse. */
  alternatives: z.array(Alternative),
  /** Unanswered questions whose answer could change the lane. */
  asks: z.array(Question),
  /** True where every matter of the visit comes without an application. */
  nothingToDo: z.boolean(),
  /** Who is ahead in the lane and for how long, as far as the hall told; null: unknown. A priority visitor has nobody ahead. */
  wait: z.strictObject({ people: z.number().int(), minutes: z.number().nullable() }).nullable(),
});
export type Decision = z.infer<typeof Decision>;
