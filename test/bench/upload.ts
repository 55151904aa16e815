/** What a running upload costs the clerk: a click until its commit has returned, with the queue going out beside it and without. And the memory of a long queue. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Counter } from '../../main/core/counter.ts';
import { contract } from '../../shared/contract/contract.ts';
import { percentile, type Outcome } from './figures.ts';
import { clerk, receiveVisits } from './finish.ts';
import { ask, manager, withStation } from './station.ts';

/** Far apart as clicks of a whole hall in a hurry, near enough to be measured in a minute. */
const betweenClicks = 4;

type Finish = Awaited<ReturnType<typeof receiveVisits>>[number];
type Measured = { readonly without: readonly number[]; readonly during: readonly number[]; readonly sent: number; readonly seconds: number; readonly rss: number };

/** `count` clicks of each kind, and a queue of `queue` transactions to send meanwhile. */
export async function benchUpload(runs: number, count: number, queue: number): Promise<Outcome> {
  const all: Measured[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await measure(count, queue));
  const row = (what: string, part: number) => ({
    what: `transaction.finish beside a running upload, click to commit, ${what}`, unit: 'ms' as const, floorIs: 'the same clicks without an upload',
    ours: all.map(({ during }) => percentile(during, part)), floor: all.map(({ without }) => percentile(without, part)),
  });
  return {
    rows: [row('p50', 0.5), row('p99', 0.99)],
    notes: all.map(({ sent, seconds, rss }) => `upload: ${sent} transactions over HTTPS to a platform on this machine in ${seconds.toFixed(1)} s while ${count} were handled; resident memory grew by at most ${rss.toFixed(0)} MiB`),
  };
}

const Announced = z.object({ configure: contract['upload.configure'].input });

async function measure(count: number, queue: number): Promise<Measured> {
  return withStation(async (counter) => {
    const inputs = await receiveVisits(counter, 2 * count + queue);
    for (const input of inputs.slice(0, queue)) await ask(counter, clerk, 'transaction.finish', input);
    const without = await clicks(counter, inputs.slice(queue, queue + count));
    const server = spawn(process.execPath, [path.join(import.meta.dirname, '../../scripts/platform-server.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [line] = z.tuple([z.string()]).parse(await once(createInterface({ input: server.stdout }), 'line'));
      await ask(counter, manager, 'upload.configure', Announced.parse(JSON.parse(line)).configure);
      const before = process.memoryUsage().rss;
      let [peak, sending] = [before, true];
      const started = performance.now();
      const sender = sendAll(counter).finally(() => (sending = false));
      const during: number[] = [];
      for (const input of inputs.slice(queue + count)) {
        during.push(...(await clicks(counter, [input])));
        peak = Math.max(peak, process.memoryUsage().rss);
        if (!sending) throw new Error('the queue was too short: what was measured at the end had no upload beside it');
      }
      await sender;
      return { without, during, sent: inputs.length, seconds: (performance.now() - started) / 1000, rss: (peak - before) / 2 ** 20 };
    } finally {
      server.kill();
    }
  });
}

/** As the application does, but without its pauses; the trial platform begins with a lost acknowledgement and a busy answer. */
async function sendAll(counter: Counter): Promise<void> {
  for (;;) {
    await ask(counter, manager, 'upload.retry', { target: 'trial-platform' });
    await counter.sendDue();
    const { targets } = await ask(counter, manager, 'upload.status', {});
    if (targets.every(({ state }) => state === 'all-sent')) return;
    await pause(10);
  }
}

/** Milliseconds from the moment a click was meant to come until its commit has returned: what keeps the process busy counts. */
async function clicks(counter: Counter, inputs: readonly Finish[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const input of inputs) {
    const due = performance.now() + betweenClicks;
    await pause(betweenClicks);
    const result = await counter.call('transaction.finish', input, clerk);
    times.push(performance.now() - due);
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  }
  return times;
}
