/**
 * Comma separated values after RFC 4180: CRLF, UTF-8. The byte order mark is there because Excel takes a file without it for
 * the system's code page and shows Chinese as rubbish.
 */
import { checkRow, gathered, type Cell, type Sheet, type Sink } from './table.ts';

/**
 * What a spreadsheet may take for a formula: = + - @ in any of their widths, after any white or invisible characters, and a
 * leading tab or line end (OWASP, CSV injection). The apostrophes in front keep the guard reversible: a text that looks guarded
 * already is guarded once more.
 */
const formulaStart = /^'*(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u;
const plainNumber = /^-?\d+(?:\.\d+)?$/;
const needsQuotes = /[",;\t\r\n]|^\s|\s$/;

/** The text with an apostrophe in front when a spreadsheet could run it; `-12.5` is a number and stays one. */
export function withoutFormula(text: string): string {
  return formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

const field = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = withoutFormula(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const line = (cells: readonly Cell[]): string => {
  const text = cells.map(field).join(',');
  // One empty cell alone would be a blank line, which many readers drop.
  return `${text === '' ? '""' : text}\r\n`;
};

function* lines({ columns, rows, total }: Sheet): Generator<string, void, undefined> {
  yield `\uFEFF${line(columns.map(({ title }) => title))}`;
  for (const row of rows) {
    checkRow(columns, row);
    yield line(row);
  }
  if (total === undefined) return;
  checkRow(columns, total);
  yield line(total);
}

/** Header, rows, total. Durations are seconds and dates `YYYY-MM-DD`, as they came. Throws what the rows or the sink throw. */
export async function writeCsv(sheet: Sheet, sink: Sink): Promise<void> {
  for (const bytes of gathered(lines(sheet))) await sink(bytes);
}
