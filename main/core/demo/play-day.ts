/** One day of the hall as a sequence of moments: whoever is next in time acts, so the journal never runs backwards. */
import { MatterCode, type Matter } from '../../../shared/catalogue/catalogue.ts';
import type { Ticket } from '../../../shared/contract/visit.ts';
import type { LicenceGroup } from '../../../shared/licence/document.ts';
import { startOfDay } from '../../../shared/transaction/china-time.ts';
import type { Desk } from './desk.ts';
import { entryOf } from './materials.ts';
import { playLicence } from './play-licence.ts';
import { checkPromises, playPromises } from './play-promises.ts';
import { followUpRatings, ratingOf } from './play-ratings.ts';
import { arrivalsOf, personsOf, type Arrival, type Dice } from './traffic.ts';

export type DayTotals = { readonly visits: number; readonly transactions: number };

export type DayPlan = {
  readonly day: string;
  readonly count: number;
  readonly roll: Dice;
  /** Of its own, so that what visitors say of it and how many they come for does not change who comes. */
  readonly mood: Dice;
  readonly popular: readonly Matter[];
  readonly guide: Desk;
  /** Reviews licences; the groups are those that the station handles by commitment. */
  readonly reviewer: Desk;
  readonly licences: readonly LicenceGroup[];
  readonly desks: readonly { readonly window: number; readonly lanes: 'window' | 'zones'; readonly call: Desk }[];
  setNow(at: number): void;
};

/** Something that happens at a moment; it may bring further moments. */
type Happening = { readonly at: number; act(at: number): Promise<void> };

const minute = 60_000;
const closing = 18;

/** Plays the arrivals of a day and empties the hall in the evening. */
export async function playDay(plan: DayPlan): Promise<DayTotals> {
  const agenda: Happening[] = [];
  const expected = new Map<string, Arrival>();
  const totals = { visits: 0, transactions: 0 };
  const opening = startOfDay(plan.day);
  const later = (at: number, act: Happening['act']): void => void agenda.push({ at, act });

  for (const arrival of arrivalsOf(plan.roll, plan.popular, plan.count)) {
    later(opening + arrival.after, async (at) => {
      const { visit, decision } = await plan.guide('visit.receive', { matters: arrival.matters.map((matter) => matter.code), visitor: arrival.visitor });
      totals.visits += 1;
      expected.set(visit, arrival);
      // Whoever can do it at home leaves; the guide notes the diversion.
      if (decision.lane === 'remote') later(at + minute, async () => void (await plan.guide('ticket.close', { ticket: visit, reason: '回家网上办理' })));
    });
  }
  for (const desk of plan.desks) later(opening + 8.5 * 60 * minute, (at) => serveNext(at, desk));

  const end = opening + closing * 60 * minute;
  for (let next = takeFirst(agenda); next !== undefined; next = takeFirst(agenda)) {
    plan.setNow(next.at);
    await next.act(next.at);
  }
  plan.setNow(end);
  await sendHome(plan.guide);
  await checkPromises(plan.reviewer, plan.day);
  await followUpRatings(plan.reviewer, plan.day);
  return totals;

  async function serveNext(at: number, desk: DayPlan['desks'][number]): Promise<void> {
    if (at > end - 10 * minute) return;
    const ticket = await callNext(desk);
    const arrival = ticket === null ? undefined : expected.get(ticket.visit);
    if (ticket === null || arrival === undefined) return later(at + minute, (then) => serveNext(then, desk));
    switch (arrival.fate.turn) {
      case 'no-show':
        return later(at + 2 * minute, async (then) => {
          await desk.call('ticket.noShow', { ticket: ticket.visit });
          await serveNext(then, desk);
        });
      case 'leaves':
        return later(at + minute, async (then) => {
          await desk.call('ticket.close', { ticket: ticket.visit, reason: '群众改日再来' });
          await serveNext(then, desk);
        });
      case 'aside':
        // Puts the ticket aside once and takes it up again a little later.
        expected.set(ticket.visit, { ...arrival, fate: { ...arrival.fate, turn: 'none' } });
        return later(at + minute, async (then) => {
          await desk.call('ticket.putAside', { ticket: ticket.visit });
          later(then + 6 * minute, (again) => begin(again, desk, ticket, arrival));
        });
      case 'none':
        return later(at + 20_000, (then) => begin(then, desk, ticket, arrival));
    }
  }

  /** What belongs to another body is sent on at once, from window 1. */
  async function callNext(desk: DayPlan['desks'][number]): Promise<Ticket | null> {
    const referral = desk.window === 1 ? await desk.call('ticket.call', { window: desk.window, lane: 'referral' }) : null;
    return referral ?? desk.call('ticket.call', { window: desk.window });
  }

  async function begin(at: number, desk: DayPlan['desks'][number], ticket: Ticket, arrival: Arrival): Promise<void> {
    await desk.call('ticket.start', { ticket: ticket.visit, window: desk.window });
    const matters = ticket.matters.length;
    let then = at;
    for (let index = 0; index < matters; index += 1) {
      then += arrival.fate.services[index] ?? 5 * minute;
      later(then, async (now) => {
        await finish(desk, ticket, arrival, index);
        totals.transactions += 1;
        if (index === matters - 1) later(now + 30_000, (free) => leave(free, desk, ticket));
      });
    }
  }

  /** The visitor may say a word; then the desk is free. */
  async function leave(at: number, desk: DayPlan['desks'][number], ticket: Ticket): Promise<void> {
    const level = ratingOf(plan.mood);
    if (level !== null) await desk.call('rating.give', { ticket: ticket.visit, level });
    await serveNext(at, desk);
  }

  async function finish(desk: DayPlan['desks'][number], ticket: Ticket, arrival: Arrival, index: number): Promise<void> {
    const matter = ticket.matters[index]?.code ?? '';
    const { materials } = await desk.call('visit.materials', { ticket: ticket.visit, matter });
    const wanted = ticket.lane === 'referral' ? 'referred' : (arrival.fate.outcomes[index] ?? 'completed');
    const byProxy = arrival.visitor.inPerson === false;
    const entries = materials.map((material) => entryOf(material, wanted, byProxy));
    const group = plan.licences.find(({ matters }) => matters.some((code) => code === matter));
    const granted = wanted === 'completed' || wanted === 'accepted';
    if (group !== undefined && granted && entries.some(({ way }) => way === 'commitment')) {
      const { visit } = ticket;
      await playLicence({ desk: desk.call, reviewer: plan.reviewer, group, visit, matter: MatterCode.parse(matter), window: desk.window, applicant: arrival.applicant, materials: entries });
      return;
    }
    await playPromises({ desk: desk.call, visit: ticket.visit, matter: MatterCode.parse(matter), applicant: arrival.applicant, materials: entries });
    const { number, notice } = await desk.call('transaction.finish', {
      ticket: ticket.visit, matter, window: desk.window, applicant: arrival.applicant, materials: entries, outcome: wanted,
      ...(plan.popular.find(({ code }) => code === matter)?.countedBy === 'person' && arrival.applicant.kind === 'enterprise' ? { persons: personsOf(plan.mood) } : {}),
      ...(byProxy ? { proxy: { name: '演示代办人', paper: { type: 'other', number: 'DEMO-0001' } } } : {}),
    });
    if (notice !== undefined) await desk.call('notice.print', { transaction: number });
  }
}

/** Removes and gives the earliest happening; of two at one moment the one that was planned first. */
function takeFirst(agenda: Happening[]): Happening | undefined {
  const first = agenda.reduce((best, candidate, index) => (best < 0 || candidate.at < (agenda[best]?.at ?? Infinity) ? index : best), -1);
  return first < 0 ? undefined : agenda.splice(first, 1)[0];
}

/** At the end of the day nobody may be left in a queue: the books say that they went. */
async function sendHome(guide: Desk): Promise<void> {
  const { tickets } = await guide('hall.queue', {});
  for (const ticket of tickets) await guide('ticket.close', { ticket: ticket.visit, reason: '当日未到窗口' });
}
