/** One bad day of the network: a station works and sends, something strikes while it does, it works on, it ends; then everything must have arrived once. */
import { setTimeout as pause } from 'node:timers/promises';
import { between, type Tries } from './fault.ts';
import { faultsIn } from './station.ts';
import type { Sending } from './sending.ts';

/** A way in which the other side or the way to it fails. Gives how it ends. */
export type Strike<World> = { readonly kind: string; readonly strike: (world: World) => Promise<() => Promise<void>> };

export type Struck = {
  readonly faults: readonly string[];
  /** From the end of the fault until everything was acknowledged: the pauses of the station's clock and the time that it took. */
  readonly milliseconds: number;
  /** What the station took it for while it lasted; `hangs`: an attempt did not end. Empty where the sending was faster than the fault. */
  readonly seen: readonly string[];
};

/** Milliseconds into the sending at which it strikes, at most; a batch takes some of them. */
const latestStrike = 60;
/** How long an attempt is watched before the hall goes on; one that hangs goes on hanging beside it. */
const watched = 120;

type Setting<World> = { readonly station: Sending; readonly world: World; readonly roll: Tries['roll']; readonly steps: number; readonly received: () => Promise<readonly string[]> };

/** `received`: what is wrong at the receiver when everything was sent. */
export async function strikeOnce<World>({ kind, strike }: Strike<World>, { station, world, roll, steps, received }: Setting<World>): Promise<Struck> {
  let since: readonly [number, number] = [station.time.now, performance.now()];
  const seen = new Set<string>();
  const look = async (): Promise<void> => {
    for (const { trouble } of (await station.call('upload.status', {})).targets) if (trouble !== null) seen.add(trouble.reason);
  };
  try {
    await station.work(steps);
    let sending = station.send();
    await pause(roll() * latestStrike);
    const end = await strike(world);
    for (let round = between(roll, 1, 3); round > 0; round -= 1) {
      // A clerk never waits for the network.
      await station.work(1);
      const next = await Promise.race([sending, pause(watched, 'hangs' as const)]);
      await look();
      if (next === 'hangs') {
        seen.add('hangs');
        continue;
      }
      station.waitUntil(next);
      sending = station.send();
    }
    await look();
    if (roll() < 0.3) station.restart();
    await end();
    since = [station.time.now, performance.now()];
    await sending;
    await station.sendUntilDone();
  } catch (error) {
    return { faults: [`it does not come through (${kind}): ${error instanceof Error ? error.message : String(error)}`], milliseconds: 0, seen: [...seen] };
  }
  const milliseconds = station.time.now - since[0] + performance.now() - since[1];
  return { faults: [...(await faultsIn(station.call, station.told)), ...(await received())], milliseconds, seen: [...seen] };
}
