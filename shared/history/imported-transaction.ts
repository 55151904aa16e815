/** A transaction of the previous system, as it is taken over: without anything that belongs to a person. */
import { z } from 'zod';
import { ApplicantKind, Disposition, MatterCode } from '../catalogue/catalogue.ts';
import { ImportedNumber } from '../contract/transaction.ts';
import { Lane } from '../routing/lanes.ts';
import { outcomes } from '../transaction/transaction.ts';

export const ImportedOutcome = z.enum([...outcomes, 'voided']);
export type ImportedOutcome = z.infer<typeof ImportedOutcome>;

export const ImportedMaterial = z.strictObject({
  /** As the catalogue spells it, where the matter lists such a material; else as the file does. */
  name: z.string().min(1).max(200),
  /** The previous system did not say what the lists said. */
  listed: z.null(),
  way: Disposition,
  state: z.enum(['done', 'tolerated', 'missing', 'not-applicable']),
  /** A copy of what was shared stayed at the counter: what the look-back is to find (rule 2). */
  kept: z.boolean(),
});
export type ImportedMaterial = z.infer<typeof ImportedMaterial>;

/** `finishedAt` is UTC milliseconds, null where the file names the day alone. */
export const ImportedTransaction = z.strictObject({
  sourceNumber: z.string().min(1).max(64),
  day: z.iso.date(),
  finishedAt: z.number().int().nullable(),
  matter: MatterCode,
  matterName: z.string(),
  lane: Lane,
  window: z.number().int().min(1).max(99).nullable(),
  clerk: z.string().min(1).max(60).nullable(),
  outcome: ImportedOutcome,
  waitSeconds: z.number().int().min(0).nullable(),
  serviceSeconds: z.number().int().min(0).nullable(),
  applicantKind: ApplicantKind,
  materials: z.array(ImportedMaterial).max(200),
});
export type ImportedTransaction = z.infer<typeof ImportedTransaction>;

/** With what the lists in force on the transaction's day said of it; null: nothing that is known here. */
export const HistoryMaterial = ImportedMaterial.extend({
  listed: Disposition.nullable(),
  decidedBy: z.strictObject({ list: z.string(), version: z.number().int(), row: z.number().int() }).nullable(),
});

/**
 * As the journal holds it: under a number of this station, with the version of the catalogue that gave the matter its name.
 */
export const HistoryTransaction = ImportedTransaction.extend({
  number: ImportedNumber,
  matterNameEn: z.string(),
  category: z.string(),
  catalogueVersion: z.number().int().min(1),
  materials: z.array(HistoryMaterial).max(200),
});
export type HistoryTransaction = z.infer<typeof HistoryTransaction>;
