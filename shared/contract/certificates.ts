/** Data-sharing (数据共享): sources, and certificates that the counter fetches instead of asking the visitor for them. */
import { z } from 'zod';
import { Outcome as FetchOutcome, SharedField, SharingReason } from '../sharing/answer.ts';
import { SecretName, SourceDocument } from '../sharing/source.ts';
import { Nothing, type Operation } from './operation.ts';
import { TransactionNumber } from './transaction.ts';
import { VisitId } from './visit.ts';
import { MatterCode } from '../catalogue/catalogue.ts';
import { Applicant } from '../transaction/transaction.ts';


export const Consent = z.enum(['given', 'refused', 'not-needed']);
export type Consent = z.infer<typeof Consent>;

/** Everything an answer must carry, and nothing of what it said. `subject` is a keyed pseudonym. */
export const FetchReceipt = z.strictObject({
  request: z.uuid(),
  visit: VisitId,
  matter: MatterCode,
  material: z.string(),
  source: z.string(),
  provider: z.string(),
  legalBasis: z.string(),
  clerk: z.string(),
  window: z.number().int().nullable(),
  subject: z.string(),
  consent: Consent,
  /** SHA-256 of the request without its secrets; null where it could not be written at all. */
  requestHash: z.string().nullable(),
  sentAt: z.number().int(),
  answeredAt: z.number().int().nullable(),
  outcome: FetchOutcome,
  /** SHA-256 of the answer, never the answer. */
  answerHash: z.string().nullable(),
  attempts: z.number().int(),
  /** Why, where the outcome alone does not say it. */
  detail: SharingReason,
  /** Whether fields were shown to the clerk, whether the answer served the transaction, and since when nothing of it is held. */
  previewed: z.boolean(),
  used: z.boolean().nullable(),
  purgedAt: z.number().int().nullable(),
});
export type FetchReceipt = z.infer<typeof FetchReceipt>;

/** The lawful next way when a source did not help (rule 3), with the reason; never "please bring it" unless the visitor chose so. */
export const NextWay = z.strictObject({
  way: z.enum(['data-sharing', 'inter-department', 'commitment', 'submit', 'accept-pending']),
  reason: z.enum(['try-again-later', 'source-down', 'not-found', 'source-refused', 'no-source', 'matter-allows-commitment', 'in-person-only', 'visitor-refused-consent', 'check-takes-over', 'nothing-else']),
});
export type NextWay = z.infer<typeof NextWay>;

const SecretValue = z.string().min(1).max(20_000);

/** By its name alone: what it is can never be read back. `pem`: a certificate or a key, of several lines. */
const SourceSecret = z.strictObject({ name: SecretName, form: z.enum(['text', 'pem']), given: z.boolean() });

const atWindow = ['clerk', 'assistant'] as const;
const seesTransactions = ['clerk', 'assistant', 'manager'] as const;

export const certificateOperations = {
  'sources.configure': {
    kind: 'command', roles: ['manager'],
    summary: 'Replaces the configured sources. Secrets are named in the document and given beside it; they go into sealed boxes, never into the document.',
    input: z.strictObject({ document: SourceDocument, secrets: z.record(SecretName, SecretValue).optional() }),
    output: z.strictObject({ version: z.number().int(), sources: z.array(z.string()), missingSecrets: z.array(z.string()) }),
  },
  'sources.list': {
    kind: 'query', roles: seesTransactions,
    summary: 'The configured sources: which certificates they answer, from whom, on what basis, which secrets are there. No addresses.',
    input: Nothing,
    output: z.strictObject({
      version: z.number().int().nullable(),
      sources: z.array(z.strictObject({ code: z.string(), provider: z.string(), legalBasis: z.string(), needsConsent: z.boolean(), certificates: z.array(z.strictObject({ matter: z.string(), material: z.string() })), secrets: z.array(SourceSecret) })),
    }),
  },
  'sources.secrets': {
    kind: 'command', roles: ['manager'],
    summary: 'Gives secrets to the sources as they are configured; those not named stay as they were.',
    input: z.strictObject({ secrets: z.record(SecretName, SecretValue).refine((secrets) => Object.keys(secrets).length > 0, 'no secret is given') }),
    output: z.strictObject({ version: z.number().int(), missingSecrets: z.array(z.string()) }),
  },
  'sources.test': {
    kind: 'query', roles: ['manager'],
    summary: 'Asks one source about nobody and says how it answered; nothing is journaled, nothing is shown of the answer.',
    input: z.strictObject({ source: z.string() }),
    output: z.strictObject({
      source: z.string(),
      ok: z.boolean(),
      /** Something travels without TLS; only ever to this machine itself. */
      withoutTls: z.boolean(),
      /** In the order tried; ends with the first that failed. */
      steps: z.array(z.strictObject({ step: z.enum(['secrets', 'connection', 'token']), fault: SharingReason.nullable() })),
      milliseconds: z.number().int(),
    }),
  },
  'certificate.fetch': {
    kind: 'command', roles: atWindow, waits: true,
    summary: 'Fetches a shared certificate for a visit or a transaction. The fields are for the clerk to look at and are kept nowhere; the journal gets the receipt.',
    input: z
      .strictObject({
        transaction: TransactionNumber.optional(),
        visit: VisitId.optional(),
        material: z.string().trim().min(1).max(200),
        /** Needed for a visit of several matters. */
        matter: MatterCode.optional(),
        /** Needed for a visit whose applicant is not on record yet. */
        applicant: Applicant.optional(),
        /** What the visitor said when asked; a source that needs consent is not asked without it. */
        consent: z.enum(['given', 'refused']).optional(),
      })
      .refine((input) => (input.transaction === undefined) !== (input.visit === undefined), { error: 'name the transaction or the visit, and not both', path: ['transaction'] }),
    output: z.strictObject({
      outcome: z.union([FetchOutcome, z.literal('consent-refused'), z.literal('no-source')]),
      receipt: FetchReceipt.nullable(),
      fields: z.array(SharedField),
      next: z.array(NextWay),
    }),
  },
  'certificate.cancel': { kind: 'query', roles: atWindow, summary: 'Ends the fetches that this window is waiting for; each answers as timed out, and is journaled so.', input: Nothing, output: Nothing },
  'certificate.purge': {
    kind: 'command', roles: atWindow,
    summary: 'Says that the fetched fields are gone from the screen and whether they served the transaction.',
    input: z.strictObject({ request: z.uuid(), used: z.boolean() }),
    output: z.strictObject({ request: z.uuid(), purgedAt: z.number().int() }),
  },
} as const satisfies Record<string, Operation>;
