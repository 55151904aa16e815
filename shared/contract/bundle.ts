/** Uploading without a line: files on a USB stick, and the receipts that come back. */
import { z } from 'zod';
import type { Operation } from './operation.ts';

const Seq = z.number().int().min(1);
const Place = { target: z.string().max(64), file: z.string().min(1).max(4096) };

export const bundleOperations = {
  'bundle.export': {
    kind: 'command', roles: ['manager'], trusted: true, waits: true,
    summary: 'Writes what a bundle target does not hold yet to a file that only its receiver can open; with `after`, everything after that entry. The cursor waits for the receipt.',
    input: z.strictObject({ ...Place, after: z.number().int().min(0).optional() }),
    output: z.strictObject({ file: z.string(), from: Seq, through: Seq, bytes: z.number().int(), sha256: z.string() }),
  },
  'bundle.receipt': {
    kind: 'command', roles: ['manager'], trusted: true,
    summary: 'Takes the receipt that came back and moves the target’s cursor; an older one moves nothing.',
    input: z.strictObject(Place),
    output: z.strictObject({ through: Seq, cursor: z.number().int(), moved: z.boolean() }),
  },
} as const satisfies Record<string, Operation>;
