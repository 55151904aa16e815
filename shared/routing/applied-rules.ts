/** What the rules say of one visit, all together, before the laws of the engine are laid over it. */
import type { Matter, MatterCode } from '../catalogue/catalogue.ts';
import { conditionHolds, type Facts, groupMeant, type HallFacts, mattersMeant } from './facts.ts';
import { forEachLane, type Lane } from './lanes.ts';
import type { Reason } from './reasons.ts';
import type { PriorityGroup } from './visitor.ts';
import type { Rule, RuleSet } from './rules.ts';

/** A reason with its place: heavier first, of equals the one given earlier. */
export type Weighed = { readonly reason: Reason; readonly weight: number };

export type AppliedRules = {
  /** Why a lane is closed to this visitor; empty: it is not. */
  readonly excluded: Readonly<Record<Lane, readonly Weighed[]>>;
  /** Minutes of waiting that the lane is worth, summed. */
  readonly merit: Readonly<Record<Lane, number>>;
  readonly inFavour: Readonly<Record<Lane, readonly Weighed[]>>;
  readonly against: Readonly<Record<Lane, readonly Weighed[]>>;
  readonly priority: readonly Weighed[];
  readonly referred: ReadonlySet<MatterCode>;
  readonly referrals: readonly Weighed[];
  readonly nothingToDo: ReadonlySet<MatterCode>;
  readonly nothings: readonly Weighed[];
};

export function applyRules(rules: RuleSet, facts: Facts, hall: HallFacts): AppliedRules {
  const excluded = forEachLane((): Weighed[] => []);
  const inFavour = forEachLane((): Weighed[] => []);
  const against = forEachLane((): Weighed[] => []);
  const merit = forEachLane(() => 0);
  const priority: Weighed[] = [];
  const referrals: Weighed[] = [];
  const nothings: Weighed[] = [];
  const referred = new Set<MatterCode>();
  const nothingToDo = new Set<MatterCode>();

  for (const rule of rules.rules) {
    if (!rule.when.every((condition) => conditionHolds(condition, facts, hall))) continue;
    const meant = rule.matters === undefined ? facts.matters : mattersMeant(rule.matters, facts);
    const [first] = meant;
    if (first === undefined) continue;
    const given = weigh(rule, first, facts, hall);
    const { effect } = rule;
    switch (effect.kind) {
      case 'exclude':
        for (const lane of effect.lanes) excluded[lane].push(given);
        break;
      case 'prefer':
        for (const lane of effect.lanes) {
          merit[lane] += effect.by;
          (effect.by < 0 ? against : inFavour)[lane].push(given);
        }
        break;
      case 'priority':
        priority.push(given);
        break;
      case 'refer':
        for (const matter of meant) {
          referred.add(matter.code);
          referrals.push(weigh(rule, matter, facts, hall));
        }
        break;
      case 'nothing-to-do':
        for (const matter of meant) {
          nothingToDo.add(matter.code);
          nothings.push(weigh(rule, matter, facts, hall));
        }
        break;
    }
  }
  return { excluded, merit, inFavour, against, priority, referred, referrals, nothingToDo, nothings };
}

function weigh(rule: Rule, matter: Matter, facts: Facts, hall: HallFacts): Weighed {
  return { reason: reasonOf(rule, matter, facts, hall), weight: rule.weight };
}

/** The rule's reason with the values of this visit; the schema saw to it that the rule can supply them. */
function reasonOf(rule: Rule, matter: Matter, facts: Facts, hall: HallFacts): Reason {
  switch (rule.reason) {
    case 'priority-matter':
    case 'instant-at-window':
    case 'online-slower':
    case 'hall-computer':
    case 'window-helps':
    case 'nothing-to-do':
      return { code: rule.reason, matter: matter.code };
    case 'referral':
      return { code: rule.reason, matter: matter.code, body: matter.referTo ?? null };
    case 'applicant-not-served':
      return { code: rule.reason, matter: matter.code, applicant: facts.applicant };
    case 'priority-group':
    case 'spared-effort': {
      const group = groupOf(rule, facts);
      return group === null ? { code: 'house-rule', rule: rule.id } : { code: rule.reason, group };
    }
    case 'outside-hours':
      return { code: rule.reason, opens: hall.opens };
    case 'house-rule':
      return { code: rule.reason, rule: rule.id };
    case 'has-smartphone':
    case 'in-person':
    case 'proxy':
    case 'principal-online':
    case 'minor':
    case 'needs-help':
    case 'person-beside':
    case 'older-visitor':
    case 'priority-age':
    case 'self-handled':
    case 'on-own-phone':
    case 'away-from-hall':
      return { code: rule.reason };
  }
}

function groupOf(rule: Rule, facts: Facts): PriorityGroup | null {
  for (const condition of rule.when) {
    const group = condition.fact === 'priorityGroup' ? groupMeant(condition, facts) : null;
    if (group !== null) return group;
  }
  return null;
}
