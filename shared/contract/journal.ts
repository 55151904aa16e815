/** Proof and figures: verifying and rebuilding the journal, volumes, exports. */
import { z } from 'zod';
import { VolumeDimension, VolumeMeasures, VolumeQuery, VolumeRow } from '../statistics/volume.ts';
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

export const ExportFormat = z.enum(['csv', 'xlsx']);

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
  'statistics.volume': {
    kind: 'query', roles: ['manager'], long: true,
    summary: 'Volumes by up to three dimensions with median and 90th percentile of wait and service.',
    input: VolumeQuery,
    output: z.strictObject({ from: z.string(), to: z.string(), by: z.array(VolumeDimension), rows: z.array(VolumeRow), totals: VolumeMeasures }),
  },
  'export.volume': {
    kind: 'command', roles: ['manager'], trusted: true, waits: true,
    summary: 'Writes the volume table to a file; its totals equal the screen.',
    input: VolumeQuery.safeExtend({ format: ExportFormat, file: z.string().min(1).max(4096), language: z.enum(['zh-CN', 'en']).optional() }),
    output: z.strictObject({ file: z.string(), format: ExportFormat, rows: z.number().int(), bytes: z.number().int(), sha256: z.string(), totals: VolumeMeasures }),
  },
} as const satisfies Record<string, Operation>;
