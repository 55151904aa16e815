/** The look-back (回头看): the ledger of materials, and the scan for what should not have happened. */
import { z } from 'zod';
import { Disposition } from '../catalogue/catalogue.ts';
import { MaterialState } from '../transaction/transaction.ts';
import { CommitmentNumber } from './commitments.ts';
import type { Operation } from './operation.ts';
import { TransactionNumber } from './transaction.ts';

/** What became of one listed material of one transaction, in the word the bureau counts by. */
export const LedgerFate = z.enum(['dropped', 'fetched', 'checked', 'promised', 'tolerated', 'collected', 'pending', 'missing', 'not-applicable']);
export type LedgerFate = z.infer<typeof LedgerFate>;

export const LedgerRow = z.strictObject({
  number: TransactionNumber,
  material: z.string(),
  listed: Disposition.nullable(),
  way: Disposition,
  state: MaterialState,
  fate: LedgerFate,
  /** A copy of a shared certificate was kept; only imported history can say so. */
  kept: z.boolean(),
  decidedBy: z.strictObject({ list: z.string(), version: z.number().int(), row: z.number().int() }).nullable(),
  /** Requests to a source for this material, newest first. */
  receipts: z.array(z.string()),
  dueBy: z.string().nullable(),
  /** The signed promise behind it, where it came by one. */
  commitment: CommitmentNumber.nullable(),
  imported: z.boolean(),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

/** What should not have happened, as the scan tells it apart. */
export const findingKinds = ['cancelledCollected', 'sharedKept', 'sharedAsked', 'sharedUnreceipted', 'sourceNotUsed', 'promisePastDue', 'promiseUnsigned', 'noticeLate'] as const;
export const FindingKind = z.enum(findingKinds);
export type FindingKind = z.infer<typeof FindingKind>;

/** One count of the scan (of materials; of a notice, of transactions) with the transactions behind it; `numbers` is cut at the limit, the counts are not. `lookback.list` names the rest. */
const Finding = z.strictObject({ count: z.number().int(), transactions: z.number().int(), numbers: z.array(TransactionNumber) });

export const lookBackOperations = {
  'ledger.read': {
    kind: 'query', roles: ['clerk', 'assistant', 'manager'],
    summary: 'The material ledger of one transaction: what became of every listed material, and by which rule.',
    input: z.strictObject({ transaction: TransactionNumber }),
    output: z.strictObject({ transaction: TransactionNumber, rows: z.array(LedgerRow) }),
  },
  'lookback.scan': {
    kind: 'query', roles: ['manager'],
    summary: 'Looks through the ledger of a span for what should not have happened; imported history included.',
    input: z
      .strictObject({ from: z.iso.date(), to: z.iso.date(), limit: z.number().int().min(1).max(10_000).optional() })
      .refine((span) => span.from <= span.to, { error: 'the span ends before it begins', path: ['to'] }),
    output: z.strictObject({
      from: z.string(),
      to: z.string(),
      transactions: z.number().int(),
      rows: z.number().int(),
      fates: z.record(LedgerFate, z.number().int()),
      findings: z.record(FindingKind, Finding),
      overrides: z.array(z.strictObject({ guide: z.string(), visits: z.number().int(), overridden: z.number().int(), rate: z.number() })),
    }),
  },
  'lookback.list': {
    kind: 'query', roles: ['manager'], long: true,
    summary: 'The transactions behind one finding of the scan, in the order of their numbers, page by page.',
    input: z
      .strictObject({ from: z.iso.date(), to: z.iso.date(), finding: FindingKind, after: TransactionNumber.optional(), limit: z.number().int().min(1).max(10_000).optional() })
      .refine((span) => span.from <= span.to, { error: 'the span ends before it begins', path: ['to'] }),
    output: z.strictObject({ numbers: z.array(TransactionNumber), more: z.boolean() }),
  },
} as const satisfies Record<string, Operation>;
