/** Calling and moving tickets. Each step is an entry; a step that the ticket's state does not allow is refused. */
import type { Ticket } from '../../../shared/contract/visit.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { Draft, Measured } from '../../../shared/journal/entry.ts';
import type { Lane } from '../../../shared/routing/lanes.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { ticketAllows, type TicketAction } from '../../../shared/visit/ticket.ts';
import { measure } from '../clock.ts';
import type { Context } from '../context.ts';
import { findTicket, nextWaiting, ticketOf, type VisitRow } from '../store/visits.ts';
import { implement } from './implement.ts';
import { readLearned, requireUsable } from './visits.ts';

/** The ticket, if the action may be taken in its state. */
export function ticketFor(context: Context, reference: string, action: TicketAction, path = '$.ticket'): VisitRow {
  const row = findTicket(context.database, businessDay(context.moment.at), reference, path);
  if (!ticketAllows(row.state, action)) throw new Refusal('ticket-state', `a ticket that is ${row.state} cannot ${action}`);
  return row;
}

/** Journals the step and answers with the ticket as it stands then. */
function step(context: Context, row: VisitRow, draft: Draft): { ticket: Ticket } {
  context.append(draft);
  return { ticket: ticketOf(context.database, findTicket(context.database, row.day, row.id)) };
}

/** How long the visitor has been served since the last start; null where they are not being served. */
export function servedSince(context: Context, row: VisitRow): Measured | null {
  if (row.started_at === null || row.started_monotonic === null) return null;
  return measure({ at: row.started_at, run: row.started_run, monotonic: row.started_monotonic }, context.moment);
}

/** An assistant serves the zones where people work on a device, a clerk the windows. */
function lanesOf(context: Context, lane: Lane | undefined): readonly Lane[] {
  if (lane !== undefined) return [lane];
  return context.session?.role === 'assistant' || (context.caller.kind === 'command-line' && context.caller.role === 'assistant')
    ? ['mobile-assisted', 'self-service']
    : ['window'];
}

const ticketCall = implement('ticket.call', (context, { window, lane, ticket }) => {
  const today = businessDay(context.moment.at);
  const row = ticket === undefined ? nextWaiting(context.database, today, lanesOf(context, lane)) : ticketFor(context, ticket, 'call');
  if (row === undefined) return null;
  const wait = row.waited === 1 ? null : measure({ at: row.received_at, run: row.received_run, monotonic: row.received_monotonic }, context.moment);
  return step(context, row, { type: 'ticket.called', body: { visit: row.id, window, wait } }).ticket;
});

const ticketRecall = implement('ticket.recall', (context, { ticket }) => {
  const row = ticketFor(context, ticket, 'recall');
  return step(context, row, { type: 'ticket.recalled', body: { visit: row.id } });
});

const ticketNoShow = implement('ticket.noShow', (context, { ticket }) => {
  const row = ticketFor(context, ticket, 'no-show');
  return step(context, row, { type: 'ticket.no-show', body: { visit: row.id } });
});

const ticketPutAside = implement('ticket.putAside', (context, { ticket }) => {
  const row = ticketFor(context, ticket, 'put-aside');
  return step(context, row, { type: 'ticket.put-aside', body: { visit: row.id, served: servedSince(context, row) } });
});

const ticketTransfer = implement('ticket.transfer', (context, { ticket, lane, reason }) => {
  const row = ticketFor(context, ticket, 'transfer');
  if (row.lane === lane) throw new Refusal('ticket-state', 'the ticket is already in that lane');
  requireUsable(context, readLearned(context, row)?.decision ?? null, lane);
  const sealed = reason === undefined ? null : context.sealing.seal(`visit:${row.id}`, context.moment.at, reason);
  return step(context, row, { type: 'ticket.transferred', body: { visit: row.id, from: row.lane, to: lane, reason: sealed, served: servedSince(context, row) } });
});

const ticketStart = implement('ticket.start', (context, { ticket, window }) => {
  const row = ticketFor(context, ticket, 'start');
  return step(context, row, { type: 'ticket.started', body: { visit: row.id, window: window ?? row.window ?? context.session?.window ?? null } });
});

const ticketClose = implement('ticket.close', (context, { ticket, reason }) => {
  const row = ticketFor(context, ticket, 'close');
  return step(context, row, { type: 'ticket.closed', body: { visit: row.id, reason: context.sealing.seal(`visit:${row.id}`, context.moment.at, reason) } });
});

export const ticketImplementations = {
  'ticket.call': ticketCall,
  'ticket.recall': ticketRecall,
  'ticket.noShow': ticketNoShow,
  'ticket.putAside': ticketPutAside,
  'ticket.transfer': ticketTransfer,
  'ticket.start': ticketStart,
  'ticket.close': ticketClose,
};
