/** Visits as they come to the counter, each with the lane and what the guide says about it. */
import { describe, expect, it } from 'vitest';
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import { decide } from '../../../shared/routing/decide.ts';
import type { Decision, Question } from '../../../shared/routing/decision.ts';
import { type Lane, laneLetters } from '../../../shared/routing/lanes.ts';
import { type ReasonCode, reasonCodes } from '../../../shared/routing/reasons.ts';
import { Rule, type RuleSet } from '../../../shared/routing/rules.ts';
import { shippedRules } from '../../../shared/routing/shipped-rules.ts';
import { type Hall, shippedPriorityGroups, type Visitor } from '../../../shared/routing/visitor.ts';
import { changed, matter } from './sample.ts';

type Case = {
  readonly matters: readonly (string | Matter)[];
  readonly visitor?: Partial<Visitor>;
  readonly hall?: Hall;
  readonly rules?: RuleSet;
  readonly lane: Lane;
  readonly priority?: boolean;
  /** Codes that stand among the reasons for the lane, in this order. */
  readonly says?: readonly ReasonCode[];
  /** A code that stands with an alternative, and whether that lane is usable. */
  readonly other?: readonly [Lane, boolean, ReasonCode];
  readonly asks?: readonly Question[];
  readonly nothingToDo?: boolean;
};

const smart = { phone: 'smart', inPerson: true, ageBand: '18-59' } as const;
const busy: Hall = { waiting: { window: { count: 12, minutes: 34 }, 'mobile-assisted': { count: 2, minutes: 6 }, 'self-service': 0 } };
const quiet: Hall = { waiting: { window: 0, 'mobile-assisted': 0, 'self-service': 0 } };
const withRules = (...rules: Rule[]): RuleSet => ({ ...shippedRules, rules: [...shippedRules.rules, ...rules] });
const day = [{ from: '08:30', to: '12:00' }, { from: '13:30', to: '17:00' }];

const cases: Readonly<Record<string, Case>> = {
  'long queue, smart phone, social-security card details: the phone zone, and the screen says what the window would cost': {
    matters: ['card-info'], visitor: smart, hall: busy, lane: 'mobile-assisted', says: ['lane-offered', 'wait', 'in-person', 'has-smartphone'], other: ['window', true, 'wait'],
  },
  'nobody waiting: an empty window is better than a phone': {
    matters: ['card-info'], visitor: smart, hall: quiet, lane: 'window', says: ['lane-offered', 'no-wait', 'instant-at-window'], other: ['mobile-assisted', true, 'on-own-phone'],
  },
  'forgotten card PIN, long queue: the terminal': {
    matters: ['card-pin'], visitor: { ...smart, phone: 'none' }, hall: busy, lane: 'self-service', says: ['lane-offered', 'no-wait', 'wait', 'in-person'], other: ['mobile-assisted', false, 'no-smartphone'],
  },
  'two people waiting are no reason to send anyone away from the window': {
    matters: ['card-pin'], visitor: smart, hall: { waiting: { window: 2, 'self-service': 0 } }, lane: 'window', other: ['self-service', true, 'self-handled'],
  },
  '失业登记 with a smart phone: never home, where it takes days instead of minutes': {
    matters: ['emp-unemp'], visitor: smart, lane: 'self-service', other: ['remote', true, 'online-slower'],
  },
  '失业登记 when the terminals are closed and the queue short: at once at the window': {
    matters: ['emp-unemp'], visitor: smart, hall: { openLanes: ['window', 'remote'], waiting: { window: 3 } }, lane: 'window', says: ['wait', 'instant-at-window'], other: ['self-service', false, 'lane-closed'],
  },
  'an old phone with buttons: no phone lane': {
    matters: ['card-info'], visitor: { ...smart, phone: 'basic' }, hall: { waiting: { window: 3 } }, lane: 'window', says: ['no-smartphone', 'lane-offered'], other: ['remote', false, 'no-smartphone'],
  },
  'nobody asked about the phone: no phone lane yet, and the phone is what to ask about': {
    matters: ['card-info'], visitor: { inPerson: true, ageBand: '18-59', needsHelp: false }, hall: { openLanes: ['window', 'mobile-assisted'], waiting: { window: 12 } },
    lane: 'window', says: ['phone-unknown'], other: ['mobile-assisted', false, 'phone-unknown'], asks: ['phone'],
  },
  'no question is asked where no answer would change the lane': {
    matters: ['si-land'], visitor: {}, lane: 'window', says: ['window-takes-all'], asks: [],
  },
  '68 years old, pension account, smart phone in the pocket: a person, and first': {
    matters: ['si-account'], visitor: { ...smart, ageBand: '60+' }, hall: busy, lane: 'window', priority: true, says: ['priority-age', 'older-visitor'], other: ['mobile-assisted', true, 'has-smartphone'],
  },
  '68 years old and wants to do it on the phone: on the phone, and first all the same': {
    matters: ['si-account'], visitor: { ...smart, ageBand: '60+', wants: 'mobile-assisted' }, hall: busy, lane: 'mobile-assisted', priority: true, says: ['wanted', 'priority-age'],
  },
  '75 years old, no phone, proof of life: the window, never the phone': {
    matters: ['si-alive-cert'], visitor: { ageBand: '60+', phone: 'none', inPerson: true }, hall: busy, lane: 'window', priority: true, says: ['priority-age', 'no-smartphone', 'older-visitor'], other: ['mobile-assisted', false, 'no-smartphone'],
  },
  'eight months pregnant, a card that the terminal could do: the window, first': {
    matters: ['card-apply'], visitor: { ...smart, priorityGroups: ['pregnant'] }, hall: busy, lane: 'window', priority: true, says: ['priority-group', 'spared-effort'],
  },
  'a veteran goes first': {
    matters: ['si-military-transfer'], visitor: { ...smart, priorityGroups: ['veteran'] }, hall: busy, lane: 'window', priority: true, says: ['priority-group', 'lane-offered'],
  },
  'a group this station does not know gives no priority': {
    matters: ['si-land'], visitor: { priorityGroups: ['board-member'] }, lane: 'window', priority: false,
  },
  'a sixteen-year-old for a card: the window': {
    matters: ['card-apply'], visitor: { ageBand: 'under-18', phone: 'smart', inPerson: true }, hall: busy, lane: 'window', says: ['minor', 'lane-offered'], other: ['self-service', false, 'minor'],
  },
  'for the mother at home: not with somebody else’s face at the terminal': {
    matters: ['si-resident-pension'], visitor: { ...smart, inPerson: false }, hall: { waiting: { window: 5 } }, lane: 'window', says: ['proxy'], other: ['remote', true, 'principal-online'],
  },
  'for the mother at home, endless queue: she does it herself online': {
    matters: ['si-resident-pension'], visitor: { ...smart, inPerson: false }, hall: { waiting: { window: { count: 40, minutes: 120 } } }, lane: 'remote', says: ['lane-offered', 'principal-online', 'wait'], other: ['self-service', false, 'proxy'],
  },
  'somebody who asks for help and has a smart phone: beside an assistant': {
    matters: ['card-info'], visitor: { ...smart, needsHelp: true }, hall: busy, lane: 'mobile-assisted', says: ['person-beside'], other: ['remote', false, 'needs-help'],
  },
  'somebody who asks for help at the terminal: the window instead': {
    matters: ['card-pin'], visitor: { ...smart, phone: 'none', needsHelp: true }, hall: busy, lane: 'window', says: ['no-smartphone', 'needs-help', 'person-beside'], other: ['self-service', false, 'needs-help'],
  },
  'electronic card with help, no smart phone: the window helps though it has no window channel': {
    matters: ['card-ecard'], visitor: { phone: 'none' }, lane: 'window', says: ['no-smartphone', 'window-helps'], other: ['self-service', false, 'lane-not-offered'],
  },
  'professional title, online only: at the hall’s computers rather than home': {
    matters: ['tal-title'], visitor: { ...smart, phone: 'none' }, hall: { waiting: { window: 4 } }, lane: 'self-service', says: ['lane-offered'], other: ['window', true, 'window-helps'],
  },
  'card and early retirement on one ticket: the window can do both': {
    matters: ['card-pin', 'si-early-ill'], visitor: smart, hall: busy, lane: 'window', says: ['several-matters', 'window-takes-all'], other: ['self-service', false, 'lane-not-offered'],
  },
  'two card matters on one ticket: one terminal does both': {
    matters: ['card-pin', 'card-loss'], visitor: smart, hall: busy, lane: 'self-service', says: ['lane-offered', 'several-matters'],
  },
  '老板不发工资: to the labour inspection brigade, at once, first': {
    matters: ['lab-complaint'], visitor: {}, hall: busy, lane: 'referral', priority: true, says: ['referral', 'priority-matter'], other: ['window', true, 'also-possible'],
  },
  'unpaid wages and a lost card: the window does the card, passes the complaint on, first': {
    matters: ['lab-complaint', 'card-loss'], visitor: {}, lane: 'window', priority: true, says: ['priority-matter', 'referral-in-part', 'several-matters'], other: ['referral', false, 'not-for-referral'],
  },
  'unpaid wages where the hall has no referral desk: the window passes it on': {
    matters: ['lab-complaint'], visitor: {}, hall: { openLanes: ['window'] }, lane: 'window', priority: true, says: ['referral', 'priority-matter'], other: ['referral', false, 'lane-closed'],
  },
  'a matter whose catalogue entry names another body is referred, without priority': {
    matters: [changed('lab-mediate', { referTo: '调解中心' })], visitor: smart, lane: 'referral', priority: false, says: ['referral'],
  },
  '稳岗返还: nothing to do, go home': {
    matters: ['une-stable'], visitor: { applicant: 'enterprise' }, lane: 'remote', nothingToDo: true, says: ['nothing-to-do'], other: ['window', true, 'window-helps'],
  },
  '稳岗返还 without any phone: hears it from a person': {
    matters: ['une-stable'], visitor: { applicant: 'enterprise', phone: 'none' }, hall: quiet, lane: 'window', nothingToDo: true, says: ['nothing-to-do', 'no-smartphone', 'window-helps'],
  },
  'a benefit that comes by itself, and something else: one ticket, and only the other needs doing': {
    matters: [changed('emp-post', { withoutApplication: true }), 'si-base-declare'], visitor: { applicant: 'enterprise' }, lane: 'window', nothingToDo: false, says: ['nothing-to-do'],
  },
  'a company for a person’s matter: the window finds out what it needs': {
    matters: ['card-pin'], visitor: { applicant: 'enterprise', ...smart }, hall: busy, lane: 'window', says: ['applicant-not-served'], other: ['self-service', false, 'applicant-not-served'],
  },
  'a company prints its proof of insurance at the terminal': {
    matters: ['si-unit-cert'], visitor: { applicant: 'enterprise', inPerson: true }, hall: busy, lane: 'self-service', says: ['lane-offered', 'in-person'],
  },
  'wants the window and gets it, whatever the queue': {
    matters: ['card-pin'], visitor: { ...smart, wants: 'window' }, hall: busy, lane: 'window', says: ['wanted', 'wait'],
  },
  'wants to go home and do it online': {
    matters: ['card-info'], visitor: { ...smart, wants: 'remote' }, hall: quiet, lane: 'remote', says: ['wanted', 'lane-offered', 'has-smartphone'],
  },
  'wants the phone zone without a smart phone: no, and it says so': {
    matters: ['card-info'], visitor: { phone: 'basic', wants: 'mobile-assisted' }, hall: { waiting: { window: 1 } }, lane: 'window', says: ['wanted-not-possible', 'no-smartphone'],
  },
  'windows closed, smart phone: the assistant is the human lane': {
    matters: ['card-info'], visitor: smart, hall: { openLanes: ['mobile-assisted'] }, lane: 'mobile-assisted', other: ['window', false, 'lane-closed'],
  },
  'windows closed, no phone: somebody at a desk all the same': {
    matters: ['card-info'], visitor: { phone: 'none' }, hall: { openLanes: ['mobile-assisted'] }, lane: 'window', says: ['window-kept-open', 'lane-closed', 'no-smartphone'],
  },
  'windows closed, but asked for: nobody is forced onto a phone': {
    matters: ['card-info'], visitor: { ...smart, wants: 'window' }, hall: { openLanes: ['mobile-assisted'] }, lane: 'window', says: ['wanted', 'window-kept-open'],
  },
  'no lane open at all: the window is the last resort': {
    matters: ['card-pin'], visitor: smart, hall: { openLanes: [] }, lane: 'window', says: ['window-kept-open'],
  },
  'windows closed, terminal open, no phone: the terminal, with a person kept among the answers': {
    matters: ['card-pin'], visitor: { ...smart, phone: 'none' }, hall: { openLanes: ['self-service'] }, lane: 'self-service', other: ['window', true, 'window-kept-open'],
  },
  'the hall lets nobody in, smart phone: home': {
    matters: ['card-info'], visitor: smart, hall: { open: false }, lane: 'remote', says: ['lane-offered'], other: ['window', true, 'hall-closed'],
  },
  'the hall lets nobody in, no phone: the window, when it opens': {
    matters: ['card-info'], visitor: { phone: 'none' }, hall: { open: false, time: '12:10', hours: day }, lane: 'window', says: ['hall-closed'], other: ['mobile-assisted', false, 'hall-closed'],
  },
  'five past five and an empty window: it still takes them, and says that the hall has closed': {
    matters: ['si-transfer'], visitor: smart, hall: { ...quiet, time: '17:05', hours: day }, lane: 'window', says: ['outside-hours', 'no-wait'],
  },
  'five past five, a queue, a form for home: home': {
    matters: ['emp-loan'], visitor: smart, hall: { ...busy, time: '17:05', hours: day }, lane: 'remote', says: ['outside-hours', 'wait'],
  },
  'a rule of this hall’s own says its own reason': {
    matters: ['card-info'], visitor: smart, hall: quiet,
    rules: withRules(Rule.parse({ id: 'phones-week', when: [{ fact: 'phone', is: ['smart'] }], effect: { kind: 'prefer', lanes: ['mobile-assisted'], by: 30 }, reason: 'house-rule', weight: 75 })),
    lane: 'mobile-assisted', says: ['house-rule', 'lane-offered'],
  },
  'with no rules at all there is still a lane, and a plain word for the others': {
    matters: ['card-info'], visitor: smart, rules: { ...shippedRules, rules: [] }, lane: 'self-service', says: ['lane-offered'], other: ['mobile-assisted', true, 'also-possible'],
  },
};

const codes = reasonCodesOf(Object.values(cases).map(play));

function play(one: Case): Decision {
  return decide({
    matters: one.matters.map((each) => (typeof each === 'string' ? matter(each) : each)),
    visitor: { applicant: 'person', ...one.visitor },
    hall: one.hall ?? {},
    rules: one.rules ?? shippedRules,
    priorityList: shippedPriorityGroups,
  });
}

function reasonCodesOf(decisions: readonly Decision[]): ReadonlySet<ReasonCode> {
  return new Set(decisions.flatMap((one) => [...one.reasons, ...one.alternatives.flatMap((other) => other.reasons)].map(({ code }) => code)));
}

/** The decision in the form of the case: only what the case speaks of. */
function seen(decision: Decision, one: Case): Case {
  const said = [...new Set(decision.reasons.map(({ code }) => code))];
  const other = decision.alternatives.find(({ lane }) => lane === one.other?.[0]);
  const code = other?.reasons.find((reason) => reason.code === one.other?.[2])?.code;
  return {
    ...one,
    lane: decision.lane,
    ...(one.priority !== undefined && { priority: decision.priority }),
    ...(one.says !== undefined && { says: said.filter((each) => one.says?.includes(each)) }),
    ...(one.other !== undefined && { other: other === undefined || code === undefined ? ['window', false, 'also-possible'] : [other.lane, other.usable, code] }),
    ...(one.asks !== undefined && { asks: decision.asks }),
    ...(one.nothingToDo !== undefined && { nothingToDo: decision.nothingToDo }),
  };
}

describe('at the counter', () => {
  it.each(Object.entries(cases))('%s', (_, one) => {
    expect(seen(play(one), one)).toEqual(one);
  });

  it('hears every reason there is in one case or another', () => {
    expect(reasonCodes.filter((code) => !codes.has(code))).toEqual([]);
  });

  it('is told what the hall knows of the wait, and a priority visitor that nobody is ahead', () => {
    expect(play({ matters: ['card-pin'], visitor: { ...smart, wants: 'window' }, hall: busy, lane: 'window' }).wait).toEqual({ people: 12, minutes: 34 });
    expect(play({ matters: ['card-pin'], visitor: { ...smart, ageBand: '60+' }, hall: busy, lane: 'window' }).wait).toEqual({ people: 0, minutes: null });
    expect(play({ matters: ['card-pin'], visitor: smart, lane: 'self-service' }).wait).toBeNull();
  });

  it('names the group that goes first', () => {
    expect(play({ matters: ['card-pin'], visitor: { priorityGroups: ['veteran', 'disabled'] }, lane: 'window' }).priorityGroup).toBe('disabled');
    expect(play({ matters: ['card-pin'], visitor: { ageBand: '60+' }, lane: 'window' }).priorityGroup).toBe('older');
    expect(play({ matters: ['lab-complaint'], lane: 'referral' })).toMatchObject({ priority: true, priorityGroup: null });
  });

  it('reads the values of a reason in the visit: which matter, which minutes, when it opens', () => {
    const { reasons } = play({ matters: ['card-info'], visitor: smart, hall: { ...busy, time: '12:10', hours: day }, lane: 'mobile-assisted' });
    expect(reasons).toContainEqual({ code: 'wait', lane: 'window', people: 12, minutes: 34 });
    expect(reasons).toContainEqual({ code: 'outside-hours', opens: '13:30' });
    expect(reasons).toContainEqual({ code: 'lane-offered', lane: 'mobile-assisted', channel: 'mobile' });
  });

  it('gives the lanes the letters of the slips', () => {
    expect(Object.entries(laneLetters).map(([lane, letter]) => `${letter} ${lane}`)).toEqual([
      'A window', 'B self-service', 'C mobile-assisted', 'D remote', 'E referral',
    ]);
  });
});
