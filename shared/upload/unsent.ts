/** What leaving a station would leave unsent: said before a sign-out, before the window closes, before starting anew and before uninstalling. */
import { z } from 'zod';
import { TargetKind } from './status.ts';

const Count = z.number().int().min(0);

export const UnsentTarget = z.strictObject({
  target: z.string(),
  kind: TargetKind,
  /** What it does not hold as it stands, refused and deferred ones included. */
  transactions: Count,
  /** When the oldest of them was recorded. */
  since: z.number().int().nullable(),
  /** Of them those that it refused and that nobody has corrected yet. */
  quarantined: Count,
});
export type UnsentTarget = z.infer<typeof UnsentTarget>;

export const Unsent = z.strictObject({
  /** False where the station's file cannot be read: then nobody here can say, and there may be some. */
  readable: z.boolean(),
  /** Transactions that at least one target does not hold as they stand; without a target, every one that was handled here. */
  transactions: Count,
  targets: z.array(UnsentTarget),
});
export type Unsent = z.infer<typeof Unsent>;

/** The targets that lack something. */
export const lacking = ({ targets }: Unsent): readonly UnsentTarget[] => targets.filter(({ transactions }) => transactions > 0);
