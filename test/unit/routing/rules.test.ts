/** What a manager may write into the rules, and what the schema refuses. */
import { describe, expect, it } from 'vitest';
import { Rule, RuleSet } from '../../../shared/routing/rules.ts';
import { shippedRules } from '../../../shared/routing/shipped-rules.ts';
import { shippedPriorityGroups, unknownPriorityGroups, Visitor } from '../../../shared/routing/visitor.ts';

const rule = { id: 'a', when: [], effect: { kind: 'prefer', lanes: ['window'], by: 5 }, reason: 'house-rule', weight: 10 };

function faultsOf(change: object): string[] {
  const parsed = Rule.safeParse({ ...rule, ...change });
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
}

describe('rules', () => {
  it('ship in a form that survives being stored and read', () => {
    expect(RuleSet.parse(JSON.parse(JSON.stringify(shippedRules)))).toEqual(shippedRules);
  });

  it.each([
    ['a preference for any lane', {}],
    ['an exclusion for minors', { effect: { kind: 'exclude', lanes: ['remote'] }, when: [{ fact: 'ageBand', is: ['under-18'] }] }],
    ['an exclusion that does not single out the old', { effect: { kind: 'exclude', lanes: ['remote'] }, when: [{ fact: 'ageBand', is: ['18-59', '60+'] }] }],
    ['a preference for a group', { when: [{ fact: 'priorityGroup', in: ['veteran'] }], reason: 'spared-effort' }],
    ['a referral of named matters', { effect: { kind: 'refer' }, matters: { which: 'any', codes: ['lab-complaint'] }, reason: 'referral' }],
  ])('may hold %s', (_, change) => {
    expect(faultsOf(change)).toEqual([]);
  });

  it.each([
    ['an exclusion from the window: a human lane is always offered', { effect: { kind: 'exclude', lanes: ['window'] } }, ['effect.lanes.0']],
    ['an exclusion of a priority group', { effect: { kind: 'exclude', lanes: ['remote'] }, when: [{ fact: 'priorityGroup' }] }, ['when.0']],
    ['an exclusion of the old', { effect: { kind: 'exclude', lanes: ['remote'] }, when: [{ fact: 'ageBand', is: ['60+'] }] }, ['when.0']],
    ['a referral of a matter because of who asks', { effect: { kind: 'refer' }, matters: { which: 'any' }, when: [{ fact: 'priorityGroup' }] }, ['when.0']],
    ['a referral of everything', { effect: { kind: 'refer' } }, ['matters']],
    ['a reason about a matter where no matter is meant', { reason: 'online-slower' }, ['reason']],
    ['a reason about a group where no group is asked for', { reason: 'priority-group' }, ['reason']],
    ['a fact that nobody knows', { when: [{ fact: 'weather', is: ['rain'] }] }, ['when.0.fact']],
    ['a reason of the engine', { reason: 'lane-closed' }, ['reason']],
    ['a preference beyond all measure', { effect: { kind: 'prefer', lanes: ['window'], by: 501 } }, ['effect.by']],
  ])('refuse %s', (_, change, paths) => {
    expect(faultsOf(change)).toEqual(paths);
  });

  it('refuse an id that stands twice', () => {
    const parsed = RuleSet.safeParse({ ...shippedRules, rules: [rule, rule] });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['rules.1.id']);
  });
});

describe('a visitor', () => {
  it('is refused with a field that nobody knows, or a group that is no code', () => {
    expect(Visitor.safeParse({ applicant: 'person', age: 70 }).success).toBe(false);
    expect(Visitor.safeParse({ applicant: 'person', priorityGroups: ['Late Pregnancy'] }).success).toBe(false);
  });

  it('is asked about a group that is not on the station’s list', () => {
    expect(unknownPriorityGroups({ applicant: 'person', priorityGroups: ['veteran', 'vetran'] }, shippedPriorityGroups)).toEqual(['vetran']);
  });
});
