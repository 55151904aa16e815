/** Plays days of traffic through the real operations on a set clock: what it leaves is as true as a day's work. */
import { schemas, type OperationName, type Output } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { addDays, businessDay, startOfDay } from '../../../shared/transaction/china-time.ts';
import { openCounter, type Counter } from '../counter.ts';
import { setClock } from '../clock.ts';
import type { VaultKey } from '../vault/vault.ts';
import { demoPin, foundDemo } from './found-demo.ts';
import type { Desk } from './desk.ts';
import { playDay, type DayTotals } from './play-day.ts';
import { dice, popularity } from './traffic.ts';
import type { Matter } from '../../../shared/catalogue/catalogue.ts';

export type DemoOptions = {
  readonly folder: string;
  readonly key: VaultKey | null;
  readonly resources: string;
  readonly days: number;
  readonly perDay: number;
  readonly seed: number;
  /** First day; null: so that the last one is yesterday. */
  readonly from: string | null;
};

export type DemoSummary = DayTotals & { readonly from: string; readonly to: string; readonly days: number; readonly seed: number };

/** A guide 10, clerks 11 to 18 at windows 1 to 8, assistants 21 and 22 in the zones, 30 who reviews licences; made where the station does not have them. */
const guide = { number: '10', name: '演示引导', roles: ['guide' as const], position: '导办岗' };
const reviewer = { number: '30', name: '演示审核', roles: ['manager' as const], position: '法制审核岗' };
const staff = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((window) => ({ number: `1${window}`, name: `演示经办${window}`, roles: ['clerk' as const], position: '综合受理岗', window })),
  { number: '21', name: '演示帮办1', roles: ['assistant' as const], position: '掌上帮办岗', window: 21 },
  { number: '22', name: '演示帮办2', roles: ['assistant' as const], position: '网办自助岗', window: 22 },
];

/** One window does about fifty visits a day; with fewer people in the hall fewer windows are staffed, so that queues form as they do. */
const visitsPerWindow = 50;

const onDuty = (perDay: number): typeof staff => staff.filter(({ window }) => window > 20 || window <= Math.max(1, Math.ceil(perDay / visitsPerWindow)));

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
    await ready(counter, options.resources, time.now);
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

async function ready(counter: Counter, resources: string, at: number): Promise<void> {
  const status = await counter.call('station.status', {}, { kind: 'command-line', user: 'demo', role: 'manager' });
  if (!status.ok && status.error.code === 'station-missing') {
    await foundDemo(counter, resources, at);
  } else {
    const { trial, clockSetTo } = valueOf('station.status', status);
    if (!trial) throw new Refusal('clock-not-trial', 'demonstration traffic is for trial stations only');
    if (clockSetTo !== null && clockSetTo > at) throw new Refusal('clock-backwards', 'the clock of this station was already set to a later instant');
  }
  const { accounts } = valueOf('account.list', await counter.call('account.list', {}, { kind: 'command-line', user: 'demo', role: 'manager' }));
  const known = new Set(accounts.map((account) => account.number));
  for (const { number, name, roles, position } of [guide, reviewer, ...staff]) {
    if (!known.has(number)) valueOf('account.create', await counter.call('account.create', { number, name, roles, position, pin: demoPin }, { kind: 'command-line', user: 'demo', role: 'manager' }));
  }
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

/** The value of an answer, parsed by the contract; a refusal ends the demonstration with its reason. */
function valueOf<Name extends OperationName>(name: Name, result: Awaited<ReturnType<Counter['call']>>): Output<Name> {
  if (!result.ok) throw new Refusal(result.error.code, `${name}: ${result.error.message}`, result.error.issues);
  return schemas[name].output.parse(result.value);
}
