/** What comes after a visit of the demonstration, days later: decisions on time or late, corrections, checks of promises, calls back to who complained. */
import type { Actor, Body, Draft } from '../../../shared/journal/entry.ts';
import type { Applicant, Proxy, RecordedOutcome } from '../../../shared/transaction/transaction.ts';
import { addDays, daysBetween } from '../../../shared/transaction/china-time.ts';
import type { Books } from './books.ts';
import { reviewer } from './staff.ts';
import { sealFor, type Finished } from './tell-visit.ts';
import type { Dice } from './traffic.ts';

/** Something that somebody does on a day of the hall; it may be told later than planned, on the next open day. */
export type Later = {
  readonly day: string;
  readonly actor: Actor;
  /** Told on the last day where it was planned for later, so that nothing is past due when somebody looks at the demonstration. */
  readonly beforeTheEnd?: true;
  draft(at: number): Draft;
  /** Is given the place of the entry. */
  written?(seq: number): void;
};

const manager: Actor = { kind: 'staff', number: reviewer.number, role: 'manager' };

/** Shares: of what was promised by a day, decided after it; of what was accepted, refused in the end; of all, corrected. */
const late = 0.04;
const refusedLater = 0.03;
const corrected = 0.025;

/** A transaction that was finished as entry `seq`. */
export type Handled = { readonly body: Finished; readonly seq: number; readonly applicant: Applicant; readonly proxy: Proxy | null; readonly voided: boolean };

/** The amendments of a transaction in their order, each naming the entry that it corrects. */
export function amendmentsOf(books: Books, handled: Handled, roll: Dice): readonly Later[] {
  const { body: finished, applicant, proxy } = handled;
  const clerk: Actor = { kind: 'staff', number: finished.clerk, role: (finished.window ?? 1) > 20 ? 'assistant' : 'clerk' };
  const { visit: _visit, ticket: _ticket, lane: _lane, window: _window, clerk: _clerk, priority: _priority, settles: _settles, visitDone: _done, wait: _wait, service: _service, ...first } = finished;
  const state = { body: first, seq: handled.seq, amendments: 0 };
  const amend = (day: string, actor: Actor, reason: string, changed: string[], change: (at: number) => Partial<typeof first>): Later => ({
    day, actor,
    draft(at) {
      state.body = { ...state.body, ...change(at) };
      state.amendments += 1;
      const body: Body<'transaction.amended'> = { ...state.body, amendment: state.amendments, amends: state.seq, changed, reason: books.sealing.seal(`transaction:${finished.number}`, at, reason) };
      return { type: 'transaction.amended', body };
    },
    written: (seq) => void (state.seq = seq),
  });
  const ends = (outcome: RecordedOutcome): Partial<typeof first> => ({ outcome, due: null, dueUnknown: null });
  const planned: Later[] = [];
  if (roll() < corrected) {
    planned.push(
      roll() < 0.5
        ? amend(finished.day, clerk, '补记说明', ['note'], (at) => ({ note: sealFor(books, applicant, at, '材料已当面核对') }))
        : amend(addDays(finished.day, 1), clerk, '更正联系电话', ['applicant'], (at) => ({ applicant: sealFor(books, applicant, at, { applicant: { ...applicant, phone: '13800000000' }, proxy }) })),
    );
  }
  // Found out in the evening of the same day; what is voided stays voided.
  if (handled.voided) return [...planned.filter(({ day }) => day === finished.day), amend(finished.day, manager, '重复登记', ['outcome'], () => ends('voided'))];
  if (finished.outcome === 'accepted') {
    const refused = roll() < refusedLater;
    planned.push(amend(decidedOn(finished, roll), clerk, refused ? '审核未通过' : '审核通过', ['outcome'], () => ends(refused ? 'not-accepted' : 'completed')));
  }
  return planned.toSorted((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
}

/** Before the day that was promised, mostly well before it; a few come late. Where no day could be promised, within two weeks. */
function decidedOn({ day, due }: Finished, roll: Dice): string {
  if (due === null) return addDays(day, 1 + Math.floor(roll() * 14));
  if (roll() < late) return addDays(due, 1 + Math.floor(roll() * 9));
  return addDays(day, Math.floor(Math.sqrt(roll()) * (daysBetween(day, due) + 1)));
}

/** A complaint is followed up within a few days. */
export function followUp(books: Books, visit: string, day: string, roll: Dice): Later {
  return {
    day: addDays(day, 1 + Math.floor(roll() * 3)), actor: manager, beforeTheEnd: true,
    draft: (at) => ({ type: 'rating.closed', body: { visit, note: books.sealing.seal(`visit:${visit}`, at, '已回访，向群众说明了情况') } }),
  };
}

/** A promise that was drawn for a check is checked before its day. */
export function checkOf(commitment: string, day: string, checkDue: string | null, roll: Dice): Later {
  const days = checkDue === null ? 20 : daysBetween(day, checkDue);
  return {
    day: addDays(day, Math.floor(roll() * days)), actor: manager, beforeTheEnd: true,
    draft: () => ({ type: 'commitment.checked', body: { commitment, finding: 'true', note: null, corrects: null } }),
  };
}
