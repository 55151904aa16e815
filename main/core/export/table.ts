/**
 * A table as it leaves the counter: what is exported, told apart from how a format writes it. This folder is plain Node and
 * knows no Electron; who visitors are reaches it only through the two lists that are made to name them (check-table.ts, list-tables.ts).
 */

/**
 * `date` is a calendar day `YYYY-MM-DD`; `duration-seconds` is a number of seconds; `percent` is a share of 1; `integer` and `number` are numbers. A text in any
 * column is allowed ("Total", "not stated") and is written as text; a date that no calendar has is text too. Null is an empty cell.
 */
export type ColumnKind = 'text' | 'integer' | 'number' | 'date' | 'duration-seconds' | 'percent';

export type Cell = string | number | null;

export type Column = {
  readonly key: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** In characters of the standard font; without it, made to fit the kind and the title. */
  readonly width?: number;
};

export type Sheet = {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Read once, from front to back, and closed when the writing fails half way. */
  readonly rows: Iterable<readonly Cell[]>;
  readonly frozenHeader: boolean;
  readonly autoFilter: boolean;
  /** One more row under the others, outside the filter. */
  readonly total?: readonly Cell[];
};

export type Table = { readonly sheets: readonly Sheet[] };

/** Where the bytes of a format go; the promise is the backpressure. */
export type Sink = (bytes: Uint8Array) => Promise<void>;

/** The sheet that stands alone in a format of one sheet. Throws a RangeError for a table of none. */
export function firstSheet(table: Table): Sheet {
  const [first] = table.sheets;
  if (first === undefined) throw new RangeError('a table has at least one sheet');
  return first;
}

/** Throws a RangeError when a row does not fit its columns or holds a number that is none: a shifted figure is worse than no file. */
export function checkRow(columns: readonly Column[], row: readonly Cell[]): void {
  if (row.length !== columns.length) throw new RangeError(`a row of ${row.length} cells under ${columns.length} columns`);
  row.forEach((cell, index) => {
    if (typeof cell === 'number' && !Number.isFinite(cell)) throw new RangeError(`column ${columns[index]?.key ?? index} holds ${cell}`);
  });
}

const pieceLength = 64 * 1024;

/** The same text in pieces of about 64 Ki characters, each of them whole lines of the input, ready for encoding. */
export function* gathered(lines: Iterable<string>): Generator<Buffer, void, undefined> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < pieceLength) continue;
    yield Buffer.from(piece, 'utf8');
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece, 'utf8');
}
