/** Handled matters committed per second, each in its own durable transaction, against bare inserts of the same journal bytes. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Caller } from '../../main/core/context.ts';
import type { Counter } from '../../main/core/counter.ts';
import { demoPin } from '../../main/core/demo/found-demo.ts';
import { createDatabase, openDatabase, type Sqlite } from '../../main/core/store/database.ts';
import { readEntry, type StoredEntry } from '../../main/core/store/journal.ts';
import { createApply } from '../../main/core/store/projections.ts';
import type { Request } from '../../shared/contract/contract.ts';
import type { Change } from '../../shared/journal/projection.ts';
import { reduce } from '../../shared/journal/reduce.ts';
import { residentIdCheckCharacter } from '../../shared/identity/resident-id.ts';
import { percentile, type Outcome, type Row } from './figures.ts';
import { ask, makeFolder, manager, sampleCatalogue, withStation } from './station.ts';

type Finish = Request<'transaction.finish'>;

export const clerk: Caller = { kind: 'window', client: 'bench' };
const guide: Caller = { kind: 'command-line', user: 'bench', role: 'guide' };

/** So many of one kind before the next kind's turn: short, so that a disk that others use as well is as slow for each of them. */
const slice = 50;

/** `count` transactions a run. */
export async function benchFinish(runs: number, count: number): Promise<Outcome> {
  const all: Turns[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await finishMany(count));
  const floorIs = 'bare inserts of the same journal rows, same pragmas, one per transaction';
  const rate = (times: Times): number => (1000 * times.length) / times.reduce((sum, time) => sum + time, 0);
  const row = (what: string, unit: Row['unit'], figure: (times: Times) => number): Row => ({
    what: `transaction.finish, ${what}`, unit, floorIs, ours: all.map((turns) => figure(turns.ours)), floor: all.map((turns) => figure(turns.floor)),
  });
  const middle = (which: keyof Turns): string => `${percentile(all.flatMap((turns) => turns[which]), 0.5).toFixed(3)} ms`;
  return {
    rows: [
      row('committed', '/s', rate),
      row('p50', 'ms', (times) => percentile(times, 0.5)),
      row('p99', 'ms', (times) => percentile(times, 0.99)),
    ],
    notes: [
      `finish: ${count} transactions a run, every applicant a new person with a data key of their own`,
      `finish, where the time goes (p50): ${middle('floor')} a journal row alone; ${middle('replayed')} the same with its tables and their indexes; ${middle('ours')} all of it, with checking, deciding, sealing and the receipt`,
    ],
  };
}

/** Milliseconds of each commit. */
type Times = readonly number[];
/** The counter, the bare journal row, and the rows that a finish writes without the operation around them. */
type Turns = { readonly ours: Times; readonly floor: Times; readonly replayed: Times };

async function finishMany(count: number): Promise<Turns> {
  return withStation(async (counter, folder) => {
    const inputs = await receiveVisits(counter, count);
    const reading = openDatabase(folder, 'read');
    const after = reading.prepare<[number], StoredEntry>('SELECT seq, type, at, entry, hash FROM journal WHERE seq > ? ORDER BY seq');
    const before = after.all(0);
    const floor = openFloor();
    const replica = openReplica(before);
    try {
      const turns: { ours: number[]; floor: number[]; replayed: number[] } = { ours: [], floor: [], replayed: [] };
      let last = before.at(-1)?.seq ?? 0;
      for (let from = 0; from < inputs.length; from += slice) {
        for (const input of inputs.slice(from, from + slice)) {
          const started = performance.now();
          const result = await counter.call('transaction.finish', input, clerk);
          turns.ours.push(performance.now() - started);
          if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
        }
        const rows = after.all(last);
        last = rows.at(-1)?.seq ?? last;
        turns.floor.push(...rows.map((row) => floor.write(row)));
        turns.replayed.push(...rows.map((row) => replica.write(row)));
      }
      return turns;
    } finally {
      for (const one of [floor, replica]) one.remove();
      reading.close();
    }
  });
}

/** A file of its own; `write` commits one entry and gives the milliseconds that it took. */
type Copy = { write(row: StoredEntry): number; remove(): void };

/** The floor: the journal's table and rows, the station's pragmas, nothing else. */
function openFloor(): Copy {
  const folder = makeFolder();
  const database = new Database(path.join(folder, 'floor.db'));
  for (const pragma of ['trusted_schema = OFF', 'foreign_keys = ON', 'journal_mode = WAL', 'secure_delete = ON', 'synchronous = FULL']) database.pragma(pragma);
  database.exec('CREATE TABLE journal (seq INTEGER PRIMARY KEY, type TEXT NOT NULL, at INTEGER NOT NULL, entry TEXT NOT NULL, hash TEXT NOT NULL) STRICT');
  const insert = database.prepare<[number, string, number, string, string]>(insertEntry);
  return {
    write(row) {
      const started = performance.now();
      insert.run(row.seq, row.type, row.at, row.entry, row.hash);
      return performance.now() - started;
    },
    remove: () => close(database, folder),
  };
}

/** Journal and tables, as far as they had come before the first finish. */
function openReplica(before: readonly StoredEntry[]): Copy {
  const folder = makeFolder();
  const database = createDatabase(folder);
  const insert = database.prepare<[number, string, number, string, string]>(insertEntry);
  const apply = createApply(database);
  const commit = database.transaction((rows: readonly { readonly row: StoredEntry; readonly changes: readonly Change[] }[]) => {
    for (const { row, changes } of rows) {
      insert.run(row.seq, row.type, row.at, row.entry, row.hash);
      for (const change of changes) apply(change);
    }
  });
  commit.immediate(before.map((row) => ({ row, changes: changesOf(row) })));
  return {
    write(row) {
      const changes = changesOf(row);
      const started = performance.now();
      commit.immediate([{ row, changes }]);
      return performance.now() - started;
    },
    remove: () => close(database, folder),
  };
}

const insertEntry = 'INSERT INTO journal (seq, type, at, entry, hash) VALUES (?, ?, ?, ?, ?)';

function close(database: Sqlite, folder: string): void {
  database.close();
  rmSync(folder, { recursive: true, force: true });
}

function changesOf(row: StoredEntry): readonly Change[] {
  const entry = readEntry(row);
  if (entry === null) throw new Error(`entry ${row.seq} cannot be read`);
  return reduce(entry);
}

/** Visits over all matters for persons, received and waiting, with the form that a clerk would send for each. */
export async function receiveVisits(counter: Counter, count: number): Promise<readonly Finish[]> {
  await ask(counter, clerk, 'session.signIn', { number: '02', pin: demoPin, window: 1 });
  const persons = sampleCatalogue().matters.filter((matter) => matter.applicant.includes('person'));
  const materials = new Map<string, Finish['materials']>();
  for (const { code } of persons) {
    const resolved = await ask(counter, manager, 'certificates.resolve', { matter: code });
    // A commitment is signed first and a licence by commitment is reviewed: several commits, not the one that is measured.
    if (resolved.materials.some(({ disposition }) => disposition === 'commitment')) continue;
    materials.set(code, resolved.materials.map((material) => ({ name: material.name, way: material.ways[0] ?? material.disposition })));
  }
  const matters = [...materials.keys()];
  const inputs: Finish[] = [];
  for (let index = 0; index < count; index += 1) {
    const matter = matters[index % matters.length] ?? '';
    const { visit } = await ask(counter, guide, 'visit.receive', { matters: [matter], visitor: { applicant: 'person', ageBand: '18-59', phone: 'smart', inPerson: true } });
    inputs.push({ visit, matter, applicant: applicantOf(index), materials: materials.get(matter) ?? [], outcome: 'completed', window: 1 });
  }
  return inputs;
}

/** Nobody: ids in the area code 000000, which no place has. */
function applicantOf(index: number): Finish['applicant'] {
  const body = `000000${1950 + (Math.floor(index / 28_000) % 50)}${String(1 + (Math.floor(index / 1000) % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}${String(index % 1000).padStart(3, '0')}`;
  return { kind: 'person', name: '张演示', paper: { type: 'resident-id', number: body + residentIdCheckCharacter(body) }, phone: '13800000000' };
}
