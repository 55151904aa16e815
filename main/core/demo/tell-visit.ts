/** What the journal says of a visit of the demonstration, moment by moment: the bodies that the operations would write. */
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import { resolveMaterials, type ResolvedMaterial } from '../../../shared/catalogue/resolve.ts';
import { paperSubject } from '../../../shared/identity/paper.ts';
import type { Actor, Body, Draft, Measured, StoredMaterial } from '../../../shared/journal/entry.ts';
import { settleMaterials } from '../../../shared/transaction/settle-materials.ts';
import type { Applicant, Outcome, Proxy } from '../../../shared/transaction/transaction.ts';
import { dueDate } from '../../../shared/transaction/working-days.ts';
import { followUpDays, isLow } from '../../../shared/visit/rating.ts';
import { ticketCodeText } from '../../../shared/visit/ticket-code.ts';
import { ticketNumber } from '../../../shared/visit/ticket.ts';
import type { Books } from './books.ts';
import type { DayVisit, Desk, Moment } from './hall-day.ts';
import { entryOf } from './materials.ts';
import { personsOf, type Dice } from './traffic.ts';

export const actorOf = ({ number, role }: Desk): Actor => ({ kind: 'staff', number, role });

/** A visit while it is told. */
export type Told = DayVisit & { readonly visit: string; readonly sequence: number; readonly day: string; readonly receivedAt: number; readonly wait: Measured | null };
export type Finished = Body<'transaction.finished'>;

const monotonic = (milliseconds: number): Measured => ({ milliseconds, clock: 'monotonic' });
const ticketOf = ({ lane, sequence }: Told): ReturnType<typeof ticketNumber> => ticketNumber(lane, sequence);

export function receivedDraft({ sealing, vault, station }: Books, told: Told, catalogueVersion: number): Draft {
  const { visit, day, sequence, receivedAt, lane, decision, arrival } = told;
  const { priority } = decision;
  const overridden = lane !== decision.lane;
  const subject = `visit:${visit}`;
  const text = ticketCodeText(
    { station: station.code, visit, number: ticketOf(told), lane, priority, receivedAt, matters: arrival.matters.map(({ code }) => code), visitor: arrival.visitor },
    (payload) => Buffer.from(payload, 'utf8').toString('base64url'),
  );
  return {
    type: 'visit.received',
    body: {
      visit, day, sequence, number: ticketOf(told), lane, decidedLane: decision.lane, overridden, overrideReason: overridden ? sealing.seal(subject, receivedAt, '群众要求') : null, priority,
      matters: arrival.matters.map(({ code, name, nameEn }) => ({ code, name, nameEn })), catalogueVersion,
      learned: sealing.seal(subject, receivedAt, { visitor: arrival.visitor, decision }),
      qr: sealing.seal(subject, receivedAt, `${text}.${vault.sign(Buffer.from(text, 'utf8')).toString('base64url')}`), issuedBy: null, receivedAt,
    },
  };
}

/** The steps at a desk, but for finishing. */
export function stepDraft({ sealing, station }: Books, told: Told, moment: Exclude<Moment, { kind: 'received' | 'finished' }>, at: number): Draft {
  const { visit, day, lane } = told;
  switch (moment.kind) {
    case 'called':
      return { type: 'ticket.called', body: { visit, window: moment.desk.window, wait: told.wait } };
    case 'no-show':
      return { type: 'ticket.no-show', body: { visit } };
    case 'aside':
      return { type: 'ticket.put-aside', body: { visit, served: null } };
    case 'started':
      return { type: 'ticket.started', body: { visit, window: moment.desk.window } };
    case 'closed':
      return { type: 'ticket.closed', body: { visit, reason: sealing.seal(`visit:${visit}`, at, moment.reason) } };
    case 'rated': {
      const due = station.calendar.addWorkingDays(day, followUpDays);
      const { level, desk } = moment;
      return { type: 'visit.rated', body: { visit, day, level, lane, window: desk.window, clerk: desk.number, followUp: isLow(level) ? { due: due.ok ? due.day : null } : null } };
    }
  }
}

export const waitOf = (told: Pick<Told, 'receivedAt'>, at: number): Measured => monotonic(at - told.receivedAt);

/** Lists hold by the day, so what was worked out for a matter holds until the day is over. */
export function createResolver({ shelf }: Books): (matter: Matter, day: string) => readonly ResolvedMaterial[] {
  let known: { readonly day: string; readonly materials: Map<string, readonly ResolvedMaterial[]> } = { day: '', materials: new Map() };
  return (matter, day) => {
    if (known.day !== day) known = { day, materials: new Map() };
    const found = known.materials.get(matter.code) ?? resolveMaterials(matter, shelf.lists(), day);
    known.materials.set(matter.code, found);
    return found;
  };
}

/** Who came in place of the applicant. */
export const proxyOf = ({ visitor }: DayVisit['arrival']): Proxy | null => (visitor.inPerson === false ? proxy : null);
const proxy: Proxy = { name: '演示代办人', paper: { type: 'other', number: 'DEMO-0001' } };

type Finishing = { readonly told: Told; readonly moment: Extract<Moment, { kind: 'finished' }>; readonly matter: Matter; readonly catalogueVersion: number; readonly number: string; readonly at: number; readonly roll: Dice };

/** `promise`: whether the matter may be granted on the applicant's word here; a licence by commitment has a flow of its own. */
export function finishedBody({ sealing, station }: Books, listed: readonly ResolvedMaterial[], promise: boolean, { told, moment, matter, catalogueVersion, number, at, roll }: Finishing): Finished {
  const { day, lane, visit, arrival } = told;
  const { applicant } = arrival;
  const outcome: Outcome = lane === 'referral' ? 'referred' : (arrival.fate.outcomes[moment.matter] ?? 'completed');
  const subject = paperSubject(applicant.paper);
  const due = outcome === 'accepted' ? dueDate({ accepted: day, days: matter.promisedDays, unit: matter.dayUnit }, station.calendar) : null;
  const persons = matter.countedBy === 'person' ? (applicant.kind === 'enterprise' ? personsOf(roll) : 1) : null;
  return {
    day, matter: matter.code, matterName: matter.name, matterNameEn: matter.nameEn, category: matter.category, catalogueVersion, outcome, applicantKind: applicant.kind,
    applicant: sealing.seal(subject, at, { applicant, proxy: proxyOf(arrival) }), materials: materialsOf(listed, outcome, proxyOf(arrival) !== null || !promise, day),
    note: null, due: due?.known === true ? due.due : null, dueUnknown: due === null || due.known ? null : due.reason, ...(persons === null ? {} : { persons }),
    number, visit, ticket: ticketOf(told), lane, window: moment.desk.window, clerk: moment.desk.number, priority: told.decision.priority,
    settles: matter.code, visitDone: moment.last, wait: told.wait, service: monotonic(moment.service),
  };
}

function materialsOf(listed: readonly ResolvedMaterial[], outcome: Outcome, ordinaryWay: boolean, day: string): StoredMaterial[] {
  const entries = listed.map((material) => entryOf(material, outcome, ordinaryWay));
  const settled = settleMaterials(listed, entries, outcome, ordinaryWay);
  if (!settled.ok) throw new Error(`the demonstration does what is not lawful: ${settled.faults.map(({ code }) => code).join(', ')}`);
  return settled.materials.map(({ listed: { name, disposition, decidedBy }, way, state, copies }): StoredMaterial => (
    { name, listed: disposition, way, state, copies, note: null, dueBy: null, decidedBy, ...(state === 'missing' ? { missingSince: day } : {}) }
  ));
}

export const isPromised = ({ way, state }: StoredMaterial): boolean => way === 'commitment' && state === 'done';

/** The applicant's box and signature belong to the applicant. */
export const sealFor = ({ sealing }: Books, { paper }: Applicant, at: number, value: unknown): ReturnType<Books['sealing']['seal']> => sealing.seal(paperSubject(paper), at, value);
