/**
 * Records of comma separated values after RFC 4180, a little wider: any of the three separators, any line end, quotes in the midst of a
 * bare field taken as they are.
 */
import { withoutFormula } from '../export/csv.ts';
import { noTable, tooLarge } from './history-fault.ts';

export const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

export type CsvRecords = {
  /** The records that are whole with this piece of text. Blank lines count as rows, with one empty cell. */
  readonly feed: (text: string) => Generator<string[], void, undefined>;
  /** The last record, where no line end follows it. */
  readonly end: () => Generator<string[], void, undefined>;
};

const quote = '"';
/** `="0012"`: how tables keep a spreadsheet from taking a number for one. */
const asFormula = /^="([^"]*)"$/;

/** `longest`: characters that a record may have; above it a quote must have been left open. */
export function csvRecords(separator: Separator, longest: number): CsvRecords {
  let rest = '';
  let row = 0;

  function* records(text: string, atEnd: boolean): Generator<string[], void, undefined> {
    const buffer = rest + text;
    let start = 0;
    while (start < buffer.length) {
      const record = readRecord(buffer, start, separator, atEnd);
      if (record === null) break;
      row += 1;
      start = record.next;
      yield record.cells;
    }
    rest = buffer.slice(start);
    if (atEnd && rest !== '') throw noTable(`a quote that opens in row ${row + 1} does not close`);
    if (rest.length > longest) throw tooLarge(`row ${row + 1} has more than ${longest} characters; perhaps a quote in it does not close`);
  }

  return { feed: (text) => records(text, false), end: () => records('', true) };
}

/** Null where the buffer ends before the record does: within quotes, or where the next character would decide. */
function readRecord(buffer: string, start: number, separator: Separator, atEnd: boolean): { readonly cells: string[]; readonly next: number } | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let quoted = '';
    if (buffer[at] === quote) {
      const closing = closingQuote(buffer, at + 1);
      // A quote at the very end may be the first of two.
      if (closing === -1 || (closing === buffer.length - 1 && !atEnd)) return null;
      quoted = buffer.slice(at + 1, closing).replaceAll('""', quote);
      at = closing + 1;
    }
    const end = fieldEnd(buffer, at, separator);
    if (end === buffer.length && !atEnd) return null;
    cells.push(plain(quoted + buffer.slice(at, end)));
    if (buffer[end] === separator) {
      at = end + 1;
      continue;
    }
    // A carriage return at the very end may be half of a line end.
    if (buffer[end] === '\r' && end === buffer.length - 1 && !atEnd) return null;
    return { cells, next: end + (buffer[end] === '\r' && buffer[end + 1] === '\n' ? 2 : 1) };
  }
}

/** The quote that ends a field, doubled ones passed over; -1 where there is none. */
function closingQuote(buffer: string, from: number): number {
  let at = buffer.indexOf(quote, from);
  while (at !== -1 && buffer[at + 1] === quote) at = buffer.indexOf(quote, at + 2);
  return at;
}

function fieldEnd(buffer: string, from: number, separator: Separator): number {
  const mark = separator.charCodeAt(0);
  for (let at = from; at < buffer.length; at += 1) {
    const code = buffer.charCodeAt(at);
    if (code === mark || code === 10 || code === 13) return at;
  }
  return buffer.length;
}

/** The text itself, where the file guards it against being run as a formula (export/csv.ts does so too). */
function plain(text: string): string {
  const formula = text.startsWith('=') ? asFormula.exec(text) : null;
  if (formula !== null) return formula[1] ?? '';
  return text.startsWith("'") && withoutFormula(text) !== text ? text.slice(1) : text;
}
