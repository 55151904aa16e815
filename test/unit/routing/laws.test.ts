/** What holds for every visit there can be. Rules are drawn at random too: no rule a manager writes may break these. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Matter, MatterCode } from '../../../shared/catalogue/catalogue.ts';
import { decide, type Visiting } from '../../../shared/routing/decide.ts';
import { Decision, type Question } from '../../../shared/routing/decision.ts';
import { humanLanes, type Lane, lanes, phoneLanes } from '../../../shared/routing/lanes.ts';
import { Rule, type RuleSet } from '../../../shared/routing/rules.ts';
import { shippedRules } from '../../../shared/routing/shipped-rules.ts';
import { ageBands, Hall, phones, shippedPriorityGroups, Visitor } from '../../../shared/routing/visitor.ts';
import { counterexample, halls, visitors, visitsMatters } from './sample.ts';

const minutes = fc.integer({ min: 0, max: 60 });
const minutesByLane = fc.record({ window: minutes, 'self-service': minutes, 'mobile-assisted': minutes, remote: minutes, referral: minutes });

/** House rules of every effect, under conditions that often hold; only those that the schema accepts. */
const houseRules: fc.Arbitrary<Rule> = fc
  .record({
    id: fc.constantFrom('house-1', 'house-2', 'house-3', 'house-4'),
    when: fc.subarray([
      { fact: 'applicant', is: ['person'] },
      { fact: 'ageBand', is: ['18-59', '60+', 'unknown'] },
      { fact: 'ageBand', is: ['60+'] },
      { fact: 'phone', is: ['smart'] },
      { fact: 'priorityGroup' },
      { fact: 'priorityGroup', in: ['veteran'] },
      { fact: 'waiting', lane: 'window', atLeast: 10 },
      { fact: 'hours', is: ['within', 'outside'] },
      { fact: 'help', is: ['needed', 'unknown'] },
      { fact: 'presence', is: ['in-person', 'unknown'] },
    ], { maxLength: 3 }),
    matters: fc.constantFrom({ which: 'any' }, { which: 'every', hasChannel: 'online' }, { which: 'any', codes: [MatterCode.parse('card-ecard')] }),
    effect: fc.oneof(
      fc.record({ kind: fc.constant('exclude'), lanes: fc.subarray(['self-service', 'mobile-assisted', 'remote'], { minLength: 1 }) }),
      fc.record({ kind: fc.constant('prefer'), lanes: fc.subarray([...lanes], { minLength: 1 }), by: fc.integer({ min: -500, max: 500 }) }),
      fc.constant({ kind: 'priority' }),
      fc.constant({ kind: 'refer' }),
      fc.constant({ kind: 'nothing-to-do' }),
    ),
    reason: fc.constant('house-rule'),
    weight: fc.integer({ min: 0, max: 100 }),
  })
  .map((rule) => Rule.safeParse(rule))
  .filter((parsed) => parsed.success)
  .map((parsed) => Rule.parse(parsed.data));

const ruleSets: fc.Arbitrary<RuleSet> = fc.oneof(
  fc.constant(shippedRules),
  fc.record({
    minutesPerPerson: minutesByLane,
    assumedWait: minutesByLane,
    rules: fc
      .tuple(fc.subarray(shippedRules.rules), fc.uniqueArray(houseRules, { maxLength: 4, selector: (rule) => rule.id }))
      .map(([shipped, own]) => [...own, ...shipped]),
  }),
);

const visits: fc.Arbitrary<Visiting> = fc.record({
  matters: visitsMatters, visitor: visitors, hall: halls, rules: ruleSets, priorityList: fc.constant(shippedPriorityGroups),
});

const groupsFirst = Rule.parse({ id: 'groups-first', when: [{ fact: 'priorityGroup' }], effect: { kind: 'priority' }, reason: 'priority-group', weight: 92 });

const usableLanes = (decision: Decision): readonly Lane[] => [
  decision.lane,
  ...decision.alternatives.filter((other) => other.usable).map((other) => other.lane),
];
const isOpen = (lane: Lane, hall: Hall): boolean => (hall.openLanes?.includes(lane) ?? true) && (hall.open !== false || lane === 'remote');
const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one, other);

/** A law of every visit: what must be true of the decision. */
function inEveryVisit(holds: (decision: Decision, visit: Visiting) => boolean): string | null {
  return counterexample(fc.property(visits, (visit) => holds(decide(visit), visit)));
}

describe('every visit', () => {
  it('is drawn from what the contract lets in', () => {
    expect(inEveryVisit((_, { visitor, hall }) => Visitor.safeParse(visitor).success && Hall.safeParse(hall).success)).toBeNull();
  });

  it('gets a decision of the published form, with reasons for each lane', () => {
    expect(inEveryVisit((decision) => same(Decision.safeParse(decision).data, decision))).toBeNull();
  });

  it('finds every lane exactly once among the lane and the alternatives', () => {
    expect(inEveryVisit((decision) => same([decision.lane, ...decision.alternatives.map((other) => other.lane)].toSorted(), lanes.toSorted()))).toBeNull();
  });

  it('gets the same decision again', () => {
    expect(inEveryVisit((decision, visit) => same(decide(structuredClone(visit)), decision))).toBeNull();
  });

  it('gets a lane that is open, unless nothing open is usable or the window itself is asked for: then the window, and it says so', () => {
    expect(
      inEveryVisit((decision, { hall, visitor }) => {
        if (isOpen(decision.lane, hall)) return true;
        const said = decision.reasons.some(({ code }) => code === 'window-kept-open' || code === 'hall-closed');
        const nothingOpen = !decision.alternatives.some((other) => other.usable && isOpen(other.lane, hall));
        return decision.lane === 'window' && said && (nothingOpen || visitor.wants === 'window');
      }),
    ).toBeNull();
  });

  it('has no closed lane among its usable ones but the window', () => {
    expect(inEveryVisit((decision, { hall }) => usableLanes(decision).every((lane) => lane === 'window' || isOpen(lane, hall)))).toBeNull();
  });

  it('gets no lane that cannot do every matter of the ticket', () => {
    const able = (lane: Lane, { channels }: Matter): boolean =>
      (lane !== 'self-service' || channels.includes('self-service') || channels.includes('online')) && (lane !== 'mobile-assisted' || channels.includes('mobile'));
    expect(inEveryVisit((decision, { matters }) => usableLanes(decision).every((lane) => matters.every((matter) => able(lane, matter))))).toBeNull();
  });

  it('never has a phone lane for whoever has no smart phone', () => {
    expect(
      inEveryVisit((decision, { visitor: { phone } }) => {
        const without = phone === 'none' || phone === 'basic';
        return !without || !usableLanes(decision).some((lane) => phoneLanes.includes(lane));
      }),
    ).toBeNull();
  });

  it('never takes an unknown phone for a smart one; only to go home with nothing to do, none is needed', () => {
    expect(
      inEveryVisit((decision, { visitor: { phone } }) => {
        const usable = usableLanes(decision);
        return phone !== undefined || (!usable.includes('mobile-assisted') && (decision.nothingToDo || !usable.includes('remote')));
      }),
    ).toBeNull();
  });

  it('always has a human lane among the lane and the usable alternatives', () => {
    expect(inEveryVisit((decision) => usableLanes(decision).some((lane) => humanLanes.includes(lane)))).toBeNull();
  });

  it('follows what the visitor asks for, wherever they can use it, and says so where they cannot', () => {
    expect(
      inEveryVisit((decision, { visitor: { wants } }) => {
        if (wants === undefined || decision.lane === wants) return true;
        return !usableLanes(decision).includes(wants) && decision.reasons.some((reason) => same(reason, { code: 'wanted-not-possible', lane: wants }));
      }),
    ).toBeNull();
  });

  it('asks exactly what was not answered and of which some answer leads to another lane', () => {
    const answers: readonly (readonly [Question, Partial<Visitor>])[] = [
      ...phones.map((phone) => ['phone', { phone }] as const),
      ...[true, false].map((inPerson) => ['inPerson', { inPerson }] as const),
      ...ageBands.map((ageBand) => ['ageBand', { ageBand }] as const),
      ...[true, false].map((needsHelp) => ['needsHelp', { needsHelp }] as const),
    ];
    expect(
      inEveryVisit((decision, visit) => {
        const telling = answers.filter(
          ([question, answer]) =>
            visit.visitor[question] === undefined && decide({ ...visit, visitor: { ...visit.visitor, ...answer } }).lane !== decision.lane,
        );
        return same(new Set(decision.asks), new Set(telling.map(([question]) => question)));
      }),
    ).toBeNull();
  });

  it('is not changed by a group that is not on the list', () => {
    expect(
      inEveryVisit((decision, visit) => {
        const priorityGroups = [...(visit.visitor.priorityGroups ?? []), 'invented'];
        return same(decide({ ...visit, visitor: { ...visit.visitor, priorityGroups } }), decision);
      }),
    ).toBeNull();
  });
});

describe('priority makes nobody worse off', () => {
  const noWorse = (before: Decision, after: Decision): boolean =>
    usableLanes(before).includes(after.lane) &&
    same(usableLanes(after).toSorted(), usableLanes(before).toSorted()) &&
    after.priority &&
    (before.wait === null || after.wait === null || after.wait.people <= before.wait.people);

  it('when a group is added', () => {
    const withGroup = fc.property(visits, fc.constantFrom(...shippedPriorityGroups), (visit, group) => {
      // Without its priority rule a hall has no priority; the law is about halls that do.
      const rules = { ...visit.rules, rules: [...visit.rules.rules.filter((rule) => rule.id !== groupsFirst.id), groupsFirst] };
      const priorityGroups = [...(visit.visitor.priorityGroups ?? []), group];
      return noWorse(decide({ ...visit, rules }), decide({ ...visit, rules, visitor: { ...visit.visitor, priorityGroups } }));
    });
    expect(counterexample(withGroup)).toBeNull();
  });

  it('when a visitor between 18 and 59 turns 60', () => {
    const turning = fc.property(visits, (visit) => {
      const at = (ageBand: '18-59' | '60+') => decide({ ...visit, rules: shippedRules, visitor: { ...visit.visitor, ageBand } });
      return noWorse(at('18-59'), at('60+'));
    });
    expect(counterexample(turning)).toBeNull();
  });
});
