/** A day that was worked out, written down in the order of its moments, and in the evening what is due of the days before. */
import { nextNoticeNumber } from '../store/awaited.ts';
import { nextCommitmentNumber, readCommitmentRules } from '../store/commitments.ts';
import { licenceGroupOf } from '../store/licences.ts';
import { nextNumber } from '../store/transactions.ts';
import { nextSequence } from '../store/visits.ts';
import type { ResolvedMaterial } from '../../../shared/catalogue/resolve.ts';
import { paperSubject } from '../../../shared/identity/paper.ts';
import type { Actor } from '../../../shared/journal/entry.ts';
import { startOfDay } from '../../../shared/transaction/china-time.ts';
import { noticeEdition } from '../../../shared/transaction/commitment-notice.ts';
import { isLow } from '../../../shared/visit/rating.ts';
import { amendmentsOf, checkOf, followUp, type Later } from './aftermath.ts';
import type { Books } from './books.ts';
import type { DayVisit, Desk, Moment } from './hall-day.ts';
import { mark } from './play-promises.ts';
import { guide } from './staff.ts';
import { actorOf, createResolver, finishedBody, isPromised, proxyOf, receivedDraft, sealFor, stepDraft, waitOf, type Finished, type Told } from './tell-visit.ts';
import type { Dice } from './traffic.ts';

export type Teller = { tell(day: string, desks: readonly Desk[], visits: readonly DayVisit[], isLast: boolean): void };

const minute = 60_000;
const evening = 18 * 60 * minute;
const guideActor: Actor = { kind: 'staff', number: guide.number, role: 'guide' };

/** Keeps the numbers of the station's series, and what is to come, from one day to the next. */
export function createTeller(books: Books, roll: Dice): Teller {
  const { database, station, shelf, vault } = books;
  const number = series(nextNumber(database, station.code));
  const commitment = series(nextCommitmentNumber(database, station.code));
  const notice = series(nextNoticeNumber(database, station.code));
  const rules = readCommitmentRules(database);
  const resolve = createResolver(books);
  const grantedOnWord = (matter: string): boolean => licenceGroupOf(database, matter) === undefined;
  let agenda: Later[] = [];

  return {
    tell(day, desks, visits, isLast) {
      const opening = startOfDay(day);
      const version = shelf.require(day).version;
      const first = nextSequence(database, day);
      const told = visits.map((visit, index): Told => {
        const receivedAt = opening + visit.arrival.after;
        return { ...visit, visit: books.identifier(receivedAt), sequence: first + index, day, receivedAt, wait: null };
      });
      const moments = visits.flatMap(({ moments }, index) => moments.map((moment) => ({ index, moment }))).toSorted((one, other) => one.moment.after - other.moment.after);
      const morning = opening + 8 * 60 * minute + 20 * minute;
      for (const { desk, actor } of present(desks)) books.append(morning, actor, { type: 'session.opened', body: { number: desk.number, role: desk.role, window: desk.window } });
      for (const { index, moment } of moments) {
        const own = told[index];
        if (own !== undefined) told[index] = tellMoment(own, moment, opening + moment.after, version);
      }
      const end = opening + Math.max(evening, moments.at(-1)?.moment.after ?? 0) + minute;
      tellLater(day, end, isLast);
      for (const { desk, actor } of present(desks)) books.append(end + minute, actor, { type: 'session.closed', body: { number: desk.number } });
    },
  };

  /** Gives the visit as it is known then. */
  function tellMoment(told: Told, moment: Moment, at: number, catalogueVersion: number): Told {
    switch (moment.kind) {
      case 'received':
        books.append(at, guideActor, receivedDraft(books, told, catalogueVersion));
        return told;
      case 'called': {
        const called = { ...told, wait: waitOf(told, at) };
        books.append(at, actorOf(moment.desk), stepDraft(books, called, moment, at));
        return called;
      }
      case 'finished': {
        const matter = told.arrival.matters[moment.matter];
        if (matter === undefined) return told;
        const listed = resolve(matter, told.day);
        const body = finishedBody(books, listed, grantedOnWord(matter.code), { told, moment, matter, catalogueVersion, number: number(), at, roll });
        tellFinished({ body, at, told, desk: moment.desk, voided: told.voided[moment.matter] === true }, listed);
        return told;
      }
      case 'rated':
        books.append(at, { kind: 'station' }, stepDraft(books, told, moment, at));
        if (isLow(moment.level)) agenda.push(followUp(books, told.visit, told.day, roll));
        return told;
      case 'no-show':
      case 'aside':
      case 'started':
      case 'closed':
        books.append(at, 'desk' in moment && moment.desk !== null ? actorOf(moment.desk) : guideActor, stepDraft(books, told, moment, at));
        return told;
    }
  }

  /** With the promises that it rests on before it, and after it the notice of what is missing. */
  function tellFinished({ body, at, told, desk, voided }: Ending, listed: readonly ResolvedMaterial[]): void {
    const actor = actorOf(desk);
    const { applicant } = told.arrival;
    const basisOf = (name: string): string | null => listed.find((material) => material.name === name)?.basis ?? null;
    const promises = body.materials.filter(isPromised).map(({ name }) => {
      const code = commitment();
      const toCheck = roll() < rules.share;
      const due = toCheck ? station.calendar.addWorkingDays(told.day, rules.withinDays) : null;
      const checkDue = due?.ok === true ? due.day : null;
      books.append(at, actor, {
        type: 'commitment.offered',
        body: {
          commitment: code, visit: told.visit, number: null, matter: body.matter, matterName: body.matterName, matterNameEn: body.matterNameEn, material: name, day: told.day,
          catalogueVersion: body.catalogueVersion, person: vault.pseudonym(paperSubject(applicant.paper)), applicant: sealFor(books, applicant, at, applicant), byGuardian: false, basis: basisOf(name),
          edition: noticeEdition, withinDays: rules.withinDays,
        },
      });
      books.append(at, actor, { type: 'commitment.signed', body: { commitment: code, choice: 'promise', signature: { kind: 'drawn', strokes: sealFor(books, applicant, at, mark.strokes) }, toCheck, checkDue } });
      if (toCheck) agenda.push(checkOf(code, told.day, checkDue, roll));
      return code;
    });
    const seq = books.append(at, actor, { type: 'transaction.finished', body });
    for (const code of promises) books.append(at, actor, { type: 'commitment.bound', body: { commitment: code, number: body.number } });
    if (body.materials.some(({ state }) => state === 'missing')) books.append(at, actor, { type: 'notice.printed', body: { number: body.number, notice: notice(), copy: false } });
    agenda.push(...amendmentsOf(books, { body, seq, applicant, proxy: proxyOf(told.arrival), voided }, roll));
  }

  function tellLater(day: string, at: number, isLast: boolean): void {
    const isDue = (later: Later): boolean => later.day <= day || (isLast && later.beforeTheEnd === true);
    const due = agenda.filter(isDue);
    agenda = agenda.filter((later) => !isDue(later));
    for (const later of due) {
      const seq = books.append(at, later.actor, later.draft(at));
      later.written?.(seq);
    }
  }
}

type Ending = { readonly body: Finished; readonly at: number; readonly told: Told; readonly desk: Desk; readonly voided: boolean };

const present = (desks: readonly Desk[]): readonly { readonly desk: { readonly number: string; readonly role: Desk['role'] | 'guide'; readonly window: number | null }; readonly actor: Actor }[] => [
  { desk: { number: guide.number, role: 'guide', window: null }, actor: guideActor }, ...desks.map((desk) => ({ desk, actor: actorOf(desk) })),
];

/** Numbers that go on from the station's next one. */
function series(next: string): () => string {
  const digits = /\d+$/.exec(next)?.[0] ?? '';
  const stem = next.slice(0, next.length - digits.length);
  let count = Number(digits);
  return () => `${stem}${String(count++).padStart(digits.length, '0')}`;
}
