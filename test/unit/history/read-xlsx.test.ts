import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../../main/core/export/table.ts';
import { writeXlsx } from '../../../main/core/export/xlsx.ts';
import { usualLimits } from '../../../main/core/history/history-fault.ts';
import { lookOf } from '../../../main/core/history/number-format.ts';
import { readTable } from '../../../main/core/history/read-table.ts';
import { attributeOf, xmlReader, xmlText } from '../../../main/core/history/xml-reader.ts';
import { makeWorkbook, makeZip, workbookParts, type MadePart } from './make-zip.ts';
import { collect, faultOf, withFile } from './sample.ts';

type Rows = readonly (readonly [number, readonly string[]])[];
const rowsOf = (bytes: Buffer, sheet?: string, limits: Partial<typeof usualLimits> = {}): Promise<Rows> =>
  withFile(bytes, async (file) => (await collect(readTable(file, { headerRow: 1, sheet }, { ...usualLimits, ...limits }))).map(({ row, cells }) => [row, cells] as const));

const plainRow = '<row r="1"><c r="A1"><v>1</v></c></row>';
const plain: Rows = [[1, ['1']]];
const with1904 = '<workbookPr date1904="1"/>';
/** Style 1 is a day, 2 a day of the workbook's own format, 3 a length of time, 4 a time of day, 5 a count. */
const styles =
  '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="3"/></cellXfs>';

describe('a workbook', () => {
  it('gives shared, inline and computed texts, numbers, truth values, errors and ISO days as text', async () => {
    const shared = '<si><t>流水号</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">社保 </t></r><r><t>卡</t></r><rPh sb="0" eb="1"><t>shè</t></rPh></si><si><t/></si><si><t>a_x000A_b &amp; &#x6D41;</t></si>';
    const cells = [
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>3</v></c>',
      '<c r="D1" t="inlineStr"><is><t>内</t><phoneticPr/></is></c><c r="E1" t="str"><f>A1&amp;"x"</f><v>流水号x</v></c><c r="F1"><f>1+1</f><v>2</v></c>',
      '<c r="G1" t="b"><v>1</v></c><c r="H1" t="e"><v>#N/A</v></c><c r="I1" t="d"><v>2026-01-05</v></c><c r="J1" s="9"/><c r="K1"><v>1.5E2</v></c>',
    ].join('');
    const bytes = makeWorkbook({ sheets: { 办件: `<row r="1">${cells}</row>` }, shared });
    expect(await rowsOf(bytes)).toEqual([[1, ['流水号', '社保 卡', 'a\nb & 流', '内', '流水号x', '2', 'TRUE', '#N/A', '2026-01-05', '', '150']]]);
  });

  it('gives days and lengths of time by the style of their cell, in either date system', async () => {
    const row = '<row r="1"><c r="A1" s="1"><v>46027</v></c><c r="B1" s="2"><v>46027.375</v></c><c r="C1" s="3"><v>1.0003472222222223</v></c><c r="D1" s="4"><v>0.5</v></c><c r="E1" s="5"><v>46027</v></c><c r="F1" s="1"><v>-1</v></c></row>';
    expect(await rowsOf(makeWorkbook({ sheets: { a: row }, styles }))).toEqual([[1, ['2026-01-05', '2026-01-05 09:00:00', '24:00:30', '12:00:00', '46027', '-1']]]);
    expect((await rowsOf(makeWorkbook({ sheets: { a: row }, styles, workbookProperties: with1904 })))[0]?.[1].slice(0, 1)).toEqual(['2030-01-06']);
  });

  it('shows where a number has lost its digits, and hides the rest of a sum', async () => {
    const row = '<row r="1"><c r="A1"><v>3.3090220260105E+17</v></c><c r="B1"><v>330902202601050000</v></c><c r="C1"><v>0.30000000000000004</v></c><c r="D1"><v>202601050000001</v></c></row>';
    expect((await rowsOf(makeWorkbook({ sheets: { a: row } })))[0]?.[1]).toEqual(['3.3090220260105e+17', '3.3090220260105e+17', '0.3', '202601050000001']);
  });

  it('has gaps where cells and rows are left out, and follows on where they do not say their place', async () => {
    const sheet = '<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row><row r="9"/><row r="10"><c r="A10" s="1"/></row><row r="12"><c r="AB12"><v>5</v></c></row>';
    const rows = await rowsOf(makeWorkbook({ sheets: { a: sheet } }));
    expect(rows.map(([row, cells]) => [row, cells.length])).toEqual([[2, 4], [3, 2], [12, 28]]);
    expect(rows[0]?.[1]).toEqual(['', '1', '', '2']);
  });

  it('is read by the name of its sheet, else the first, charts left out', async () => {
    const bytes = makeWorkbook({ sheets: { "it's r:id='rId2' &amp; 说明": plainRow, ' 办件 ': '<row r="1"><c r="A1"><v>2</v></c></row>' } });
    expect(await rowsOf(bytes)).toEqual(plain);
    expect(await rowsOf(bytes, '办件')).toEqual([[1, ['2']]]);
    expect(await faultOf(rowsOf(bytes, '年报'))).toBe('sheet-missing');
    const chartOnly = workbookParts({ sheets: { a: plainRow } }).map((part) => ({ ...part, text: String(part.text).replace('/worksheet"', '/chartsheet"') }));
    expect(await faultOf(rowsOf(makeZip(chartOnly)))).toBe('sheet-missing');
  });

  it.each<[string, (parts: readonly MadePart[]) => Buffer]>([
    ['stored parts', (parts) => makeZip(parts.map((part) => ({ ...part, stored: true })))],
    ['wide sizes', (parts) => makeZip(parts.map((part) => ({ ...part, wide: true })), { wideEnd: true })],
    ['a comment that looks like an end', (parts) => makeZip(parts, { comment: 'PK\u0005\u0006 and no more, but long enough for one' })],
    ['another case and slash', (parts) => makeZip(parts.map((part) => ({ ...part, name: part.name.toUpperCase().replaceAll('/', '\\') })))],
    ['prefixes', (parts) => makeZip(parts.map((part) => (part.name.includes('sheet1') ? { ...part, text: String(part.text).replaceAll(/<(\/?)(\w)/g, '<$1x:$2') } : part)))],
    ['comments and a byte order mark', (parts) => makeZip(parts.map((part) => (part.name.includes('sheet1') ? { ...part, text: `\uFEFF${String(part.text).replace('<sheetData>', '<!-- <sheetData> > --><sheetData>').replace('<v>1</v>', '<v><![CDATA[1]]></v>')}` } : part)))],
    ['UTF-16', (parts) => makeZip(parts.map((part) => (part.name.includes('sheet1') ? { ...part, text: Buffer.from(`\uFEFF${String(part.text)}`, 'utf16le') } : part)))],
    ['no relations of the package', (parts) => makeZip(parts.filter(({ name }) => name !== '_rels/.rels'))],
  ])('is read with %s', async (_, make) => {
    expect(await rowsOf(make(workbookParts({ sheets: { a: plainRow } })))).toEqual(plain);
  });

  const sheetOf = (change: (part: MadePart) => MadePart): Buffer => makeZip(workbookParts({ sheets: { a: plainRow } }).map((part) => (part.name.includes('sheet1') ? change(part) : part)));
  const textOf = (change: (text: string) => string): Buffer => sheetOf((part) => ({ ...part, text: change(String(part.text)) }));
  it.each<[string, Buffer]>([
    ['a document type', textOf((text) => text.replace('<worksheet>', '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet>'))],
    ['an entity of its own', textOf((text) => text.replace('<v>1</v>', '<v>&lol;</v>'))],
    ['a reference to no character', textOf((text) => text.replace('<v>1</v>', '<v>&#0;</v>'))],
    ['tags that do not match', textOf((text) => text.replace('</row>', '</rows>'))],
    ['a sheet that breaks off', textOf((text) => text.slice(0, -30))],
    ['rows out of order', textOf((text) => text.replace('</sheetData>', '<row r="1"/></sheetData>'))],
    ['cells out of order', textOf((text) => text.replace('</row>', '<c r="A1"/></row>'))],
    ['a shared text that is not there', textOf((text) => text.replace('<c r="A1">', '<c r="A1" t="s">'))],
    ['a wrong sum', sheetOf((part) => ({ ...part, claimedSum: 1 }))],
    ['a wrong size', sheetOf((part) => ({ ...part, claimedSize: 5 }))],
    ['an encrypted part', sheetOf((part) => ({ ...part, encrypted: true }))],
    ['an unknown packing', sheetOf((part) => ({ ...part, method: 14 }))],
    ['bytes that are no UTF-8', sheetOf((part) => ({ ...part, text: Buffer.concat([Buffer.from(part.text), Buffer.from([0xc0])]) }))],
    ['no sheet under its name', makeZip(workbookParts({ sheets: { a: plainRow } }).filter(({ name }) => !name.includes('sheet1')))],
    ['one part twice', makeZip([...workbookParts({ sheets: { a: plainRow } }), { name: 'XL/workbook.xml', text: '' }])],
    ['nothing of a workbook', makeZip([{ name: 'a.txt', text: 'a' }])],
    ['its end missing', makeWorkbook({ sheets: { a: plainRow } }).subarray(0, -30)],
  ])('is refused with %s', async (_, bytes) => {
    expect(await faultOf(rowsOf(bytes))).toBe('history-not-a-table');
  });

  it('is refused at any place where its bytes break off or are turned, or reads the same', async () => {
    const whole = makeWorkbook({ sheets: { a: plainRow }, shared: '<si><t>a</t></si>', styles });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const turned = Buffer.from(whole);
        turned[at] = (turned[at] ?? 0) ^ change;
        const [cut, other] = await Promise.all([faultOf(rowsOf(whole.subarray(0, at))), faultOf(rowsOf(turned).then((rows) => expect(rows).toEqual(plain)))]);
        expect(cut).toBe('history-not-a-table');
        expect(['none', 'history-not-a-table', 'sheet-missing']).toContain(other);
      }),
      { numRuns: 400 },
    );
  });

  it('is refused above each limit, whatever it claims of its sizes', async () => {
    const spaces = ' '.repeat(3_000_000);
    const bomb = textOf((text) => text.replace('</sheetData>', `</sheetData>${`<x>${' '.repeat(1000)}</x>`.repeat(3000)}`));
    expect(bomb.length).toBeLessThan(20_000);
    expect(await faultOf(rowsOf(bomb))).toBe('none');
    expect(await faultOf(rowsOf(bomb, undefined, { partBytes: 1_000_000 }))).toBe('history-too-large');
    expect(await faultOf(rowsOf(bomb, undefined, { totalBytes: 1_000_000 }))).toBe('history-too-large');
    expect(await faultOf(rowsOf(sheetOf((part) => ({ ...part, text: `${String(part.text)}${spaces}`, claimedSize: 10 })), undefined, { partBytes: 1_000_000 }))).toBe('history-too-large');
    expect(await faultOf(rowsOf(textOf((text) => text.replace('<v>1</v>', `<v>${spaces}</v>`))))).toBe('history-too-large');
    expect(await faultOf(rowsOf(textOf((text) => text.replace('<row r="1">', `<row r="1" a="${spaces}">`))))).toBe('history-too-large');
    expect(await faultOf(rowsOf(makeWorkbook({ sheets: { a: plainRow }, styles: spaces }), undefined, { smallPartBytes: 1_000_000 }))).toBe('history-too-large');
    const shared = '<si><t>ab</t></si><si><t>c</t></si>';
    expect(await faultOf(rowsOf(makeWorkbook({ sheets: { a: plainRow }, shared }), undefined, { sharedCharacters: 2 }))).toBe('history-too-large');
    expect(await faultOf(rowsOf(makeWorkbook({ sheets: { a: plainRow }, shared }), undefined, { sharedTexts: 1 }))).toBe('history-too-large');
    expect(await faultOf(rowsOf(makeWorkbook({ sheets: { a: '<row r="4"/>' } }), undefined, { rows: 3 }))).toBe('history-too-large');
  });

  it('leaves out cells far to the right', async () => {
    expect(await rowsOf(makeWorkbook({ sheets: { a: '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>' } }))).toEqual(plain);
  });

  it('gives back what the export wrote', async () => {
    const columns: readonly Column[] = [{ key: 'a', title: '流水号', kind: 'text' }, { key: 'b', title: '日期', kind: 'date' }, { key: 'c', title: '时长', kind: 'duration-seconds' }, { key: 'd', title: '数', kind: 'integer' }];
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    const text = fc.oneof(fc.string({ unit: fc.constantFrom('_', 'x', '0', '4', '1', '_x0041_', '&', '<', '>', '"', ']]>', '\n', '\t', ' ', '流') }), fc.string({ unit: 'grapheme-composite' }));
    // What XML cannot hold the export leaves out.
    const holdable = text.filter((value) => !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(value));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(holdable, day, fc.nat(90_000), fc.integer({ min: 1 })), { maxLength: 8 }), async (rows) => {
        const pieces: Uint8Array[] = [];
        await writeXlsx({ sheets: [{ name: '办件', columns, rows, frozenHeader: true, autoFilter: true }] }, async (piece) => {
          pieces.push(Uint8Array.from(piece));
        });
        const read = (await rowsOf(Buffer.concat(pieces), '办件')).slice(1);
        expect(read.map(([, cells]) => cells)).toEqual(rows.map(([value, date, seconds, count]) => [value, date, elapsed(seconds), String(count)]));
      }),
      { numRuns: 100 },
    );
  });
});

const elapsed = (seconds: number): string => `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;

describe('XML', () => {
  it('gives the same events however it comes in pieces', () => {
    const whole = '<?xml version="1.0"?><a b="x>y" c=\'"\'><!-- < --><d/>t &amp;<![CDATA[<&>]]>\r\nu</a>\n';
    const events = (pieces: readonly string[]): readonly string[] => {
      const seen: string[] = [];
      let words = '';
      const flush = (): void => {
        if (words !== '') seen.push(`text ${xmlText(words)}`);
        words = '';
      };
      const reader = xmlReader({ open: (name, attributes) => { flush(); seen.push(`open ${name}${attributes}`); }, text: (text) => { words += text; }, close: (name) => { flush(); seen.push(`close ${name}`); } }, 1000);
      for (const piece of pieces) reader.feed(piece);
      reader.end();
      return seen;
    };
    const expected = ['open a b="x>y" c=\'"\'', 'open d', 'close d', 'text t &<&>\nu', 'close a'];
    for (let first = 0; first <= whole.length; first += 1) {
      expect(events([whole.slice(0, first), whole.slice(first)])).toEqual(expected);
    }
    expect(events(whole.split(''))).toEqual(expected);
  });

  it('finds an attribute by its own name only', () => {
    const attributes = ` name="id='1' r:id='2'" sheetId = "3"\n r:id='4'`;
    expect(['id', 'sheetId', 'name', 'd'].map((name) => attributeOf(attributes, name))).toEqual(['4', '3', "id='1' r:id='2'", undefined]);
  });
});

describe('number formats', () => {
  it.each([
    ['yyyy\\-mm\\-dd', 'date'], ['[$-804]yyyy"年"m"月"d"日";@', 'date'], ['m/d', 'date'], ['mmm', 'date'], ['yyyy/m/d h:mm', 'date'],
    ['h:mm AM/PM', 'clock'], ['mm:ss', 'clock'], ['[h]:mm:ss', 'elapsed'], ['[mm]:ss', 'elapsed'],
    ['General', 'plain'], ['#,##0_);[Red](#,##0)', 'plain'], ['0.00"days"', 'plain'], ['0\\d', 'plain'], ['@', 'plain'], ['0.00E+00', 'plain'], ['[$USD] 0.00', 'plain'],
  ])('%s shows %s', (code, look) => {
    expect(lookOf(code)).toBe(look);
  });
});
