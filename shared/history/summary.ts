/** What an import would bring, and everything that stands against it. */
import { z } from 'zod';
import { rowFaultCodes } from './faults.ts';
import { ImportedTransaction } from './imported-transaction.ts';

const Count = z.number().int().min(0);
const Row = z.number().int().min(1);

/** `firstRow` has the same source number. */
export const RepeatedNumber = z.strictObject({ row: Row, firstRow: Row });
export type RepeatedNumber = z.infer<typeof RepeatedNumber>;

export const HistorySummary = z.strictObject({
  /** Rows with something in a mapped column, below the titles. */
  rows: Count,
  /** Transactions without a fault, and those with any. */
  sound: Count,
  faulty: Count,
  /** In the order of the file, at most 1,000; `moreFaults` counts the rest. */
  faults: z.array(z.strictObject({ row: Row, column: z.string(), code: z.enum(rowFaultCodes), message: z.string() })),
  moreFaults: Count,
  /** Source numbers that stand more than once; faults of the code `number-twice` too. At most 1,000. */
  repeated: z.array(RepeatedNumber),
  moreRepeated: Count,
  /** Of the sound ones; null where there is none. */
  firstDay: z.iso.date().nullable(),
  lastDay: z.iso.date().nullable(),
  /** The first twenty sound ones, for a look before the import. */
  preview: z.array(ImportedTransaction),
  /** Words to be added to the mapping, most frequent first, at most 100. */
  unknownWords: z.array(z.strictObject({ column: z.string(), word: z.string(), count: Count })),
  /** Materials that the catalogue's matter does not list: perhaps only named otherwise, and then the look-back would miss them. At most 100. */
  unlistedMaterials: z.array(z.strictObject({ matter: z.string(), name: z.string(), count: Count })),
});
export type HistorySummary = z.infer<typeof HistorySummary>;
