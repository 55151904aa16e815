/**
 * Where each lane stands for one visitor: usable or not, and why not. The laws that no rule can change are here.
 *
 * 1. A lane is usable only if it can do every matter of the visit: one ticket to the end, not one each.
 * 2. No phone lane without a smart phone that the visitor can use; an unknown phone is not taken for one.
 * 3. A human lane is always among the answers (国办 2020-11-24 on older people). The window takes every matter and turns
 *    nobody away. Where it is not among the open lanes, the assistants' lane is the human lane for those who can use it;
 *    for all others, and for whoever asks for the window, it stays the hall's last resort: somebody at a desk sees to
 *    them, or, where the hall lets nobody in, when it opens next.
 */
import type { Channel, Matter } from '../catalogue/catalogue.ts';
import type { AppliedRules, Weighed } from './applied-rules.ts';
import type { Facts, HallFacts } from './facts.ts';
import { forEachLane, type Lane, phoneLanes } from './lanes.ts';
import type { Reason, ReasonCode } from './reasons.ts';

export type Standing = {
  /** The lane can do all matters, whoever comes. */
  readonly offered: boolean;
  /** The lane works now. */
  readonly open: boolean;
  /** This visitor could be sent there; the window may be usable though it is not open. */
  readonly usable: boolean;
  /** Why it is closed to this visitor in person: by a rule or for want of a phone. */
  readonly personal: readonly Weighed[];
  /** All that stands against it; empty where nothing does. */
  readonly obstacles: readonly Weighed[];
};
export type Standings = Readonly<Record<Lane, Standing>>;

/** Places of the engine's own reasons among those of the rules (see `weight` there). */
const weights = {
  'hall-closed': 99,
  'outside-hours': 99,
  wanted: 97,
  'wanted-not-possible': 96,
  'lane-not-offered': 95,
  'not-for-referral': 95,
  'window-kept-open': 94,
  'lane-closed': 93,
  'no-smartphone': 89,
  'phone-unknown': 85,
  'referral-in-part': 82,
  'lane-offered': 65,
  'window-helps': 64,
  'no-wait': 58,
  wait: 57,
  'several-matters': 45,
  'window-takes-all': 30,
  'also-possible': 0,
} as const satisfies Partial<Record<ReasonCode, number>>;

/** A reason of the engine with its place. */
export function because(reason: Extract<Reason, { code: keyof typeof weights }>): Weighed {
  return { reason, weight: weights[reason.code] };
}

/** Channels of a matter through which a lane works; the computers of the self-service zone are there for what is online. */
const channelsOf: Readonly<Record<Exclude<Lane, 'referral'>, readonly Channel[]>> = {
  window: ['window'],
  'self-service': ['self-service', 'online'],
  'mobile-assisted': ['mobile'],
  remote: ['online', 'mobile'],
};

/** The first channel by which a lane can do every one of the matters, or null where they need different ones or have none. */
export function commonChannel(lane: Lane, matters: readonly Matter[]): Channel | null {
  if (lane === 'referral') return null;
  return channelsOf[lane].find((channel) => matters.every((matter) => matter.channels.includes(channel))) ?? null;
}

export function standingsOf(facts: Facts, hall: HallFacts, applied: AppliedRules): Standings {
  const mobile = standingOf('mobile-assisted', facts, hall, applied);
  return forEachLane((lane) => {
    if (lane === 'mobile-assisted') return mobile;
    const standing = standingOf(lane, facts, hall, applied);
    if (lane !== 'window') return standing;
    return { ...standing, usable: standing.usable || facts.wants === 'window' || !mobile.usable };
  });
}

function standingOf(lane: Lane, facts: Facts, hall: HallFacts, applied: AppliedRules): Standing {
  const missing = cannotDo(lane, facts, applied);
  const personal = [...applied.excluded[lane], ...phoneObstacle(lane, facts, applied)];
  const closed: Weighed[] = [];
  if (!hall.openLanes.has(lane)) closed.push(because({ code: 'lane-closed', lane }));
  if (!hall.admits && lane !== 'remote') closed.push(because({ code: 'hall-closed', opens: hall.opens }));
  const obstacles = [...missing, ...personal, ...closed];
  return { offered: missing.length === 0, open: closed.length === 0, usable: obstacles.length === 0, personal, obstacles };
}

function cannotDo(lane: Lane, facts: Facts, applied: AppliedRules): readonly Weighed[] {
  if (lane === 'window') return [];
  if (lane === 'referral') {
    const ours = facts.matters.find((matter) => !applied.referred.has(matter.code));
    return ours === undefined ? [] : [because({ code: 'not-for-referral', matter: ours.code })];
  }
  const missing = facts.matters.find(
    (matter) =>
      !matter.channels.some((channel) => channelsOf[lane].includes(channel)) &&
      !(lane === 'remote' && applied.nothingToDo.has(matter.code)),
  );
  return missing === undefined ? [] : [because({ code: 'lane-not-offered', lane, matter: missing.code })];
}

function phoneObstacle(lane: Lane, facts: Facts, applied: AppliedRules): readonly Weighed[] {
  if (!phoneLanes.includes(lane) || facts.phone === 'smart') return [];
  if (facts.phone !== 'unknown') return [because({ code: 'no-smartphone', phone: facts.phone })];
  // Going home because nothing needs doing is done without a phone. Whoever is known to have none hears it from a person all the same.
  if (lane === 'remote' && allComesByItself(facts, applied)) return [];
  return [because({ code: 'phone-unknown' })];
}

/** Every matter of the visit comes without an application. */
export function allComesByItself(facts: Facts, applied: AppliedRules): boolean {
  return facts.matters.length > 0 && facts.matters.every((matter) => applied.nothingToDo.has(matter.code));
}
