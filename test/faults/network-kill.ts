/** A station that is killed while it sends: right before and right after each of its calls on the network, to a real hub and a real platform. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startPlatformServer } from '../../scripts/platform-server.mjs';
import type { Dice } from '../../main/core/demo/traffic.ts';
import { makeHub } from '../fixtures/hub.ts';
import { startPostgres } from '../fixtures/postgres.ts';
import { districtFaults } from './district.ts';
import { between, count, countKind, emptyTally, shuffled, type Fault, type Tally, type Tries } from './fault.ts';
import { platformScenario, platformTarget } from './https.ts';
import { platformFaults } from './platform.ts';
import { openSending, type Sending, type Targets } from './sending.ts';
import { faultsIn, temporary, toldIn } from './station.ts';
import { work } from './work.ts';

/** Visitors of one life: it sends after every third. */
const steps = 6;

type Receiver = { readonly kind: string; readonly target: string; readonly station: Sending; readonly received: () => Promise<readonly string[]> };

export const networkKill: Fault = {
  name: 'killed at a network call',
  what: 'SIGKILL right before or right after a connect, write or read of an upload to a hub or a platform, in seeded order, all of them with enough time; the same station works and sends on and is killed again',
  async run({ roll, enough, recorder }) {
    const tally = emptyTally();
    const postgres = await startPostgres();
    const server = await startPlatformServer(platformScenario(true));
    const hub = await makeHub(postgres);
    const [toHub, toPlatform] = [await openSending(roll, 0.2), await openSending(roll, 0.2)];
    try {
      const { url, password } = await hub.register(toHub.sender);
      const province = platformTarget({ server, port: server.port, name: 'province' });
      const receivers: readonly Receiver[] = [
        {
          kind: 'hub', target: 'district', station: toHub,
          received: () => districtFaults(hub.administrator, { folder: toHub.folder, station: toHub.sender.station, call: toHub.call }),
        },
        { kind: 'platform', target: 'province', station: toPlatform, received: () => platformFaults(server, toPlatform.call, 'province') },
      ];
      await configure(toHub, { document: { targets: [{ kind: 'hub', name: 'district', url, password: 'district' }] }, secrets: { district: password } });
      await configure(toPlatform, { document: { targets: [province.target] }, secrets: province.secrets });
      const plans = await Promise.all(receivers.map((receiver) => momentsOf(receiver, roll, recorder)));
      for (let turn = 0; ; turn += 1) {
        const which = turn % receivers.length;
        const [receiver, plan] = [receivers[which], plans[which]];
        if (receiver === undefined || plan === undefined) throw new RangeError('there is no such receiver');
        const at = plan[Math.floor(turn / receivers.length) % plan.length] ?? 1;
        const isWhole = await killOnce(tally, receiver, { roll, recorder, at, of: plan.length });
        if (!isWhole || enough()) return tally;
      }
    } finally {
      for (const { close } of [toHub, toPlatform]) close();
      await server.close();
      await postgres.stop();
    }
  },
};

async function configure(station: Sending, targets: Targets): Promise<void> {
  await station.call('upload.configure', targets);
  await station.sendUntilDone();
}

/** All moments of one life, counted in one that nobody kills, in a seeded order. */
async function momentsOf({ kind, target, station }: Receiver, roll: Dice, recorder: string): Promise<readonly number[]> {
  const countLine = path.join(temporary('moments'), kind);
  station.close();
  await work({ folder: station.folder, recorder, seed: between(roll, 1, 1_000_000), steps, target, countLine });
  station.restart();
  return shuffled(Array.from({ length: Number(readFileSync(countLine, 'utf8')) }, (_, index) => index + 1), roll);
}

type Life = { readonly roll: Dice; readonly recorder: Tries['recorder']; /** The moment, and how many there are. */ readonly at: number; readonly of: number };

/** False where something was wrong. */
async function killOnce(tally: Tally, { kind, target, station, received }: Receiver, { roll, recorder, at, of }: Life): Promise<boolean> {
  const seed = between(roll, 1, 1_000_000);
  station.close();
  // A life that makes fewer calls than the one that was counted ends by itself.
  const ended = await work({ folder: station.folder, recorder, seed, steps, target, killAtLine: at });
  const started = performance.now();
  station.restart();
  const faults: string[] = [];
  try {
    await station.sendUntilDone();
    faults.push(...(await faultsIn(station.call, toldIn(station.folder))), ...(await received()));
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  count(tally, faults, `life ${tally.tried + 1}, sending to the ${kind}, killed at moment ${at} of seed ${seed}`, performance.now() - started);
  countKind(tally, `sending to the ${kind}, ${of} moments`, performance.now() - started, [ended ? 'nothing' : 'killed']);
  return faults.length === 0;
}
