/** What the journal says of imported history. */
import { z } from 'zod';
import { MappingName } from '../contract/history.ts';
import { HistoryTransaction } from '../history/imported-transaction.ts';
import { HistoryMapping } from '../history/mapping.ts';

/** Transactions of one entry: few enough that a click waits for no more than one of them. */
export const batchSize = 200;

export const historyBodies = {
  'history.mapping-saved': z.strictObject({ name: MappingName, mapping: HistoryMapping }),
  /** One batch of an import: `part` counts them from 1, `expected` is what all of them together were to bring. */
  'history.imported': z.strictObject({
    import: z.uuid(),
    part: z.number().int().min(1),
    expected: z.number().int().min(1),
    /** SHA-256 of the file, and the saved mapping that it was read by. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    mapping: MappingName.nullable(),
    transactions: z.array(HistoryTransaction).min(1).max(batchSize),
  }),
} as const satisfies Record<string, z.ZodType>;
