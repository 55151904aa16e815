/** Believable traffic out of a seed: who comes when, for what, and how long it takes. Pure; the same seed gives the same days. */
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import { residentIdCheckCharacter } from '../../../shared/identity/resident-id.ts';
import type { Visitor } from '../../../shared/routing/visitor.ts';
import type { Applicant, Outcome } from '../../../shared/transaction/transaction.ts';

/** A number in [0, 1). */
export type Dice = () => number;

/** Mulberry32: 32 bits of state are plenty for a demonstration, and the same everywhere. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Arrival = {
  /** Milliseconds after the start of the day. */
  readonly after: number;
  readonly matters: readonly Matter[];
  readonly visitor: Visitor;
  readonly applicant: Applicant;
  readonly fate: Fate;
};

/** What will become of the visit: how long each matter takes (milliseconds), how it ends, and the odd turn on the way. */
export type Fate = { readonly services: readonly number[]; readonly outcomes: readonly Outcome[]; readonly turn: 'none' | 'no-show' | 'aside' | 'leaves' };

/** Share of the day's visitors by hour; the hall rests from noon to half past one. */
const hours: readonly (readonly [from: number, to: number, share: number])[] = [
  [8.5, 9.5, 0.2],
  [9.5, 10.5, 0.23],
  [10.5, 11.8, 0.15],
  [13.5, 14.5, 0.17],
  [14.5, 15.5, 0.14],
  [15.5, 17, 0.11],
];

/** The visitors of one day in order of arrival. `popular` lists the matters from the most to the least asked for. */
export function arrivalsOf(roll: Dice, popular: readonly Matter[], count: number): readonly Arrival[] {
  const arrivals = Array.from({ length: count }, () => {
    const first = zipf(roll, popular);
    const second = roll() < 0.08 ? zipf(roll, popular) : first;
    const kind = first.applicant.length > 1 ? (roll() < 0.7 ? 'person' : 'enterprise') : (first.applicant[0] ?? 'person');
    const matters = second.code !== first.code && second.applicant.includes(kind) ? [first, second] : [first];
    return { after: arrivalTime(roll), matters, visitor: visitorOf(roll, kind), applicant: applicantOf(roll, kind), fate: fateOf(roll, matters) };
  });
  return arrivals.toSorted((a, b) => a.after - b.after);
}

/** A fixed, seed-bound order of popularity. */
export function popularity(roll: Dice, matters: readonly Matter[]): readonly Matter[] {
  return matters.map((matter) => ({ matter, rank: roll() })).toSorted((a, b) => a.rank - b.rank).map(({ matter }) => matter);
}

function zipf(roll: Dice, popular: readonly Matter[]): Matter {
  const total = popular.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0);
  let left = roll() * total;
  const found = popular.find((_, rank) => (left -= 1 / (rank + 1)) < 0) ?? popular[0];
  if (found === undefined) throw new RangeError('a catalogue has at least one matter');
  return found;
}

function arrivalTime(roll: Dice): number {
  let left = roll();
  const [from, to] = hours.find(([, , share]) => (left -= share) < 0) ?? [9, 10];
  return Math.round((from + roll() * (to - from)) * 3_600_000);
}

function visitorOf(roll: Dice, applicant: Visitor['applicant']): Visitor {
  const older = applicant === 'person' && roll() < 0.24;
  const phone = older ? (roll() < 0.45 ? 'smart' : roll() < 0.6 ? 'basic' : 'none') : roll() < 0.95 ? 'smart' : 'basic';
  const group = roll() < 0.04 ? ['disabled', 'pregnant', 'with-infant', 'veteran'][Math.floor(roll() * 4)] : undefined;
  return {
    applicant, ageBand: older ? '60+' : '18-59', phone, inPerson: roll() > 0.09, needsHelp: older && roll() < 0.35,
    ...(group === undefined ? {} : { priorityGroups: [group] }),
  };
}

/** How many people an employer comes for at once: mostly a few, now and then a whole batch. */
export const personsOf = (roll: Dice): number => 1 + Math.floor(40 * roll() ** 3);

const families = '赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张';
const givens = '安宁和平乐康文博雅静思远清明志成新海山川';
const pick = (roll: Dice, from: string): string => from.charAt(Math.floor(roll() * from.length));

/** Nobody: names by lot, ids in the area code 000000, which no place has. */
function applicantOf(roll: Dice, kind: Applicant['kind']): Applicant {
  if (kind === 'enterprise') return { kind, name: `演示${pick(roll, givens)}${pick(roll, givens)}有限公司`, paper: { type: 'credit-code', number: '91350100M000100Y43' } };
  const year = 1945 + Math.floor(roll() * 60);
  const body = `000000${year}${two(1 + Math.floor(roll() * 12))}${two(1 + Math.floor(roll() * 28))}${String(Math.floor(roll() * 1000)).padStart(3, '0')}`;
  return { kind, name: pick(roll, families) + pick(roll, givens) + pick(roll, givens), paper: { type: 'resident-id', number: body + residentIdCheckCharacter(body) } };
}

const two = (number: number): string => String(number).padStart(2, '0');

function fateOf(roll: Dice, matters: readonly Matter[]): Fate {
  const turn = roll();
  return {
    services: matters.map((matter) => logNormal(roll, matter.caseKind === 'instant' ? 5 : 9)),
    outcomes: matters.map((matter) => outcomeOf(roll, matter)),
    turn: turn < 0.02 ? 'no-show' : turn < 0.05 ? 'aside' : turn < 0.06 ? 'leaves' : 'none',
  };
}

/** Around a median of minutes, with the long tail that services have. */
function logNormal(roll: Dice, medianMinutes: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
  return Math.round(Math.min(60, medianMinutes * Math.exp(0.55 * normal)) * 60_000);
}

function outcomeOf(roll: Dice, matter: Matter): Outcome {
  const lot = roll();
  if (lot < 0.03) return 'returned';
  if (lot < 0.05) return 'not-accepted';
  return matter.caseKind === 'instant' ? 'completed' : 'accepted';
}
