/** Tickets: their numbers, states and transitions. One visit has one ticket to its end, whatever the number of matters. */
import { z } from 'zod';
import type { Lane } from '../routing/lanes.ts';
import { laneLetters } from '../routing/lanes.ts';

/**
 * - `waiting` in the lane's queue; `called` to a window; `serving` at it; `aside` put aside by the clerk;
 * - `no-show` called and not come (can be called again); `done` every matter has an outcome; `left` ended without.
 */
export const TicketState = z.enum(['waiting', 'called', 'serving', 'aside', 'no-show', 'done', 'left']);
export type TicketState = z.infer<typeof TicketState>;

export const TicketNumber = z.string().regex(/^[A-E][0-9]{3,5}$/).brand('TicketNumber');
export type TicketNumber = z.infer<typeof TicketNumber>;

/** `A` and the day's running number of the whole station, so that a missing number shows whatever the lane: A001, C002, A003. */
export function ticketNumber(lane: Lane, sequence: number): TicketNumber {
  return TicketNumber.parse(`${laneLetters[lane]}${String(sequence).padStart(3, '0')}`);
}

export const ticketActions = ['call', 'recall', 'no-show', 'put-aside', 'transfer', 'start', 'finish', 'close'] as const;
export type TicketAction = (typeof ticketActions)[number];

/** From which states an action may be taken. `finish` does not ask for `start`: work that was done is logged even if a key was forgotten. */
const allowed: Readonly<Record<TicketAction, readonly TicketState[]>> = {
  call: ['waiting', 'aside', 'no-show'],
  recall: ['called', 'no-show'],
  'no-show': ['called'],
  'put-aside': ['called', 'serving', 'waiting'],
  transfer: ['waiting', 'called', 'serving', 'aside', 'no-show'],
  start: ['called', 'waiting', 'aside'],
  finish: ['waiting', 'called', 'serving', 'aside'],
  close: ['waiting', 'called', 'serving', 'aside', 'no-show'],
};

export function ticketAllows(state: TicketState, action: TicketAction): boolean {
  return allowed[action].includes(state);
}
