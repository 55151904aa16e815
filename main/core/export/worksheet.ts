/** One sheet of a workbook as SpreadsheetML, row by row (ECMA-376 part 1, 18.3). */
import { checkRow, type Cell, type Column, type ColumnKind, type Sheet } from './table.ts';
import { styleOf, type CellLook } from './xlsx-style.ts';
import { cellText } from './xml-text.ts';

/** Excel's own limits; a sheet beyond them is refused, because Excel would drop the rest when it repairs the file. */
const rowLimit = 1_048_576;
/** Rows that fit under a header and over a total. */
export const longestSheet = rowLimit - 2;
const columnLimit = 16_384;
const textLimit = 32_767;

const secondsPerDay = 86_400;
/** 1970-01-01 as a serial of the 1900 date system. */
const epochSerial = 25_569;
/** 1900-03-01: below it the serials count a 29 February 1900 that never was. */
const firstSoundSerial = 61;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** `YYYY-MM-DD` as a serial day of the 1900 date system; null for what is no day, or one before 1900-03-01. */
export function dateSerial(text: string): number | null {
  if (!isoDate.test(text)) return null;
  const instant = Date.parse(text);
  // Date.parse may let 30 February through as 2 March; the day then differs.
  if (Number.isNaN(instant) || new Date(instant).getUTCDate() !== Number(text.slice(8))) return null;
  const serial = instant / 1000 / secondsPerDay + epochSerial;
  return serial < firstSoundSerial ? null : serial;
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${columnLetters(Math.floor(index / 26) - 1)}${letter}`;
}

/** Space that a reader would trim. */
const edgeSpace = /^(?:\s|&#13;)|(?:\s|&#13;)$/;

/** From A1 to the last column of a row: `A1:T100`; with `$`, as a defined name wants it. */
export function cellRange(columns: readonly Column[], lastRow: number, anchor: '' | '$' = ''): string {
  return `${anchor}A${anchor}1:${anchor}${columnLetters(columns.length - 1)}${anchor}${lastRow}`;
}

const numeric = (reference: string, style: number, value: number): string => `<c r="${reference}" s="${style}"><v>${value}</v></c>`;

const numberLook = (kind: ColumnKind, value: number): CellLook => {
  if (kind === 'duration-seconds') return 'duration';
  if (kind === 'percent') return 'percent';
  // A fraction under #,##0 would show rounded, and no longer add up to its total.
  return kind === 'integer' && Number.isInteger(value) ? 'integer' : 'number';
};

const cellXml = (reference: string, kind: ColumnKind, cell: Cell, bold: boolean): string => {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number' && kind !== 'text') {
    const look = numberLook(kind, cell);
    return numeric(reference, styleOf(look, bold), look === 'duration' ? cell / secondsPerDay : cell);
  }
  const text = String(cell);
  const serial = kind === 'date' ? dateSerial(text) : null;
  if (serial !== null) return numeric(reference, styleOf('date', bold), serial);
  if (text.length > textLimit) throw new RangeError(`cell ${reference} holds more than ${textLimit} characters`);
  const safe = cellText(text);
  const space = edgeSpace.test(safe) ? ' xml:space="preserve"' : '';
  return `<c r="${reference}" s="${styleOf('text', bold)}" t="inlineStr"><is><t${space}>${safe}</t></is></c>`;
};

const usualWidth: Readonly<Record<ColumnKind, number>> = { text: 16, integer: 10, number: 12, date: 12, 'duration-seconds': 11, percent: 10 };

/** Chinese takes two characters' room; the filter's arrow takes three. */
const titleWidth = (title: string): number => Array.from(title).reduce((sum, character) => sum + (character > '\u2E7F' ? 2 : 1), 3);

const columnXml = ({ kind, title, width }: Column, index: number): string => {
  const characters = Math.min(255, width ?? Math.max(usualWidth[kind], titleWidth(title)));
  return `<col min="${index + 1}" max="${index + 1}" width="${characters}" customWidth="1"/>`;
};

const viewXml = (frozen: boolean, selected: boolean): string => {
  const pane = frozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/>' : '';
  return `<sheetViews><sheetView${selected ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>`;
};

/**
 * The lines of the sheet's part; returns the number of its last row under the filter, header included.
 * Throws a RangeError for what Excel cannot hold: 1,048,576 rows with header and total, 16,384 columns, 32,767 characters in a cell.
 */
export function* worksheetLines({ columns, rows, total, frozenHeader, autoFilter }: Sheet, selected: boolean): Generator<string, number, undefined> {
  if (columns.length === 0 || columns.length > columnLimit) throw new RangeError(`a sheet of ${columns.length} columns`);
  const letters = columns.map((_, index) => columnLetters(index));
  const rowXml = (number: number, cells: readonly Cell[], under: readonly Column[], bold: boolean): string => {
    if (number > rowLimit) throw new RangeError(`a sheet of more than ${rowLimit} rows`);
    checkRow(under, cells);
    const inside = under.reduce((xml, { kind }, index) => xml + cellXml(`${letters[index]}${number}`, kind, cells[index] ?? null, bold), '');
    return `<row r="${number}">${inside}</row>`;
  };
  const header = columns.map(({ title }) => title);
  const headerColumns = columns.map((column): Column => ({ ...column, kind: 'text' }));

  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
  yield `${viewXml(frozenHeader, selected)}<sheetFormatPr defaultRowHeight="15"/><cols>${columns.map(columnXml).join('')}</cols><sheetData>`;
  yield rowXml(1, header, headerColumns, true);
  let number = 1;
  for (const row of rows) {
    number += 1;
    yield rowXml(number, row, columns, false);
  }
  const lastRow = total === undefined ? number : number + 1;
  if (total !== undefined) yield rowXml(lastRow, total, columns, true);
  yield '</sheetData>';
  if (autoFilter) yield `<autoFilter ref="${cellRange(columns, number)}"/>`;
  // Codes of digits are text on purpose: no green corner beside each.
  yield `<ignoredErrors><ignoredError sqref="${cellRange(columns, lastRow)}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
  return number;
}
