/** Proof: verifying, rebuilding and reading the journal. */
import { z } from 'zod';
import { everyone, Nothing, type Operation } from './operation.ts';

/** One thing that is wrong, at the entry or table where it shows. */
export const JournalFault = z.strictObject({
  seq: z.number().int().nullable(),
  kind: z.enum(['gap', 'hash', 'prev', 'form', 'column', 'projection', 'sequence', 'head', 'schema', 'key', 'witness']),
  detail: z.string(),
});
export type JournalFault = z.infer<typeof JournalFault>;

export const JournalLine = z.strictObject({
  seq: z.number().int(), id: z.string(), type: z.string(), at: z.number().int(), actor: z.string(), role: z.string(), hash: z.string(),
  /** The entry's subject in words a manager knows: ticket or transaction number, version, file name. Nothing personal. */
  subject: z.string().nullable(),
});
export type JournalLine = z.infer<typeof JournalLine>;

export const journalOperations = {
  'journal.verify': {
    kind: 'query', roles: everyone, long: true,
    summary: 'Walks the whole chain, then re-derives every projection and compares.',
    input: Nothing,
    output: z.strictObject({
      entries: z.number().int(), head: z.string(), ok: z.boolean(),
      /** The last entry of which the witness beside the database knows: one that was lost after it cannot be missed. Null: none knows. */
      witnessed: z.number().int().nullable(),
      faults: z.array(JournalFault),
    }),
  },
  'journal.rebuild': {
    kind: 'command', roles: ['manager'],
    summary: 'Drops the projections and replays the journal into them.',
    input: Nothing,
    output: z.strictObject({ ok: z.boolean(), entries: z.number().int() }),
  },
  'journal.read': {
    kind: 'query', roles: ['manager'],
    summary: 'Who did what when: entries, newest first.',
    input: z.strictObject({ before: z.number().int().optional(), limit: z.number().int().min(1).max(200).optional(), type: z.string().max(60).optional() }),
    output: z.strictObject({ entries: z.array(JournalLine), more: z.boolean() }),
  },
} as const satisfies Record<string, Operation>;
