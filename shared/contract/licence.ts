/** Licences by commitment (证照分离): conditions and notice, the applicant's word, the formal check, another's review, the decision on the spot. */
import { z } from 'zod';
import { ApplicantKind, DayUnit, MatterCode } from '../catalogue/catalogue.ts';
import { LicenceDecision, LicenceOpinion, LicenceState } from '../licence/case.ts';
import { LicenceCondition, LicenceDocument, LicenceGroup, LicenceNotice, Procedure } from '../licence/document.ts';
import { Compression } from '../statistics/compression.ts';
import { Signature } from '../transaction/signature.ts';
import { Applicant, MaterialEntry } from '../transaction/transaction.ts';
import { everyone, Nothing, type Operation } from './operation.ts';
import { WindowNumber } from './station.ts';
import { MaterialRecord, oneSubject, Receipt, Subject, TransactionNumber } from './transaction.ts';
import { VisitId } from './visit.ts';

/** The station's own series of licence cases: station code, hyphen, L, running number. */
export const LicenceCaseNumber = z.string().regex(/^[0-9A-Z]{4,8}-L[0-9]{5,}$/);

/** What a list shows of a case; the applicant as transactions show it: an enterprise by its name, a person masked. */
export const LicenceSummary = z.strictObject({
  case: LicenceCaseNumber,
  state: LicenceState,
  visit: VisitId,
  ticket: z.string(),
  day: z.string(),
  openedAt: z.number().int(),
  openedBy: z.string(),
  group: z.string(),
  procedure: Procedure,
  matter: MatterCode,
  matterName: z.string(),
  matterNameEn: z.string(),
  applicantKind: ApplicantKind,
  applicantMasked: z.strictObject({ name: z.string(), paper: z.string() }),
  /** The latest formal check: how manieth, by whom, when, and whether every condition was met; null before the first. */
  check: z.strictObject({ number: z.number().int(), by: z.string(), at: z.number().int(), met: z.boolean() }).nullable(),
  /** The review of the latest check; an objection stays to be read until the next check. */
  review: z.strictObject({ by: z.string(), at: z.number().int(), opinion: LicenceOpinion }).nullable(),
  decidedAt: z.number().int().nullable(),
  transaction: TransactionNumber.nullable(),
  /** The transaction was voided since: the decision no longer counts. */
  voided: z.boolean(),
});
export type LicenceSummary = z.infer<typeof LicenceSummary>;

/** How the case ended without a decision: the applicant chose the ordinary way, or took the application back. */
const WithdrawnBecause = z.enum(['ordinary-way', 'taken-back']);

export const LicenceCase = LicenceSummary.extend({
  conditionsVersion: z.number().int(),
  /** The body in whose name is decided. */
  authority: z.string(),
  groupName: z.string(),
  groupNameEn: z.string(),
  ordinary: MatterCode.nullable(),
  notice: LicenceNotice,
  /** Every condition of the procedure, with what the latest check said of it; null: not checked yet. */
  conditions: z.array(LicenceCondition.omit({ procedures: true }).extend({ ok: z.boolean().nullable(), note: z.string().nullable() })),
  signature: z.strictObject({ kind: z.enum(['drawn', 'paper']), at: z.number().int() }).nullable(),
  materials: z.array(MaterialRecord.pick({ name: true, way: true, state: true, copies: true, note: true })),
  reviewNote: z.string().nullable(),
  reason: z.string().nullable(),
  withdrawnBecause: WithdrawnBecause.nullable(),
  statutoryDays: z.number().int().nullable(),
  promisedDays: z.number().int().nullable(),
  dayUnit: DayUnit,
});
export type LicenceCase = z.infer<typeof LicenceCase>;

/** The figures of one set of decided cases. */
export const LicenceMeasures = z.strictObject({
  /** Decided in the span, but for those whose transaction was voided since; these are `voided` and counted nowhere else. */
  decided: z.number().int(),
  granted: z.number().int(),
  refused: z.number().int(),
  voided: z.number().int(),
  compression: Compression,
  /** Working days from opening to decision; the day after the opening is day 1. Null where there is none. */
  medianWorkingDays: z.number().nullable(),
  /** Cases that are not in the median, because the holidays of a year are not known. */
  undated: z.number().int(),
});
export type LicenceMeasures = z.infer<typeof LicenceMeasures>;

const atWindow = ['clerk', 'assistant'] as const;
const seesTransactions = ['clerk', 'assistant', 'manager'] as const;
const Case = { case: LicenceCaseNumber };
const Note = z.string().trim().min(1).max(500);
const Reason = z.string().trim().min(2).max(500);

export const licenceOperations = {
  'licence.adopt': {
    kind: 'command', roles: ['manager'],
    summary: 'Adopts the conditions and notices of the licence groups as a new version; every fault at once, nothing adopted with dryRun.',
    input: z.strictObject({ document: LicenceDocument, dryRun: z.boolean().optional() }),
    output: z.strictObject({ version: z.number().int(), adopted: z.boolean(), groups: z.array(z.strictObject({ code: z.string(), conditions: z.number().int(), unsourced: z.number().int() })) }),
  },
  'licence.groups': {
    kind: 'query', roles: everyone,
    summary: 'The licence groups in force: matters, procedures, conditions, notices. Version null where none were adopted.',
    input: Nothing,
    output: z.strictObject({ version: z.number().int().nullable(), authority: z.string().nullable(), groups: z.array(LicenceGroup) }),
  },
  'licence.open': {
    kind: 'command', roles: atWindow,
    summary: 'Opens a case for a matter of a visit and answers with the conditions and the notice that are to be shown.',
    input: z
      .strictObject({
        ...Subject, matter: MatterCode, procedure: Procedure, applicant: Applicant,
        /** The guide's matter that this one stands in for, where the guide chose another. */
        replaces: MatterCode.optional(),
      })
      .refine(oneSubject, { error: 'name the ticket or the visit, and not both', path: ['ticket'] }),
    output: LicenceCase,
  },
  'licence.commit': {
    kind: 'command', roles: atWindow,
    summary: 'The applicant read the notice and signed the commitment: drawn, or on the paper that the bureau keeps.',
    input: z.strictObject({ ...Case, signature: Signature }),
    output: LicenceCase,
  },
  'licence.check': {
    kind: 'command', roles: atWindow,
    summary: 'The formal check: every condition answered, every material settled. It can be made anew until the decision.',
    input: z.strictObject({
      ...Case,
      items: z.array(z.strictObject({ condition: z.string().max(64), ok: z.boolean(), note: Note.optional() })).max(100),
      /** As in transaction.finish; what the signed commitment covers and what was cancelled need not be named. */
      materials: z.array(MaterialEntry).max(200).optional(),
    }),
    output: LicenceCase,
  },
  'licence.review': {
    kind: 'command', roles: ['manager'],
    summary: 'The legal review by another account than the one that checked; an objection sends the case back to the check.',
    input: z
      .strictObject({
        ...Case, opinion: LicenceOpinion, note: Note.optional(),
        /** Number of the check that the reviewer read; refused where a later one was made meanwhile. */
        check: z.number().int().min(1).optional(),
      })
      .refine(({ opinion, note }) => opinion === 'agree' || note !== undefined, { error: 'say what is objected to', path: ['note'] }),
    output: LicenceCase,
  },
  'licence.decide': {
    kind: 'command', roles: atWindow,
    summary: 'The decision, on the spot, after the review agreed: it finishes the matter of the visit as a counted transaction.',
    input: z
      .strictObject({ ...Case, decision: LicenceDecision, reason: Reason.optional(), window: WindowNumber.optional() })
      .refine(({ decision, reason }) => decision === 'granted' || reason !== undefined, { error: 'a refusal gives its reason', path: ['reason'] }),
    output: z.strictObject({ case: LicenceCase, number: TransactionNumber, visitDone: z.boolean(), receipt: Receipt }),
  },
  'licence.withdraw': {
    kind: 'command', roles: atWindow,
    summary: 'Ends a case without a decision: the applicant chose the ordinary way or took the application back. The matter is open again.',
    input: z.strictObject({ ...Case, because: WithdrawnBecause, note: Note.optional() }),
    output: LicenceCase,
  },
  'licence.publication': {
    kind: 'query', roles: seesTransactions,
    summary: 'The publication text of a granted licence, in Chinese administrative wording, and by when it is to be published.',
    input: z.strictObject(Case),
    output: z.strictObject({ ...Case, text: z.string(), publishBy: z.iso.date().nullable() }),
  },
  'licence.read': { kind: 'query', roles: seesTransactions, summary: 'One case whole: conditions, notice, check, review; personal data masked.', input: z.strictObject(Case), output: LicenceCase },
  'licence.list': {
    kind: 'query', roles: seesTransactions,
    summary: 'Cases in the order in which they were opened, the newest first; by state or by visit.',
    input: z.strictObject({ state: LicenceState.optional(), visit: VisitId.optional(), limit: z.number().int().min(1).max(500).optional() }),
    output: z.strictObject({ cases: z.array(LicenceSummary) }),
  },
  'licence.statistics': {
    kind: 'query', roles: ['manager'],
    summary: 'Decided cases of a span by group and in all: number, compression ratio with what was left out, days to the decision.',
    input: z
      .strictObject({ from: z.iso.date(), to: z.iso.date() })
      .refine((span) => span.from <= span.to, { error: 'the span ends before it begins', path: ['to'] }),
    output: z.strictObject({
      from: z.string(),
      to: z.string(),
      groups: z.array(LicenceMeasures.extend({ group: z.string(), name: z.string(), nameEn: z.string() })),
      total: LicenceMeasures,
    }),
  },
} as const satisfies Record<string, Operation>;
