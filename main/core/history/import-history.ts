/**
 * An import in two passes over the file: the first finds every fault and changes nothing; the second, only over a file without any, appends
 * in batches and gives the counter back between them. Neither holds the file in memory.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CheckedTransaction } from '../../../shared/history/check-row.ts';
import type { HistoryTransaction, ImportedTransaction } from '../../../shared/history/imported-transaction.ts';
import type { HistorySummary } from '../../../shared/history/summary.ts';
import type { ImportProgress } from '../../../shared/contract/history.ts';
import { batchSize } from '../../../shared/journal/history.ts';
import { noTable } from './history-fault.ts';
import type { KnownMatter, ListsOfDay } from './lists-of-day.ts';
import { summariseHistory } from './summarise-history.ts';

export type ImportParts = {
  /** The transactions of the file from its top; asked for once a pass. */
  readonly read: () => AsyncIterable<CheckedTransaction>;
  /** Whether the station has a transaction of this source number, and whether it says the same. */
  readonly find: (transaction: ImportedTransaction) => 'new' | 'same' | 'different';
  readonly listsOfDay: ListsOfDay;
  readonly signal: AbortSignal;
  readonly report: (progress: ImportProgress) => void;
};

export type Examination = {
  readonly summary: HistorySummary;
  readonly complete: boolean;
  readonly fresh: number;
  readonly alreadyHere: number;
  readonly differing: { count: number; sourceNumbers: string[] };
  readonly unjudgedMaterials: number;
};

const mostNamed = 1000;

/** The first pass. Throws a HistoryFault for what concerns the file as a whole. */
export async function examine({ read, find, listsOfDay, signal, report }: ImportParts): Promise<Examination> {
  const counts = { seen: 0, fresh: 0, alreadyHere: 0, differing: 0, unjudged: 0 };
  const sourceNumbers: string[] = [];
  async function* watched(): AsyncGenerator<CheckedTransaction, void, undefined> {
    for await (const checked of read()) {
      if (signal.aborted) return;
      counts.seen += 1;
      report({ phase: 'checking', transactions: counts.seen, of: null });
      if (checked.ok) count(checked.transaction);
      yield checked;
    }
  }
  const count = (transaction: ImportedTransaction): void => {
    const lists = listsOfDay(transaction.matter, transaction.day);
    counts.unjudged += transaction.materials.filter(({ name }) => !lists.has(name)).length;
    const found = find(transaction);
    if (found === 'new') counts.fresh += 1;
    else if (found === 'same') counts.alreadyHere += 1;
    else {
      counts.differing += 1;
      if (sourceNumbers.length < mostNamed) sourceNumbers.push(transaction.sourceNumber);
    }
  };
  const summary = await summariseHistory(watched());
  return {
    summary, complete: !signal.aborted, fresh: counts.fresh, alreadyHere: counts.alreadyHere, differing: { count: counts.differing, sourceNumbers }, unjudgedMaterials: counts.unjudged,
  };
}

export type AppendParts = ImportParts & {
  readonly expected: number;
  /** Appends one batch in a transaction of its own; `part` counts from 1. */
  readonly append: (part: number, transactions: readonly ImportedTransaction[]) => void;
};

/**
 * The second pass: how many were appended, and whether all were. What is here by now is passed over, so that an import that was
 * broken off goes on where it stopped. Throws a HistoryFault where the file is no longer the one that was examined.
 */
export async function appendAll({ read, find, signal, report, expected, append }: AppendParts): Promise<{ readonly imported: number; readonly complete: boolean }> {
  let imported = 0;
  let part = 0;
  let batch: ImportedTransaction[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    part += 1;
    append(part, batch);
    imported += batch.length;
    batch = [];
    report({ phase: 'importing', transactions: imported, of: expected });
    await nextTurn();
  };
  report({ phase: 'importing', transactions: 0, of: expected });
  for await (const checked of read()) {
    if (signal.aborted) return { imported, complete: false };
    if (!checked.ok) throw noTable('the file was changed while it was read');
    if (find(checked.transaction) !== 'new') continue;
    batch.push(checked.transaction);
    if (batch.length === batchSize) await flush();
  }
  await flush();
  return { imported, complete: true };
}

/** The transaction as the journal takes it. */
export function judged(transaction: ImportedTransaction, number: string, known: KnownMatter, listsOfDay: ListsOfDay): HistoryTransaction {
  const lists = listsOfDay(transaction.matter, transaction.day);
  return {
    ...transaction, number, matterNameEn: known.matter.nameEn, category: known.matter.category, catalogueVersion: known.version,
    materials: transaction.materials.map((material) => ({ ...material, listed: lists.get(material.name)?.disposition ?? null, decidedBy: lists.get(material.name)?.decidedBy ?? null })),
  };
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
