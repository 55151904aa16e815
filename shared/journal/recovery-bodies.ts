/** What is journaled of backups, and of a station that goes on after it was copied, put back or restored. */
import { z } from 'zod';
import { DoubtReason } from '../contract/recovery.ts';
import { SealedBox } from './sealed.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Seq = z.number().int().min(0);

export const recoveryBodies = {
  /** The folder is sealed: its path may hold somebody's name. */
  'backup.configured': z.strictObject({ folder: SealedBox, keep: z.number().int().min(1), daily: z.boolean() }),
  'backup.made': z.strictObject({
    file: z.string(), seq: Seq, hash: Hash, bytes: z.number().int(), sha256: Hash,
    transactions: z.strictObject({ first: z.string(), last: z.string(), count: z.number().int() }).nullable(),
  }),
  'station.reopened': z.strictObject({
    incarnation: z.number().int().min(1),
    /** The code of all numbers from here on. */
    code: z.string(),
    /** The last entry that this incarnation shares with the one before, and its hash: what follows here is another branch. */
    after: Seq,
    hash: Hash,
    cause: DoubtReason.or(z.literal('asked')),
    reason: SealedBox,
    /** Entries that others know of and that are not here. */
    lost: z.strictObject({ from: Seq, to: Seq }).nullable(),
  }),
} as const;
