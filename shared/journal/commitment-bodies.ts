/** What the journal says of commitments. `person` is the keyed pseudonym of the applicant's paper; the strokes of a signature are sealed. */
import { z } from 'zod';
import { MatterCode } from '../catalogue/catalogue.ts';
import { CommitmentNumber } from '../contract/commitments.ts';
import { TransactionNumber } from '../contract/transaction.ts';
import { SealedBox } from './sealed.ts';

const Day = z.iso.date();

export const commitmentBodies = {
  'commitment.configured': z.strictObject({ share: z.number(), withinDays: z.number().int() }),
  'commitment.offered': z.strictObject({
    commitment: CommitmentNumber, visit: z.uuid(), number: TransactionNumber.nullable(), matter: MatterCode, matterName: z.string(), matterNameEn: z.string(),
    material: z.string(), day: Day, catalogueVersion: z.number().int(), person: z.string(), applicant: SealedBox, byGuardian: z.boolean(), basis: z.string().nullable(),
    /** What was told: the words of this edition, with these working days for a check (shared/transaction/commitment-notice.ts). */
    edition: z.number().int().min(1), withinDays: z.number().int().min(1),
  }),
  'commitment.signed': z.strictObject({
    commitment: CommitmentNumber,
    choice: z.enum(['promise', 'ordinary-way']),
    signature: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('drawn'), strokes: SealedBox }), z.strictObject({ kind: z.literal('paper') })]).nullable(),
    /** Drawn for a later check. */
    toCheck: z.boolean(),
    checkDue: Day.nullable(),
  }),
  /** The promise served this transaction. */
  'commitment.bound': z.strictObject({ commitment: CommitmentNumber, number: TransactionNumber }),
  /** `corrects`: sequence number of the finding that this one takes the place of. */
  'commitment.checked': z.strictObject({ commitment: CommitmentNumber, finding: z.enum(['true', 'false']), note: SealedBox.nullable(), corrects: z.number().int().min(1).nullable() }),
  'commitment.revealed': z.strictObject({ commitment: CommitmentNumber, reason: SealedBox }),
} as const satisfies Record<string, z.ZodType>;
