/**
 * A day of the hall, worked out before it is written: who is called where and when follows from who comes and how long each takes, so waits grow and
 * fall with the load as they do. Pure; the same day gives the same moments.
 */
import type { Decision } from '../../../shared/routing/decision.ts';
import type { Hall } from '../../../shared/routing/visitor.ts';
import type { Lane } from '../../../shared/routing/lanes.ts';
import type { RatingLevel } from '../../../shared/visit/rating.ts';
import { ratingOf } from './play-ratings.ts';
import type { Arrival, Dice } from './traffic.ts';

/** Somebody who serves: a clerk at a window, an assistant in the zones. */
export type Desk = { readonly window: number; readonly number: string; readonly role: 'clerk' | 'assistant' };

/** Milliseconds after the start of the day. */
type After = number;

export type Moment =
  | { readonly kind: 'received'; readonly after: After }
  | { readonly kind: 'called' | 'no-show' | 'aside' | 'started'; readonly after: After; readonly desk: Desk }
  | { readonly kind: 'finished'; readonly after: After; readonly desk: Desk; readonly matter: number; readonly service: number; readonly last: boolean }
  | { readonly kind: 'rated'; readonly after: After; readonly desk: Desk; readonly level: RatingLevel }
  | { readonly kind: 'closed'; readonly after: After; readonly desk: Desk | null; readonly reason: string };

export type DayVisit = {
  readonly arrival: Arrival;
  readonly decision: Decision;
  /** The guide may send a visitor elsewhere than was decided. */
  readonly lane: Lane;
  readonly moments: readonly Moment[];
  /** Of its matters, which will be found to have been wrong altogether. */
  readonly voided: readonly boolean[];
};

export type DayPlan = {
  readonly arrivals: readonly Arrival[];
  readonly desks: readonly Desk[];
  readonly roll: Dice;
  readonly hall: Pick<Hall, 'openLanes' | 'hours'>;
  /** The hall as it is when somebody comes in. */
  decide(arrival: Arrival, hall: Hall): Decision;
};

const minute = 60_000;
const opening = 8.5 * 60 * minute;
const closing = 18 * 60 * minute;
/** Minutes that one visit takes, as the hall tells newcomers. */
const usualService = 7;
const overridden = 0.02;
const voidedShare = 0.004;

type Waiting = { readonly visit: { readonly arrival: Arrival; readonly decision: Decision; readonly lane: Lane; readonly voided: readonly boolean[]; readonly moments: Moment[] }; readonly order: number };
type Serving = { readonly desk: Desk; free: After };

const lanesOf = ({ role, window }: Desk): readonly Lane[] => (role === 'assistant' ? ['mobile-assisted', 'self-service'] : window === 1 ? ['referral', 'window'] : ['window']);

/** Everybody who comes is served, leaves, or does not answer; nobody is left over in the evening. */
export function hallDay(plan: DayPlan): readonly DayVisit[] {
  const { roll } = plan;
  const serving: readonly Serving[] = plan.desks.map((desk) => ({ desk, free: opening }));
  const queue: Waiting[] = [];
  const visits: Waiting['visit'][] = [];

  plan.arrivals.forEach((arrival, order) => {
    serveUntil(arrival.after);
    const decision = plan.decide(arrival, hallAt(arrival.after));
    const other = roll() < overridden ? decision.alternatives.find(({ usable, lane }) => usable && lane !== 'remote' && lane !== 'referral')?.lane : undefined;
    const lane = other ?? decision.lane;
    const visit: Waiting['visit'] = { arrival, decision, lane, voided: arrival.matters.map(() => roll() < voidedShare), moments: [{ kind: 'received', after: arrival.after }] };
    visits.push(visit);
    // Whoever can do it at home leaves; the guide notes the diversion.
    if (lane === 'remote') visit.moments.push({ kind: 'closed', after: arrival.after + minute, desk: null, reason: '回家网上办理' });
    else queue.push({ visit, order });
  });
  serveUntil(Infinity);
  return visits;

  function hallAt(after: After): Hall {
    const wait = (lane: Lane, desks: number): { count: number; minutes: number } => {
      const count = queue.filter(({ visit }) => visit.lane === lane).length;
      return { count, minutes: Math.ceil((count * usualService) / Math.max(1, desks)) };
    };
    const clerks = serving.filter(({ desk }) => desk.role === 'clerk').length;
    const time = `${twoDigits(Math.floor(after / (60 * minute)))}:${twoDigits(Math.floor(after / minute) % 60)}`;
    return { ...plan.hall, time, waiting: { window: wait('window', clerks), 'self-service': wait('self-service', 1), 'mobile-assisted': wait('mobile-assisted', 1) } };
  }

  /** Whoever is free first takes who is next; what was planned for later than `until` may still be changed by who comes before. */
  function serveUntil(until: After): void {
    for (;;) {
      const free = serving.filter((one) => one.free <= until && queue.some(({ visit }) => lanesOf(one.desk).includes(visit.lane))).toSorted((a, b) => a.free - b.free)[0];
      if (free === undefined) return;
      const next = queue.filter(({ visit }) => lanesOf(free.desk).includes(visit.lane)).toSorted(inCallingOrder)[0];
      if (next === undefined) return;
      queue.splice(queue.indexOf(next), 1);
      free.free = serve(free, next.visit, roll);
    }
  }
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Priority first, then as received; what belongs to another body is sent on at once. */
function inCallingOrder(one: Waiting, other: Waiting): number {
  const rank = ({ visit }: Waiting): number => (visit.lane === 'referral' ? 0 : visit.decision.priority ? 1 : 2);
  return rank(one) - rank(other) || one.order - other.order;
}

/** Notes what becomes of a visit and gives when the desk is free again. */
function serve({ desk, free }: Serving, { arrival, moments }: Waiting['visit'], roll: Dice): After {
  const called = Math.max(free, arrival.after + 5000);
  moments.push({ kind: 'called', after: called, desk });
  switch (arrival.fate.turn) {
    case 'no-show':
      moments.push({ kind: 'no-show', after: called + 2 * minute, desk });
      return called + 2 * minute;
    case 'leaves':
      moments.push({ kind: 'closed', after: called + minute, desk, reason: '群众改日再来' });
      return called + minute;
    case 'aside':
    case 'none': {
      const aside = arrival.fate.turn === 'aside';
      if (aside) moments.push({ kind: 'aside', after: called + minute, desk });
      let at = called + (aside ? 7 * minute : 20_000);
      moments.push({ kind: 'started', after: at, desk });
      arrival.matters.forEach((_, matter) => {
        const service = arrival.fate.services[matter] ?? 5 * minute;
        at += service;
        moments.push({ kind: 'finished', after: at, desk, matter, service, last: matter === arrival.matters.length - 1 });
      });
      const level = ratingOf(roll);
      if (level !== null) moments.push({ kind: 'rated', after: at + 30_000, desk, level });
      return at + 40_000;
    }
  }
}

const counted = ({ moments, voided }: DayVisit): number => moments.filter((moment) => moment.kind === 'finished' && voided[moment.matter] !== true).length;

/** How many transactions that count a day brings. */
export const countedOf = (visits: readonly DayVisit[]): number => visits.reduce((sum, visit) => sum + counted(visit), 0);

/**
 * The day with exactly so many transactions that count: the last ones of the evening go home before they are called. Null where too few came, or none of
 * them can be spared.
 */
export function trimmed(visits: readonly DayVisit[], transactions: number): readonly DayVisit[] | null {
  let surplus = countedOf(visits) - transactions;
  if (surplus < 0) return null;
  const sent = new Set<DayVisit>();
  for (const visit of visits.toReversed()) {
    const own = counted(visit);
    if (surplus === 0) break;
    if (own === 0 || own > surplus) continue;
    sent.add(visit);
    surplus -= own;
  }
  if (surplus > 0) return null;
  return visits.map((visit) => {
    if (!sent.has(visit)) return visit;
    const received = visit.moments.slice(0, 1);
    return { ...visit, moments: [...received, { kind: 'closed', after: Math.max(closing, visit.arrival.after + minute), desk: null, reason: '当日未到窗口' }] };
  });
}
