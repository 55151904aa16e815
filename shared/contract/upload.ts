/** Uploading: where the station's work goes, how far it has come there, and what was not taken. */
import { z } from 'zod';
import { SecretName } from '../sharing/source.ts';
import { UploadDocument } from '../upload/document.ts';
import { RefusalReason } from '../upload/exchange.ts';
import { RecordField } from '../upload/record.ts';
import { Counts, ReconciledTarget } from '../upload/reconcile.ts';
import { TargetStatus, UploadSummary } from '../upload/status.ts';
import { Nothing, type Operation } from './operation.ts';
import { TransactionNumber } from './transaction.ts';

const Count = z.number().int().min(0);

export const QuarantinedRecord = z.strictObject({
  target: z.string(),
  number: TransactionNumber,
  /** Which version was refused, and the entry that it stands in. */
  dataVersion: z.number().int().min(1),
  seq: z.number().int(),
  matterName: z.string(),
  matterNameEn: z.string(),
  reason: RefusalReason,
  field: RecordField.nullable(),
  /** The platform's own words, where it had any; sealed on disk, since they may quote what it read. */
  message: z.string().nullable(),
  refusedAt: z.number().int(),
});
export type QuarantinedRecord = z.infer<typeof QuarantinedRecord>;

const TargetName = z.string().max(64);
/** In milliseconds; a leap year. */
const longestSpan = 366 * 24 * 60 * 60 * 1000;
const seesTransactions = ['clerk', 'assistant', 'manager'] as const;

export const uploadOperations = {
  'upload.configure': {
    kind: 'command', roles: ['manager'],
    summary: 'Replaces the upload targets. Secrets are named in the document and given beside it; they go into sealed boxes, never into the document.',
    input: z.strictObject({ document: UploadDocument, secrets: z.record(SecretName, z.string().min(1).max(20_000)).optional() }),
    output: z.strictObject({ version: z.number().int(), targets: z.array(z.string()), missingSecrets: z.array(z.string()) }),
  },
  'upload.run': {
    kind: 'command', roles: seesTransactions, waits: true,
    summary: 'Sends to one target until nothing is left or it is held; with `once`, one batch. The application does so by itself.',
    input: z.strictObject({ target: TargetName, once: z.boolean().optional() }),
    output: z.strictObject({ batches: Count, entries: Count, refused: Count, deferred: Count, bound: Count, status: TargetStatus }),
  },
  'upload.status': {
    kind: 'query', roles: seesTransactions,
    summary: 'How far each target has taken the journal, what is held and why, and when it is tried next.',
    input: Nothing,
    output: z.strictObject({ summary: UploadSummary, targets: z.array(TargetStatus) }),
  },
  'upload.retry': {
    kind: 'command', roles: seesTransactions,
    summary: 'Has a held target tried now instead of later.',
    input: z.strictObject({ target: TargetName }),
    output: TargetStatus,
  },
  'quarantine.list': {
    kind: 'query', roles: seesTransactions,
    summary: 'Records that a target refused and nobody has corrected yet, with its reason and the field, the oldest first.',
    input: z.strictObject({ target: TargetName.optional(), limit: z.number().int().min(1).max(500).optional() }),
    output: z.strictObject({ records: z.array(QuarantinedRecord), more: z.boolean() }),
  },
  reconcile: {
    kind: 'query', roles: ['manager'],
    summary: 'Counts what was handled here, what each target acknowledged and what the district has, side by side for each business day, and names every transaction that differs, with the reason.',
    input: z
      .strictObject({ from: z.iso.date(), to: z.iso.date(), /** All of them, where none is named. */ target: TargetName.optional() })
      .refine((span) => span.from <= span.to, { error: 'the span ends before it begins', path: ['to'] })
      .refine((span) => Date.parse(span.to) - Date.parse(span.from) < longestSpan, { error: 'a year at once at most', path: ['to'] }),
    output: z.strictObject({
      from: z.iso.date(), to: z.iso.date(),
      /** When the districts were asked. */
      at: z.number().int(),
      local: Counts,
      targets: z.array(ReconciledTarget),
    }),
  },
} as const satisfies Record<string, Operation>;
