/**
 * The compact visit in the ticket's QR code, so that a window without network can take it in (product rule 5).
 * Anyone can read a paper: the code carries no name, no paper number, and not which priority group, only that there is one.
 */
import { z } from 'zod';
import { MatterCode } from '../catalogue/catalogue.ts';
import { Lane } from '../routing/lanes.ts';
import { Visitor } from '../routing/visitor.ts';
import { TicketNumber } from './ticket.ts';

/** A tuple, not an object: every letter costs dots that someone has to scan. */
const Compact = z.tuple([
  z.string(), // station code
  z.uuid(),
  TicketNumber,
  Lane,
  z.union([z.literal(0), z.literal(1)]), // priority
  z.number().int(), // received, UTC seconds
  z.array(MatterCode).min(1),
  Visitor,
]);

export type TicketCode = {
  readonly station: string;
  readonly visit: string;
  readonly number: TicketNumber;
  readonly lane: Lane;
  readonly priority: boolean;
  /** UTC milliseconds, whole seconds. */
  readonly receivedAt: number;
  readonly matters: readonly MatterCode[];
  readonly visitor: Visitor;
};

const prefix = 'DB1';

/** The text that is signed: `DB1.<payload>`. `toBase64Url` encodes UTF-8. */
export function ticketCodeText(code: TicketCode, toBase64Url: (text: string) => string): string {
  const { priorityGroups: _private, ...visitor } = code.visitor;
  const compact = [
    code.station, code.visit, code.number, code.lane, code.priority ? 1 : 0, Math.floor(code.receivedAt / 1000), code.matters, visitor,
  ];
  return `${prefix}.${toBase64Url(JSON.stringify(compact))}`;
}

/** Splits a scanned text into what was signed and its signature, and reads it; null where it is no ticket of ours. */
export function readTicketCode(qr: string, fromBase64Url: (text: string) => string): { readonly signed: string; readonly signature: string; readonly code: TicketCode } | null {
  const [mark, payload, signature, ...rest] = qr.trim().split('.');
  if (mark !== prefix || payload === undefined || signature === undefined || rest.length > 0) return null;
  const compact = Compact.safeParse(parse(fromBase64Url(payload)));
  if (!compact.success) return null;
  const [station, visit, number, lane, priority, seconds, matters, visitor] = compact.data;
  return { signed: `${mark}.${payload}`, signature, code: { station, visit, number, lane, priority: priority === 1, receivedAt: seconds * 1000, matters, visitor } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
