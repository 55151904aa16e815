/** The facts that rules may ask for, drawn from a visit once. What nobody told is `unknown`, never a guess. */
import type { Matter } from '../catalogue/catalogue.ts';
import { forEachLane, type Lane, lanes } from './lanes.ts';
import type { Condition, MatterCondition, RuleSet } from './rules.ts';
import type { AgeBand, Hall, Phone, PriorityGroup, Visitor } from './visitor.ts';

export type Facts = {
  readonly applicant: Visitor['applicant'];
  readonly ageBand: AgeBand | 'unknown';
  readonly phone: Phone | 'unknown';
  readonly presence: 'in-person' | 'proxy' | 'unknown';
  readonly help: 'needed' | 'not-needed' | 'unknown';
  readonly wants: Lane | null;
  /** The visitor's groups that are on the station's list, in the list's order. */
  readonly groups: readonly PriorityGroup[];
  readonly matters: readonly Matter[];
};

export type HallFacts = {
  /** What the hall told of each lane's queue; null: nothing. */
  readonly told: Readonly<Record<Lane, { readonly people: number; readonly minutes: number | null } | null>>;
  /** Minutes to reckon with: told, else from the count, else assumed. */
  readonly minutes: Readonly<Record<Lane, number>>;
  /** Lanes that are configured open; the hours of the hall are apart, in `admits`. */
  readonly openLanes: ReadonlySet<Lane>;
  readonly admits: boolean;
  /** Where the clock stands to the opening hours. A clock alone closes no lane: the guide who takes a visitor in is the hall, open. */
  readonly hours: 'within' | 'outside' | 'unknown';
  /** When the hall opens next today; null: not today, or not known. */
  readonly opens: string | null;
};

export function factsOf(matters: readonly Matter[], visitor: Visitor, priorityList: readonly PriorityGroup[]): Facts {
  return {
    applicant: visitor.applicant,
    ageBand: visitor.ageBand ?? 'unknown',
    phone: visitor.phone ?? 'unknown',
    presence: visitor.inPerson === undefined ? 'unknown' : visitor.inPerson ? 'in-person' : 'proxy',
    help: visitor.needsHelp === undefined ? 'unknown' : visitor.needsHelp ? 'needed' : 'not-needed',
    wants: visitor.wants ?? null,
    groups: priorityList.filter((group) => visitor.priorityGroups?.includes(group) ?? false),
    matters,
  };
}

export function hallFactsOf(hall: Hall, rules: RuleSet): HallFacts {
  const told = forEachLane((lane) => {
    const waiting = hall.waiting?.[lane];
    if (waiting === undefined) return null;
    return typeof waiting === 'number' ? { people: waiting, minutes: null } : { people: waiting.count, minutes: waiting.minutes ?? null };
  });
  const minutes = forEachLane((lane) => {
    const queue = told[lane];
    if (queue === null) return rules.assumedWait[lane];
    return queue.minutes ?? queue.people * rules.minutesPerPerson[lane];
  });
  const { time, hours } = hall;
  const known = time !== undefined && hours !== undefined;
  const within = known && hours.some((span) => span.from <= time && time < span.to);
  const later = known ? hours.map((span) => span.from).filter((from) => from > time) : [];
  return {
    told,
    minutes,
    openLanes: new Set(hall.openLanes ?? lanes),
    admits: hall.open ?? true,
    hours: known ? (within ? 'within' : 'outside') : 'unknown',
    opens: later.toSorted()[0] ?? null,
  };
}

export function conditionHolds(condition: Condition, facts: Facts, hall: HallFacts): boolean {
  switch (condition.fact) {
    case 'applicant':
      return condition.is.includes(facts.applicant);
    case 'ageBand':
      return condition.is.includes(facts.ageBand);
    case 'phone':
      return condition.is.includes(facts.phone);
    case 'presence':
      return condition.is.includes(facts.presence);
    case 'help':
      return condition.is.includes(facts.help);
    case 'hours':
      return condition.is.includes(hall.hours);
    case 'priorityGroup':
      return groupMeant(condition, facts) !== null;
    case 'waiting': {
      if (hall.told[condition.lane] === null) return false;
      const minutes = hall.minutes[condition.lane];
      return minutes >= (condition.atLeast ?? 0) && (condition.below === undefined || minutes < condition.below);
    }
  }
}

/** The first of the visitor's groups that a condition on groups means, or null. */
export function groupMeant(condition: Extract<Condition, { fact: 'priorityGroup' }>, facts: Facts): PriorityGroup | null {
  return facts.groups.find((group) => condition.in?.includes(group) ?? true) ?? null;
}

/** The matters a rule is about; none: the rule does not apply. */
export function mattersMeant(condition: MatterCondition, facts: Facts): readonly Matter[] {
  const meant = facts.matters.filter(
    (matter) =>
      (condition.codes?.includes(matter.code) ?? true) &&
      (condition.hasChannel === undefined || matter.channels.includes(condition.hasChannel)) &&
      (condition.lacksChannel === undefined || !matter.channels.includes(condition.lacksChannel)) &&
      (condition.caseKind === undefined || matter.caseKind === condition.caseKind) &&
      (condition.referTo === undefined || (matter.referTo !== undefined) === condition.referTo) &&
      (condition.withoutApplication === undefined || (matter.withoutApplication ?? false) === condition.withoutApplication) &&
      (condition.servesApplicant === undefined || matter.applicant.includes(facts.applicant) === condition.servesApplicant),
  );
  return condition.which === 'every' && meant.length < facts.matters.length ? [] : meant;
}
