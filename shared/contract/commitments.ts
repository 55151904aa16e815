/** Commitment (告知承诺): the applicant is told in writing, chooses freely, signs, and may be checked later. */
import { z } from 'zod';
import { MatterCode } from '../catalogue/catalogue.ts';
import { noticeTopics } from '../transaction/commitment-notice.ts';
import { Signature } from '../transaction/signature.ts';
import { Applicant } from '../transaction/transaction.ts';
import { Nothing, type Operation } from './operation.ts';
import { TransactionNumber } from './transaction.ts';
import { VisitId } from './visit.ts';

export const CommitmentNumber = z.string().regex(/^[0-9A-Z]{4,8}-C[0-9]{5,}$/);

/** What stands on the written notice (告知书). */
export const CommitmentNotice = z.strictObject({
  commitment: CommitmentNumber,
  station: z.string(),
  site: z.string(),
  trial: z.boolean(),
  day: z.string(),
  matterName: z.string(),
  matterNameEn: z.string(),
  material: z.string(),
  materialEn: z.string(),
  /** Who would otherwise issue the paper; empty where the catalogue does not say. */
  provider: z.string(),
  /** What the promise rests on: the matter's basis, then the list row's. */
  legalBasis: z.array(z.string()),
  /** Masked. */
  applicant: z.string(),
  byGuardian: z.boolean(),
  /** Working days in which a promise that is drawn is checked. */
  withinDays: z.number().int(),
  /** What was told: basis, content, liability, later check and the free choice, in the words of the edition that was given. */
  edition: z.number().int(),
  texts: z.array(z.strictObject({ topic: z.enum(noticeTopics), zh: z.string(), en: z.string() })),
  clerk: z.strictObject({ number: z.string(), name: z.string(), position: z.string() }),
});
export type CommitmentNotice = z.infer<typeof CommitmentNotice>;

export const CommitmentRecord = z.strictObject({
  commitment: CommitmentNumber,
  state: z.enum(['offered', 'promised', 'ordinary-way', 'kept', 'false']),
  visit: VisitId,
  /** Null until the matter was handled. */
  number: TransactionNumber.nullable(),
  matter: z.string(),
  matterName: z.string(),
  matterNameEn: z.string(),
  material: z.string(),
  offeredAt: z.number().int(),
  clerk: z.string(),
  signedAt: z.number().int().nullable(),
  signature: z.enum(['drawn', 'paper']).nullable(),
  /** Whether it was drawn for a later check, and by when that is due; null due: the holidays of that year are not known. */
  toCheck: z.boolean(),
  checkDue: z.string().nullable(),
  overdue: z.boolean(),
  checkedAt: z.number().int().nullable(),
});
export type CommitmentRecord = z.infer<typeof CommitmentRecord>;

const CommitmentRules = z.strictObject({
  /** The share of promises that are checked later, 0 to 1. */
  share: z.number().min(0).max(1),
  /** Working days within which they are. */
  withinDays: z.number().int().min(1).max(250),
});
export type CommitmentRules = z.infer<typeof CommitmentRules>;

const atWindow = ['clerk', 'assistant'] as const;
const seesTransactions = ['clerk', 'assistant', 'manager'] as const;
const Commitment = z.strictObject({ commitment: CommitmentNumber });

export const commitmentOperations = {
  'commitment.offer': {
    kind: 'command', roles: atWindow,
    summary: 'Judges whether the applicant may promise instead of handing in, and gives the written notice; what stands against it is the refusal.',
    input: z
      .strictObject({
        visit: VisitId.optional(),
        transaction: TransactionNumber.optional(),
        /** Needed for a visit of several matters. */
        matter: MatterCode.optional(),
        material: z.string().trim().min(1).max(200),
        /** Needed for a visit; a transaction has its own, and takes no other. */
        applicant: Applicant.optional(),
        inPerson: z.boolean(),
        guardian: z.boolean().optional(),
        badCredit: z.boolean(),
      })
      .refine((input) => (input.transaction === undefined) !== (input.visit === undefined), { error: 'name the transaction or the visit, and not both', path: ['transaction'] }),
    output: z.strictObject({ commitment: CommitmentNumber, notice: CommitmentNotice }),
  },
  'commitment.sign': {
    kind: 'command', roles: atWindow,
    summary: 'Records the free choice: the signed promise, or the ordinary way. For a transaction the promise settles its material.',
    input: z
      .strictObject({ commitment: CommitmentNumber, choice: z.enum(['promise', 'ordinary-way']), signature: Signature.optional() })
      .refine((input) => (input.choice === 'promise') === (input.signature !== undefined), { error: 'a promise is signed, and nothing else is', path: ['signature'] }),
    output: CommitmentRecord,
  },
  'commitment.read': {
    kind: 'query', roles: seesTransactions,
    summary: 'One commitment with its notice, for a look or a reprint; never the signature.',
    input: Commitment,
    output: z.strictObject({ commitment: CommitmentRecord, notice: CommitmentNotice }),
  },
  'commitment.reveal': {
    kind: 'command', roles: seesTransactions,
    summary: 'Shows the drawn signature once, as a deliberate and journaled act.',
    input: Commitment.extend({ reason: z.string().trim().min(2).max(200) }),
    output: z.strictObject({ strokes: Signature.options[0].shape.strokes.nullable() }),
  },
  'commitment.list': {
    kind: 'query', roles: seesTransactions,
    summary: 'Commitments of a state, those to be checked by due date with the overdue ones first, the others newest first.',
    input: z.strictObject({ state: z.enum(['to-check', 'offered', 'promised', 'ordinary-way', 'kept', 'false']).optional(), limit: z.number().int().min(1).max(500).optional() }),
    output: z.strictObject({ commitments: z.array(CommitmentRecord) }),
  },
  'commitment.check': {
    kind: 'command', roles: ['manager'],
    summary: 'Records what the later check found; a false promise reopens the transaction and bars the person’s next promise. Another finding with its reason corrects the first.',
    input: Commitment.extend({ finding: z.enum(['true', 'false']), note: z.string().trim().max(500).optional() }),
    output: CommitmentRecord,
  },
  'commitment.configure': {
    kind: 'command', roles: ['manager'],
    summary: 'Sets the share of promises that are checked later, and within how many working days.',
    input: CommitmentRules,
    output: CommitmentRules,
  },
  'commitment.rules': { kind: 'query', roles: seesTransactions, summary: 'The share and the days in force.', input: Nothing, output: CommitmentRules },
} as const satisfies Record<string, Operation>;
