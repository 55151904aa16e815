/** The journal on disk: appending in the operation's own transaction, reading, walking the chain. */
import { hash } from 'node:crypto';
import { canonicalize, isCanonical } from '../../../shared/journal/canonical.ts';
import { Entry, genesis, type Actor, type Clock, type Draft } from '../../../shared/journal/entry.ts';
import { reduce } from '../../../shared/journal/reduce.ts';
import { setRun } from '../clock.ts';
import type { Sqlite } from './sqlite.ts';
import type { Apply } from './projections.ts';

/** One row as it is stored: `entry` is the canonical text that was hashed. */
export type StoredEntry = { readonly seq: number; readonly type: string; readonly at: number; readonly entry: string; readonly hash: string };

export type Head = { readonly seq: number; readonly hash: string };

/** The digest stands behind one function so that SM3 can take its place. */
export const digest = (text: string): string => hash('sha256', text, 'hex');

export type Stamp = { readonly id: string; readonly at: number; readonly station: string; readonly actor: Actor; readonly clock: Clock };

export type Journal = {
  /** Appends one entry and its projections. Must run inside a transaction: both stand or neither. */
  append(draft: Draft, stamp: Stamp): Entry;
  head(): Head;
  /** The latest instant that a set clock stamped (`--at`, demonstrations), or null; only trial stations have one. */
  lastSetInstant(): number | null;
  /** All rows in order, read in pages, so that the reader may write on the same connection in between. */
  rows(): Iterable<StoredEntry>;
};

const pageSize = 1000;

/** The text that the vault seals for a head. */
export const headText = ({ seq, hash }: Head): string => `journal-head:${seq}:${hash}`;

/** `seal` marks each new end of the journal with the vault's key; a reader that never appends needs none. */
export function createJournal(database: Sqlite, apply: Apply, seal: (text: string) => string = () => ''): Journal {
  const moveHead = database.prepare<[number, string, string]>(
    'INSERT INTO journal_head (id, seq, hash, seal) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, seal = excluded.seal',
  );
  const insert = database.prepare<[number, string, number, string, string]>('INSERT INTO journal (seq, type, at, entry, hash) VALUES (?, ?, ?, ?, ?)');
  const last = database.prepare<[], Head>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1');
  // Worded as in the partial index journal_set_clock, which serves it.
  const lastSet = database.prepare<[], number>(`SELECT at FROM journal WHERE instr(entry, '"run":"${setRun}"') > 0 ORDER BY seq DESC LIMIT 1`).pluck();
  const page = database.prepare<[number], StoredEntry>(`SELECT seq, type, at, entry, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ${pageSize}`);
  const head = (): Head => last.get() ?? { seq: 0, hash: genesis };

  return {
    append(draft, { id, at, station, actor, clock }) {
      if (!database.inTransaction) throw new Error('an entry and its projections are one transaction');
      const before = head();
      // `draft` is a union of type and body pairs; spreading keeps the pair, so the result is one member of `Entry`.
      const entry: Entry = { ...draft, seq: before.seq + 1, id, at, station, actor, clock, prev: before.hash };
      const text = canonicalize(entry);
      const hash = digest(text);
      insert.run(entry.seq, entry.type, entry.at, text, hash);
      moveHead.run(entry.seq, hash, seal(headText({ seq: entry.seq, hash })));
      for (const change of reduce(entry)) apply(change);
      return entry;
    },
    head,
    lastSetInstant: () => lastSet.get() ?? null,
    *rows() {
      for (let after = Number.MIN_SAFE_INTEGER; ; ) {
        const rows = page.all(after);
        yield* rows;
        after = rows.at(-1)?.seq ?? after;
        if (rows.length < pageSize) return;
      }
    },
  };
}

/** Reads a stored row back into an entry; null when it has not the form of one. */
export function readEntry(row: StoredEntry): Entry | null {
  return readStrictly(row)?.entry ?? null;
}

/** The same, and whether the stored bytes are the canonical form of the entry. */
export function readStrictly(row: StoredEntry): { readonly entry: Entry; readonly isCanonical: () => boolean } | null {
  const json = parseJson(row.entry);
  const parsed = Entry.safeParse(json);
  return parsed.success ? { entry: parsed.data, isCanonical: () => isCanonical(row.entry, json, parsed.data) } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
