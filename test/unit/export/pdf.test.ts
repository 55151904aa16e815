import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writePdf, type PdfBlock, type PdfDocument } from '../../../main/core/export/pdf.ts';
import { chineseFonts, fontFolders } from '../../../main/core/export/pdf-fonts.ts';
import { brokenLines } from '../../../main/core/export/pdf-lines.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { readPdf, type SeenPage } from './read-pdf.ts';

const documentOf = (blocks: Iterable<PdfBlock>, rest: Partial<PdfDocument> = {}): PdfDocument => ({
  title: '工作情况报告', language: 'zh-CN', header: { left: '一号台 · 一楼东', right: '2026-01-01 至 2026-12-31' }, blocks, ...rest,
});

async function bytesOf(document: PdfDocument): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  await writePdf(document, async (piece) => void pieces.push(piece));
  return Buffer.concat(pieces);
}
const seen = async (document: PdfDocument): Promise<readonly SeenPage[]> => (await readPdf(await bytesOf(document))).pages;

const columns = [{ title: '事项', width: 4 }, { title: '办件量', align: 'right' }, { title: '占比', align: 'right' }] as const;
const long = '城乡居民基本养老保险待遇领取资格认证（含在外地居住的老年人由亲属代为协助认证的情形）';
const rows = Array.from({ length: 120 }, (_, index) => [index % 7 === 0 ? `${index} ${long}` : `事项 ${index}`, (1000 + index).toLocaleString('en-US'), `${index}.5%`]);

describe('a document as PDF', () => {
  it('holds its text, with the header and the number of every page', async () => {
    const blocks: PdfBlock[] = [
      { kind: 'title', text: '2026 年工作情况报告', under: '二〇二六年十二月' },
      { kind: 'heading', text: '一、总体情况' },
      { kind: 'paragraph', text: '全年共办理 90,289 件，同比增长 12.3%。'.repeat(90) },
      { kind: 'note', text: '未计时的 12 件不进平均。' },
    ];
    const pages = await seen(documentOf(blocks));
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach(({ lines }, index) => {
      expect(lines[0]).toEqual(['一号台 · 一楼东', '2026-01-01 至 2026-12-31']);
      expect(lines.at(-1)).toEqual([`第 ${index + 1} 页 共 ${pages.length} 页`]);
    });
    const text = pages.flatMap(({ lines }) => lines.slice(1, -1)).flat().join('').replaceAll(' ', '');
    expect(text).toBe(`2026年工作情况报告二〇二六年十二月一、总体情况${'全年共办理90,289件，同比增长12.3%。'.repeat(90)}未计时的12件不进平均。`);
  });

  it('repeats the header of a table on every page and cuts no row over two', async () => {
    const pages = await seen(documentOf([{ kind: 'heading', text: '事项' }, { kind: 'table', columns, rows, total: ['合计', '999', '100%'] }]));
    expect(pages.length).toBeGreaterThan(2);
    const tables = pages.map(({ lines }, page) => lines.slice(page === 0 ? 2 : 1, -1));
    for (const lines of tables) expect(lines[0]).toEqual(['事项', '办件量', '占比']);
    // A row begins where there are figures; what follows without them is the rest of its name.
    const read: string[][] = [];
    for (const lines of tables) {
      for (const [name = '', ...figures] of lines.slice(1)) {
        if (figures.length > 0) read.push([name, ...figures]);
        else read.at(-1)?.splice(0, 1, `${read.at(-1)?.[0]}${name}`);
      }
    }
    expect(tables.slice(1).map((lines) => lines[1]?.length)).toEqual(tables.slice(1).map(() => 3));
    const joined = (row: readonly string[]): string => row.join('|').replaceAll(' ', '');
    expect(read.map(joined)).toEqual([...rows, ['合计', '999', '100%']].map(joined));
  });

  it('stands numbers right and text left', async () => {
    const [page] = await seen(documentOf([{ kind: 'table', columns, rows: [['甲', '7', '0.1%'], ['乙', '90,289', '99.9%']] }]));
    const at = (text: string): { readonly x: number; readonly right: number } => page?.texts.find((one) => one.text === text) ?? { x: Number.NaN, right: Number.NaN };
    expect(at('7').right).toBeCloseTo(at('90,289').right, 1);
    expect(at('甲').x).toBeCloseTo(at('乙').x, 1);
  });

  it('never leaves a heading at the foot of a page', async () => {
    for (let filled = 20; filled < 36; filled += 1) {
      const blocks: PdfBlock[] = [...Array.from({ length: filled }, (): PdfBlock => ({ kind: 'paragraph', text: '一段' })), { kind: 'heading', text: '二、小标题' }, { kind: 'table', columns, rows: rows.slice(0, 3) }];
      const pages = await seen(documentOf(blocks));
      const page = pages.find(({ lines }) => lines.flat().includes('二、小标题'));
      expect(page?.lines.flat()).toContain('事项 1');
    }
  });

  it('keeps a table on one page when asked, as long as one page holds it', async () => {
    const fill = Array.from({ length: 22 }, (): PdfBlock => ({ kind: 'paragraph', text: '一段' }));
    const pagesOf = async (count: number): Promise<readonly number[]> => {
      const pages = await seen(documentOf([...fill, { kind: 'table', columns, rows: rows.slice(1, 1 + count), total: ['合计', '9', '9%'], together: true }]));
      return pages.map(({ lines }) => lines.filter((line) => line.length === 3 && line[0] !== '事项').length).filter((lines) => lines > 0);
    };
    expect(await pagesOf(12)).toEqual([13]);
    expect((await pagesOf(80)).length).toBeGreaterThan(1);
  });

  it('says its pages in English, and lies across when asked', async () => {
    const [page] = await seen(documentOf([{ kind: 'paragraph', text: 'The quick fix of affairs' }], { language: 'en', landscape: true, header: { left: 'Station 1', right: '2026' } }));
    expect(page?.lines).toEqual([['Station 1', '2026'], ['The quick fix of affairs'], ['Page 1 of 1']]);
    expect(Math.max(...(page?.texts ?? []).map(({ right }) => right))).toBeGreaterThan(700);
  });

  it('is the same bytes each time, without a day and an author', async () => {
    const document = documentOf([{ kind: 'title', text: '报告' }, { kind: 'table', columns, rows: rows.slice(0, 5) }]);
    const [one, other] = [await bytesOf(document), await bytesOf(document)];
    expect(Buffer.from(one).equals(other)).toBe(true);
    const { info } = await readPdf(one);
    expect(info).toMatchObject({ Title: '工作情况报告', Producer: 'Daoban', CreationDate: 'D:19800101000000Z' });
    expect(Object.keys(info)).not.toContain('Author');
  });

  it('refuses rows that do not fit the columns, and tells what broke in them', async () => {
    await expect(bytesOf(documentOf([{ kind: 'table', columns, rows: [['a', 'b']] }]))).rejects.toThrow(RangeError);
    const breaking = function* (): Generator<string[]> {
      yield ['a', 'b', 'c'];
      throw new Error('the query broke');
    };
    await expect(bytesOf(documentOf([{ kind: 'table', columns, rows: breaking() }]))).rejects.toThrow('the query broke');
  });
});

describe('the font', () => {
  const usingFolder = (files: readonly string[], check: (folder: string) => void): void => {
    const folder = mkdtempSync(path.join(tmpdir(), 'fonts-'));
    try {
      for (const file of files) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), '');
      }
      check(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it.each([
    [['msyh.ttc', 'msyhbd.ttc', 'simsun.ttc'], 'msyh.ttc', 'msyhbd.ttc'],
    [['simsun.ttc', 'SIMHEI.TTF'], 'simsun.ttc', 'SIMHEI.TTF'],
    [['opentype/noto/NotoSansCJK-Regular.ttc', 'opentype/noto/NotoSansCJK-Bold.ttc', 'truetype/wqy/wqy-zenhei.ttc'], 'NotoSansCJK-Regular.ttc', 'NotoSansCJK-Bold.ttc'],
    [['truetype/wqy/wqy-microhei.ttc'], 'wqy-microhei.ttc', 'wqy-microhei.ttc'],
  ])('of %j is %s, bold %s', (files, regular, bold) => {
    usingFolder(files, (folder) => {
      const fonts = chineseFonts([path.join(folder, 'none'), folder]);
      expect([path.basename(fonts.regular.file), path.basename(fonts.bold.file)]).toEqual([regular, bold]);
    });
  });

  it('is refused with a code where there is none', () => {
    usingFolder(['DejaVuSans.ttf'], (folder) => {
      const refused = ((): unknown => {
        try {
          return chineseFonts([folder]);
        } catch (error) {
          return error;
        }
      })();
      expect(refused).toBeInstanceOf(Refusal);
      expect(refused).toMatchObject({ error: { code: 'export-font-missing' } });
    });
  });

  it('is looked for where each system keeps fonts', () => {
    expect(fontFolders('win32', { WINDIR: 'D:\\Windows', LOCALAPPDATA: 'D:\\Local' }, 'D:\\home')).toEqual([path.join('D:\\Windows', 'Fonts'), path.join('D:\\Local', 'Microsoft', 'Windows', 'Fonts')]);
    expect(fontFolders('linux', {}, '/home/a')).toContain(path.join('/home/a', '.local/share', 'fonts'));
  });
});

describe('a line', () => {
  const widthOf = (character: string): number => (character.charCodeAt(0) < 0x250 ? 1 : 2);
  const word = fc.oneof(fc.constantFrom('办件', '，', '。', '（', '）', '“', '”', '90,289', 'affairs', 'week’s', ' ', '同比增长', '12.3%'), fc.string({ unit: 'grapheme-ascii', maxLength: 30 }));
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));

  it('loses nothing but spaces, and is no wider than it may be', () => {
    fc.assert(fc.property(text, fc.integer({ min: 4, max: 60 }), (given, width) => {
      const lines = brokenLines(given, width, widthOf);
      expect(lines.join('').replace(/\s/g, '')).toBe(given.replace(/\s/g, ''));
      for (const line of lines) expect(Array.from(line).reduce((sum, character) => sum + widthOf(character), 0)).toBeLessThanOrEqual(width);
    }));
  });

  it.each([
    ['一共办理（含代办）九十件。', 8, ['一共办理', '（含代', '办）九十', '件。']],
    ['the week’s figures', 8, ['the', 'week’s', 'figures']],
    ['甲\n乙', 8, ['甲', '乙']],
    ['', 8, ['']],
    ['0123456789', 4, ['0123', '4567', '89']],
  ])('%j of width %i is %j', (given, width, lines) => {
    expect(brokenLines(given, width, widthOf)).toEqual(lines);
  });
});
