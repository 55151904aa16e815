/** Bytes that changed by themselves in the main file. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Dice } from '../../main/core/demo/traffic.ts';
import { between, count, emptyTally, type Fault, type Tally } from './fault.ts';
import { copyOf, faultsOf, refusalOf, temporary, toldIn } from './station.ts';
import { work } from './work.ts';

/** Changes some bytes of a file in a copy of a station, opens it, and counts what came of it. */
async function flip(tally: Tally, roll: Dice, { from, folder, name }: { readonly from: string; readonly folder: string; readonly name: string }): Promise<void> {
  copyOf(from, folder);
  const file = path.join(folder, name);
  const bytes = readFileSync(file);
  const at = between(roll, 0, bytes.length - 1);
  const length = between(roll, 1, 8);
  for (let index = at; index < Math.min(at + length, bytes.length); index += 1) bytes[index] = (bytes[index] ?? 0) ^ between(roll, 1, 255);
  writeFileSync(file, bytes);
  const started = performance.now();
  const { opening } = refusalOf(folder);
  const faults = opening === 'opened' ? await faultsOf(folder, toldIn(folder)) : opening === 'refused' ? [] : [opening];
  // What cannot be mended must be told, not passed over.
  const isTold = faults.some((fault) => fault.startsWith('verify:') || fault.startsWith('it does not'));
  count(tally, isTold ? [] : faults, `${length} bytes at ${at} of ${name}`, performance.now() - started);
}

export const flippedBytes: Fault = {
  name: 'flipped bytes',
  what: 'one to eight bytes changed in the database: it is refused with every byte kept, or verify tells it, or nothing that was answered is touched',
  async run({ roll, enough, template, recorder }) {
    const tally = emptyTally();
    const parent = temporary('bytes');
    const from = path.join(parent, 'worked');
    copyOf(template, from);
    await work({ folder: from, recorder, seed: between(roll, 1, 1_000_000), steps: 6 });
    do await flip(tally, roll, { from, folder: path.join(parent, 'flipped'), name: 'station.db' });
    while (!enough());
    return tally;
  },
};
