/**
 * Why a lane was given, or not given: a closed set of codes with their values, so that every screen can say it in the
 * visitor's words and language. Nothing here is text.
 */
import { z } from 'zod';
import { ApplicantKind, Channel, MatterCode } from '../catalogue/catalogue.ts';
import { Lane } from './lanes.ts';
import { PriorityGroup, TimeOfDay } from './visitor.ts';

const matter = MatterCode;
/** The body that is told instead, as the catalogue names it, or null where it names none. */
const body = z.string().nullable();

export const Reason = z.discriminatedUnion('code', [
  // What the lane can do.
  z.strictObject({ code: z.literal('lane-offered'), lane: Lane, channel: Channel }),
  z.strictObject({ code: z.literal('lane-not-offered'), lane: Lane, matter }),
  z.strictObject({ code: z.literal('window-takes-all') }),
  z.strictObject({ code: z.literal('window-helps'), matter }),
  z.strictObject({ code: z.literal('several-matters'), count: z.number().int() }),
  z.strictObject({ code: z.literal('also-possible'), lane: Lane }),
  // The hall.
  z.strictObject({ code: z.literal('lane-closed'), lane: Lane }),
  z.strictObject({ code: z.literal('window-kept-open') }),
  z.strictObject({ code: z.literal('hall-closed'), opens: TimeOfDay.nullable() }),
  z.strictObject({ code: z.literal('outside-hours'), opens: TimeOfDay.nullable() }),
  z.strictObject({ code: z.literal('no-wait'), lane: Lane }),
  z.strictObject({ code: z.literal('wait'), lane: Lane, people: z.number().int(), minutes: z.number().nullable() }),
  // The visitor.
  z.strictObject({ code: z.literal('wanted'), lane: Lane }),
  z.strictObject({ code: z.literal('wanted-not-possible'), lane: Lane }),
  z.strictObject({ code: z.literal('no-smartphone'), phone: z.enum(['none', 'basic']) }),
  z.strictObject({ code: z.literal('phone-unknown') }),
  z.strictObject({ code: z.literal('has-smartphone') }),
  z.strictObject({ code: z.literal('in-person') }),
  z.strictObject({ code: z.literal('proxy') }),
  z.strictObject({ code: z.literal('principal-online') }),
  z.strictObject({ code: z.literal('minor') }),
  z.strictObject({ code: z.literal('needs-help') }),
  z.strictObject({ code: z.literal('person-beside') }),
  z.strictObject({ code: z.literal('older-visitor') }),
  z.strictObject({ code: z.literal('spared-effort'), group: PriorityGroup }),
  z.strictObject({ code: z.literal('priority-age') }),
  z.strictObject({ code: z.literal('priority-group'), group: PriorityGroup }),
  z.strictObject({ code: z.literal('priority-matter'), matter }),
  // The matter.
  z.strictObject({ code: z.literal('applicant-not-served'), matter, applicant: ApplicantKind }),
  z.strictObject({ code: z.literal('instant-at-window'), matter }),
  z.strictObject({ code: z.literal('online-slower'), matter }),
  z.strictObject({ code: z.literal('hall-computer'), matter }),
  z.strictObject({ code: z.literal('referral'), matter, body }),
  z.strictObject({ code: z.literal('referral-in-part'), matter, body }),
  z.strictObject({ code: z.literal('not-for-referral'), matter }),
  z.strictObject({ code: z.literal('nothing-to-do'), matter }),
  // What a lane costs the visitor.
  z.strictObject({ code: z.literal('self-handled') }),
  z.strictObject({ code: z.literal('on-own-phone') }),
  z.strictObject({ code: z.literal('away-from-hall') }),
  // A rule of this hall's own.
  z.strictObject({ code: z.literal('house-rule'), rule: z.string() }),
]);
export type Reason = z.infer<typeof Reason>;
export type ReasonCode = Reason['code'];

/** Every code there is, in the order above: for translations and for the test that each of them has one. */
export const reasonCodes: readonly ReasonCode[] = Reason.options.map((option) => option.shape.code.value);
