/** Handled matters committed per second, each in its own durable transaction, against bare inserts of the same journal bytes. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Caller } from '../../main/core/context.ts';
import type { Counter } from '../../main/core/counter.ts';
import { demoPin } from '../../main/core/demo/found-demo.ts';
import { createDatabase, openDatabase } from '../../main/core/store/database.ts';
import { readEntry, type StoredEntry } from '../../main/core/store/journal.ts';
import { createApply } from '../../main/core/store/projections.ts';
import type { Request } from '../../shared/contract/contract.ts';
import { reduce, type Change } from '../../shared/journal/reduce.ts';
import { residentIdCheckCharacter } from '../../shared/identity/resident-id.ts';
import { percentile, type Outcome } from './figures.ts';
import { ask, makeFolder, manager, sampleCatalogue, withStation } from './station.ts';

type Finish = Request<'transaction.finish'>;
/** Milliseconds of each commit of one run. */
type Run = readonly number[];

export const clerk: Caller = { kind: 'window', client: 'bench' };
const guide: Caller = { kind: 'command-line', user: 'bench', role: 'guide' };

/** `count` transactions a run. */
export async function benchFinish(runs: number, count: number): Promise<Outcome> {
  const ours: Run[] = [];
  const floor: Run[] = [];
  const replayed: Run[] = [];
  let bytes = 0;
  for (let run = 0; run < runs; run += 1) {
    const { times, rows } = await finishMany(count);
    ours.push(times);
    const finished = rows.filter((row) => row.type === 'transaction.finished');
    floor.push(insertMany(finished));
    replayed.push(replayMany(rows));
    bytes = finished.reduce((sum, row) => sum + Buffer.byteLength(row.entry), 0) / finished.length;
  }
  const floorIs = 'bare inserts of the same journal rows, same pragmas, one per transaction';
  const rate = (times: Run): number => (1000 * times.length) / times.reduce((sum, time) => sum + time, 0);
  const middle = (all: readonly Run[]): string => percentile(all.flat(), 0.5).toFixed(3);
  const quantile = (name: string, part: number): Outcome['rows'][number] => ({
    what: `transaction.finish, ${name}`, unit: 'ms', floorIs, ours: ours.map((times) => percentile(times, part)), floor: floor.map((times) => percentile(times, part)),
  });
  return {
    rows: [{ what: 'transaction.finish, committed', unit: '/s', floorIs, ours: ours.map(rate), floor: floor.map(rate) }, quantile('p50', 0.5), quantile('p99', 0.99)],
    notes: [
      `finish: ${count} transactions a run, ${Math.round(bytes)} bytes of journal each, every applicant a new person with a data key of their own`,
      `finish, where the time goes (p50 of all runs): journal row and tables with their indexes in one commit ${middle(replayed)} ms, of which a bare journal row ${middle(floor)} ms; all of it with checking, deciding, sealing and the receipt ${middle(ours)} ms`,
    ],
  };
}

async function finishMany(count: number): Promise<{ readonly times: Run; readonly rows: readonly StoredEntry[] }> {
  return withStation(async (counter, folder) => {
    const inputs = await receiveVisits(counter, count);
    const times: number[] = [];
    for (const input of inputs) {
      const started = performance.now();
      const result = await counter.call('transaction.finish', input, clerk);
      times.push(performance.now() - started);
      if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
    }
    const database = openDatabase(folder, 'read');
    try {
      return { times, rows: database.prepare<[], StoredEntry>(`SELECT seq, type, at, entry, hash FROM journal ORDER BY seq`).all() };
    } finally {
      database.close();
    }
  });
}

/** Visits over all matters for persons, received and waiting, with the form that a clerk would send for each. */
export async function receiveVisits(counter: Counter, count: number): Promise<readonly Finish[]> {
  await ask(counter, clerk, 'session.signIn', { number: '02', pin: demoPin, window: 1 });
  const matters = sampleCatalogue().matters.filter((matter) => matter.applicant.includes('person'));
  const materials = new Map<string, Finish['materials']>();
  for (const { code } of matters) {
    const resolved = await ask(counter, manager, 'certificates.resolve', { matter: code });
    materials.set(code, resolved.materials.map((material) => ({ name: material.name, way: material.ways[0] ?? material.disposition })));
  }
  const inputs: Finish[] = [];
  for (let index = 0; index < count; index += 1) {
    const matter = matters[index % matters.length]?.code ?? '';
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

/** The floor: the journal's table and rows, the station's pragmas, nothing else. */
function insertMany(rows: readonly StoredEntry[]): Run {
  const folder = makeFolder();
  const database = new Database(path.join(folder, 'floor.db'));
  try {
    for (const pragma of ['trusted_schema = OFF', 'foreign_keys = ON', 'journal_mode = WAL', 'secure_delete = ON', 'synchronous = FULL']) database.pragma(pragma);
    database.exec('CREATE TABLE journal (seq INTEGER PRIMARY KEY, type TEXT NOT NULL, at INTEGER NOT NULL, entry TEXT NOT NULL, hash TEXT NOT NULL) STRICT');
    const insert = database.prepare<[number, string, number, string, string]>('INSERT INTO journal (seq, type, at, entry, hash) VALUES (?, ?, ?, ?, ?)');
    return rows.map((row) => {
      const started = performance.now();
      insert.run(row.seq, row.type, row.at, row.entry, row.hash);
      return performance.now() - started;
    });
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rows that a finish writes, without the operation around them: journal and tables replayed into a fresh file, one commit each. */
function replayMany(rows: readonly StoredEntry[]): Run {
  const folder = makeFolder();
  const database = createDatabase(folder);
  try {
    const insert = database.prepare<[number, string, number, string, string]>('INSERT INTO journal (seq, type, at, entry, hash) VALUES (?, ?, ?, ?, ?)');
    const apply = createApply(database);
    const replay = (row: StoredEntry, changes: readonly Change[]): void => {
      insert.run(row.seq, row.type, row.at, row.entry, row.hash);
      for (const change of changes) apply(change);
    };
    const steps = rows.map((row) => ({ row, changes: changesOf(row) }));
    const isFinish = ({ row }: (typeof steps)[number]): boolean => row.type === 'transaction.finished';
    database.transaction(() => steps.filter((step) => !isFinish(step)).forEach(({ row, changes }) => replay(row, changes))).immediate();
    const commit = database.transaction(replay);
    return steps.filter(isFinish).map(({ row, changes }) => {
      const started = performance.now();
      commit.immediate(row, changes);
      return performance.now() - started;
    });
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function changesOf(row: StoredEntry): readonly Change[] {
  const entry = readEntry(row);
  if (entry === null) throw new Error(`entry ${row.seq} cannot be read`);
  return reduce(entry);
}
