/**
 * Routing rules as data: an ordered list that a manager can edit, checked by this schema before it is used.
 *
 * Every rule whose conditions hold takes effect; effects add up. Order matters where two reasons weigh the same: the earlier
 * rule's stands first. What no rule may touch is not here but in the engine: a lane must be able to do the matter, no phone
 * lane without a smart phone, and the window turns nobody away. This schema refuses the rules that would try.
 */
import { z } from 'zod';
import { ApplicantKind, CaseKind, Channel, MatterCode } from '../catalogue/catalogue.ts';
import { Lane } from './lanes.ts';
import { PriorityGroup } from './visitor.ts';

const Known = <Values extends readonly [string, ...string[]]>(values: Values) => z.array(z.enum([...values, 'unknown'])).min(1);

/** One fact about the visitor or the hall; the list is closed. `unknown`: nobody asked, or nobody measured. */
export const Condition = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('applicant'), is: z.array(ApplicantKind).min(1) }),
  z.strictObject({ fact: z.literal('ageBand'), is: Known(['under-18', '18-59', '60+']) }),
  z.strictObject({ fact: z.literal('phone'), is: Known(['none', 'basic', 'smart']) }),
  z.strictObject({ fact: z.literal('presence'), is: Known(['in-person', 'proxy']) }),
  z.strictObject({ fact: z.literal('help'), is: Known(['needed', 'not-needed']) }),
  z.strictObject({ fact: z.literal('hours'), is: Known(['within', 'outside']) }),
  /** One of these groups; without `in`: any group on the station's list. */
  z.strictObject({ fact: z.literal('priorityGroup'), in: z.array(PriorityGroup).min(1).optional() }),
  /** Estimated minutes of waiting in a lane; holds only where the hall told something about it. */
  z.strictObject({ fact: z.literal('waiting'), lane: Lane, atLeast: z.number().min(0).optional(), below: z.number().min(0).optional() }),
]);
export type Condition = z.infer<typeof Condition>;

/** Which matters of the visit a rule is about: all the given tests must hold of a matter; of `any` matter, or of `every` one. */
export const MatterCondition = z.strictObject({
  which: z.enum(['any', 'every']),
  codes: z.array(MatterCode).min(1).optional(),
  hasChannel: Channel.optional(),
  lacksChannel: Channel.optional(),
  caseKind: CaseKind.optional(),
  /** Whether the catalogue names another body to tell. */
  referTo: z.boolean().optional(),
  withoutApplication: z.boolean().optional(),
  /** Whether the matter is for this kind of applicant. */
  servesApplicant: z.boolean().optional(),
});
export type MatterCondition = z.infer<typeof MatterCondition>;

export const Effect = z.discriminatedUnion('kind', [
  /** The visitor cannot use the lane. Never the window: a human lane is always among the answers. */
  z.strictObject({ kind: z.literal('exclude'), lanes: z.array(Lane.exclude(['window', 'referral'])).min(1) }),
  /** The lane is better by so many minutes of waiting, or worse if below 0; 0 only explains. */
  z.strictObject({ kind: z.literal('prefer'), lanes: z.array(Lane).min(1), by: z.number().min(-500).max(500) }),
  z.strictObject({ kind: z.literal('priority') }),
  /** The matters that the rule is about belong to another body. */
  z.strictObject({ kind: z.literal('refer') }),
  /** The matters that the rule is about come without an application. */
  z.strictObject({ kind: z.literal('nothing-to-do') }),
]);
export type Effect = z.infer<typeof Effect>;

/** The reasons a rule may give. Those of `aboutMatter` name a matter, those of `aboutGroup` a priority group. */
const aboutMatter = ['priority-matter', 'applicant-not-served', 'instant-at-window', 'online-slower', 'hall-computer', 'window-helps', 'referral', 'nothing-to-do'] as const;
const aboutGroup = ['priority-group', 'spared-effort'] as const;
const plain = [
  'has-smartphone', 'in-person', 'proxy', 'principal-online', 'minor', 'needs-help', 'person-beside', 'older-visitor', 'priority-age',
  'self-handled', 'on-own-phone', 'away-from-hall', 'outside-hours', 'house-rule',
] as const;
export const RuleReason = z.enum([...aboutMatter, ...aboutGroup, ...plain]);
export type RuleReason = z.infer<typeof RuleReason>;
const needsMatter: ReadonlySet<string> = new Set(aboutMatter);
const needsGroup: ReadonlySet<string> = new Set(aboutGroup);

export const Rule = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(64),
    /** All must hold; an empty list always does. */
    when: z.array(Condition).max(20),
    matters: MatterCondition.optional(),
    effect: Effect,
    reason: RuleReason,
    /** How far up the reason stands on the screen: 100 first, 0 last. Changes no lane. */
    weight: z.number().int().min(0).max(100),
  })
  .superRefine((rule, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (rule.matters === undefined) {
      if (needsMatter.has(rule.reason)) fault(['reason'], `the reason ${rule.reason} names a matter, so the rule must say which matters it is about`);
      if (rule.effect.kind === 'refer' || rule.effect.kind === 'nothing-to-do') fault(['matters'], `${rule.effect.kind} must say which matters it is about`);
    }
    if (needsGroup.has(rule.reason) && !rule.when.some((condition) => condition.fact === 'priorityGroup')) {
      fault(['reason'], `the reason ${rule.reason} names a priority group, so a condition must ask for one`);
    }
    if (rule.effect.kind === 'prefer' || rule.effect.kind === 'priority') return;
    // Product rule 4: who goes first may do all that others may, and a matter is no other one because of who asks. Preferring is free.
    rule.when.forEach((condition, index) => {
      const singlesOutPriority =
        condition.fact === 'priorityGroup' || (condition.fact === 'ageBand' && condition.is.includes('60+') && !condition.is.includes('18-59'));
      if (singlesOutPriority) fault(['when', index], 'only preference and priority may depend on who goes first');
    });
  });
export type Rule = z.infer<typeof Rule>;

const Minutes = z.number().min(0).max(600);
const MinutesByLane = z.strictObject({
  window: Minutes,
  'self-service': Minutes,
  'mobile-assisted': Minutes,
  remote: Minutes,
  referral: Minutes,
});

export const RuleSet = z
  .strictObject({
    /** Minutes that one person ahead is reckoned at, where the hall gives only a count. All places of the lane together. */
    minutesPerPerson: MinutesByLane,
    /** Minutes of waiting to reckon with, where the hall gives nothing. Never shown. */
    assumedWait: MinutesByLane,
    rules: z.array(Rule).max(500),
  })
  .superRefine((set, context) => {
    const seen = new Set<string>();
    set.rules.forEach((rule, index) => {
      if (seen.has(rule.id)) context.addIssue({ code: 'custom', path: ['rules', index, 'id'], message: `the rule ${rule.id} stands twice` });
      seen.add(rule.id);
    });
  });
export type RuleSet = z.infer<typeof RuleSet>;
