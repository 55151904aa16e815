/**
 * A licence case from the notice to the decision, as a pure state machine: conditions shown → committed → formally checked →
 * reviewed by another account → decided. Every step that the rules do not allow is refused by the code of its rule.
 */
import { z } from 'zod';
import type { RefusalCode } from '../contract/errors.ts';

/**
 * - `opened`: conditions and notice were shown; `committed`: the applicant signed; `checked`: every condition was answered;
 * - `reviewed`: another account agreed; `granted`, `refused`: decided; `withdrawn`: ended without a decision.
 */
export const LicenceState = z.enum(['opened', 'committed', 'checked', 'reviewed', 'granted', 'refused', 'withdrawn']);
export type LicenceState = z.infer<typeof LicenceState>;

export const LicenceDecision = z.enum(['granted', 'refused']);
export type LicenceDecision = z.infer<typeof LicenceDecision>;

export const LicenceOpinion = z.enum(['agree', 'object']);
export type LicenceOpinion = z.infer<typeof LicenceOpinion>;

/** The part of a case that the rules ask about. */
export type LicenceStanding = {
  readonly state: LicenceState;
  /** Of the latest formal check: whether every condition was met, who made it, and the how manieth it was; 0: none yet. */
  readonly met: boolean;
  readonly checker: string | null;
  readonly checks: number;
};

export const openedStanding: LicenceStanding = { state: 'opened', met: false, checker: null, checks: 0 };

export type LicenceStep =
  | { readonly kind: 'commit' }
  | { readonly kind: 'check'; readonly by: string; readonly met: boolean }
  /** `check`: the check that the reviewer has before them, or null: the latest, whichever it is. */
  | { readonly kind: 'review'; readonly by: string; readonly opinion: LicenceOpinion; readonly check: number | null }
  | { readonly kind: 'decide'; readonly decision: LicenceDecision }
  | { readonly kind: 'withdraw' };

export type LicenceFault = Extract<RefusalCode, 'licence-state' | 'licence-own-check' | 'licence-check-superseded' | 'licence-review-missing' | 'licence-condition-unmet'>;

export type LicenceMove = { readonly ok: true; readonly standing: LicenceStanding } | { readonly ok: false; readonly code: LicenceFault };

/** Whether a case has come to its end; nothing moves it any more. */
export const isEnded = (state: LicenceState): boolean => state === 'granted' || state === 'refused' || state === 'withdrawn';

/** The case after the step, or the rule that forbids it. */
export function advance(standing: LicenceStanding, step: LicenceStep): LicenceMove {
  const { state, met, checker, checks } = standing;
  const to = (next: Partial<LicenceStanding>): LicenceMove => ({ ok: true, standing: { ...standing, ...next } });
  const no = (code: LicenceFault): LicenceMove => ({ ok: false, code });
  switch (step.kind) {
    case 'commit':
      return state === 'opened' ? to({ state: 'committed' }) : no('licence-state');
    case 'check':
      // A check may be corrected until the decision; the review of the earlier one no longer counts then.
      return state === 'committed' || state === 'checked' || state === 'reviewed' ? to({ state: 'checked', met: step.met, checker: step.by, checks: checks + 1 }) : no('licence-state');
    case 'review':
      if (state !== 'checked') return no('licence-state');
      if (step.check !== null && step.check !== checks) return no('licence-check-superseded');
      // The second pair of eyes: whoever checked does not review.
      if (step.by === checker) return no('licence-own-check');
      // What was objected to is checked again.
      return to({ state: step.opinion === 'agree' ? 'reviewed' : 'committed' });
    case 'decide':
      if (isEnded(state)) return no('licence-state');
      if (state !== 'reviewed') return no('licence-review-missing');
      return step.decision === 'granted' && !met ? no('licence-condition-unmet') : to({ state: step.decision });
    case 'withdraw':
      return isEnded(state) ? no('licence-state') : to({ state: 'withdrawn' });
  }
}
