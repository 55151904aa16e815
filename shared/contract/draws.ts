/** Double-random checks (双随机): announced, drawn from a revealed seed, found, put right, and reported so that anybody can repeat them. */
import { z } from 'zod';
import { ExportFormat } from './statistics.ts';
import type { Operation } from './operation.ts';
import { StaffNumber } from './station.ts';
import { TransactionNumber } from './transaction.ts';

const SeedCommitment = z.string().regex(/^[0-9a-f]{64}$/);
const Seed = z.string().regex(/^[0-9a-f]{32,128}$/);
export const DrawNumber = z.string().regex(/^[0-9A-Z]{4,8}-S[0-9]{3,}$/);

export const FindingResult = z.enum(['in-order', 'fault']);
export type FindingResult = z.infer<typeof FindingResult>;
const Note = z.string().trim().max(500).optional();

const Staff = z.strictObject({ number: z.string(), name: z.string() });
const Entered = z.strictObject({ /** Sequence number of the journal entry. */ entry: z.number().int(), at: z.number().int(), by: Staff });

/**
 * A draw with all that somebody needs who wants to repeat it, and with what came of it. The notes are here for the paper that
 * stays in the bureau; a file that travels does without them (product rule 7).
 */
export const DrawReport = z.strictObject({
  station: z.string(),
  site: z.string(),
  trial: z.boolean(),
  /** The day of which the states are. */
  asOf: z.iso.date(),
  draw: DrawNumber,
  from: z.string(),
  to: z.string(),
  size: z.number().int(),
  inspectors: z.array(Staff),
  announced: Entered,
  revealed: Entered,
  seedCommitment: z.string(),
  seed: z.string(),
  /** Transactions of the span when the draw was announced, and those among them in which every inspector had a hand. */
  candidates: z.number().int(),
  conflicted: z.number().int(),
  strata: z.array(z.strictObject({ matter: z.string(), matterName: z.string(), matterNameEn: z.string(), window: z.number().int().nullable(), candidates: z.number().int(), drawn: z.number().int() })),
  drawn: z.array(
    z.strictObject({
      number: TransactionNumber, day: z.string(), matter: z.string(), matterName: z.string(), matterNameEn: z.string(), window: z.number().int().nullable(), clerk: Staff, inspector: Staff,
      /** Sequence number of the entry that journaled it. */
      entry: z.number().int(),
      result: FindingResult.nullable(), note: z.string().nullable(), rectifyBy: z.string().nullable(), rectifiedAt: z.number().int().nullable(), rectifiedNote: z.string().nullable(), overdue: z.boolean(),
    }),
  ),
});
export type DrawReport = z.infer<typeof DrawReport>;

export const drawOperations = {
  'lookback.draw': {
    kind: 'command', roles: ['manager'],
    summary: 'Announces a double-random check: the span, how many, and the SHA-256 of a seed nobody else knows yet.',
    input: z
      .strictObject({ from: z.iso.date(), to: z.iso.date(), size: z.number().int().min(1).max(1000), seedCommitment: SeedCommitment, inspectors: z.array(StaffNumber).min(1).max(50) })
      .refine((span) => span.from <= span.to, { error: 'the span ends before it begins', path: ['to'] }),
    output: z.strictObject({ draw: DrawNumber, candidates: z.number().int() }),
  },
  'lookback.reveal': {
    kind: 'command', roles: ['manager'],
    summary: 'Reveals the seed; the draw follows from it, stratified by matter and window, each transaction with an inspector who had no hand in it.',
    input: z.strictObject({ draw: DrawNumber, seed: Seed }),
    output: z.strictObject({ draw: DrawNumber, seed: z.string(), drawn: z.array(z.strictObject({ number: TransactionNumber, inspector: StaffNumber })) }),
  },
  'lookback.finding': {
    kind: 'command', roles: ['manager'],
    summary: 'Records what an inspector found at a drawn transaction, and by when a fault is to be put right.',
    input: z
      .strictObject({ draw: DrawNumber, transaction: TransactionNumber, result: FindingResult, note: Note, rectifyBy: z.iso.date().optional() })
      .refine(({ result, rectifyBy }) => result === 'fault' || rectifyBy === undefined, { error: 'there is nothing to put right', path: ['rectifyBy'] }),
    output: z.strictObject({ draw: DrawNumber, transaction: TransactionNumber, result: FindingResult }),
  },
  'lookback.rectify': {
    kind: 'command', roles: ['manager'],
    summary: 'Records that a fault found at a drawn transaction was put right.',
    input: z.strictObject({ draw: DrawNumber, transaction: TransactionNumber, note: Note }),
    output: z.strictObject({ draw: DrawNumber, transaction: TransactionNumber, rectifiedAt: z.number().int() }),
  },
  'lookback.draws': {
    kind: 'query', roles: ['manager'],
    summary: 'The draws and what was found, newest first, and the faults whose day to be put right is past, longest overdue first.',
    input: z.strictObject({}),
    output: z.strictObject({
      draws: z.array(
        z.strictObject({
          draw: DrawNumber, from: z.string(), to: z.string(), size: z.number().int(), seedCommitment: z.string(), seed: z.string().nullable(), at: z.number().int(),
          drawn: z.array(
            z.strictObject({
              number: TransactionNumber, inspector: StaffNumber, result: FindingResult.nullable(), rectifyBy: z.string().nullable(), rectifiedAt: z.number().int().nullable(), overdue: z.boolean(),
            }),
          ),
        }),
      ),
      overdue: z.array(z.strictObject({ draw: DrawNumber, number: TransactionNumber, inspector: StaffNumber, rectifyBy: z.string() })),
    }),
  },
  'lookback.read': {
    kind: 'query', roles: ['manager'],
    summary: 'A draw that was made, as its report: how it was drawn, from what, and what came of it.',
    input: z.strictObject({ draw: DrawNumber }),
    output: DrawReport,
  },
  'lookback.report': {
    kind: 'command', roles: ['manager'], trusted: true, waits: true,
    summary: 'Writes the report of a draw to a file, with every candidate, so that anybody can repeat the draw from it.',
    input: z.strictObject({ draw: DrawNumber, format: ExportFormat, file: z.string().min(1).max(4096), language: z.enum(['zh-CN', 'en']).optional() }),
    output: z.strictObject({ draw: DrawNumber, file: z.string(), format: ExportFormat, rows: z.number().int(), bytes: z.number().int(), sha256: z.string() }),
  },
} as const satisfies Record<string, Operation>;
