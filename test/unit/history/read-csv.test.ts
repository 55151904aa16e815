import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../main/core/export/csv.ts';
import type { Sheet } from '../../../main/core/export/table.ts';
import { csvRecords, type Separator } from '../../../main/core/history/csv-records.ts';
import { usualLimits } from '../../../main/core/history/history-fault.ts';
import { readTable } from '../../../main/core/history/read-table.ts';
import { collect, faultOf, withFile } from './sample.ts';

const rowsOf = (bytes: Uint8Array | string, headerRow = 1): Promise<readonly (readonly [number, readonly string[]])[]> =>
  withFile(bytes, async (file) => (await collect(readTable(file, { headerRow }))).map(({ row, cells }) => [row, cells] as const));

const split = (text: string, separator: Separator, at: readonly number[]): string[][] => {
  const records = csvRecords(separator, 1000);
  const cuts = [0, ...[...at].sort((left, right) => left - right), text.length];
  const read = cuts.slice(1).flatMap((cut, index) => [...records.feed(text.slice(cuts[index], cut))]);
  return [...read, ...records.end()];
};

/** 流水号,事项\n1,社保卡 in GB 18030, which Node decodes and does not encode. */
const gb = (...parts: readonly (string | readonly number[])[]): Buffer => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const gbTitle = [0xc1, 0xf7, 0xcb, 0xae, 0xba, 0xc5] as const;
const gbMatter = [0xca, 0xc2, 0xcf, 0xee] as const;
const gbCard = [0xc9, 0xe7, 0xb1, 0xa3, 0xbf, 0xa8] as const;
/** 𠮷, four bytes long. */
const gbRare = [0x95, 0x34, 0xb2, 0x35] as const;

describe('a CSV', () => {
  it.each([
    ['UTF-8', Buffer.from('流水号,事项\r\n1,社保卡\r\n')],
    ['UTF-8 with a mark', Buffer.from('\uFEFF流水号,事项\r\n1,社保卡\r\n')],
    ['UTF-16', Buffer.from('\uFEFF流水号\t事项\r\n1\t社保卡\r\n', 'utf16le')],
    ['GB 18030', gb(gbTitle, ',', gbMatter, '\r\n1,', gbCard, '\r\n')],
    ['lines of a line feed alone, the last without', Buffer.from('流水号,事项\n1,社保卡')],
    ['lines of a carriage return alone', Buffer.from('流水号,事项\r1,社保卡\r')],
    ['semicolons', Buffer.from('流水号;事项\n1;社保卡')],
    ['tabs', Buffer.from('流水号\t事项\n1\t社保卡')],
    ['quotes', Buffer.from('"流水号","事项"\n"1","社保卡"')],
    ['guards against formulas', Buffer.from('流水号,事项\n="1",社保卡')],
  ])('is read in %s', async (_, bytes) => {
    expect(await rowsOf(bytes)).toEqual([[1, ['流水号', '事项']], [2, ['1', '社保卡']]]);
  });

  it('takes the separator of the row of titles, not of what stands above', async () => {
    expect(await rowsOf('办件清单, 2025, 一季度, 全部\n流水号;事项\n1;社保卡,申领', 2)).toEqual([[1, ['办件清单, 2025, 一季度, 全部']], [2, ['流水号', '事项']], [3, ['1', '社保卡,申领']]]);
  });

  it('counts blank lines as rows and line ends in quotes as none, as a spreadsheet does', async () => {
    expect((await rowsOf('a,b\n\n"1\r\n2",x\ny,z\n')).map(([row, cells]) => [row, ...cells])).toEqual([[1, 'a', 'b'], [2, ''], [3, '1\r\n2', 'x'], [4, 'y', 'z']]);
  });

  it('keeps a rare character of four bytes, and marks one that is cut in two where it stands', async () => {
    const bytes = gb(gbTitle, ',', gbMatter, '\n1,', gbRare, '\n2,', gbCard, [0xc9], '\n3,', gbCard);
    expect((await rowsOf(bytes)).map(([, cells]) => cells[1])).toEqual(['事项', '𠮷', '社保卡\uFFFD', '社保卡']);
    const utf8 = Buffer.concat([Buffer.from('流水号,事项说明\n1,社保'), Buffer.from([0xe5, 0x8d]), Buffer.from('\n2,社保卡社保卡社保卡')]);
    expect((await rowsOf(utf8)).map(([, cells]) => cells[1])).toEqual(['事项说明', '社保\uFFFD', '社保卡社保卡社保卡']);
  });

  it('is told by its encoding also where the first Chinese stands far below the beginning', async () => {
    const ascii = Array.from({ length: 20_000 }, (_, index) => `${index},x\n`).join('');
    expect((await rowsOf(gb('No,Matter\n', ascii, '1,', gbCard))).at(-1)?.[1]).toEqual(['1', '社保卡']);
  });

  it('reads the same however it comes in pieces', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '流', '"', ',', ';', '\t', '\r', '\n', ' '), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), fc.constantFrom<Separator>(',', ';', '\t'), fc.constantFrom('\r\n', '\n', '\r'), fc.array(fc.nat(80), { maxLength: 5 }), (records, separator, lineEnd, cuts) => {
        const text = records.map((record) => record.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator)).join(lineEnd);
        expect(split(text, separator, cuts.map((cut) => Math.min(cut, text.length)))).toEqual(records);
      }),
      { numRuns: 500 },
    );
  });

  it('gives back what the export wrote, its guard against formulas taken away', async () => {
    const text = fc.oneof(fc.string({ unit: fc.constantFrom('=', '-', "'", '@', '1', '.', ' ', '"', ',', '\n', '流', '水') }), fc.string({ unit: 'grapheme' })).filter((value) => !value.includes('\0') && !/^="[^"]*"$/.test(value));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { maxLength: 5 }), async (rows) => {
        const sheet: Sheet = { name: 's', columns: [{ key: 'a', title: '流水号', kind: 'text' }, { key: 'b', title: '事项', kind: 'text' }], rows, frozenHeader: false, autoFilter: false };
        const pieces: Uint8Array[] = [];
        await writeCsv(sheet, async (piece) => {
          pieces.push(Uint8Array.from(piece));
        });
        expect((await rowsOf(Buffer.concat(pieces))).slice(1).map(([, cells]) => cells)).toEqual(rows);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['a quote that stays open', 'a,b\n1,"x\n2,y\n', 'history-not-a-table'],
    ['bytes that are no text', Buffer.from([65, 44, 0, 66]), 'history-not-a-table'],
    ['nothing in it', '', 'history-not-a-table'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'history-not-a-table'],
    ['a PDF', '%PDF-1.7', 'history-not-a-table'],
  ])('is refused with %s', async (_, bytes, code) => {
    expect(await faultOf(rowsOf(bytes))).toBe(code);
  });

  it('is refused above the limits of rows, of a record, of the file', async () => {
    const read = (text: string, limits: Partial<typeof usualLimits>): Promise<string> => withFile(text, (file) => faultOf(collect(readTable(file, { headerRow: 1 }, { ...usualLimits, ...limits }))));
    expect(await read('a\n1\n2\n', { rows: 2 })).toBe('history-too-large');
    expect(await read(`a\n"${'x'.repeat(200)}`, { pieceCharacters: 100 })).toBe('history-too-large');
    expect(await read('a,b\n1,2\n', { fileBytes: 5 })).toBe('history-too-large');
  });

  it('is not read where there is no file, or a folder', async () => {
    expect(await withFile('', (file) => faultOf(collect(readTable(`${file}-elsewhere`, { headerRow: 1 }))))).toBe('history-not-readable');
    expect(await withFile('', (file) => faultOf(collect(readTable(`${file}/..`, { headerRow: 1 }))))).toBe('history-not-readable');
  });
});
