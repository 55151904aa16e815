/** The hall now: queues, expected waits, windows; and what routing needs to know of it. */
import type { Matter } from '../../shared/catalogue/catalogue.ts';
import type { Output } from '../../shared/contract/contract.ts';
import { badInput } from '../../shared/contract/errors.ts';
import { decide } from '../../shared/routing/decide.ts';
import type { Decision } from '../../shared/routing/decision.ts';
import { lanes, type Lane } from '../../shared/routing/lanes.ts';
import { shippedRules } from '../../shared/routing/shipped-rules.ts';
import { shippedPriorityGroups, unknownPriorityGroups, type Hall, type Visitor } from '../../shared/routing/visitor.ts';
import { businessDay, chinaTime } from '../../shared/transaction/china-time.ts';
import { TicketNumber, type TicketState } from '../../shared/visit/ticket.ts';
import type { Context } from './context.ts';
import { perConnection } from './store/prepared.ts';
import type { VisitRow } from './store/visits.ts';

type Place = { readonly day: string; readonly lane: string; readonly id: string; readonly priority: number; readonly received: number; readonly sequence: number | null };
type LaneRow = { lane: Lane; state: TicketState; tickets: number; oldest: number };
type WindowRow = { window: number; clerk: string | null; number: string; state: TicketState; called_at: number | null; started_at: number | null };

const statements = perConnection((database) => ({
  waiting: database.prepare<[string], { lane: string; waiting: number }>(`SELECT lane, count(*) AS waiting FROM visit WHERE day = ? AND state = 'waiting' GROUP BY lane`),
  ahead: database
    .prepare<Place, number>(
      `SELECT count(*) FROM visit
        WHERE day = @day AND lane = @lane AND state = 'waiting' AND id <> @id
          AND (priority > @priority OR (priority = @priority AND (received_at, coalesce(sequence, 0)) < (@received, coalesce(@sequence, 0))))`,
    )
    .pluck(),
  services: database.prepare<[string, string], { services: number; mean: number | null }>(
    'SELECT count(service_ms) AS services, avg(service_ms) AS mean FROM handled WHERE day = ? AND lane = ?',
  ),
  activeWindows: database.prepare<[string, string, number], number>('SELECT count(DISTINCT window) FROM visit WHERE day = ? AND lane = ? AND called_at > ?').pluck(),
  lanesOfDay: database.prepare<[string], LaneRow>('SELECT lane, state, count(*) AS tickets, min(received_at) AS oldest FROM visit WHERE day = ? GROUP BY lane, state'),
  busyWindows: database.prepare<[string], WindowRow>(
    `SELECT window, clerk, number, state, called_at, started_at FROM visit WHERE day = ? AND window IS NOT NULL AND state IN ('called', 'serving') ORDER BY called_at`,
  ),
  doneByWindow: database.prepare<[string], { window: number; done: number }>('SELECT window, count(*) AS done FROM handled WHERE day = ? AND window IS NOT NULL GROUP BY window'),
}));

/** Decides with the hall as it is; what the caller says of the hall goes before what the station knows. */
export function routeVisitor(context: Context, matters: readonly Matter[], visitor: Visitor, said: Hall | undefined): Decision {
  const [unknown] = unknownPriorityGroups(visitor, shippedPriorityGroups);
  if (unknown !== undefined) {
    throw badInput(`$.visitor.priorityGroups[${visitor.priorityGroups?.indexOf(unknown) ?? 0}]`, 'unknown-group', `${unknown} is not on this station's list of priority groups`);
  }
  return decide({ matters, visitor, hall: { ...hallNow(context), ...said }, rules: shippedRules, priorityList: shippedPriorityGroups });
}

function hallNow(context: Context): Hall {
  const { day, time } = chinaTime(context.moment.at);
  const waiting = waitingByLane(context, day);
  return {
    openLanes: context.station.layout.openLanes,
    hours: context.station.layout.hours,
    time,
    waiting: Object.fromEntries(
      lanes.map((lane) => {
        const count = waiting.get(lane) ?? 0;
        const minutes = expectedMinutes(context, lane, count);
        return [lane, minutes === null ? { count } : { count, minutes }];
      }),
    ),
  };
}

function waitingByLane(context: Context, day: string): ReadonlyMap<string, number> {
  const rows = statements(context.database).waiting.all(day);
  return new Map(rows.map((row) => [row.lane, row.waiting]));
}

/** How many stand before a ticket in its lane. */
export function aheadOf(context: Context, row: VisitRow): number {
  const place: Place = { day: row.day, lane: row.lane, id: row.id, priority: row.priority, received: row.received_at, sequence: row.sequence };
  return statements(context.database).ahead.get(place) ?? 0;
}

/** Today's services that are enough to go by; before that the layout's figure stands. */
const enoughServices = 5;

/**
 * Minutes that somebody with `ahead` people before them will wait: people times today's mean service, over the windows that
 * called in the last hour. Zero with nobody ahead; null for a lane where nobody is called (remote, referral).
 */
export function expectedMinutes(context: Context, lane: Lane, ahead: number): number | null {
  if (lane === 'remote' || lane === 'referral') return null;
  const day = businessDay(context.moment.at);
  const services = statements(context.database).services.get(day, lane);
  const minutes = services !== undefined && services.mean !== null && services.services >= enoughServices ? services.mean / 60_000 : context.station.layout.expectedServiceMinutes;
  const active = statements(context.database).activeWindows.get(day, lane, context.moment.at - 3_600_000);
  // Before the first call of the day, and after lunch, the windows that are set up count: nobody has called yet, but they will.
  const serving = active === undefined || active === 0 ? (lane === 'window' ? context.station.layout.windows.length : 1) : active;
  return Math.ceil((ahead * minutes) / serving);
}

/** Waiting, being served, done, by lane and by window. */
export function hallToday(context: Context): Output<'hall.today'> {
  const day = businessDay(context.moment.at);
  const now = context.moment.at;
  const rows = statements(context.database).lanesOfDay.all(day);
  const tickets = (lane: Lane, ...states: readonly TicketState[]): number =>
    rows.reduce((sum, row) => (row.lane === lane && states.includes(row.state) ? sum + row.tickets : sum), 0);
  const laneStates = lanes.map((lane) => {
    const oldest = rows.find((row) => row.lane === lane && row.state === 'waiting')?.oldest;
    const waiting = tickets(lane, 'waiting');
    return {
      lane, open: context.station.layout.openLanes.includes(lane), waiting, serving: tickets(lane, 'called', 'serving', 'aside'), done: tickets(lane, 'done'),
      noShow: tickets(lane, 'no-show'), left: tickets(lane, 'left'),
      longestWaitSeconds: oldest === undefined ? null : Math.max(0, Math.round((now - oldest) / 1000)), expectedMinutes: expectedMinutes(context, lane, waiting),
    };
  });
  return { day, now, received: rows.reduce((sum, row) => sum + row.tickets, 0), lanes: laneStates, windows: windowsToday(context, day) };
}

/** Every configured window, and any other that was used today. */
function windowsToday(context: Context, day: string): Output<'hall.today'>['windows'] {
  const busy = statements(context.database).busyWindows.all(day);
  const handled = new Map(statements(context.database).doneByWindow.all(day).map((row) => [row.window, row.done]));
  const windows = [...new Set([...context.station.layout.windows, ...busy.map((row) => row.window), ...handled.keys()])].toSorted((a, b) => a - b);
  return windows.map((window) => {
    const current = busy.findLast((row) => row.window === window);
    const done = handled.get(window) ?? 0;
    if (current === undefined) return { window, clerk: null, ticket: null, state: null, since: null, done };
    return { window, clerk: current.clerk, ticket: TicketNumber.parse(current.number), state: current.state, since: current.started_at ?? current.called_at, done };
  });
}
