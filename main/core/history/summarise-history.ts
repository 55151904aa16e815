/** What an import would bring, and everything that stands against it: the first pass, which changes nothing. */
import type { CheckedTransaction } from '../../../shared/history/check-row.ts';
import type { RowFault } from '../../../shared/history/faults.ts';
import type { ImportedTransaction } from '../../../shared/history/imported-transaction.ts';
import type { HistorySummary, RepeatedNumber } from '../../../shared/history/summary.ts';

const mostFaults = 1000;
const previewed = 20;
const mostWords = 100;
/** Different words that are counted at all: a wrong column has a new one in every row. */
const mostCounted = 2000;

type Tally<Item> = Map<string, Item & { count: number }>;

function tallyOne<Item>(tally: Tally<Item>, key: string, item: Item): void {
  const known = tally.get(key);
  if (known !== undefined) known.count += 1;
  else if (tally.size < mostCounted) tally.set(key, { ...item, count: 1 });
}

function mostFrequent<Item>(tally: Tally<Item>): (Item & { count: number })[] {
  return [...tally.values()].sort((left, right) => right.count - left.count).slice(0, mostWords);
}

/** Reads to the end of what `readHistory` gives. Throws its HistoryFault; faults of rows are in the answer. */
export async function summariseHistory(transactions: AsyncIterable<CheckedTransaction>): Promise<HistorySummary> {
  const counts = { rows: 0, sound: 0, faulty: 0, faults: 0, repeated: 0 };
  const faults: RowFault[] = [];
  const repeated: RepeatedNumber[] = [];
  const preview: ImportedTransaction[] = [];
  const words: Tally<{ column: string; word: string }> = new Map();
  const materials: Tally<{ matter: string; name: string }> = new Map();
  let firstDay: string | null = null;
  let lastDay: string | null = null;

  for await (const checked of transactions) {
    counts.rows += checked.rows;
    if (checked.ok) {
      const { transaction, unlistedMaterials } = checked;
      const { day, matter } = transaction;
      counts.sound += 1;
      if (preview.length < previewed) preview.push(transaction);
      if (firstDay === null || day < firstDay) firstDay = day;
      if (lastDay === null || day > lastDay) lastDay = day;
      for (const name of unlistedMaterials) tallyOne(materials, JSON.stringify([matter, name]), { matter, name });
      continue;
    }
    counts.faulty += 1;
    counts.faults += checked.faults.length;
    faults.push(...checked.faults.slice(0, mostFaults - faults.length));
    for (const { column, word } of checked.unknownWords) tallyOne(words, JSON.stringify([column, word]), { column, word });
    if (checked.repeats === null) continue;
    counts.repeated += 1;
    if (repeated.length < mostFaults) repeated.push({ row: checked.row, firstRow: checked.repeats });
  }
  return {
    rows: counts.rows, sound: counts.sound, faulty: counts.faulty,
    faults, moreFaults: counts.faults - faults.length,
    repeated, moreRepeated: counts.repeated - repeated.length,
    firstDay, lastDay, preview,
    unknownWords: mostFrequent(words), unlistedMaterials: mostFrequent(materials),
  };
}
