/** A transaction (办件): one handled matter for one applicant; the form at the window and the contract share this schema. */
import { z } from 'zod';
import { ApplicantKind, Disposition, MatterCode } from '../catalogue/catalogue.ts';
import { Paper } from '../identity/paper.ts';
import { Phone } from '../identity/phone.ts';

/** How a handling ends: 办结, 受理 (with due date), 不予受理, 退件, 转办. */
export const outcomes = ['completed', 'accepted', 'not-accepted', 'returned', 'referred'] as const;
export const Outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof Outcome>;

/**
 * Endings a transaction can have in the books. `reopened` (补正): a check was refuted, the applicant is asked to put it right;
 * `voided` comes only by amendment and is never a deletion.
 */
export const RecordedOutcome = z.enum([...outcomes, 'reopened', 'voided']);
export type RecordedOutcome = z.infer<typeof RecordedOutcome>;

export const Applicant = z.strictObject({
  kind: ApplicantKind,
  name: z.string().trim().min(1).max(100),
  paper: Paper,
  phone: Phone.optional(),
});
export type Applicant = z.infer<typeof Applicant>;

/** The person who came, where it is not the applicant (代办). */
export const Proxy = z.strictObject({
  name: z.string().trim().min(1).max(100), paper: Paper, phone: Phone.optional(),
  /** The applicant's guardian (监护人): the one proxy who may give a commitment. */
  guardian: z.boolean().optional(),
});
export type Proxy = z.infer<typeof Proxy>;

/**
 * - `done`: settled in the given way (handed in, fetched, checked, promised, or dropped because it is cancelled);
 * - `pending`: asked of the issuing body, the answer comes later; `tolerated`: to be handed in by a date (容缺);
 * - `missing`: should have been handed in and was not; `not-applicable`: this applicant has no such material, with the reason.
 */
export const MaterialState = z.enum(['done', 'pending', 'tolerated', 'missing', 'not-applicable']);
export type MaterialState = z.infer<typeof MaterialState>;

export const MaterialEntry = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    way: Disposition,
    state: MaterialState.optional(),
    copies: z.number().int().min(0).max(99).optional(),
    note: z.string().trim().max(200).optional(),
  })
  .superRefine((material, context) => {
    if (material.state === 'not-applicable' && (material.note ?? '') === '') {
      context.addIssue({ code: 'custom', path: ['note'], message: 'say why the material does not apply' });
    }
  });
export type MaterialEntry = z.infer<typeof MaterialEntry>;

/** How many people a handling was for, where the matter counts persons (catalogue.ts). */
export const PersonCount = z.number().int().min(1).max(9999);

export const Handling = z.strictObject({
  matter: MatterCode,
  applicant: Applicant,
  proxy: Proxy.optional(),
  materials: z.array(MaterialEntry).max(200),
  outcome: Outcome,
  note: z.string().trim().max(500).optional(),
  /** Only where the matter counts persons; absent there: one. */
  persons: PersonCount.optional(),
});
export type Handling = z.infer<typeof Handling>;

/** The parts of a transaction that a correction may change. At least one; the old entry stays and is named. */
export const AmendmentChange = z
  .strictObject({
    matter: MatterCode.optional(),
    applicant: Applicant.optional(),
    proxy: Proxy.optional(),
    materials: z.array(MaterialEntry).max(200).optional(),
    outcome: RecordedOutcome.optional(),
    note: z.string().trim().max(500).optional(),
    persons: PersonCount.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'nothing to change');
export type AmendmentChange = z.infer<typeof AmendmentChange>;
