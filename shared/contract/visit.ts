/** From the ticket to the window: receiving a visit, the queue, calling, transferring, taking in a paper ticket. */
import { z } from 'zod';
import { Disposition } from '../catalogue/catalogue.ts';
import { Decision } from '../routing/decision.ts';
import { Lane } from '../routing/lanes.ts';
import { Visitor } from '../routing/visitor.ts';
import { TicketNumber, TicketState } from '../visit/ticket.ts';
import { MatterCodes, ResolvedMaterial } from './catalogue.ts';
import { everyone, Nothing, type Operation } from './operation.ts';
import { WindowNumber } from './station.ts';

export const VisitId = z.uuid();
const Reason = z.string().trim().min(2).max(200);
const atWindow = ['clerk', 'assistant'] as const;

/** A ticket number of today (or the newest open one by that number), or the visit's id where two days share a number. */
export const TicketReference = z.union([TicketNumber, VisitId]);

/** A ticket as queues show it: nothing personal. */
export const Ticket = z.strictObject({
  visit: VisitId,
  number: TicketNumber,
  lane: Lane,
  state: TicketState,
  priority: z.boolean(),
  matters: z.array(z.strictObject({ code: z.string(), name: z.string(), nameEn: z.string(), done: z.boolean() })),
  receivedAt: z.number().int(),
  calledAt: z.number().int().nullable(),
  startedAt: z.number().int().nullable(),
  window: z.number().int().nullable(),
  /** How often it was called. */
  calls: z.number().int(),
});
export type Ticket = z.infer<typeof Ticket>;

/** Everything the guide learned, for the window's form; visitor and decision are null once their key was shredded. */
export const Visit = z.strictObject({
  ticket: Ticket,
  visitor: Visitor.nullable(),
  decision: Decision.nullable(),
  overrideReason: z.string().nullable(),
  transactions: z.array(z.strictObject({ number: z.string(), matter: z.string(), outcome: z.string() })),
});
export type Visit = z.infer<typeof Visit>;

/** What the slip prints. Bring and need-not-bring are taken over all matters of the visit, each material once. */
export const Slip = z.strictObject({
  station: z.string(),
  site: z.string(),
  trial: z.boolean(),
  number: TicketNumber,
  lane: Lane,
  priority: z.boolean(),
  receivedAt: z.number().int(),
  ahead: z.number().int(),
  expectedMinutes: z.number().nullable(),
  matters: z.array(z.strictObject({ name: z.string(), nameEn: z.string() })),
  bring: z.array(z.strictObject({ name: z.string(), nameEn: z.string() })),
  needNotBring: z.array(z.strictObject({ name: z.string(), nameEn: z.string(), disposition: Disposition })),
  qr: z.string(),
});
export type Slip = z.infer<typeof Slip>;

const TicketInput = z.strictObject({ ticket: TicketReference });
const TicketAnswer = z.strictObject({ ticket: Ticket });

export const LaneState = z.strictObject({
  lane: Lane,
  open: z.boolean(),
  waiting: z.number().int(),
  serving: z.number().int(),
  done: z.number().int(),
  noShow: z.number().int(),
  left: z.number().int(),
  /** Seconds the longest-waiting visitor of the lane has waited, or null when nobody waits. */
  longestWaitSeconds: z.number().int().nullable(),
  expectedMinutes: z.number().nullable(),
});
export type LaneState = z.infer<typeof LaneState>;

export const WindowState = z.strictObject({
  window: z.number().int(),
  clerk: z.string().nullable(),
  ticket: TicketNumber.nullable(),
  state: TicketState.nullable(),
  since: z.number().int().nullable(),
  done: z.number().int(),
});

/** What a manager has to see to, and since when; each is dealt with in a place of its own. */
export const Alarm = z.discriminatedUnion('kind', [
  /** Somebody has waited longer than the target; since the first of them did. */
  z.strictObject({ kind: z.literal('wait-over-target'), lane: Lane, waiting: z.number().int(), since: z.number().int() }),
  /** A lane that is not open has people in it; since the first of them came. */
  z.strictObject({ kind: z.literal('lane-closed'), lane: Lane, waiting: z.number().int(), since: z.number().int() }),
  z.strictObject({ kind: z.literal('source-down'), source: z.string(), provider: z.string(), requests: z.number().int(), since: z.number().int() }),
  /** Something that was handled is not where it has to go: for longer than its way there takes, or a person has something to do. */
  z.strictObject({ kind: z.literal('unsent'), transactions: z.number().int(), attention: z.boolean(), since: z.number().int().nullable() }),
]);
export type Alarm = z.infer<typeof Alarm>;

export const visitOperations = {
  'visit.receive': {
    kind: 'command', roles: everyone,
    summary: 'Takes a visitor in: decides or overrides the lane, issues the ticket. Every promised field is on disk when it answers.',
    input: z.strictObject({ matters: MatterCodes, visitor: Visitor, lane: Lane.optional(), overrideReason: Reason.optional() }),
    output: z.strictObject({ visit: VisitId, ticket: z.strictObject({ number: TicketNumber, lane: Lane }), qr: z.string(), decision: Decision, slip: Slip }),
  },
  'visit.read': { kind: 'query', roles: everyone, summary: 'A visit with all that the guide learned.', input: TicketInput, output: Visit },
  'visit.slip': { kind: 'query', roles: everyone, summary: 'The slip of a ticket again, for a reprint.', input: TicketInput, output: Slip },
  'visit.takeIn': {
    kind: 'command', roles: everyone,
    summary: 'Takes in a paper ticket of this hall by its QR code where the network is away; a code seen before is refused.',
    input: z.strictObject({ qr: z.string().min(20).max(2000) }),
    output: z.strictObject({ visit: VisitId, ticket: Ticket }),
  },
  'visit.materials': {
    kind: 'query', roles: everyone,
    summary: 'The materials of one matter of a visit, with the ways that are lawful for it, on the day it was received.',
    input: z.strictObject({ ticket: TicketReference, matter: z.string() }),
    output: z.strictObject({ materials: z.array(ResolvedMaterial) }),
  },
  'hall.queue': {
    kind: 'query', roles: everyone,
    summary: "Today's open tickets in the order in which they will be called, priority first.",
    input: z.strictObject({ lane: Lane.optional() }),
    output: z.strictObject({ tickets: z.array(Ticket) }),
  },
  'hall.today': {
    kind: 'query', roles: everyone,
    summary: 'Waiting, being served, done, by lane and by window, now.',
    input: Nothing,
    output: z.strictObject({ day: z.string(), now: z.number().int(), received: z.number().int(), lanes: z.array(LaneState), windows: z.array(WindowState) }),
  },
  'hall.alarms': {
    kind: 'query', roles: ['manager'],
    summary: 'What has to be seen to now: waits over the target, closed lanes with people in them, sources that do not answer, work that was not sent.',
    input: Nothing,
    output: z.strictObject({ now: z.number().int(), alarms: z.array(Alarm) }),
  },
  'ticket.call': {
    kind: 'command', roles: atWindow,
    summary: 'Calls the next ticket to a window, priority first, then by order; or a named one. Null when nobody waits.',
    input: z.strictObject({ window: WindowNumber, lane: Lane.optional(), ticket: TicketReference.optional() }),
    output: Ticket.nullable(),
  },
  'ticket.recall': { kind: 'command', roles: atWindow, summary: 'Calls the same ticket again.', input: TicketInput, output: TicketAnswer },
  'ticket.noShow': { kind: 'command', roles: atWindow, summary: 'Called and not come. It can still be called again.', input: TicketInput, output: TicketAnswer },
  'ticket.putAside': { kind: 'command', roles: atWindow, summary: 'Puts a ticket aside, e.g. while the visitor fills in a form.', input: TicketInput, output: TicketAnswer },
  'ticket.transfer': {
    kind: 'command', roles: everyone,
    summary: 'Sends the ticket to another lane under the same number; refused where that visitor could not use it.',
    input: z.strictObject({ ticket: TicketReference, lane: Lane, reason: Reason.optional() }),
    output: TicketAnswer,
  },
  'ticket.start': { kind: 'command', roles: atWindow, summary: 'The visitor is at the window.', input: z.strictObject({ ticket: TicketReference, window: WindowNumber.optional() }), output: TicketAnswer },
  'ticket.close': {
    kind: 'command', roles: everyone,
    summary: 'Ends a visit whose open matters will not be handled today, with the reason.',
    input: z.strictObject({ ticket: TicketReference, reason: Reason }),
    output: TicketAnswer,
  },
} as const satisfies Record<string, Operation>;
