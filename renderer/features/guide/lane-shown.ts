/** The lane the ticket will have: the decided one, or the guide's, with what is known of its queue. */
import type { Output } from '../../../shared/contract/contract.ts';
import type { Lane } from '../../../shared/routing/lanes.ts';
import type { Override } from './draft.ts';

export type Decision = Output<'triage.route'>;
type Reason = Decision['reasons'][number];

export type LaneShown = {
  readonly lane: Lane;
  readonly override: Override | null;
  readonly reasons: readonly Reason[];
  /** Null: unknown. */
  readonly wait: Decision['wait'];
};

/** An override that this visitor could no longer follow is not shown as if it held. */
export function laneShown(decision: Decision, override: Override | null): LaneShown {
  const other = override === null ? undefined : decision.alternatives.find(({ lane, usable }) => usable && lane === override.lane);
  if (override === null || other === undefined) return { lane: decision.lane, override: null, reasons: decision.reasons, wait: decision.wait };
  return { lane: other.lane, override, reasons: other.reasons, wait: decision.priority ? { people: 0, minutes: null } : waitIn(other.reasons) };
}

function waitIn(reasons: readonly Reason[]): Decision['wait'] {
  for (const reason of reasons) {
    if (reason.code === 'wait') return { people: reason.people, minutes: reason.minutes };
    if (reason.code === 'no-wait') return { people: 0, minutes: 0 };
  }
  return null;
}

/** Nobody is called in these, so there is no queue to speak of. */
export const hasQueue = (lane: Lane): boolean => lane !== 'remote' && lane !== 'referral';
