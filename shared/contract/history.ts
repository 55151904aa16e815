/** History: the transactions of a previous system, read from its table, marked as imported wherever they show. */
import { z } from 'zod';
import { HistoryMapping } from '../history/mapping.ts';
import { HistorySummary } from '../history/summary.ts';
import { Nothing, type Operation } from './operation.ts';

const Count = z.number().int().min(0);

/** Under which a mapping is saved; best the name of the previous system. */
export const MappingName = z.string().trim().min(1).max(60);

/** A path of this machine; only the command line and the shell's own dialog give one. */
const HistoryFilePath = z.string().min(1).max(4096);

/** `checking`: the first pass, which finds every fault; `importing`: the second, which appends. `of` is known once the first is over. */
export const ImportProgress = z.strictObject({ phase: z.enum(['checking', 'importing']), transactions: Count, of: Count.nullable() });
export type ImportProgress = z.infer<typeof ImportProgress>;

/** One import as the journal has it. Fewer `transactions` than `expected`: it was broken off, and the same file completes it. */
export const HistoryImport = z.strictObject({
  import: z.uuid(),
  at: z.number().int(),
  by: z.string(),
  /** SHA-256 of the file. */
  sha256: z.string(),
  mapping: MappingName.nullable(),
  transactions: Count,
  expected: Count,
});
export type HistoryImport = z.infer<typeof HistoryImport>;

export const historyOperations = {
  'history.import': {
    kind: 'command', roles: ['manager'], trusted: true, waits: true,
    summary: 'Imports the transactions of a previous system; a file with any fault changes nothing, a number that is already here is not imported again.',
    input: z.strictObject({
      file: HistoryFilePath,
      /** A mapping, or the name of a saved one. */
      mapping: z.union([MappingName, HistoryMapping]),
      dryRun: z.boolean().optional(),
    }),
    output: z.strictObject({
      dryRun: z.boolean(),
      /** False: broken off by whoever asked; what was imported until then stays, and the same file completes it. */
      complete: z.boolean(),
      /** With `dryRun`, what would be imported. */
      imported: Count,
      /** Here already with the same content. */
      alreadyHere: Count,
      /** Here already under the same source number, with other content; nothing was changed for them. At most 1,000 source numbers are named. */
      differing: z.strictObject({ count: Count, sourceNumbers: z.array(z.string()) }),
      /** Materials of which neither catalogue nor list of that day is here: the look-back cannot judge them. */
      unjudgedMaterials: Count,
      summary: HistorySummary,
    }),
  },
  'history.columns': {
    kind: 'query', roles: ['manager'], trusted: true,
    summary: 'The titles in the header row of a table, for making a mapping; of the rows below nothing is read.',
    input: z.strictObject({ file: HistoryFilePath, sheet: z.string().trim().min(1).max(100).optional(), headerRow: z.number().int().min(1).max(100).optional() }),
    output: z.strictObject({ titles: z.array(z.string()) }),
  },
  'history.progress': {
    kind: 'query', roles: ['manager'],
    summary: 'How far the import that is under way has come; null while there is none.',
    input: Nothing,
    output: z.strictObject({ running: ImportProgress.nullable() }),
  },
  'history.cancel': {
    kind: 'query', roles: ['manager'],
    summary: 'Breaks off the import that this caller started, between two batches.',
    input: Nothing,
    output: z.strictObject({}),
  },
  'history.imports': {
    kind: 'query', roles: ['manager'],
    summary: 'The imports so far, newest first, and which of them are not complete.',
    input: Nothing,
    output: z.strictObject({ imports: z.array(HistoryImport) }),
  },
  'history.saveMapping': {
    kind: 'command', roles: ['manager'],
    summary: 'Saves a mapping of columns under a name, in the place of the one that had it.',
    input: z.strictObject({ name: MappingName, mapping: HistoryMapping }),
    output: z.strictObject({ name: MappingName }),
  },
  'history.mappings': {
    kind: 'query', roles: ['manager'],
    summary: 'The saved mappings by name.',
    input: Nothing,
    output: z.strictObject({ mappings: z.array(z.strictObject({ name: MappingName, mapping: HistoryMapping, savedAt: z.number().int() })) }),
  },
} as const satisfies Record<string, Operation>;
