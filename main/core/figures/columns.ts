/**
 * Facts as columns: one typed array for each property, one place for each row. A question then is a few passes over numbers that lie side by
 * side, which is faster than any index or sum kept beside the table, for every question alike, and costs the counter's writing nothing.
 */

/** Texts as small numbers, in the order in which they came; 0 stands for none. */
export class Codes {
  readonly texts: (string | null)[] = [null];
  private readonly known = new Map<string, number>();

  codeOf(text: string | null): number {
    if (text === null) return 0;
    const known = this.known.get(text);
    if (known !== undefined) return known;
    this.known.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  /** The code of a text that has one. */
  find(text: string | null): number | undefined {
    return text === null ? 0 : this.known.get(text);
  }
}

/** Stands for "not known" in a column of times, hours and windows. */
export const none = -1;

/** Small numbers (codes, hours, windows, counts of a case's materials) in 16 bits, the others in 32. */
export type Column = Int32Array | Int16Array;

/** Columns grown together; `make` gives empty ones of so many rows. */
export class Columns<Set extends Readonly<Record<string, Column>>> {
  size = 0;
  of: Set;
  private room: number;
  private numbers = new Int32Array(0);
  private readonly rising = new Map<keyof Set, { readonly upTo: number; readonly holds: boolean }>();
  private readonly make: (rows: number) => Set;

  constructor(make: (rows: number) => Set, expected: number) {
    this.make = make;
    this.room = Math.max(1024, expected);
    this.of = make(this.room);
  }

  /** The place of the row with an id, which count from 1; there is room for it then. */
  put(id: number): number {
    if (id > this.room) this.grow(id);
    if (id > this.size) this.size = id;
    return id - 1;
  }

  private grow(rows: number): void {
    this.room = Math.max(rows, this.room * 2);
    const grown = this.make(this.room);
    const target: Readonly<Record<string, Column>> = grown;
    for (const [name, column] of Object.entries(this.of)) target[name]?.set(column);
    this.of = grown;
  }

  /** Numbers of all rows, 0 to `size` - 1. */
  places(): Int32Array {
    if (this.numbers.length < this.size) {
      this.numbers = new Int32Array(this.room);
      for (let row = 0; row < this.room; row += 1) this.numbers[row] = row;
    }
    return this.numbers.subarray(0, this.size);
  }

  /** Whether a column never falls from one row to the next. To be asked of one whose values stay: what was looked at is not looked at again. */
  rises(name: keyof Set): boolean {
    const known = this.rising.get(name) ?? { upTo: 0, holds: true };
    const column: Column | undefined = this.of[name];
    let { upTo, holds } = known;
    for (; holds && upTo < this.size - 1; upTo += 1) holds = (column?.[upTo] ?? 0) <= (column?.[upTo + 1] ?? 0);
    this.rising.set(name, { upTo, holds });
    return holds;
  }
}
