/**
 * Many years of the hall, written straight into the journal: the same entries that the operations would write, through the same append and reducer, but thousands
 * to a commit. Who comes and what becomes of it is worked out in memory first.
 */
import { setClock } from '../clock.ts';
import { openCounter } from '../counter.ts';
import { decide } from '../../../shared/routing/decide.ts';
import { shippedRules } from '../../../shared/routing/shipped-rules.ts';
import { shippedPriorityGroups } from '../../../shared/routing/visitor.ts';
import { addDays, businessDay, daysBetween, startOfDay } from '../../../shared/transaction/china-time.ts';
import type { WorkingCalendar } from '../../../shared/transaction/working-days.ts';
import { openBooks, type Books } from './books.ts';
import { countedOf, hallDay, trimmed, type DayVisit, type Desk } from './hall-day.ts';
import { openingDays, spanOf, type OpeningDay } from './opening-days.ts';
import type { DemoPlace, DemoSummary } from './play-demo.ts';
import { onDuty, readyStation } from './staff.ts';
import { createTeller } from './tell-day.ts';
import { arrivalsOf, dice, popularity } from './traffic.ts';

export type YearsOptions = DemoPlace & {
  /** That count: those that are voided come on top. */
  readonly transactions: number;
};

/** Founds a trial station where the folder is empty. Refuses as `playDemo` does. */
export async function writeYears(options: YearsOptions): Promise<DemoSummary> {
  const { folder, key, resources, seed, transactions } = options;
  const length = spanOf(transactions);
  const from = options.from ?? addDays(businessDay(Date.now()), -length);
  const time = { now: startOfDay(from) + 8 * 3_600_000 };
  const open = (): ReturnType<typeof openCounter> => openCounter({ folder, access: 'write', key, resources, clock: setClock(() => time.now) });
  const counter = open();
  try {
    await readyStation(counter, resources, time.now);
  } finally {
    counter.close();
  }
  const books = openBooks(folder, key);
  let visits = 0;
  let days: readonly OpeningDay[];
  try {
    days = daysOf({ from, length, transactions, seed }, books.station.calendar);
    const teller = createTeller(books, dice(~seed));
    const planDay = createPlanner(books, seed, days[0]?.day ?? from);
    for (const stretch of stretchesOf(days)) {
      books.write(() => {
        for (const day of stretch) {
          const planned = planDay(day);
          visits += planned.visits.length;
          teller.tell(day.day, planned.desks, planned.visits, day === days.at(-1));
        }
      });
    }
  } finally {
    books.close();
  }
  // Its witness learns how far the books go.
  open().close();
  return { from, to: days.at(-1)?.day ?? from, days: days.length, seed, visits, transactions };
}

/** A span too short to have an open day in it grows until it has. */
function daysOf({ from, length, transactions, seed }: { readonly from: string; readonly length: number; readonly transactions: number; readonly seed: number }, calendar: WorkingCalendar): readonly OpeningDay[] {
  for (let days = length; ; days += 1) {
    const open = openingDays({ from, to: addDays(from, days - 1), transactions, seed }, calendar);
    if (open.length > 0) return open;
  }
}

/** Transactions to one commit: pages of keys that lie anywhere are written once for all of them. */
const batch = 5000;

function stretchesOf(days: readonly OpeningDay[]): readonly (readonly OpeningDay[])[] {
  let passed = 0;
  return [...Map.groupBy(days, ({ transactions }) => Math.floor((passed += transactions) / batch)).values()];
}

type Planned = { readonly visits: readonly DayVisit[]; readonly desks: readonly Desk[] };

/** Of so many visitors each brings a transaction that counts; learned from the days before. */
const firstGuess = 0.9;
const adaptation = 0.3;

function createPlanner({ shelf, station }: Books, seed: number, first: string): (day: OpeningDay) => Planned {
  const order = popularity(dice(seed), shelf.require(first).matters).map(({ code }) => code);
  let yielded = firstGuess;
  return ({ day, transactions }) => {
    const { byCode } = shelf.require(day);
    const popular = order.map((code) => byCode.get(code)).filter((matter) => matter !== undefined);
    const own = Math.imul(seed + 1, 0x9e3779b1) ^ daysBetween('2000-01-01', day);
    const desks = onDuty(transactions / yielded).map(({ number, roles: [role], window }): Desk => ({ number, role: role ?? 'clerk', window }));
    for (let count = Math.ceil(transactions / yielded); ; ) {
      const visits = hallDay({
        arrivals: arrivalsOf(dice(own), popular, count), desks, roll: dice(~own), hall: { openLanes: station.layout.openLanes, hours: station.layout.hours },
        decide: ({ matters, visitor }, hall) => decide({ matters, visitor, hall, rules: shippedRules, priorityList: shippedPriorityGroups }),
      });
      const exact = trimmed(visits, transactions);
      if (exact !== null) {
        yielded += (countedOf(visits) / count - yielded) * adaptation;
        return { visits: exact, desks };
      }
      count += Math.max(1, Math.ceil(transactions * 0.01));
    }
  };
}
