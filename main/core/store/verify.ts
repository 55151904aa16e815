/** Proof: the chain is whole, and the tables are what the journal says. */
import Database from 'better-sqlite3';
import type { JournalFault } from '../../../shared/contract/journal.ts';
import { genesis, type Entry } from '../../../shared/journal/entry.ts';
import { projectionTables } from '../../../shared/journal/projection.ts';
import { reduce } from '../../../shared/journal/reduce.ts';
import type { Sqlite } from './sqlite.ts';
import { createJournal, digest, readStrictly, type Journal, type StoredEntry } from './journal.ts';
import { remakeProjections, createApply, firstDifference } from './projections.ts';
import { schemaSql } from './schema.ts';

/** `seal` stands at the journal's end and can be checked by whoever has the vault; null where the end itself does not fit. */
export type Verification = { readonly seal: string | null; readonly entries: number; readonly head: string; readonly ok: boolean; readonly faults: readonly JournalFault[] };

/** More faults than this say nothing new. */
const mostFaults = 100;

/**
 * Walks the whole chain and replays it into a fresh database in memory, then compares table by table.
 * Runs inside one read transaction, so that a counter that works on does not look like a fault.
 */
export function verifyJournal(database: Sqlite): Verification {
  return database.transaction(() => {
    const faults: JournalFault[] = [];
    const report = (fault: JournalFault): void => {
      if (faults.length < mostFaults) faults.push(fault);
    };
    const replica = new Database(':memory:');
    try {
      replica.exec(schemaSql);
      const structure = structureFault(database, replica);
      if (structure !== null) report({ seq: null, kind: 'schema', detail: structure });
      for (const index of readersIndexes(replica)) replica.exec(`DROP INDEX ${index}`);
      // One transaction that is never committed: nobody but this comparison ever reads it.
      replica.exec('BEGIN');
      const apply = createApply(replica);
      const walk = walkChain(createJournal(database, apply), report, (entry) => {
        for (const change of reduce(entry)) apply(change);
      });
      const chained = faults.length === 0;
      const seal = sealAtEnd(database, walk, report);
      if (chained) {
        const difference = firstDifference(database, replica);
        if (difference !== null) report({ seq: null, kind: 'projection', detail: difference.detail });
      }
      return { ...walk, seal, ok: faults.length === 0, faults };
    } finally {
      replica.close();
    }
  })();
}

/** The first table, index or trigger that is not what this version makes: a trigger that was dropped lets anything be rewritten. */
function structureFault(database: Sqlite, replica: Sqlite): string | null {
  const structure = (of: Sqlite): ReadonlyMap<string, string> =>
    new Map(of.prepare<[], [string, string]>(`SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'`).raw().all());
  const [found, expected] = [structure(database), structure(replica)];
  for (const [name, sql] of expected) if (found.get(name) !== sql) return `${name} is ${found.has(name) ? 'not as it was made' : 'missing'}`;
  const foreign = [...found.keys()].find((name) => !expected.has(name));
  return foreign === undefined ? null : `${foreign} does not belong here`;
}

/** Whether the chain ends where it was last appended to. */
function sealAtEnd(database: Sqlite, { entries, head }: { readonly entries: number; readonly head: string }, report: (fault: JournalFault) => void): string | null {
  const end = database.prepare<[], { seq: number; hash: string; seal: string }>('SELECT seq, hash, seal FROM journal_head').get();
  if (end?.seq === entries && end.hash === head) return end.seal;
  report({ seq: entries, kind: 'head', detail: end === undefined ? 'nothing says where the journal ends' : `entry ${end.seq} was the last one appended` });
  return null;
}

/** Indexes that serve queries alone; the unique ones stay, because what they refuse is a finding. */
function readersIndexes(replica: Sqlite): readonly string[] {
  const indexes = replica.prepare<[string], string>(`SELECT name FROM pragma_index_list(?) WHERE "unique" = 0`).pluck();
  return projectionTables.flatMap((table) => indexes.all(table));
}

/** Drops the projections and replays the journal into them, in one transaction: all of it or nothing. */
export function rebuildProjections(database: Sqlite): { readonly ok: boolean; readonly entries: number } {
  return database
    .transaction(() => {
      remakeProjections(database);
      const apply = createApply(database);
      let ok = true;
      const { entries } = walkChain(createJournal(database, apply), () => (ok = false), (entry) => {
        for (const change of reduce(entry)) apply(change);
      });
      if (!ok) throw new BrokenChain();
      return { ok, entries };
    })
    .immediate();
}

/** A journal that does not verify must not overwrite tables that may still be right. */
export class BrokenChain extends Error {
  override readonly name = 'BrokenChain';
}

function walkChain(journal: Journal, report: (fault: JournalFault) => void, visit: (entry: Entry) => void): { readonly entries: number; readonly head: string } {
  let previous = { seq: 0, hash: genesis };
  for (const row of journal.rows()) {
    const entry = check(row, previous, report);
    if (entry !== null) visitSafely(entry, visit, report);
    previous = { seq: row.seq, hash: row.hash };
  }
  return { entries: previous.seq, head: previous.hash };
}

function check(row: StoredEntry, previous: { readonly seq: number; readonly hash: string }, report: (fault: JournalFault) => void): Entry | null {
  const fault = (kind: JournalFault['kind'], detail: string): void => report({ seq: row.seq, kind, detail });
  if (row.seq !== previous.seq + 1) fault('gap', `entry ${previous.seq + 1} is missing`);
  if (digest(row.entry) !== row.hash) fault('hash', 'the stored bytes do not give the stored hash');
  const read = readStrictly(row);
  if (read === null) {
    fault('form', 'the stored bytes are not an entry');
    return null;
  }
  const { entry } = read;
  if (!read.isCanonical()) fault('form', 'the stored bytes are not in canonical form');
  if (entry.prev !== previous.hash) fault('prev', 'the entry does not follow the one before it');
  if (entry.seq !== row.seq || entry.type !== row.type || entry.at !== row.at) fault('column', 'a column says otherwise than the entry');
  return entry;
}

/** A tampered chain may hold what no table takes (the same number twice): that is a finding, not a crash. */
function visitSafely(entry: Entry, visit: (entry: Entry) => void, report: (fault: JournalFault) => void): void {
  try {
    visit(entry);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    report({ seq: entry.seq, kind: 'sequence', detail: 'the tables do not take this entry' });
  }
}
