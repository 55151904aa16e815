/** The end of a business day (日结), and whether everything that it names has arrived where it should. */
import { z } from 'zod';
import { SignedManifest } from '../day/manifest.ts';
import type { Operation } from './operation.ts';
import { TransactionNumber } from './transaction.ts';

const Day = z.iso.date();
const seesDays = ['clerk', 'assistant', 'manager'] as const;

/** What happened to a closed day since: it waits for its next amendment. */
const Pending = z.strictObject({ joined: z.array(TransactionNumber), corrected: z.array(TransactionNumber) });

export const dayOperations = {
  'day.close': {
    kind: 'command', roles: seesDays,
    summary: 'Closes a business day with a signed manifest; closed again, it is amended by what was handled or corrected since. Refuses nothing, says everything.',
    input: z.strictObject({ day: Day.optional() }),
    output: SignedManifest.extend({
      /** False: nothing happened since the last manifest, which is the one given. */
      changed: z.boolean(),
    }),
  },
  'day.manifest': {
    kind: 'query', roles: seesDays,
    summary: 'A manifest of a day, the newest unless a number is named, and what happened since.',
    input: z.strictObject({ day: Day, number: z.number().int().min(0).optional() }),
    output: SignedManifest.extend({ newest: z.boolean(), pending: Pending }),
  },
  'day.list': {
    kind: 'query', roles: seesDays,
    summary: 'The days of a span on which something was handled or closed, newest first, with what waits for an amendment.',
    input: z
      .strictObject({ from: Day, to: Day })
      .refine((span) => span.from <= span.to, { error: 'the span ends before it begins', path: ['to'] }),
    output: z.strictObject({
      days: z.array(
        z.strictObject({
          day: Day, transactions: z.number().int(), voided: z.number().int(),
          /** Null while the day was never closed; else the newest manifest's number and moment. */
          closed: z.strictObject({ number: z.number().int(), at: z.number().int(), by: z.string() }).nullable(),
          joined: z.number().int(), corrected: z.number().int(),
        }),
      ),
    }),
  },
} as const satisfies Record<string, Operation>;
