import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell, Column, Sheet, Table } from '../../../main/core/export/table.ts';
import { columnLetters, dateSerial } from '../../../main/core/export/worksheet.ts';
import { writeXlsx } from '../../../main/core/export/xlsx.ts';
import { writeZip } from '../../../main/core/export/zip.ts';
import { find, readWorkbook, unzip, type ReadCell } from './read-xlsx.ts';

const columns: readonly Column[] = [
  { key: 'matter', title: '事项', kind: 'text' },
  { key: 'day', title: '日期', kind: 'date' },
  { key: 'transactions', title: '办件量', kind: 'integer', width: 9 },
  { key: 'ratio', title: '比例', kind: 'number' },
  { key: 'wait', title: '等候时长中位数', kind: 'duration-seconds' },
];
const rows: readonly (readonly Cell[])[] = [
  ['失业登记', '2026-01-05', 1234, 0.25, 312],
  ['0012', '2026-02-30', 1.5, -2, 90_061],
  [7, '1900-02-28', '未载明', null, ''],
];
const sheet: Sheet = { name: '办件/量', columns, rows, frozenHeader: true, autoFilter: true, total: ['合计', null, 1235.5, -1.75, 90_373] };
const plain: Sheet = { name: '办件-量', columns: [{ key: 'a', title: 'a', kind: 'text' }], rows: [], frozenHeader: false, autoFilter: false };
const table: Table = { sheets: [sheet, plain] };

const bytesOf = async (written: Table): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  await writeXlsx(written, async (piece) => {
    pieces.push(Uint8Array.from(piece));
  });
  return Buffer.concat(pieces);
};
const cells = (row: readonly ReadCell[] | undefined): readonly (readonly [string, string | number, string, boolean])[] =>
  (row ?? []).map(({ reference, value, format, bold }) => [reference, value, format, bold]);

describe('the workbook', () => {
  it('holds titles, texts, real dates, real numbers and durations, each with its format', async () => {
    const [first] = readWorkbook(await bytesOf(table)).sheets;
    expect(first?.rows).toHaveLength(5);
    expect(cells(first?.rows[0])).toEqual(columns.map(({ title }, index) => [`${columnLetters(index)}1`, title, '@', true]));
    expect(cells(first?.rows[1])).toEqual([
      ['A2', '失业登记', '@', false],
      ['B2', 46_027, 'yyyy\\-mm\\-dd', false],
      ['C2', 1234, '#,##0', false],
      ['D2', 0.25, 'General', false],
      ['E2', 312 / 86_400, '[h]:mm:ss', false],
    ]);
  });

  it('keeps as text what is no day, and shows the fraction of a count', async () => {
    const [first] = readWorkbook(await bytesOf(table)).sheets;
    expect(cells(first?.rows[2])).toEqual([
      ['A3', '0012', '@', false],
      ['B3', '2026-02-30', '@', false],
      ['C3', 1.5, 'General', false],
      ['D3', -2, 'General', false],
      ['E3', 90_061 / 86_400, '[h]:mm:ss', false],
    ]);
    expect(cells(first?.rows[3])).toEqual([['A4', '7', '@', false], ['B4', '1900-02-28', '@', false], ['C4', '未载明', '@', false]]);
  });

  it('has the total bold in the last row, outside the filter', async () => {
    const { sheets, workbook } = readWorkbook(await bytesOf(table));
    expect(cells(sheets[0]?.rows[4])).toEqual([
      ['A5', '合计', '@', true],
      ['C5', 1235.5, 'General', true],
      ['D5', -1.75, 'General', true],
      ['E5', 90_373 / 86_400, '[h]:mm:ss', true],
    ]);
    expect(sheets.map(({ xml }) => find(xml, 'autoFilter')?.attributes['ref'])).toEqual(['A1:E4', undefined]);
    expect(find(workbook, 'definedNames')?.children.map(({ attributes, text }) => [attributes['name'], attributes['localSheetId'], text])).toEqual([
      ['_xlnm._FilterDatabase', '0', "'办件-量'!$A$1:$E$4"],
    ]);
  });

  it('freezes the header, sets the widths and names the sheets lawfully', async () => {
    const { sheets } = readWorkbook(await bytesOf(table));
    expect(sheets.map(({ name }) => name)).toEqual(['办件-量', '办件-量 (2)']);
    expect(sheets.map(({ xml }) => find(xml, 'pane')?.attributes)).toEqual([{ ySplit: '1', topLeftCell: 'A2', activePane: 'bottomLeft', state: 'frozen' }, undefined]);
    expect(sheets.flatMap(({ xml }) => find(xml, 'cols')?.children ?? []).map(({ attributes }) => attributes['width'])).toEqual(['16', '12', '9', '12', '17', '16']);
  });

  it('has the elements of a sheet in the order that the standard demands', async () => {
    const [first] = readWorkbook(await bytesOf(table)).sheets;
    expect(first?.xml.children.map(({ name }) => name)).toEqual(['sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'autoFilter', 'ignoredErrors']);
  });

  it('names a Chinese font, and neither a person nor a day', async () => {
    const { styles, parts } = readWorkbook(await bytesOf(table));
    expect(find(styles, 'name')?.attributes['val']).toBe('宋体');
    const properties = parts.filter(({ name }) => name.startsWith('docProps/')).map(({ text }) => text).join('');
    expect(properties).not.toMatch(/creator|lastModifiedBy|Company|Manager/);
    expect(properties.match(/\d{4}-\d\d-\d\d\S{9}Z|\d{4}-\d\d-\d\dT[\d:]+Z/g)).toEqual(['1980-01-01T00:00:00Z']);
  });

  it('is the same bytes for the same rows', async () => {
    expect((await bytesOf(table)).equals(await bytesOf(table))).toBe(true);
  });

  it('gives any text back, but for what XML cannot hold', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('_', 'x', '0', '4', '1', 'D', '_x0041_', '&', '<', '>', '"', ']]>', '\r', '\n', '\t', ' ', '=', '\u0000', '\u001f', '\ud800', '\uffff', '𠮷') }),
    );
    const legal = (original: string): string =>
      Array.from(original).filter((character) => {
        const code = character.codePointAt(0) ?? 0;
        return code === 9 || code === 10 || code === 13 || (code > 31 && code < 0xd800) || (code > 0xdfff && code < 0xfffe) || code > 0xffff;
      }).join('');
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), text, async (texts, title) => {
        const written: Table = { sheets: [{ ...plain, name: title, columns: [{ key: 'a', title: `t${title}`, kind: 'text' }, { key: 'b', title: 'b', kind: 'integer' }], rows: texts.map((each, index) => [each, index]) }] };
        const [read] = readWorkbook(await bytesOf(written)).sheets;
        const values = read?.rows.map((row) => row.find(({ reference }) => reference.startsWith('A'))?.value ?? '');
        expect(values).toEqual([`t${title}`, ...texts].map(legal));
      }),
      { numRuns: 150 },
    );
  });

  it('gives any number back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 }), async (numbers) => {
        const written: Table = { sheets: [{ ...plain, columns: [{ key: 'a', title: 'a', kind: 'number' }], rows: numbers.map((number) => [number]) }] };
        const [read] = readWorkbook(await bytesOf(written)).sheets;
        expect(read?.rows.slice(1).map((row) => row[0]?.value)).toEqual(numbers.map((number) => number + 0));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['no sheet', { sheets: [] }],
    ['a sheet of no columns', { sheets: [{ ...plain, columns: [] }] }],
    ['a row that does not fit', { sheets: [{ ...plain, rows: [['a', 'b']] }] }],
    ['a number that is none', { sheets: [{ ...plain, rows: [[Number.NaN]] }] }],
    ['a text longer than a cell', { sheets: [{ ...plain, rows: [['a'.repeat(32_768)]] }] }],
  ])('refuses %s', async (_, faulty) => {
    await expect(bytesOf(faulty)).rejects.toThrow(RangeError);
  });

  it('closes the rows and passes the error on when the sink fails', async () => {
    let closed = false;
    const endless = function* (): Generator<readonly Cell[]> {
      try {
        for (let number = 0; ; number += 1) yield [`${number} ${Math.sin(number)}`];
      } finally {
        closed = true;
      }
    };
    let taken = 0;
    const failing = writeXlsx({ sheets: [{ ...plain, rows: endless() }] }, async (piece) => {
      taken += piece.length;
      if (taken > 500_000) throw new Error('no more');
    });
    await expect(failing).rejects.toThrow('no more');
    expect(closed).toBe(true);
  });

  it.skipIf(spawnSync('python3', ['--version']).status !== 0)('is a sound zip of well-formed XML to another implementation', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'export-'));
    try {
      const file = path.join(folder, 'a.xlsx');
      writeFileSync(file, await bytesOf(table));
      const script = [
        'import sys, zipfile, xml.etree.ElementTree as tree',
        'book = zipfile.ZipFile(sys.argv[1])',
        'assert book.testzip() is None',
        'for name in book.namelist(): tree.fromstring(book.read(name))',
        'cells = tree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c")',
        'sys.stdout.buffer.write("|".join("".join(cell.itertext()) for cell in cells).encode("utf-8"))',
      ].join('\n');
      const { status, stdout, stderr } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout.split('|').slice(0, 8)).toEqual(['事项', '日期', '办件量', '比例', '等候时长中位数', '失业登记', '46027', '1234']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('dates and columns', () => {
  it.each([
    ['1900-03-01', 61], ['1900-02-28', null], ['1970-01-01', 25_569], ['2000-02-29', 36_585], ['2024-02-29', 45_351], ['2026-01-01', 46_023],
    ['9999-12-31', 2_958_465], ['2026-02-29', null], ['2026-02-30', null], ['2026-04-31', null], ['2026-13-01', null], ['2026-00-10', null], ['2026-01-00', null], ['2026-1-5', null], ['2026-01-05T00:00:00Z', null], ['', null],
  ])('%s is day %s', (text, serial) => {
    expect(dateSerial(text)).toBe(serial);
  });

  it.each([[0, 'A'], [25, 'Z'], [26, 'AA'], [51, 'AZ'], [701, 'ZZ'], [702, 'AAA'], [16_383, 'XFD']])('column %s is %s', (index, letters) => {
    expect(columnLetters(index)).toBe(letters);
  });
});

describe('the zip', () => {
  const nothing = async (): Promise<void> => {};

  it('gives its entries back, empty and large ones too', async () => {
    const entries = [['leer', ''], ['名.txt', '字'.repeat(300_000)], ['c', 'x\n']] as const;
    const pieces: Uint8Array[] = [];
    await writeZip(entries.map(([name, text]) => ({ name, lines: [text] })), async (piece) => {
      pieces.push(Uint8Array.from(piece));
    });
    expect(unzip(Buffer.concat(pieces)).map(({ name, text }) => [name, text])).toEqual(entries);
  });

  it('refuses an entry above the limit, though it packs well', async () => {
    await expect(writeZip([{ name: 'a', lines: ['x'.repeat(100_001)] }], nothing, 100_000)).rejects.toThrow('a is larger than 100000 bytes');
  });

  it('refuses an archive above the limit', async () => {
    await expect(writeZip(Array.from({ length: 9 }, (_, index) => ({ name: `${index}`, lines: ['x'] })), nothing, 300)).rejects.toThrow('the archive is larger than 300 bytes');
  });
});
