/** A year of a district in minutes: eight stations, one hub, one platform, and every fault of the others at random; at the end the counts must agree to the last one. */
import { setTimeout as pause } from 'node:timers/promises';
import { startPlatformServer, type PlatformServer, type Scenario, type Step } from '../../scripts/platform-server.mjs';
import type { Dice } from '../../main/core/demo/traffic.ts';
import { openCounter } from '../../main/core/counter.ts';
import { readAddress, type HubLogin } from '../../main/core/hub/connection.ts';
import { makeHub, query } from '../fixtures/hub.ts';
import { startPostgres } from '../fixtures/postgres.ts';
import { districtFaults } from './district.ts';
import { between, count, emptyTally, type Fault, type Tally } from './fault.ts';
import { platformScenario, platformTarget } from './https.ts';
import { serverStrikesWith, type ServerWorld } from './hub.ts';
import { platformFaults } from './platform.ts';
import type { Targets } from './sending.ts';
import { smallDisk } from './small-disk.ts';
import { startSoakStation, type SoakStation } from './soak-station.ts';
import { callerOf, faultKey, faultsIn, resources, toldIn, transactionsOf } from './station.ts';
import { openWire, type Wire } from './wire.ts';

const stations = 8;
const days = 250;
/** Requests that the platform answers with lots drawn beforehand; more than any soak makes. */
const drawn = 200_000;
const misbehaving = ['lost', 'reset', 'login-page', 'redirect', 'busy', 'broken', 'cut', 'wrong-batch', 'wrong-key', 'wrong-type', 'missing-answer'] as const;
/** MiB for the hub's server. */
const room = 4096;

type District = ServerWorld & { readonly platform: PlatformServer; readonly scenario: Scenario; readonly platformWire: Wire; readonly transactions: number };

export const soak: Fault = {
  name: 'soak',
  what: `${stations} stations over up to ${days} working days against one hub and one platform, killed at random calls, with every kind of the faults above at the hub, the wires and the platform meanwhile; at the end the counts of stations, acknowledgements, hub and district agree`,
  async run({ roll, recorder, transactions }) {
    const tally = emptyTally();
    const disk = smallDisk('soak-hub', room);
    const postgres = await startPostgres(disk === null ? {} : { parent: disk.folder });
    const scenario: Scenario = { ...platformScenario(false), steps: Array.from({ length: drawn }, () => answerOf(roll)) };
    const platform = await startPlatformServer(scenario);
    const [wire, platformWire] = [await openWire(postgres.port), await openWire(platform.port)];
    const running: SoakStation[] = [];
    try {
      const hub = await makeHub(postgres);
      await soaked(running, tally, { postgres, disk, hub, wire, roll, platform, scenario, platformWire, transactions }, recorder);
    } finally {
      // They have ended, but where the run itself broke off.
      for (const { stop } of running) stop();
      await Promise.all([wire.close(), platformWire.close(), platform.close()]);
      await postgres.stop();
      disk?.remove();
    }
    return tally;
  },
};

const answerOf = (roll: Dice): Step => {
  const fault = misbehaving[Math.floor(roll() * misbehaving.length)];
  return roll() < 0.1 && fault !== undefined ? { fault, retryAfter: 5 } : {};
};

async function soaked(running: SoakStation[], tally: Tally, district: District, recorder: string): Promise<void> {
  const started = performance.now();
  const { transactions, roll, scenario } = district;
  // A fraction, so that a year's transactions fill all its days.
  const perDay = Math.max(1, transactions / stations / days);
  for (let index = 0; index < stations; index += 1) {
    // The first ones take what does not divide.
    const share = Math.floor(transactions / stations) + (index < transactions % stations ? 1 : 0);
    running.push(await startSoakStation({
      recorder, roll, transactions: share, perDay, kills: killsOf(transactions), targets: async (sender) => targetsOf(district, await district.hub.register(sender)),
    }));
  }
  const ended = Promise.all(running.map(({ done }) => done));
  const made = await faultsUntil(ended, district, running);
  const over = performance.now();
  scenario.steps = [];
  const faults = (await ended).flatMap((trouble) => trouble ?? []);
  const counts = { local: 0, acknowledged: 0, refused: 0 };
  for (const station of running) faults.push(...(await looked(station, district, counts)));
  const { district: held, faults: differing } = await compared(district, counts);
  faults.push(...differing);
  const kills = running.reduce((sum, { kills: of }) => sum + of(), 0);
  count(tally, faults, `${transactions} transactions`, performance.now() - over);
  tally.notes.push(
    `Soak: ${counts.local} transactions at ${stations} stations over ${Math.ceil(transactions / stations / perDay)} working days; ${counts.acknowledged} acknowledged, ${held} at the district, ${counts.refused} refused by the platform and waiting by name; ` +
      `the stations were killed ${kills} times, ${made.length} faults struck hub and wires (${countsOf(made)}), one answer of the platform in ten was wrong; ${((performance.now() - started) / 60_000).toFixed(1)} minutes.`,
  );
}

/** How often each, the most frequent first. */
function countsOf(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([word, times]) => `${word} ${times}`).join(', ');
}

/** A life costs a start: a small soak can afford one kill a station, a year of a hall a dozen. */
const killsOf = (transactions: number): number => Math.min(12, Math.max(1, Math.round(transactions / 4000)));

function targetsOf({ hub, wire, platform, platformWire }: District, { url, password }: HubLogin): Targets {
  const province = platformTarget({ server: platform, port: platformWire.port, name: 'province', tls: false, records: 50 });
  return {
    document: { targets: [{ kind: 'hub', name: 'district', url: `postgres://${readAddress(url).user}@127.0.0.1:${wire.port}/${hub.database.name}`, password: 'district' }, province.target] },
    secrets: { ...province.secrets, district: password },
  };
}

/** One fault after another until every station has worked its share; gives their kinds. */
async function faultsUntil(ended: Promise<unknown>, district: District, running: readonly SoakStation[]): Promise<readonly string[]> {
  const { roll, hub, disk, wire, platformWire, transactions } = district;
  const serverStrikes = serverStrikesWith(disk);
  const state = { ended: false };
  const done = ended.then(() => (state.ended = true));
  // From a tenth of a second in a small soak to four in a year.
  const longest = Math.min(4000, 100 + transactions / 2);
  const made: string[] = [];
  while (!state.ended && running.some(({ workedAt }) => workedAt() === null)) {
    await Promise.race([done, pause(roll() * longest)]);
    const lot = Math.floor(roll() * (serverStrikes.length + 3));
    const strike = serverStrikes[lot];
    const station = running[Math.floor(roll() * running.length)];
    const lasting = 100 + roll() * longest;
    const kind = strike?.kind ?? (lot === serverStrikes.length ? 'password changed' : lot === serverStrikes.length + 1 ? 'station killed at any moment' : 'the wire to the platform');
    if (strike !== undefined) {
      const end = await strike.strike(district);
      await pause(lasting);
      await end();
    } else if (kind === 'password changed' && station !== undefined) {
      // An administrator gives a new one; until somebody enters it at the station, it may not come in.
      station.tell(targetsOf(district, await hub.register(station.sender)));
      wire.cutAll();
      await pause(lasting);
      station.kill();
    } else if (kind === 'station killed at any moment') station?.kill();
    else {
      platformWire.set([{ kind: 'down' as const }, { kind: 'silent' as const }, { kind: 'cut' as const, direction: 'back' as const, after: between(roll, 1, 3000) }][Math.floor(roll() * 3)] ?? { kind: 'down' });
      await pause(lasting);
      platformWire.set({ kind: 'fair' });
    }
    made.push(kind);
  }
  return made;
}

type Counts = { local: number; acknowledged: number; refused: number };

/** A station after its work, opened here. */
async function looked({ folder, sender }: SoakStation, { hub, platform }: District, counts: Counts): Promise<readonly string[]> {
  const counter = openCounter({ folder, access: 'write', key: faultKey, resources, checkPages: true });
  try {
    const call = callerOf(counter);
    const { targets } = await call('upload.status', {});
    const local = (await transactionsOf(call)).length;
    counts.local += local;
    counts.acknowledged += local - (targets.find(({ kind }) => kind === 'hub')?.unsent.transactions ?? local);
    counts.refused += targets.find(({ kind }) => kind === 'https')?.quarantined ?? 0;
    return [
      ...(await faultsIn(call, toldIn(folder))), ...(await districtFaults(hub.administrator, { folder, station: sender.station, call })),
      ...(await platformFaults(platform, call, 'province', `${sender.code}-`)),
    ];
  } finally {
    counter.close();
  }
}

/** The counts of all sides against what was to be handled. */
async function compared({ hub, platform, transactions }: District, { local, acknowledged, refused }: Counts): Promise<{ readonly district: number; readonly faults: readonly string[] }> {
  const one = async (sql: string): Promise<number> => Number((await query<{ count: string }>(hub.administrator, sql))[0]?.count ?? 0);
  const district = await one('SELECT count(*) FROM daoban.handled');
  const volume = await one('SELECT sum(transactions) AS count FROM daoban.daily_volume');
  const numbers = new Set([...platform.held.values()].map(({ record }) => record.number)).size;
  const faults: string[] = [];
  for (const [name, value] of Object.entries({ local, acknowledged, district, volume })) if (value !== transactions) faults.push(`${name}: ${value} of ${transactions} transactions`);
  if (numbers + refused < transactions) faults.push(`platform: ${numbers} and ${refused} refused of ${transactions} transactions`);
  return { district, faults };
}
