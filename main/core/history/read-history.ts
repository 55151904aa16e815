/** The transactions of a previous system's file, each checked, as a stream. */
import { checkRows, continues, isBlank, type CheckedTransaction, type Known } from '../../../shared/history/check-row.ts';
import { rowFaultMessages } from '../../../shared/history/faults.ts';
import { layOut, type HistoryLayout } from '../../../shared/history/layout.ts';
import type { HistoryMapping } from '../../../shared/history/mapping.ts';
import { textAt, type HistoryRow } from '../../../shared/history/row-reading.ts';
import { HistoryFault, noTable, usualLimits, type HistoryLimits } from './history-fault.ts';
import { readTable } from './read-table.ts';
import { ownCopy } from './workbook.ts';

/** A transaction has 200 materials at most; what goes on further is a column that is no source number. */
const mostRows = 1000;

/**
 * Every transaction below the row of titles, in the order of the file, good or with all its faults; blank rows are passed over. A source
 * number that an earlier row has is a fault of the later one. Memory grows by the source numbers alone.
 * Throws a HistoryFault, before the first transaction for what concerns the titles, at any point for a damaged file.
 */
export async function* readHistory(path: string, mapping: HistoryMapping, known: Known, limits: HistoryLimits = usualLimits): AsyncGenerator<CheckedTransaction, void, undefined> {
  let layout: HistoryLayout | null = null;
  let first: HistoryRow | null = null;
  let others: HistoryRow[] = [];
  const firstRows = new Map<string, number>();

  for await (const row of readTable(path, mapping, limits)) {
    if (row.row < mapping.headerRow) continue;
    if (layout === null) {
      layout = layoutFrom(row, mapping);
      continue;
    }
    if (isBlank(row, layout)) continue;
    if (first !== null && others.length < mostRows && continues(first, row, layout)) {
      others.push(row);
      continue;
    }
    if (first !== null) yield checkOnce(first, others, layout, known, firstRows);
    first = row;
    others = [];
  }
  if (layout === null) throw noTable('the file ends before the row of titles');
  if (first !== null) yield checkOnce(first, others, layout, known, firstRows);
}

function layoutFrom(header: HistoryRow, mapping: HistoryMapping): HistoryLayout {
  // An empty row has no cells and is not given at all: then the first one below comes here.
  const result = layOut(header.row === mapping.headerRow ? header.cells : [], mapping);
  if (result.ok) return result.layout;
  const { missing, ambiguous } = result;
  if (missing.length > 0) throw new HistoryFault('column-missing', 'the row of titles has not all the columns of the mapping', missing);
  throw new HistoryFault('column-missing', 'a title of the mapping stands more than once in the row of titles', ambiguous);
}

function checkOnce(first: HistoryRow, others: readonly HistoryRow[], layout: HistoryLayout, known: Known, firstRows: Map<string, number>): CheckedTransaction {
  const checked = checkRows(first, others, layout, known);
  const number = ownCopy(textAt(first, layout.sourceNumber));
  if (number === '') return checked;
  if (!firstRows.has(number)) {
    firstRows.set(number, first.row);
    return checked;
  }
  const fault = { row: first.row, column: layout.sourceNumber.title, code: 'number-twice', message: rowFaultMessages['number-twice'] } as const;
  const { row, rows } = checked;
  return checked.ok
    ? { ok: false, row, rows, faults: [fault], unknownWords: [], repeats: firstRows.get(number) ?? null }
    : { ...checked, faults: [...checked.faults, fault], repeats: firstRows.get(number) ?? null };
}
