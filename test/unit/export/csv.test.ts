import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutFormula, writeCsv } from '../../../main/core/export/csv.ts';
import type { Cell, Column, Sheet } from '../../../main/core/export/table.ts';
import { readCsv } from './read-csv.ts';

const column = (key: string, kind: Column['kind'] = 'text'): Column => ({ key, title: key, kind });

const sheet = (columns: readonly Column[], rows: Iterable<readonly Cell[]>, total?: readonly Cell[]): Sheet => {
  const plain = { name: 'S', columns, rows, frozenHeader: false, autoFilter: false };
  return total === undefined ? plain : { ...plain, total };
};

const bytesOf = async (table: Sheet): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  await writeCsv(table, async (piece) => {
    pieces.push(Uint8Array.from(piece));
  });
  return Buffer.concat(pieces);
};

/** The records after the byte order mark. */
const read = async (table: Sheet): Promise<readonly (readonly string[])[]> => readCsv((await bytesOf(table)).subarray(3).toString('utf8'));

const dangerous = [
  '=1+1', '+1+1', '-1+1', '@SUM(A1)', "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org";"x")', '\t=1', '\r=1', '\n=1', '\ttext', '\rtext', '\ntext',
  '＝1+1', '＋1+1', '－1+1', '＠SUM(A1)', '﹦1', '﹢1', '﹣1', '﹫A1', ' =1', '\u3000=1', '\u3000＝1', '\u00a0@A1', '\u200b=1', '\ufeff=1', '\u0000=1', '\u2028=1', ' \t\u3000 ＋A1',
  '-', '--5', '-5-', '-5|x', '+8613800000000', '-1e5+A1', '-１', '－5', ' -5', "'=1", "''＝1", "' =1",
] as const;

const harmless = ['', '定海区', '1+1', 'a=b', '-5', '-12.50', '0012', '5', "'quoted'", "'", '（-5）', 'a@b', ' text', '\u3000文字', '#REF!', '—', '·'] as const;

describe('formula injection', () => {
  it.each(dangerous.map((text) => [JSON.stringify(text), text] as const))('puts an apostrophe before %s', async (_, text) => {
    expect(await read(sheet([column('a'), column('b')], [[text, 'x']]))).toEqual([['a', 'b'], [`'${text}`, 'x']]);
  });

  it.each(harmless.map((text) => [JSON.stringify(text), text] as const))('leaves %s as it is', async (_, text) => {
    expect(await read(sheet([column('a'), column('b')], [[text, 'x']]))).toEqual([['a', 'b'], [text, 'x']]);
  });

  it('guards titles and totals too', async () => {
    expect(await read(sheet([column('=a'), column('b')], [], ['@t', 1]))).toEqual([["'=a", 'b'], ["'@t", '1']]);
  });

  it('leaves numbers numbers', async () => {
    const numbers = [-5, -0.25, 0, 1e21, 1234567.5];
    expect(await read(sheet(numbers.map((_, index) => column(`n${index}`, 'number')), [numbers]))).toEqual([['n0', 'n1', 'n2', 'n3', 'n4'], ['-5', '-0.25', '0', '1e+21', '1234567.5']]);
  });

  it('can be taken off again, whatever the text', () => {
    const bare = (written: string): string => (written.startsWith("'") && withoutFormula(written.slice(1)) === written ? written.slice(1) : written);
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom("'", '=', '-', '＋', ' ', '\t', '\u3000', '5', 'a') }));
    const starts = new Set('=+-@＝＋－＠\t\r\n');
    fc.assert(
      fc.property(text, (original) => {
        const written = withoutFormula(original);
        expect(bare(written)).toBe(original);
        // JavaScript's own idea of white space, not the writer's.
        const runs = starts.has(written[0] ?? '') || starts.has(written.trimStart()[0] ?? '');
        expect(runs && !/^-\d+(\.\d+)?$/.test(written)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the CSV file', () => {
  it('is UTF-8 with a byte order mark, CRLF, header first and total last', async () => {
    const bytes = await bytesOf(sheet([column('日期', 'date'), column('件', 'integer'), column('时长', 'duration-seconds')], [['2026-01-05', 3, 312]], ['合计', 3, null]));
    expect(bytes.toString('utf8')).toBe('\ufeff日期,件,时长\r\n2026-01-05,3,312\r\n合计,3,\r\n');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('is read back by another parser with any strings in it', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', ';', ' ', '\t', '=', "'", '字') }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { maxLength: 8 }).map((rows) => ({ width, rows }))), async ({ width, rows }) => {
        const columns = Array.from({ length: width }, (_, index) => column(`c${index}`));
        expect(await read(sheet(columns, rows))).toEqual([columns.map(({ title }) => title), ...rows.map((row) => row.map(withoutFormula))]);
      }),
      { numRuns: 300 },
    );
  });

  it('does not lose a row of one empty cell', async () => {
    expect(await read(sheet([column('a')], [[null], [''], ['x']]))).toEqual([['a'], [''], [''], ['x']]);
  });

  it.each([
    ['a row too short', [['x']]],
    ['a row too long', [['x', 'y', 'z']]],
    ['a number that is none', [['x', Number.NaN]]],
    ['an endless number', [['x', Number.POSITIVE_INFINITY]]],
  ])('refuses %s', async (_, rows) => {
    await expect(bytesOf(sheet([column('a'), column('b', 'number')], rows))).rejects.toThrow(RangeError);
  });

  it('reads no further than the sink has taken', async () => {
    let read = 0;
    let taken = 0;
    const widest: number[] = [];
    const rows = function* (): Generator<readonly Cell[]> {
      for (; read < 5000; read += 1) {
        widest.push(read - taken);
        yield ['字'.repeat(100)];
      }
    };
    await writeCsv(sheet([column('a')], rows()), async (piece) => {
      await new Promise(setImmediate);
      taken += piece.length / 302;
    });
    expect(read).toBe(5000);
    expect(Math.max(...widest)).toBeLessThan(700);
  });
});
