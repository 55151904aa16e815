/** One transaction's cells with the faults found in them on the way: every column is read, so that all faults come at once. */
import { isMobile, normalisePhone } from '../identity/phone.ts';
import { readResidentId } from '../identity/resident-id.ts';
import { rowFaultMessages, type RowFault, type RowFaultCode } from './faults.ts';
import type { Position } from './layout.ts';

/** A row of the file: its number as a spreadsheet counts it, and its cells as text, absent ones at the end left out. */
export type HistoryRow = { readonly row: number; readonly cells: readonly string[] };

/** A word that stands in no table, so that the mapping can be given it; long texts and numbers are left out. */
export type UnknownWord = { readonly column: string; readonly word: string };

export type RowReading = {
  readonly faults: RowFault[];
  readonly unknownWords: UnknownWord[];
};

/** What `#N/A` and its kin look like in the cells of a workbook. */
const spreadsheetError = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/;

export function startReading(): RowReading {
  return { faults: [], unknownWords: [] };
}

/** The trimmed text of a cell; empty where the row has no such cell. */
export function textAt({ cells }: HistoryRow, { at }: Position): string {
  return (cells[at] ?? '').trim();
}

export function addFault({ faults }: RowReading, { row }: HistoryRow, { title }: Position, code: RowFaultCode): null {
  faults.push({ row, column: title, code, message: rowFaultMessages[code] });
  return null;
}

export function addUnknownWord(reading: RowReading, row: HistoryRow, position: Position, code: 'word-unknown' | 'matter-unknown'): null {
  const word = textAt(row, position);
  // A word of a table is short; what has many digits is a number, and may be a person's.
  if (word.length <= 40 && !/(?:\d.*){6}/.test(word)) reading.unknownWords.push({ column: position.title, word });
  return addFault(reading, row, position, code);
}

/** The text of a cell, or null with a fault for one that cannot be read at all. */
export function readText(reading: RowReading, row: HistoryRow, position: Position): string | null {
  const text = textAt(row, position);
  if (text.includes('\uFFFD')) return addFault(reading, row, position, 'text-damaged');
  if (spreadsheetError.test(text)) return addFault(reading, row, position, 'cell-error');
  return text;
}

/** True for a resident identity number or a mainland mobile number. */
export function isPersonal(text: string): boolean {
  return readResidentId(text).ok || isMobile(normalisePhone(text));
}
