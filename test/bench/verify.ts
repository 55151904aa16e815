/** Proof of a year's journal, against reading the same rows and hashing the same bytes. */
import { hash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { openCounter } from '../../main/core/counter.ts';
import { openDatabase } from '../../main/core/store/database.ts';
import { inTurns, type Outcome } from './figures.ts';
import { lengthenJournal } from './long-journal.ts';
import { ask, foundStation, makeFolder, manager, resources } from './station.ts';

const entryCount = 100_000;

export async function benchVerify(runs: number): Promise<Outcome> {
  const folder = makeFolder();
  try {
    await foundStation(folder);
    const started = performance.now();
    lengthenJournal(folder, entryCount);
    const building = (performance.now() - started) / 1000;
    const { ours, floor } = await inTurns(runs, () => verifyOnce(folder), () => hashAll(folder));
    return {
      rows: [
        {
          what: `journal.verify of ${entryCount} entries`, unit: 's', floorIs: 'reading the same rows and SHA-256 over the same bytes',
          ours: ours.map((run) => run.seconds), floor: floor.map((run) => run.seconds),
        },
      ],
      notes: [`verify: ${Math.round((floor[0]?.bytes ?? 0) / entryCount)} bytes an entry; the journal was built in ${building.toFixed(1)} s`],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Run = { readonly seconds: number; readonly bytes: number };

async function verifyOnce(folder: string): Promise<Run> {
  const counter = openCounter({ folder, access: 'read', key: null, resources });
  try {
    const started = performance.now();
    const answer = await ask(counter, manager, 'journal.verify', {});
    const seconds = (performance.now() - started) / 1000;
    if (!answer.ok || answer.entries !== entryCount) throw new Error(`the journal does not verify: ${JSON.stringify(answer.faults.slice(0, 3))}`);
    return { seconds, bytes: 0 };
  } finally {
    counter.close();
  }
}

function hashAll(folder: string): Run {
  const database = openDatabase(folder, 'read');
  try {
    const started = performance.now();
    let bytes = 0;
    const rows = database.prepare<[], { seq: number; type: string; at: number; entry: string; hash: string }>('SELECT seq, type, at, entry, hash FROM journal ORDER BY seq');
    for (const row of rows.iterate()) {
      if (hash('sha256', row.entry, 'hex') !== row.hash) throw new Error(`entry ${row.seq}`);
      bytes += row.entry.length;
    }
    return { seconds: (performance.now() - started) / 1000, bytes };
  } finally {
    database.close();
  }
}
