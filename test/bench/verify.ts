/** Proof of a year's journal, against reading the same rows and hashing the same bytes. */
import { hash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { openCounter } from '../../main/core/counter.ts';
import { openDatabase } from '../../main/core/store/database.ts';
import { inTurns, type Outcome } from './figures.ts';
import { writeYears } from '../../main/core/demo/write-years.ts';
import { ask, makeFolder, manager, resources } from './station.ts';

/** About a hundred thousand entries. */
const transactions = 16_500;

export async function benchVerify(runs: number): Promise<Outcome> {
  const folder = makeFolder();
  try {
    const started = performance.now();
    await writeYears({ folder, key: null, resources, transactions, seed: 1, from: '2026-01-01' });
    const building = (performance.now() - started) / 1000;
    const { ours, floor } = await inTurns(runs, () => verifyOnce(folder), () => hashAll(folder));
    return {
      rows: [
        {
          what: `journal.verify of ${floor[0]?.entries ?? 0} entries`, unit: 's', floorIs: 'reading the same rows and SHA-256 over the same bytes',
          ours: ours.map((run) => run.seconds), floor: floor.map((run) => run.seconds),
        },
      ],
      notes: [`verify: ${Math.round((floor[0]?.bytes ?? 0) / (floor[0]?.entries ?? 1))} bytes an entry; ${transactions} transactions were written in ${building.toFixed(1)} s`],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Run = { readonly seconds: number; readonly bytes: number; readonly entries: number };

async function verifyOnce(folder: string): Promise<Run> {
  const counter = openCounter({ folder, access: 'read', key: null, resources });
  try {
    const started = performance.now();
    const answer = await ask(counter, manager, 'journal.verify', {});
    const seconds = (performance.now() - started) / 1000;
    if (!answer.ok) throw new Error(`the journal does not verify: ${JSON.stringify(answer.faults.slice(0, 3))}`);
    return { seconds, bytes: 0, entries: answer.entries };
  } finally {
    counter.close();
  }
}

function hashAll(folder: string): Run {
  const database = openDatabase(folder, 'read');
  try {
    const started = performance.now();
    let [bytes, entries] = [0, 0];
    const rows = database.prepare<[], { seq: number; type: string; at: number; entry: string; hash: string }>('SELECT seq, type, at, entry, hash FROM journal ORDER BY seq');
    for (const row of rows.iterate()) {
      if (hash('sha256', row.entry, 'hex') !== row.hash) throw new Error(`entry ${row.seq}`);
      bytes += row.entry.length;
      entries += 1;
    }
    return { seconds: (performance.now() - started) / 1000, bytes, entries };
  } finally {
    database.close();
  }
}
