/** A table as a document on paper: its rows under a repeated header, then what they mean, what is left out, and the proof. The pivot rows stay in the workbook. */
import { exportSheets } from '../../../shared/statistics/export-words.ts';
import type { Language } from '../../../shared/statistics/wording.ts';
import type { PdfBlock, PdfColumn, PdfDocument } from './pdf.ts';
import type { Cell, Column, ColumnKind, Sheet, Table } from './table.ts';

/** What stands around the table. `left` and `right` are on top of every page. */
export type PdfFrame = { readonly title: string; readonly language: Language; readonly left: string; readonly right: string };

/** From so many columns on the sheet lies across. */
const across = 6;

/** Above that nobody reads it, and a document is held whole until its pages are counted. */
export const longestDocument = 5000;

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const two = (value: number): string => String(value).padStart(2, '0');

/** As the workbook shows it: shares with two digits, times as hours, minutes and whole seconds. */
export function cellOnPaper(kind: ColumnKind, cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  switch (kind) {
    case 'text':
    case 'date':
      return String(cell);
    case 'integer':
      return Number.isInteger(cell) ? whole.format(cell) : number.format(cell);
    case 'number':
      return number.format(cell);
    case 'percent':
      return `${(cell * 100).toFixed(2)}%`;
    case 'duration-seconds': {
      const seconds = Math.round(cell);
      return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    }
  }
}

const onRight: Readonly<Record<ColumnKind, boolean>> = { text: false, date: false, integer: true, number: true, percent: true, 'duration-seconds': true };
const usual: Readonly<Record<ColumnKind, number>> = { text: 14, date: 13, integer: 10, number: 10, percent: 10, 'duration-seconds': 11 };
/** One wide column must not leave the others without room. */
const widest = 36;

const paperColumn = ({ title, kind, width }: Column): PdfColumn => ({ title, width: Math.min(widest, width ?? usual[kind]), ...(onRight[kind] ? { align: 'right' } : {}) });

/** For those who compute again; they have the workbook. */
const notOnPaper: ReadonlySet<string> = new Set(['identifier', 'formula']);

function tableBlock({ columns: all, rows, total }: Sheet): PdfBlock {
  const shown = all.flatMap((column, index) => (notOnPaper.has(column.key) ? [] : [{ column, index }]));
  const onPaper = (row: readonly Cell[]): readonly string[] => shown.map(({ column, index }) => cellOnPaper(column.kind, row[index] ?? null));
  const lines = function* (): Generator<readonly string[], void, undefined> {
    for (const row of rows) yield onPaper(row);
  };
  return { kind: 'table', columns: shown.map(({ column }) => paperColumn(column)), rows: lines(), ...(total === undefined ? {} : { total: onPaper(total) }) };
}

/** Blocks are taken one after the other: a proof is made when the rows before it are drawn. */
export function tablePdf({ sheets: [first, ...others] }: Table, { title, language, left, right }: PdfFrame): PdfDocument {
  const blocks = function* (): Generator<PdfBlock, void, undefined> {
    yield { kind: 'title', text: title, under: right };
    if (first !== undefined) yield tableBlock(first);
    for (const sheet of others) {
      if (sheet.name === exportSheets.pivot[language]) continue;
      yield { kind: 'heading', text: sheet.name };
      yield tableBlock(sheet);
    }
  };
  return { title, language, landscape: (first?.columns.length ?? 0) >= across, header: { left, right }, blocks: blocks() };
}
