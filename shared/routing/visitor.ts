/** What the guide learns of a visitor, and what the hall is like at that moment: all that the routing looks at. */
import { z } from 'zod';
import { ApplicantKind } from '../catalogue/catalogue.ts';
import { Lane } from './lanes.ts';

export const ageBands = ['under-18', '18-59', '60+'] as const;
export const AgeBand = z.enum(ageBands);
export type AgeBand = z.infer<typeof AgeBand>;

/** What the visitor has with them *and can use*: a smart phone that someone cannot handle is `basic`. */
export const phones = ['none', 'basic', 'smart'] as const;
export const Phone = z.enum(phones);
export type Phone = z.infer<typeof Phone>;

/**
 * Code of a group that goes first. The groups differ by place, so the schema knows only the form; the configured list is
 * checked at use (`unknownPriorityGroups`).
 */
export const PriorityGroup = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(40);
export type PriorityGroup = z.infer<typeof PriorityGroup>;

/** The groups a station starts with: most of one hall's notice, older people and parents with infants from others. */
export const shippedPriorityGroups: readonly PriorityGroup[] = [
  'older',
  'disabled',
  'serious-illness',
  'pregnant',
  'with-infant',
  'disabled-soldier',
  'serving-soldier',
  'veteran',
  'martyr-family',
  'fire-rescue',
];

/** An absent field means that nobody asked yet; the decision says in `asks` where the answer would change the lane. */
export const Visitor = z.strictObject({
  applicant: ApplicantKind,
  ageBand: AgeBand.optional(),
  priorityGroups: z.array(PriorityGroup).max(20).optional(),
  phone: Phone.optional(),
  /** False: somebody comes in place of the applicant (代办). */
  inPerson: z.boolean().optional(),
  /** The visitor wants or needs somebody beside them. */
  needsHelp: z.boolean().optional(),
  /** The lane the visitor asks for; followed wherever that visitor can use it. */
  wants: Lane.optional(),
});
export type Visitor = z.infer<typeof Visitor>;

/** Groups of a visitor that the station's list does not know: bad input, so that a slip of the pen costs nobody their place. */
export function unknownPriorityGroups(visitor: Visitor, priorityList: readonly PriorityGroup[]): readonly PriorityGroup[] {
  return (visitor.priorityGroups ?? []).filter((group) => !priorityList.includes(group));
}

/** Local time of day, `09:05`. */
export const TimeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

/** People waiting, and minutes until a newcomer's turn where the hall has measured them. */
export const Waiting = z.strictObject({ count: z.number().int().min(0).max(10_000), minutes: z.number().min(0).max(1440).optional() });
export type Waiting = z.infer<typeof Waiting>;

/** Absent means unknown, and unknown never closes a lane: without `openLanes` every lane is open, and a clock outside the hours only says so. */
export const Hall = z.strictObject({
  openLanes: z.array(Lane).optional(),
  /** A bare number is people waiting. */
  waiting: z.partialRecord(Lane, z.union([z.number().int().min(0).max(10_000), Waiting])).optional(),
  time: TimeOfDay.optional(),
  /** Opening hours of the day; `to` is the first minute at which the hall is closed again. */
  hours: z.array(z.strictObject({ from: TimeOfDay, to: TimeOfDay })).optional(),
  /** False: no visitors are let in; every lane but remote is closed. */
  open: z.boolean().optional(),
});
export type Hall = z.infer<typeof Hall>;
