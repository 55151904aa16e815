/** A CSV as a stream of rows. It is read twice, once to know its encoding, and never held whole. */
import type { HistoryRow } from '../../../shared/history/row-reading.ts';
import { csvRecords, separators, type Separator } from './csv-records.ts';
import { decodedText, detectEncoding, type Encoding } from './encoding.ts';
import { HistoryFault, noTable, tooLarge, type HistoryLimits } from './history-fault.ts';
import type { HistoryFile } from './history-file.ts';

/**
 * Rows with their number as a spreadsheet counts them, blank lines included in the count; a line end in quotes begins no row.
 * Throws a HistoryFault `history-not-a-table`, `history-too-large` or `history-not-readable`.
 */
export async function* readCsv(file: HistoryFile, headerRow: number, limits: HistoryLimits): AsyncGenerator<HistoryRow, void, undefined> {
  const encoding = await detectEncoding(file);
  const separator = await detectSeparator(file, encoding, headerRow, limits);
  const records = csvRecords(separator, limits.pieceCharacters);
  let row = 0;
  const numbered = (cells: readonly string[]): HistoryRow => {
    row += 1;
    if (row > limits.rows) throw tooLarge(`the table has more than ${limits.rows} rows`);
    return { row, cells };
  };
  for await (const text of decodedText(file, encoding)) {
    // UTF-16 has none of these either, once it is decoded.
    if (text.includes('\0')) throw noTable('the file is no text');
    for (const cells of records.feed(text)) yield numbered(cells);
  }
  for (const cells of records.end()) yield numbered(cells);
}

/** The separator that gives the row of titles the most cells; of two equals the comma, then the semicolon. */
async function detectSeparator(file: HistoryFile, encoding: Encoding, headerRow: number, limits: HistoryLimits): Promise<Separator> {
  let best: Separator = ',';
  let most = 0;
  for (const separator of separators) {
    const count = await cellsOfRow(file, encoding, separator, headerRow, limits);
    if (count > most) [best, most] = [separator, count];
  }
  return best;
}

/** None where the file is no table under this separator: the right one, or the reading itself, will tell. */
async function cellsOfRow(file: HistoryFile, encoding: Encoding, separator: Separator, wanted: number, limits: HistoryLimits): Promise<number> {
  const records = csvRecords(separator, limits.pieceCharacters);
  let row = 0;
  try {
    for await (const text of decodedText(file, encoding)) {
      for (const cells of records.feed(text)) {
        row += 1;
        if (row === wanted) return cells.length;
      }
    }
    for (const cells of records.end()) {
      row += 1;
      if (row === wanted) return cells.length;
    }
  } catch (error) {
    if (!(error instanceof HistoryFault) || error.code === 'history-not-readable') throw error;
  }
  return 0;
}
