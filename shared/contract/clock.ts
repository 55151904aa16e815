/** The station's clock, held against one that the bureau trusts. A wrong clock is seen and said; it never stops the work. */
import { z } from 'zod';
import { Nothing, everyone, type Operation } from './operation.ts';

/** A time server of the bureau's network (SNTP, RFC 4330). */
export const TimeSource = z.strictObject({ host: z.string().trim().min(1).max(253), port: z.number().int().min(1).max(65_535).default(123) });
export type TimeSource = z.infer<typeof TimeSource>;

/** Whose word it is: the time server's, or that of the hub, which is heard with every upload. */
export const ClockOrigin = z.enum(['time-server', 'hub']);
export type ClockOrigin = z.infer<typeof ClockOrigin>;

/** Jumps and drifts up to this many seconds are left unsaid. */
const LimitSeconds = z.number().int().min(1).max(3600);

export const ClockState = z.strictObject({
  source: TimeSource.nullable(),
  limitSeconds: LimitSeconds,
  /** Milliseconds that the trusted clock is ahead of this machine's, as last measured; negative where it is behind. Null: never measured. */
  offset: z.number().int().nullable(),
  measuredAt: z.number().int().nullable(),
  /** Null: never measured, or not known any more. */
  origin: ClockOrigin.nullable(),
  /** Whether there is a hub, which stands in where no time server is named or none answers. */
  hub: z.boolean(),
  /** Since when nobody has answered, of those who were asked; null where the last one did. */
  silentSince: z.number().int().nullable(),
  /** The state that the journal holds: it changes where a measurement leaves no doubt on which side of the limit the clock is. */
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
    summary: 'Asks the time server now, or the hub where none is named or answers, and journals by how much this machine is off. The application asks by itself.',
    input: Nothing,
    output: ClockState.extend({ roundTrip: z.number().int() }),
  },
  'clock.status': { kind: 'query', roles: 'anyone', summary: 'Whether this machine’s clock can be relied on, as last measured.', input: Nothing, output: ClockState },
} as const satisfies Record<string, Operation>;
