/** A sheet of a workbook (ECMA-376, transitional and strict) as a stream of rows. */
import type { HistoryRow } from '../../../shared/history/row-reading.ts';
import { numberText, unescapedCell } from './cell-text.ts';
import { noTable, tooLarge, type HistoryLimits } from './history-fault.ts';
import type { HistoryFile } from './history-file.ts';
import { partText } from './part-text.ts';
import { readWorkbook, type Workbook } from './workbook.ts';
import { attributeOf, xmlReader, xmlText } from './xml-reader.ts';
import { openArchive } from './zip-archive.ts';

/**
 * Rows that have cells, with the numbers they have in the sheet; of a formula the value it last had. Days are ISO text, lengths of time
 * `h:mm:ss`, truth values `TRUE` and `FALSE`. Throws a HistoryFault of any code but `column-missing`.
 */
export async function* readXlsx(file: HistoryFile, sheet: string | undefined, limits: HistoryLimits): AsyncGenerator<HistoryRow, void, undefined> {
  const archive = await openArchive(file, limits);
  const workbook = await readWorkbook(archive, sheet, limits);
  const rows: HistoryRow[] = [];
  const reader = sheetReader(workbook, limits, (row) => rows.push(row));
  for await (const text of partText(archive, workbook.sheetPart, limits.partBytes)) {
    reader.feed(text);
    yield* rows;
    rows.length = 0;
  }
  reader.end();
}

function sheetReader(workbook: Workbook, limits: HistoryLimits, emit: (row: HistoryRow) => void): ReturnType<typeof xmlReader> {
  let inData = false;
  let row = 0;
  let cells: string[] | null = null;
  let column = 0;
  let type = 'n';
  let style = 0;
  let inCell = false;
  let phonetic = 0;
  let taking = false;
  let value = '';

  const open = (name: string, attributes: string): void => {
    if (name === 'sheetData') inData = true;
    else if (!inData) return;
    else if (name === 'row') {
      row = rowNumber(attributeOf(attributes, 'r'), row);
      if (row > limits.rows) throw tooLarge(`the sheet has more than ${limits.rows} rows`);
      cells = [];
      column = 0;
    } else if (name === 'c') {
      column = columnNumber(attributeOf(attributes, 'r'), column);
      type = attributeOf(attributes, 't') ?? 'n';
      style = Number(attributeOf(attributes, 's') ?? 0);
      inCell = true;
      value = '';
    } else if (name === 'rPh') phonetic += 1;
    else taking = inCell && phonetic === 0 && name === (type === 'inlineStr' ? 't' : 'v');
  };

  const close = (name: string): void => {
    if (name === 'sheetData') inData = false;
    else if (!inData) return;
    else if (name === 'rPh') phonetic -= 1;
    else if (name === 'c' && cells !== null) {
      inCell = false;
      if (value === '' || column > limits.columns) return;
      while (cells.length < column - 1) cells.push('');
      cells[column - 1] = cellText(workbook, type, style, value);
    } else if (name === 'row' && cells !== null) {
      if (cells.length > 0) emit({ row, cells });
      cells = null;
    } else taking = false;
  };

  const text = (raw: string): void => {
    if (!taking) return;
    value += xmlText(raw);
    if (value.length > limits.pieceCharacters) throw tooLarge('a cell holds more than a cell may hold');
  };

  return xmlReader({ open, text, close }, limits.pieceCharacters);
}

function cellText({ sharedTexts, looks, from1904 }: Workbook, type: string, style: number, value: string): string {
  switch (type) {
    case 's': {
      const text = sharedTexts[Number(value)];
      if (text === undefined) throw noTable('a cell names a shared text that the workbook has not');
      return text;
    }
    case 'inlineStr':
    case 'str':
      return unescapedCell(value);
    case 'b':
      return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE';
    case 'n':
      return numberText(value, looks[style] ?? 'plain', from1904);
    default:
      // `e`, the error as it is shown, and `d`, a day in ISO form.
      return value;
  }
}

/** Rows and cells may leave their place out; then they follow the one before. */
function rowNumber(written: string | undefined, before: number): number {
  const row = written === undefined ? before + 1 : Number(written);
  if (!Number.isInteger(row) || row <= before) throw noTable('the rows of the sheet are out of order');
  return row;
}

/** From 1: `C7` is 3. */
function columnNumber(reference: string | undefined, before: number): number {
  if (reference === undefined) return before + 1;
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) | 32;
    if (code < 97 || code > 122) break;
    column = column * 26 + code - 96;
  }
  if (column <= before || column > 16_384) throw noTable('the cells of a row are out of order');
  return column;
}
