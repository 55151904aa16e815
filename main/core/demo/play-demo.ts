/** Plays days of traffic through the real operations on a set clock: what it leaves is as true as a day's work. */
import { Refusal } from '../../../shared/contract/errors.ts';
import { addDays, businessDay, startOfDay } from '../../../shared/transaction/china-time.ts';
import { openCounter, type Counter } from '../counter.ts';
import { setClock } from '../clock.ts';
import type { VaultKey } from '../vault/vault.ts';
import { demoPin } from './found-demo.ts';
import type { Desk } from './desk.ts';
import { playDay, type DayTotals } from './play-day.ts';
import { guide, onDuty, readyStation, reviewer, valueOf, type staff } from './staff.ts';
import { dice, popularity } from './traffic.ts';
import type { Matter } from '../../../shared/catalogue/catalogue.ts';

/** Where a demonstration is played, and from when. */
export type DemoPlace = {
  readonly folder: string;
  readonly key: VaultKey | null;
  readonly resources: string;
  readonly seed: number;
  /** First day; null: so that the last one is yesterday. */
  readonly from: string | null;
};

export type DemoOptions = DemoPlace & { readonly days: number; readonly perDay: number };

export type DemoSummary = DayTotals & { readonly from: string; readonly to: string; readonly days: number; readonly seed: number };

/**
 * Founds a trial station where the folder is empty, then plays `days` days, Monday to Friday. Refuses on a station that is not for trial, and on one whose journal is already later.
 */
export async function playDemo(options: DemoOptions): Promise<DemoSummary> {
  const time = { now: 0 };
  const counter = openCounter({ folder: options.folder, access: 'write', key: options.key, resources: options.resources, clock: setClock(() => time.now) });
  try {
    const days = daysOf(options);
    const [first] = days;
    if (first === undefined) throw new Refusal('internal', 'there is no day to play');
    time.now = startOfDay(first) + 8 * 3_600_000;
    await readyStation(counter, options.resources, time.now);
    const roll = dice(options.seed);
    const mood = dice(~options.seed);
    const { desks, guide, reviewer } = await signIn(counter, onDuty(options.perDay));
    const popular = popularity(roll, await allMatters(guide));
    const { groups: licences } = await guide('licence.groups', {});
    let totals: DayTotals = { visits: 0, transactions: 0 };
    for (const day of days) {
      const played = await playDay({ day, count: options.perDay, roll, mood, popular, guide, reviewer, licences, desks, setNow: (at) => (time.now = at) });
      totals = { visits: totals.visits + played.visits, transactions: totals.transactions + played.transactions };
    }
    return { from: first, to: days.at(-1) ?? first, days: days.length, seed: options.seed, ...totals };
  } finally {
    counter.close();
  }
}

/** Monday to Friday: simple on purpose, so that the days depend on nothing but the options. */
function daysOf({ days, from }: DemoOptions): readonly string[] {
  const open: string[] = [];
  const step = from === null ? -1 : 1;
  for (let day = from ?? addDays(businessDay(Date.now()), -1); open.length < days; day = addDays(day, step)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) open.push(day);
  }
  return open.toSorted();
}

async function signIn(counter: Counter, present: typeof staff): Promise<{ guide: Desk; reviewer: Desk; desks: readonly { readonly window: number; readonly lanes: 'window' | 'zones'; readonly call: Desk }[] }> {
  const desk = async (number: string, window: number | null): Promise<Desk> => {
    const call: Desk = async (name, input) => valueOf(name, await counter.call(name, input, { kind: 'window', client: `demo:${number}` }));
    await call('session.signIn', window === null ? { number, pin: demoPin } : { number, pin: demoPin, window });
    return call;
  };
  const desks = [];
  for (const { number, window } of present) desks.push({ window, lanes: window < 20 ? ('window' as const) : ('zones' as const), call: await desk(number, window) });
  return { guide: await desk(guide.number, null), reviewer: await desk(reviewer.number, null), desks };
}

/** Life events together name every matter of the sample; a catalogue without them is searched by its own codes. */
async function allMatters(guide: Desk): Promise<readonly Matter[]> {
  const { lifeEvents } = await guide('catalogue.lifeEvents', {});
  const codes = new Set<string>();
  for (const event of lifeEvents) {
    const { matters } = await guide('catalogue.search', { query: event.zh, limit: 100 });
    for (const matter of matters) codes.add(matter.code);
  }
  const matters: Matter[] = [];
  for (const code of codes) matters.push((await guide('catalogue.matter', { code })).matter);
  return matters;
}
