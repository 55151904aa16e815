/**
 * A document on A4 as PDF: headings, paragraphs and tables, with a running header and numbered pages. The same document gives the same bytes on the same
 * machine: the file holds neither the day of its making nor a name.
 */
import type { Language } from '../../../shared/statistics/wording.ts';
import { chineseFonts, type FontFile, type Fonts } from './pdf-fonts.ts';
import { brokenLines } from './pdf-lines.ts';
import type { Sink } from './table.ts';

/** `width` is relative to the others'; numbers stand right. */
export type PdfColumn = { readonly title: string; readonly align?: 'left' | 'right'; readonly width?: number };

export type PdfBlock =
  | { readonly kind: 'title'; readonly text: string; readonly under?: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Small and without indent: what is to be known of what stands above. */
  | { readonly kind: 'note'; readonly text: string }
  /** The header stands again on every page; no row is cut over two. Rows are read once. With `together` all of it stands on one page, where it fits one. */
  | { readonly kind: 'table'; readonly columns: readonly PdfColumn[]; readonly rows: Iterable<readonly string[]>; readonly total?: readonly string[]; readonly together?: boolean };

export type PdfDocument = {
  /** For the window that shows the file. */
  readonly title: string;
  readonly language: Language;
  readonly landscape?: boolean;
  /** Stands on top of every page: the station on the left, the span on the right. */
  readonly header: { readonly left: string; readonly right: string };
  readonly blocks: Iterable<PdfBlock>;
};

type Cut = 'regular' | 'bold';
type Style = { readonly cut: Cut; readonly size: number; readonly leading: number; readonly colour: string };

/** Lengths in points. */
const margin = { side: 62, top: 72, bottom: 62 } as const;
const headerY = 38;
const footerFromBottom = 42;
const ink = '#000000';
const grey = '#444444';
const styles = {
  title: { cut: 'bold', size: 18, leading: 27, colour: ink },
  under: { cut: 'regular', size: 10.5, leading: 17, colour: grey },
  heading: { cut: 'bold', size: 12.5, leading: 20, colour: ink },
  paragraph: { cut: 'regular', size: 11, leading: 20, colour: ink },
  note: { cut: 'regular', size: 8.5, leading: 13, colour: grey },
  cell: { cut: 'regular', size: 9, leading: 13, colour: ink },
  head: { cut: 'bold', size: 9, leading: 13, colour: ink },
  edge: { cut: 'regular', size: 8.5, leading: 12, colour: grey },
} as const satisfies Record<string, Style>;
const cellPadding = { x: 5, y: 2.5 } as const;
/** What must fit under a heading, so that it never stands alone at the foot of a page. */
const keptWithHeading = 80;

/** The one that stands in workbooks, too; a PDF must have a day of making. */
const fixedDay = new Date('1980-01-01T00:00:00Z');

const pageWords: Readonly<Record<Language, (page: number, of: number) => string>> = {
  'zh-CN': (page, of) => `第 ${page} 页 共 ${of} 页`,
  en: (page, of) => `Page ${page} of ${of}`,
};

/** Writes the document; says how many pages it has. Refuses with `export-font-missing`; throws what the blocks, the rows or the sink throw. */
export async function writePdf(document: PdfDocument, sink: Sink, fonts: Fonts = chineseFonts()): Promise<{ readonly pages: number }> {
  // A megabyte and a half of code that only a document needs.
  const { default: PdfKit } = await import('pdfkit');
  const pdf = new PdfKit({
    size: 'A4', layout: document.landscape === true ? 'landscape' : 'portrait', margins: { left: margin.side, right: margin.side, top: margin.top, bottom: margin.bottom },
    font: '', lang: document.language, displayTitle: true, bufferPages: true, info: { Title: document.title, Producer: 'Daoban', Creator: 'Daoban', CreationDate: fixedDay },
  });
  register(pdf, 'regular', fonts.regular);
  register(pdf, 'bold', fonts.bold);
  const sheet = sheetOf(pdf, document.language);
  for (const block of document.blocks) drawBlock(sheet, block);
  const pages = drawEdges(sheet, document);
  pdf.end();
  for await (const piece of pdf) {
    if (piece instanceof Uint8Array) await sink(piece);
  }
  return { pages };
}

function register(pdf: PDFKit.PDFDocument, cut: Cut, { file, face }: FontFile): void {
  if (face === undefined) pdf.registerFont(cut, file);
  else pdf.registerFont(cut, file, face);
}

/** The page under the pen: how far it is written, and what measures and draws a line. */
type Sheet = {
  readonly pdf: PDFKit.PDFDocument;
  readonly width: number;
  readonly bottom: number;
  y: number;
  lines(text: string, style: Style, width: number, indent?: number): readonly string[];
  draw(line: string, style: Style, place: { readonly x: number; readonly y: number; readonly width: number; readonly align?: 'left' | 'right' | 'center' }): void;
  /** A new page where so much does not fit on this one; says whether there is one. */
  need(height: number): boolean;
};

/** A Chinese font draws these as wide as a character. */
const plainQuotes = (text: string): string => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');

function sheetOf(pdf: PDFKit.PDFDocument, language: Language): Sheet {
  const known = new Map<string, number>();
  const widthOf = (character: string, { cut, size }: Style): number => {
    const key = `${cut}${character}`;
    const width = known.get(key) ?? pdf.font(cut).fontSize(1000).widthOfString(character);
    known.set(key, width);
    return (width * size) / 1000;
  };
  const sheet: Sheet = {
    pdf, width: pdf.page.width - 2 * margin.side, bottom: pdf.page.height - margin.bottom, y: margin.top,
    lines: (text, style, width, indent = 0) => brokenLines(language === 'en' ? plainQuotes(text) : text, width, (character) => widthOf(character, style), indent),
    draw(line, style, { x, y, width, align = 'left' }) {
      if (line === '') return;
      pdf.font(style.cut).fontSize(style.size).fillColor(style.colour);
      const free = width - pdf.widthOfString(line);
      const shift = { left: 0, right: free, center: free / 2 }[align];
      // The line's own height in the font differs from font to font; the leading is ours.
      pdf.text(line, x + shift, y + (style.leading - style.size) / 2, { lineBreak: false, baseline: 'top' });
    },
    need(height) {
      if (sheet.y + height <= sheet.bottom || sheet.y === margin.top) return false;
      pdf.addPage();
      sheet.y = margin.top;
      return true;
    },
  };
  return sheet;
}

function drawBlock(sheet: Sheet, block: PdfBlock): void {
  switch (block.kind) {
    case 'title':
      drawLines(sheet, block.text, styles.title, { align: 'center' });
      if (block.under !== undefined) drawLines(sheet, block.under, styles.under, { align: 'center' });
      sheet.y += 10;
      return;
    case 'heading':
      sheet.y += 10;
      sheet.need(styles.heading.leading + keptWithHeading);
      drawLines(sheet, block.text, styles.heading, {});
      sheet.y += 4;
      return;
    case 'paragraph':
      drawLines(sheet, block.text, styles.paragraph, { indent: 2 * styles.paragraph.size });
      sheet.y += 4;
      return;
    case 'note':
      drawLines(sheet, block.text, styles.note, {});
      sheet.y += 4;
      return;
    case 'table':
      drawTable(sheet, block);
  }
}

function drawLines(sheet: Sheet, text: string, style: Style, { align = 'left', indent = 0 }: { readonly align?: 'left' | 'center'; readonly indent?: number }): void {
  sheet.lines(text, style, sheet.width, indent).forEach((line, index) => {
    sheet.need(style.leading);
    const shift = index === 0 ? indent : 0;
    sheet.draw(line, style, { x: margin.side + shift, y: sheet.y, width: sheet.width - shift, align });
    sheet.y += style.leading;
  });
}

function drawTable(sheet: Sheet, { columns, rows, total, together = false }: Extract<PdfBlock, { kind: 'table' }>): void {
  const whole = columns.reduce((sum, { width }) => sum + (width ?? 1), 0);
  const widths = columns.map(({ width }) => ((width ?? 1) / whole) * sheet.width);
  const laidOut = (cells: readonly string[], style: Style): { readonly cells: readonly (readonly string[])[]; readonly height: number } => {
    if (cells.length !== columns.length) throw new RangeError(`a row of ${cells.length} cells under ${columns.length} columns`);
    const broken = cells.map((cell, index) => sheet.lines(cell, style, (widths[index] ?? 0) - 2 * cellPadding.x));
    return { cells: broken, height: Math.max(...broken.map((lines) => lines.length)) * style.leading + 2 * cellPadding.y };
  };
  const drawRow = ({ cells, height }: ReturnType<typeof laidOut>, style: Style): void => {
    let x = margin.side;
    cells.forEach((lines, column) => {
      const width = widths[column] ?? 0;
      lines.forEach((line, index) => {
        sheet.draw(line, style, { x: x + cellPadding.x, y: sheet.y + cellPadding.y + index * style.leading, width: width - 2 * cellPadding.x, align: columns[column]?.align ?? 'left' });
      });
      x += width;
    });
    sheet.y += height;
  };
  const rule = (thickness: number, colour: string): void => {
    sheet.pdf.moveTo(margin.side, sheet.y).lineTo(margin.side + sheet.width, sheet.y).lineWidth(thickness).strokeColor(colour).stroke();
  };
  const header = laidOut(columns.map(({ title }) => title), styles.head);
  const drawHeader = (): void => {
    rule(1, ink);
    drawRow(header, styles.head);
    rule(0.5, ink);
  };
  const drawOne = (cells: readonly string[], style: Style): void => {
    const row = laidOut(cells, style);
    if (sheet.y + row.height > sheet.bottom) {
      rule(0.5, ink);
      if (sheet.need(row.height)) drawHeader();
    }
    drawRow(row, style);
  };

  sheet.y += 4;
  const kept = together ? [...rows] : null;
  const least = header.height + 2 * styles.cell.leading + 2 * cellPadding.y;
  const height = [...(kept ?? []), ...(total === undefined ? [] : [total])].reduce((sum, cells) => sum + laidOut(cells, styles.head).height, header.height);
  sheet.need(kept !== null && height <= sheet.bottom - margin.top ? height : least);
  drawHeader();
  let first = true;
  for (const cells of kept ?? rows) {
    if (!first) rule(0.25, '#bbbbbb');
    drawOne(cells, styles.cell);
    first = false;
  }
  if (total !== undefined) {
    rule(0.5, ink);
    drawOne(total, styles.head);
  }
  rule(1, ink);
  sheet.y += 8;
}

/** Header and page number of every page; how many pages there are is known only at the end. */
function drawEdges(sheet: Sheet, { header, language }: PdfDocument): number {
  const { pdf, width } = sheet;
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const place = { x: margin.side, width };
    sheet.draw(header.left, styles.edge, { ...place, y: headerY });
    sheet.draw(header.right, styles.edge, { ...place, y: headerY, align: 'right' });
    const under = headerY + styles.edge.leading + 3;
    pdf.moveTo(margin.side, under).lineTo(margin.side + width, under).lineWidth(0.5).strokeColor(grey).stroke();
    sheet.draw(pageWords[language](page - start + 1, count), styles.edge, { ...place, y: pdf.page.height - footerFromBottom, align: 'center' });
  }
  return count;
}
