/** The routing decision: pure, deterministic, and total — every visitor gets a lane that is usable for them. */
import type { Matter } from '../catalogue/catalogue.ts';
import { type AppliedRules, applyRules, type Weighed } from './applied-rules.ts';
import { type Alternative, type Decision, type Question, questions } from './decision.ts';
import { type Facts, factsOf, type HallFacts, hallFactsOf } from './facts.ts';
import { forEachLane, type Lane, lanes } from './lanes.ts';
import type { Reason } from './reasons.ts';
import type { RuleSet } from './rules.ts';
import { allComesByItself, because, commonChannel, type Standings, standingsOf } from './standing.ts';
import { ageBands, type Hall, phones, type PriorityGroup, type Visitor } from './visitor.ts';

export type Visiting = {
  /** At least one; all are done on one ticket. */
  readonly matters: readonly Matter[];
  readonly visitor: Visitor;
  readonly hall: Hall;
  readonly rules: RuleSet;
  /** The station's groups that go first. A group of the visitor that is not on it counts for nothing (`unknownPriorityGroups`). */
  readonly priorityList: readonly PriorityGroup[];
};

/**
 * The lane for a visitor, the reasons for it, and all other lanes with why (not).
 *
 * In this order: the lane the visitor asks for, if usable; referral, if every matter belongs to another body; else the open
 * and usable lane with the most merit, which is what the rules give it less the minutes of waiting; else the window.
 */
export function decide(visiting: Visiting): Decision {
  const choice = choose(visiting);
  const { facts, applied, lane } = choice;
  const others = lanes.filter((other) => other !== lane).toSorted((one, other) => rank(other, choice) - rank(one, choice));
  return {
    lane,
    priority: applied.priority.length > 0,
    priorityGroup: groupThatGoesFirst(applied),
    reasons: inOrder(reasonsFor(choice)),
    alternatives: others.map((other) => alternative(other, choice)),
    asks: questionsThatMatter(visiting, lane),
    nothingToDo: allComesByItself(facts, applied),
    wait: waitIn(choice),
  };
}

type Choice = {
  readonly facts: Facts;
  readonly hall: HallFacts;
  readonly applied: AppliedRules;
  readonly standings: Standings;
  readonly score: Readonly<Record<Lane, number>>;
  readonly lane: Lane;
};

function choose({ matters, visitor, hall: hallNow, rules, priorityList }: Visiting): Choice {
  const facts = factsOf(matters, visitor, priorityList);
  const hall = hallFactsOf(hallNow, rules);
  const applied = applyRules(rules, facts, hall);
  const standings = standingsOf(facts, hall, applied);
  // Whoever goes first has nobody ahead: [D] the hall's figures do not tell others who go first apart.
  const first = applied.priority.length > 0;
  const score = forEachLane((lane) => applied.merit[lane] - (first ? 0 : hall.minutes[lane]));
  const parts = { facts, hall, applied, standings, score };
  return { ...parts, lane: laneOf(parts) };
}

function laneOf({ facts, standings, score }: Omit<Choice, 'lane'>): Lane {
  if (facts.wants !== null && standings[facts.wants].usable) return facts.wants;
  if (standings.referral.usable) return 'referral';
  let best: Lane | null = null;
  for (const lane of lanes) {
    if (standings[lane].usable && standings[lane].open && (best === null || score[lane] > score[best])) best = lane;
  }
  return best ?? 'window';
}

/** Usable before unusable, open before kept open, then by merit. */
function rank(lane: Lane, { standings, score }: Choice): number {
  const standing = standings[lane];
  if (!standing.usable) return Number.NEGATIVE_INFINITY;
  return score[lane] - (standing.open ? 0 : 1_000_000);
}

function alternative(lane: Lane, choice: Choice): Alternative {
  const { standings, applied } = choice;
  const standing = standings[lane];
  if (!standing.usable) return { lane, usable: false, reasons: inOrder(standing.obstacles) };
  const found = [...keptOpen(lane, choice), ...standing.obstacles, ...applied.against[lane], ...applied.inFavour[lane], ...queueOf(lane, choice)];
  return { lane, usable: true, reasons: inOrder(found.length > 0 ? found : [because({ code: 'also-possible', lane })]) };
}

function reasonsFor(choice: Choice): readonly Weighed[] {
  const { facts, hall, applied, standings, lane } = choice;
  const found: Weighed[] = [...applied.priority, ...applied.nothings, ...applied.inFavour[lane], ...keptOpen(lane, choice), ...standings[lane].obstacles];
  if (facts.wants !== null) {
    found.push(facts.wants === lane ? because({ code: 'wanted', lane }) : because({ code: 'wanted-not-possible', lane: facts.wants }));
  }
  found.push(...referralsOf(choice), ...abilityOf(choice));
  if (facts.matters.length > 1) found.push(because({ code: 'several-matters', count: facts.matters.length }));
  if (lane === 'window') {
    // What the visitor would ask: why not the zone over there?
    for (const other of lanes) if (standings[other].offered && standings[other].open) found.push(...standings[other].personal);
  }
  if (lane !== 'remote' && hall.admits && hall.hours === 'outside') found.push(because({ code: 'outside-hours', opens: hall.opens }));
  found.push(...queueOf(lane, choice));
  const windowQueue = hall.told.window;
  if (lane !== 'window' && standings.window.usable && windowQueue !== null && hall.minutes.window > 0) found.push(...queueOf('window', choice));
  return found;
}

/** Says which matters another body decides, whether the visitor is sent there or the window passes them on. */
function referralsOf({ facts, applied }: Choice): readonly Weighed[] {
  if (facts.matters.every((matter) => applied.referred.has(matter.code))) return applied.referrals;
  return applied.referrals.map((given) =>
    given.reason.code === 'referral' ? because({ code: 'referral-in-part', matter: given.reason.matter, body: given.reason.body }) : given,
  );
}

function abilityOf({ facts, standings, lane }: Choice): readonly Weighed[] {
  if (lane === 'window') {
    const helped = facts.matters.find((matter) => !matter.channels.includes('window'));
    if (helped !== undefined) return [because({ code: 'window-helps', matter: helped.code })];
    const alone = lanes.every((other) => other === 'window' || !standings[other].offered);
    if (alone) return [because({ code: 'window-takes-all' })];
  }
  const channel = commonChannel(lane, facts.matters);
  return channel === null ? [] : [because({ code: 'lane-offered', lane, channel })];
}

/** The window is not among the open lanes, and yet it is there: as the only human lane, or because the visitor asks for it. */
function keptOpen(lane: Lane, { hall }: Choice): readonly Weighed[] {
  return lane === 'window' && hall.admits && !hall.openLanes.has('window') ? [because({ code: 'window-kept-open' })] : [];
}

/** The lane's queue as the hall told it. Whoever goes first has nobody ahead and hears nothing of it. */
function queueOf(lane: Lane, { hall, applied }: Choice): readonly Weighed[] {
  const queue = hall.told[lane];
  if (queue === null || applied.priority.length > 0) return [];
  if (hall.minutes[lane] === 0) return [because({ code: 'no-wait', lane })];
  return [because({ code: 'wait', lane, people: queue.people, minutes: queue.minutes })];
}

function waitIn({ hall, applied, lane }: Choice): Decision['wait'] {
  const queue = hall.told[lane];
  if (queue === null) return null;
  return applied.priority.length > 0 ? { people: 0, minutes: null } : queue;
}

function groupThatGoesFirst(applied: AppliedRules): PriorityGroup | null {
  for (const { reason } of applied.priority) if (reason.code === 'priority-group') return reason.group;
  return applied.priority.some(({ reason }) => reason.code === 'priority-age') ? 'older' : null;
}

/** The unanswered questions of which some answer leads to another lane. */
function questionsThatMatter(visiting: Visiting, lane: Lane): Question[] {
  return questions.filter(
    (question) =>
      visiting.visitor[question] === undefined &&
      answersTo(question).some((answer) => choose({ ...visiting, visitor: { ...visiting.visitor, ...answer } }).lane !== lane),
  );
}

function answersTo(question: Question): readonly Partial<Visitor>[] {
  switch (question) {
    case 'phone':
      return phones.map((phone) => ({ phone }));
    case 'inPerson':
      return [{ inPerson: true }, { inPerson: false }];
    case 'ageBand':
      return ageBands.map((ageBand) => ({ ageBand }));
    case 'needsHelp':
      return [{ needsHelp: true }, { needsHelp: false }];
  }
}

/** Weightiest first, of equals the earlier; each once. */
function inOrder(found: readonly Weighed[]): Reason[] {
  const seen = new Set<string>();
  return found
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ reason }) => reason)
    .filter((reason) => {
      const key = JSON.stringify(reason);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}
