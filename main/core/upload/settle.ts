/** Writing down what a target answered: cursor, official numbers, quarantine, in one SQLite transaction, so that no crash leaves half of it. */
import { z } from 'zod';
import type { Draft } from '../../../shared/journal/entry.ts';
import type { StoredEntry } from '../store/journal.ts';
import { acknowledge, defer, moveCursor, officialOf, ownerOf, refuse, saveProgress, settle, type Takes } from '../store/upload.ts';
import type { Sqlite } from '../store/sqlite.ts';
import type { Progress } from '../../../shared/upload/progress.ts';
import type { Sealing } from '../vault/sealing.ts';
import type { Delivery } from './target.ts';

export type Accepted = Extract<Delivery, { kind: 'accepted' }>;

export type Settling = {
  readonly database: Sqlite;
  readonly sealing: Sealing;
  readonly append: (draft: Draft) => void;
  readonly at: number;
  /** Milliseconds until a record that was put off so often is offered again. */
  readonly pauseOf: (tries: number) => number;
};

export type Counts = { readonly batches: number; readonly entries: number; readonly refused: number; readonly deferred: number; readonly bound: number };

/** Whether the answer gives away an official number that another transaction has: then none of it can be believed. */
export const contradictsBooks = (database: Sqlite, { bound }: Accepted): boolean => bound.some(({ number, official }) => (ownerOf(database, official) ?? number) !== number);

/** `again`: the entries had been put off, so they say nothing about how far the target has come. */
export function settleBatch(settling: Settling, target: { readonly name: string; readonly takes: Takes }, rows: readonly StoredEntry[], accepted: Accepted, again: boolean, progress: Progress): Counts {
  const { database, append, at } = settling;
  return database
    .transaction((): Counts => {
      const taken = rows.filter(({ seq }) => seq <= accepted.through);
      const last = taken.at(-1)?.seq;
      if (!again && last !== undefined) moveCursor(database, target.name, last);
      acknowledge(database, target.name, at);
      saveProgress(database, target.name, progress);
      if (target.takes === 'transactions') settleRecords(settling, target.name, taken, accepted);
      const bound = accepted.bound.filter(({ number, official }) => officialOf(database, number, target.name) !== official);
      for (const { number, official } of bound) append({ type: 'transaction.bound', body: { number, official, target: target.name } });
      return { batches: 1, entries: taken.length, refused: accepted.refused.length, deferred: accepted.deferred?.length ?? 0, bound: bound.length };
    })
    .immediate();
}

const Numbered = z.object({ body: z.object({ number: z.string() }) });

function settleRecords({ database, sealing, at, pauseOf }: Settling, target: string, taken: readonly StoredEntry[], { refused, deferred = [] }: Accepted): void {
  const refusals = new Map(refused.map((one) => [one.seq, one]));
  const putOff = new Set(deferred.map(({ seq }) => seq));
  for (const { seq, entry } of taken) {
    const { number } = Numbered.parse(JSON.parse(entry)).body;
    const refusal = refusals.get(seq);
    if (putOff.has(seq)) defer(database, target, { seq, number }, at, pauseOf);
    else if (refusal === undefined) settle(database, target, { seq, number }, at);
    else refuse(database, target, { seq, number, reason: refusal.reason, field: refusal.field, message: sealed(sealing, number, at, refusal.message) }, at);
  }
}

/** What a platform writes may quote what it read. */
const sealed = (sealing: Sealing, number: string, at: number, message: string): string | null => (message === '' ? null : JSON.stringify(sealing.seal(`transaction:${number}`, at, message)));
