/** Disks as a recorded run may have left them at a call, each opened and held against what had been answered by then. */
import path from 'node:path';
import { createDisk } from './disk.ts';
import { between, count, emptyTally, shuffled, type Tally, type Tries } from './fault.ts';
import { readRecord, type Recorded } from './recorder.ts';
import { answersIn, copyOf, faultsOf, filesIn, temporary } from './station.ts';
import { work } from './work.ts';

export type Loss = { readonly name: string; readonly keep: () => boolean; readonly tear: (bytes: number) => number };

const steps = 10;

/** Runs once under the recorder, then tries calls of it in a seeded order; a run that was tried whole is followed by another. */
export async function imagesOf({ roll, enough, template, recorder }: Tries, losses: readonly Loss[]): Promise<Tally> {
  const tally = emptyTally();
  const parent = temporary('images');
  for (;;) {
    const seed = between(roll, 1, 1_000_000);
    const folder = path.join(parent, `run-${seed}`);
    const log = path.join(parent, `run-${seed}.log`);
    copyOf(template, folder);
    const initial = filesIn(folder);
    await work({ folder, recorder, seed, steps, log });
    const records = readRecord(log, folder);
    const order = shuffled(Array.from({ length: records.length + 1 }, (_, index) => index), roll);
    for (const cut of order) {
      for (const loss of losses) {
        await tryImage(tally, { initial, records: records.slice(0, cut), folder: path.join(parent, 'image'), loss, repeat: `seed ${seed}, call ${cut} of ${records.length}, ${loss.name}` });
        if (enough()) return tally;
      }
    }
  }
}

type Image = { readonly initial: ReadonlyMap<string, Buffer>; readonly records: readonly Recorded[]; readonly folder: string; readonly loss: Loss; readonly repeat: string };

async function tryImage(tally: Tally, { initial, records, folder, loss, repeat }: Image): Promise<void> {
  const disk = createDisk(initial);
  let told = '';
  for (const record of records) {
    if (record.kind === 'mark') told += record.text;
    disk.apply(record);
  }
  disk.leave(folder, loss.keep, loss.tear);
  const started = performance.now();
  count(tally, await faultsOf(folder, answersIn(told)), repeat, performance.now() - started);
}
