/** The station's clock, held against one that the bureau trusts. A wrong clock is seen and said; it never stops the work. */
import { z } from 'zod';
import { Nothing, everyone, type Operation } from './operation.ts';

/** A time server of the bureau's network (SNTP, RFC 4330). */
export const TimeSource = z.strictObject({ host: z.string().trim().min(1).max(253), port: z.number().int().min(1).max(65_535).default(123) });
export type TimeSource = z.infer<typeof TimeSource>;

/** Jumps and drifts up to this many seconds are left unsaid. */
const LimitSeconds = z.number().int().min(1).max(3600);

export const ClockState = z.strictObject({
  source: TimeSource.nullable(),
  limitSeconds: LimitSeconds,
  /** Milliseconds that the trusted clock is ahead of this machine's, as last measured; negative where it is behind. Null: never measured. */
  offset: z.number().int().nullable(),
  measuredAt: z.number().int().nullable(),
  overLimit: z.boolean(),
  /** The latest jump of the business day: when it was noticed, and by how many milliseconds the clock was moved (negative: back). */
  jumped: z.strictObject({ at: z.number().int(), by: z.number().int() }).nullable(),
});
export type ClockState = z.infer<typeof ClockState>;

export const clockOperations = {
  'clock.configure': {
    kind: 'command', roles: ['manager'],
    summary: 'Names the time server that this station is held against, or none, and from which difference on it is said.',
    input: z.strictObject({ source: TimeSource.nullable(), limitSeconds: LimitSeconds.optional() }),
    output: ClockState,
  },
  'clock.check': {
    kind: 'command', roles: everyone, waits: true,
    summary: 'Asks the time server now and journals by how much this machine is off.',
    input: Nothing,
    output: ClockState.extend({ roundTrip: z.number().int() }),
  },
  'clock.status': { kind: 'query', roles: 'anyone', summary: 'Whether this machine’s clock can be relied on, as last measured.', input: Nothing, output: ClockState },
} as const satisfies Record<string, Operation>;
