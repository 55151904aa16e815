/** What the journal says of licences by commitment: the texts that were adopted, and every step of a case. */
import { z } from 'zod';
import { ApplicantKind, DayUnit, MatterCode } from '../catalogue/catalogue.ts';
import { LicenceCaseNumber } from '../contract/licence.ts';
import { MaterialRecord, TransactionNumber } from '../contract/transaction.ts';
import { LicenceDecision, LicenceOpinion } from '../licence/case.ts';
import { LicenceDocument, Procedure } from '../licence/document.ts';
import { TicketNumber } from '../visit/ticket.ts';
import { SealedBox } from './sealed.ts';

const Case = { case: LicenceCaseNumber };

/** A condition as it was answered; a note may speak of the applicant, so it is sealed. */
export const StoredLicenceItem = z.strictObject({ condition: z.string(), ok: z.boolean(), note: SealedBox.nullable() });
/** A material as it was settled at the check; the transaction takes it over at the decision. */
export const StoredLicenceMaterial = MaterialRecord.pick({ name: true, way: true, state: true, copies: true }).extend({ note: SealedBox.nullable() });

export const licenceBodies = {
  'licence.adopted': z.strictObject({ version: z.number().int().min(1), document: LicenceDocument }),
  'licence.opened': z.strictObject({
    ...Case,
    visit: z.uuid(),
    ticket: TicketNumber,
    day: z.iso.date(),
    matter: MatterCode,
    matterName: z.string(),
    matterNameEn: z.string(),
    replaces: MatterCode.nullable(),
    group: z.string(),
    procedure: Procedure,
    catalogueVersion: z.number().int(),
    conditionsVersion: z.number().int(),
    applicantKind: ApplicantKind,
    applicant: SealedBox,
    /** The limits of the catalogue at the opening: what is compressed is what was promised then. */
    statutoryDays: z.number().int().nullable(),
    promisedDays: z.number().int().nullable(),
    dayUnit: DayUnit,
  }),
  /** `strokes`: the drawn mark; null where the paper was signed. */
  'licence.committed': z.strictObject({ ...Case, signature: z.enum(['drawn', 'paper']), strokes: SealedBox.nullable() }),
  'licence.checked': z.strictObject({ ...Case, items: z.array(StoredLicenceItem).min(1), materials: z.array(StoredLicenceMaterial), met: z.boolean() }),
  'licence.reviewed': z.strictObject({ ...Case, opinion: LicenceOpinion, note: SealedBox.nullable() }),
  'licence.decided': z.strictObject({ ...Case, decision: LicenceDecision, day: z.iso.date(), number: TransactionNumber, reason: SealedBox.nullable() }),
  'licence.withdrawn': z.strictObject({ ...Case, because: z.enum(['ordinary-way', 'taken-back']), note: SealedBox.nullable() }),
} as const satisfies Record<string, z.ZodType>;
