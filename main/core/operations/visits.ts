/** From the kiosk to the window: receiving, reading, taking in from paper, the queue. */
import { z } from 'zod';
import { dispositions, type Matter, type MatterCode } from '../../../shared/catalogue/catalogue.ts';
import type { Slip } from '../../../shared/contract/visit.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { uuidv7 } from '../../../shared/journal/identifier.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { Decision } from '../../../shared/routing/decision.ts';
import type { Lane } from '../../../shared/routing/lanes.ts';
import { Visitor } from '../../../shared/routing/visitor.ts';
import { foundedCode } from '../../../shared/station/incarnation.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { readTicketCode, ticketCodeText } from '../../../shared/visit/ticket-code.ts';
import { ticketNumber } from '../../../shared/visit/ticket.ts';
import type { Context } from '../context.ts';
import { aheadOf, expectedMinutes, hallToday, routeVisitor } from '../hall.ts';
import { fromJson } from '../store/station.ts';
import { findTicket, nextSequence, readQueue, ticketOf, visitExists, visitTransactions, type VisitRow } from '../store/visits.ts';
import { verifySignature } from '../vault/vault.ts';
import { materialsOfVisit, materialsOn, requireMatter, requireMatters } from './catalogue.ts';
import { implement } from './implement.ts';

/** What the guide learned, sealed in the visit: the priority group is health data. */
const Learned = z.strictObject({ visitor: Visitor, decision: Decision });
type Learned = z.infer<typeof Learned>;

/** Null once the visit's key was shredded: number, lane and times stay, what was learned is gone. */
export function readLearned(context: Context, row: VisitRow): Learned | null {
  return context.sealing.open(fromJson(row.learned, SealedBox), Learned);
}

const visitReceive = implement('visit.receive', (context, { matters: codes, visitor, lane: wanted, overrideReason }) => {
  const day = businessDay(context.moment.at);
  const catalogue = context.shelf.require(day);
  const matters = requireMatters(catalogue, codes);
  const decision = routeVisitor(context, matters, visitor, undefined);
  const lane = wanted ?? decision.lane;
  const overridden = lane !== decision.lane;
  if (overridden) checkOverride(context, decision, lane, overrideReason);
  const visit = uuidv7(context.moment.at, context.random(10));
  const sequence = nextSequence(context.database, day);
  const number = ticketNumber(lane, sequence);
  const priority = decision.priority;
  const text = ticketCodeText(
    { station: context.station.code, visit, number, lane, priority, receivedAt: context.moment.at, matters: matters.map((matter) => matter.code), visitor },
    (payload) => Buffer.from(payload, 'utf8').toString('base64url'),
  );
  const qr = `${text}.${context.vault.sign(Buffer.from(text, 'utf8')).toString('base64url')}`;
  context.append({
    type: 'visit.received',
    body: {
      visit, day, sequence, number, lane, decidedLane: decision.lane, overridden,
      overrideReason: overridden ? context.sealing.seal(`visit:${visit}`, context.moment.at, overrideReason ?? '') : null,
      priority, matters: matters.map(named), catalogueVersion: catalogue.version,
      learned: context.sealing.seal(`visit:${visit}`, context.moment.at, { visitor, decision } satisfies Learned),
      qr: context.sealing.seal(`visit:${visit}`, context.moment.at, qr), issuedBy: null, receivedAt: context.moment.at,
    },
  });
  return { visit, ticket: { number, lane }, qr, decision, slip: slipOf(context, findTicket(context.database, day, visit)) };
});

const named = (matter: Matter): { code: MatterCode; name: string; nameEn: string } => ({ code: matter.code, name: matter.name, nameEn: matter.nameEn });

/** The guide may send a visitor elsewhere with a reason, but never where the visitor could not be served (rule 4). */
function checkOverride(context: Context, decision: Decision, lane: Lane, reason: string | undefined): void {
  if (reason === undefined) throw badInput('$.overrideReason', 'required', 'another lane than the decided one needs a reason');
  requireUsable(context, decision, lane);
}

export function requireUsable(context: Context, decision: Decision | null, lane: Lane): void {
  if (decision?.alternatives.find((other) => other.lane === lane)?.usable !== false) return;
  const open = context.station.layout.openLanes.includes(lane);
  throw open ? new Refusal('lane-not-usable', 'this visitor cannot be served in that lane') : new Refusal('lane-closed', 'that lane is closed');
}

/** Everything the slip prints; each material once over all matters of the visit, in the heaviest way that any of them asks for. */
function slipOf(context: Context, row: VisitRow): Slip {
  const catalogue = context.shelf.version(row.catalogue_version);
  const ticket = ticketOf(context.database, row);
  const matters = ticket.matters.flatMap(({ code }) => catalogue.byCode.get(code) ?? []);
  const heaviest = new Map<string, Slip['needNotBring'][number]>();
  for (const { name, nameEn, disposition } of matters.flatMap((matter) => materialsOn(context, matter, row.day))) {
    const other = heaviest.get(name);
    if (other === undefined || dispositions.indexOf(disposition) > dispositions.indexOf(other.disposition)) heaviest.set(name, { name, nameEn, disposition });
  }
  const materials = [...heaviest.values()];
  const ahead = aheadOf(context, row);
  return {
    station: context.station.name, site: context.station.site, trial: context.station.trial, number: ticket.number, lane: row.lane, priority: row.priority === 1,
    receivedAt: row.received_at, ahead, expectedMinutes: expectedMinutes(context, row.lane, ahead),
    matters: ticket.matters.map(({ name, nameEn }) => ({ name, nameEn })),
    bring: materials.filter(({ disposition }) => disposition === 'submit').map(({ name, nameEn }) => ({ name, nameEn })),
    needNotBring: materials.filter(({ disposition }) => disposition !== 'submit'), qr: context.sealing.open(fromJson(row.qr, SealedBox), z.string()) ?? '',
  };
}

const today = (context: Context): string => businessDay(context.moment.at);

const visitRead = implement('visit.read', (context, { ticket }) => {
  const row = findTicket(context.database, today(context), ticket);
  const learned = readLearned(context, row);
  const reason = row.override_reason === null ? null : context.sealing.open(fromJson(row.override_reason, SealedBox), z.string());
  return { ticket: ticketOf(context.database, row), visitor: learned?.visitor ?? null, decision: learned?.decision ?? null, overrideReason: reason, transactions: [...visitTransactions(context.database, row.id)] };
});

const visitSlip = implement('visit.slip', (context, { ticket }) => slipOf(context, findTicket(context.database, today(context), ticket)));

const visitMaterials = implement('visit.materials', (context, { ticket, matter: code }) => {
  const row = findTicket(context.database, today(context), ticket);
  const matter = requireMatter(context.shelf.require(today(context)), code, '$.matter');
  return { materials: [...materialsOfVisit(context, matter, row.day, row.id)] };
});

const visitTakeIn = implement('visit.takeIn', (context, { qr }) => {
  const read = readTicketCode(qr, (text) => Buffer.from(text, 'base64url').toString('utf8'));
  if (read === null) throw badInput('$.qr', 'not-a-ticket', 'this is not the code of a ticket');
  const { code, signed, signature } = read;
  if (!signedBy(context, code.station, signed, signature)) throw new Refusal('ticket-code-forged', 'the code was not signed by a station that this one trusts');
  if (visitExists(context.database, code.visit)) throw new Refusal('ticket-code-known', 'this ticket is already here');
  const day = businessDay(code.receivedAt);
  if (day !== today(context)) throw new Refusal('other-station-ticket', 'the ticket is of another day');
  const catalogue = context.shelf.require(day);
  const matters = code.matters.map((matter) => requireMatter(catalogue, matter, '$.qr'));
  const decision = { ...routeVisitor(context, matters, code.visitor, undefined), lane: code.lane, priority: code.priority };
  context.append({
    type: 'visit.received',
    body: {
      visit: code.visit, day, sequence: null, number: code.number, lane: code.lane, decidedLane: code.lane, overridden: false, overrideReason: null, priority: code.priority,
      matters: matters.map(named), catalogueVersion: catalogue.version,
      learned: context.sealing.seal(`visit:${code.visit}`, context.moment.at, { visitor: code.visitor, decision } satisfies Learned),
      qr: context.sealing.seal(`visit:${code.visit}`, context.moment.at, qr), issuedBy: code.station, receivedAt: code.receivedAt,
    },
  });
  return { visit: code.visit, ticket: ticketOf(context.database, findTicket(context.database, day, code.visit)) };
});

/** Own tickets by the own key, also those of a former incarnation; another station's by the key a manager trusted, the newest first. */
function signedBy(context: Context, station: string, signed: string, signature: string): boolean {
  const keys =
    foundedCode(station) === foundedCode(context.station.code)
      ? [context.vault.publicKey]
      : // Trust in a station is trust in its key, which it keeps when it goes on under another letter.
        context.database.prepare<[string, string], string>('SELECT public_key FROM trusted_station WHERE code IN (?, ?) ORDER BY seq DESC').pluck().all(station, foundedCode(station));
  return keys.some((key) => verifySignature(key, Buffer.from(signed, 'utf8'), Buffer.from(signature, 'base64url')));
}

const hallQueue = implement('hall.queue', (context, { lane }) => ({
  tickets: readQueue(context.database, today(context), lane).map((row) => ticketOf(context.database, row)),
}));

export const visitImplementations = {
  'visit.receive': visitReceive,
  'visit.read': visitRead,
  'visit.slip': visitSlip,
  'visit.materials': visitMaterials,
  'visit.takeIn': visitTakeIn,
  'hall.queue': hallQueue,
  'hall.today': implement('hall.today', hallToday),
};
