/** Handling at the window: finishing, correcting, reading back, the papers that are printed after the commit. */
import { z } from 'zod';
import { ApplicantKind, Disposition } from '../catalogue/catalogue.ts';
import { Lane } from '../routing/lanes.ts';
import { AmendmentChange, Handling, MaterialState, RecordedOutcome } from '../transaction/transaction.ts';
import type { Operation } from './operation.ts';
import { WindowNumber } from './station.ts';
import { OfficialNumber } from './official-number.ts';
import { TicketReference, VisitId } from './visit.ts';

/**
 * The station's own series: station code, hyphen, running number without gaps. Imported history has a series beside it, marked by an H:
 * what was handled here stays countable by its numbers alone.
 */
export const TransactionNumber = z.string().regex(/^[0-9A-Z]{4,8}-H?[0-9]{6,10}$/);
export const ImportedNumber = z.string().regex(/^[0-9A-Z]{4,8}-H[0-9]{6,10}$/);

/** Why an accepted transaction has no promised date: the catalogue states no limit, or the holidays of that year are not published. */
export const DueUnknown = z.enum(['limit-not-stated', 'year-unknown']);

/** What the journal says of one material of a transaction: how it came, and which list row said so. */
export const MaterialRecord = z.strictObject({
  name: z.string(),
  listed: Disposition,
  way: Disposition,
  state: MaterialState,
  copies: z.number().int().nullable(),
  note: z.string().nullable(),
  dueBy: z.string().nullable(),
  /** The day from which it was missing; only where it is, and not in entries of the first version. */
  missingSince: z.string().optional(),
  decidedBy: z.strictObject({ list: z.string(), version: z.number().int(), row: z.number().int() }).nullable(),
});
export type MaterialRecord = z.infer<typeof MaterialRecord>;

/** The same for any transaction: of an imported one it may be unknown what the lists said, and it can say that a copy was kept. */
export const TransactionMaterial = MaterialRecord.extend({ listed: Disposition.nullable(), kept: z.boolean() });
export type TransactionMaterial = z.infer<typeof TransactionMaterial>;

export const TransactionSummary = z.strictObject({
  number: TransactionNumber,
  /** The platform's number, once it is known. */
  official: OfficialNumber.nullable(),
  ticket: z.string().nullable(),
  /** Null for an imported one: nobody was received here. */
  visit: VisitId.nullable(),
  day: z.string(),
  /** Null where the file of the previous system named the day alone. */
  finishedAt: z.number().int().nullable(),
  lane: Lane,
  window: z.number().int().nullable(),
  /** Of an imported one as the file spells it, or null where it names nobody. */
  clerk: z.string().nullable(),
  matter: z.string(),
  matterName: z.string(),
  matterNameEn: z.string(),
  outcome: RecordedOutcome,
  due: z.string().nullable(),
  dueUnknown: DueUnknown.nullable(),
  applicantKind: ApplicantKind,
  /** Masked: 张*, 330***********1234. Null for an imported one: nobody's data was taken over. */
  applicantMasked: z.strictObject({ name: z.string(), paper: z.string() }).nullable(),
  amendments: z.number().int(),
  /** What it counts for: the persons of a matter that counts persons, else one. */
  units: z.number().int(),
  catalogueVersion: z.number().int(),
  imported: z.boolean(),
  /** The number that the previous system gave it. */
  sourceNumber: z.string().nullable(),
});
export type TransactionSummary = z.infer<typeof TransactionSummary>;

/** The receipt printed after the commit has returned (paper implies disk). */
export const Receipt = z.strictObject({
  station: z.string(),
  site: z.string(),
  trial: z.boolean(),
  number: TransactionNumber,
  /** The platform's number, once it is known. */
  official: OfficialNumber.nullable(),
  ticket: z.string().nullable(),
  matterName: z.string(),
  matterNameEn: z.string(),
  outcome: RecordedOutcome,
  finishedAt: z.number().int(),
  due: z.string().nullable(),
  dueUnknown: DueUnknown.nullable(),
  applicant: z.string(),
  clerk: z.strictObject({ number: z.string(), name: z.string(), position: z.string() }),
  window: z.number().int().nullable(),
  /** Present where it was for more than one person of a matter that counts persons. */
  persons: z.number().int().optional(),
  materials: z.array(MaterialRecord),
  head: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;

/** The one-time notice (一次性告知): complete by construction, numbered, given once. */
export const Notice = z.strictObject({
  station: z.string(),
  site: z.string(),
  trial: z.boolean(),
  number: z.string(),
  day: z.string(),
  matterName: z.string(),
  matterNameEn: z.string(),
  applicant: z.string(),
  missing: z.array(z.strictObject({ name: z.string(), nameEn: z.string(), note: z.string() })),
  clerk: z.strictObject({ number: z.string(), name: z.string(), position: z.string() }),
});
export type Notice = z.infer<typeof Notice>;

/** Fields of an operation on a visit: its ticket or its id. */
export const Subject = { ticket: TicketReference.optional(), visit: VisitId.optional() };
export const oneSubject = (input: { ticket?: unknown; visit?: unknown }): boolean => (input.ticket === undefined) !== (input.visit === undefined);

export const transactionOperations = {
  'transaction.finish': {
    kind: 'command', roles: ['clerk', 'assistant'],
    summary: 'Journals a handled matter with its number; a slip may be printed only after this has answered.',
    input: Handling.extend({
      ...Subject,
      window: WindowNumber.optional(),
      /** The guide's matter that this one stands in for, where the guide chose another. */
      replaces: z.string().optional(),
    }).refine(oneSubject, { error: 'name the ticket or the visit, and not both', path: ['ticket'] }),
    output: z.strictObject({
      number: TransactionNumber,
      due: z.iso.date().optional(),
      dueUnknown: DueUnknown.optional(),
      /** True when every matter of the visit now has an outcome. */
      visitDone: z.boolean(),
      receipt: Receipt,
      /** Present when materials are missing: everything missing, at once. */
      notice: Notice.optional(),
    }),
  },
  'transaction.amend': {
    kind: 'command', roles: ['clerk', 'assistant', 'manager'],
    summary: 'Corrects a transaction by a new entry that names the old one, with the reason.',
    input: z.strictObject({ number: TransactionNumber, change: AmendmentChange, reason: z.string().trim().min(2).max(200) }),
    output: z.strictObject({ number: TransactionNumber, amendment: z.number().int(), receipt: Receipt }),
  },
  'transaction.read': {
    kind: 'query', roles: ['clerk', 'assistant', 'manager'],
    summary: 'One transaction with its materials and its corrections; personal data masked.',
    input: z.strictObject({ number: TransactionNumber }),
    output: z.strictObject({
      transaction: TransactionSummary,
      materials: z.array(TransactionMaterial),
      amendments: z.array(z.strictObject({ at: z.number().int(), by: z.string(), reason: z.string(), changed: z.array(z.string()) })),
      entries: z.array(z.number().int()),
    }),
  },
  'transaction.receipt': { kind: 'query', roles: ['clerk', 'assistant', 'manager'], summary: 'The receipt as it stands now, for a reprint.', input: z.strictObject({ number: TransactionNumber }), output: Receipt },
  'transaction.list': {
    kind: 'query', roles: ['clerk', 'assistant', 'manager'],
    summary: 'Transactions of a span, newest first; personal data masked.',
    input: z.strictObject({
      from: z.iso.date(), to: z.iso.date(), lane: Lane.optional(), matter: z.string().optional(), window: WindowNumber.optional(), clerk: z.string().optional(),
      imported: z.boolean().optional(), limit: z.number().int().min(1).max(500).optional(), before: z.string().optional(),
    }),
    output: z.strictObject({ transactions: z.array(TransactionSummary), more: z.boolean() }),
  },
  'transaction.reveal': {
    kind: 'command', roles: ['clerk', 'assistant', 'manager'],
    summary: 'Shows the full name and paper number once, as a deliberate and journaled act.',
    input: z.strictObject({ number: TransactionNumber, reason: z.string().trim().min(2).max(200) }),
    output: z.strictObject({ name: z.string(), paper: z.strictObject({ type: z.string(), number: z.string() }), phone: z.string().nullable() }),
  },
} as const satisfies Record<string, Operation>;

