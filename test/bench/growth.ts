/** How the counter grows: the same station with ten thousand, a hundred thousand and a million transactions, each in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { spanOf } from '../../main/core/demo/opening-days.ts';
import { writeYears } from '../../main/core/demo/write-years.ts';
import { addDays } from '../../shared/transaction/china-time.ts';
import { makeFolder, resources } from './station.ts';

const Timed = z.strictObject({ wall: z.number(), cpu: z.number() });
const Percentiles = z.strictObject({ p50: z.number(), p99: z.number() });

const Measured = z.strictObject({
  transactions: z.number(), visits: z.number(), entries: z.number(), bytes: z.number(),
  start: Timed, checkedStart: Timed,
  /** The first question, which reads the facts, and by how many bytes the process grew with it. */
  cold: Timed, memory: z.number(),
  questions: z.array(z.strictObject({ question: z.string(), span: z.enum(['year', 'all']), rows: z.number(), ours: Timed, engine: Timed, floor: Timed })),
  finish: z.strictObject({ alone: Percentiles, during: Percentiles, asked: z.number() }),
  /** Null where it was left out. */
  proof: z.strictObject({ entries: z.number(), verify: Timed, verifyMemory: z.number(), rebuild: Timed }).nullable(),
});
export type Timed = z.infer<typeof Timed>;
export type Measured = z.infer<typeof Measured>;

/** `writing`: seconds that it took to write the station, null where it was there already. */
export type Size = Measured & { readonly writing: number | null };

export type GrowthLoad = {
  readonly sizes: readonly number[];
  readonly runs: number;
  /** Verified and rebuilt up to so many transactions: the comparison takes as much memory as the tables. */
  readonly provenUpTo: number;
  /** Where stations stand and are kept, one folder for each size; null: made and removed. */
  readonly stations: string | null;
};

/** The day after the last one that is written; the holidays of the year before it are known. */
const end = '2026-01-01';

export async function measureGrowth({ sizes, runs, provenUpTo, stations }: GrowthLoad): Promise<readonly Size[]> {
  const measured: Size[] = [];
  for (const transactions of sizes) {
    const folder = stations === null ? makeFolder() : path.join(stations, String(transactions));
    const from = addDays(end, -spanOf(transactions));
    try {
      let writing: number | null = null;
      if (!existsSync(path.join(folder, 'station.db'))) {
        process.stderr.write(`writing ${transactions} transactions …\n`);
        const started = performance.now();
        await writeYears({ folder, key: null, resources, transactions, seed: 1, from });
        writing = (performance.now() - started) / 1000;
      }
      process.stderr.write(`measuring ${transactions} transactions …\n`);
      const one = await measureStation([folder, String(runs), from, addDays(end, -1), transactions <= provenUpTo ? 'prove' : 'take-as-it-is']);
      if (one.transactions !== transactions) throw new Error(`${one.transactions} transactions are counted instead of ${transactions}`);
      measured.push({ ...one, writing });
    } finally {
      if (stations === null) rmSync(folder, { recursive: true, force: true });
    }
  }
  return measured;
}

async function measureStation(words: readonly string[]): Promise<Measured> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'growth-station.ts'), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [written] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (child.exitCode !== 0) throw new Error(`measuring ended with ${child.exitCode}`);
  return Measured.parse(JSON.parse(written));
}
