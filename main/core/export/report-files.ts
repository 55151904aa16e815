/** A work report as a file: pages, a workbook of its tables, or its figures as JSON. */
import { sourceWords } from '../../../shared/statistics/export-words.ts';
import { reportPage, type ReportBlock } from '../../../shared/statistics/report-page.ts';
import { glance, type ReportCell, type ReportColumn, type ReportGrid } from '../../../shared/statistics/report-tables.ts';
import { figureText } from '../../../shared/statistics/report-text.ts';
import { reportSheetWords, reportTables } from '../../../shared/statistics/report-words.ts';
import { reportMeasures, type ReportFigures } from '../../../shared/statistics/report.ts';
import type { ReportFormat } from '../../../shared/contract/report.ts';
import type { Language } from '../../../shared/statistics/wording.ts';
import type { PdfBlock, PdfDocument } from './pdf.ts';
import { definitionsSheet, sheetOf, sourceSheet } from './proof-sheets.ts';
import type { Cell, Column, ColumnKind, Sheet, Table } from './table.ts';
import type { Content } from './write-file.ts';

export function reportContent(figures: ReportFigures, format: ReportFormat, language: Language): Content {
  switch (format) {
    case 'pdf':
      return { format: 'pages', document: reportDocument(figures, language) };
    case 'xlsx':
      return { format, table: reportTable(figures, language) };
    case 'json': {
      const { title, blocks } = reportPage(figures, language);
      return { format, document: { before: { title, language, figures }, rows: blocks, after: {} } };
    }
  }
}

function reportDocument(figures: ReportFigures, language: Language): PdfDocument {
  const { title, under, station, span, trial, blocks } = reportPage(figures, language);
  return {
    title, language, header: { left: trial === null ? station : `${station} · ${trial}`, right: span },
    blocks: [{ kind: 'title', text: title, under }, ...blocks.map((block) => pdfBlock(block, language))],
  };
}

function pdfBlock(block: ReportBlock, language: Language): PdfBlock {
  if (block.kind !== 'table') return block;
  const text = (cell: ReportCell): string => (typeof cell === 'string' ? cell : figureText(cell, language));
  return {
    kind: 'table', columns: block.columns.map(({ title, kind, width }) => ({ title, align: kind === 'text' ? 'left' : 'right', width })),
    rows: block.rows.map((row) => row.map(text)), together: block.rows.length <= glance, ...(block.total === undefined ? {} : { total: block.total.map(text) }),
  };
}

function reportTable(figures: ReportFigures, language: Language): Table {
  const { title, under, span, blocks } = reportPage(figures, language);
  const sentences = [title, under, span, ...blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text]))];
  const words = reportSheetWords[language];
  return {
    sheets: [
      ...blocks.flatMap((block) => (block.kind === 'table' ? [gridSheet(block, language)] : [])),
      sheetOf(words, [['text', words, 'text', 110]], sentences.map((text) => [text]), false),
      definitionsSheet(reportMeasures, ['lane', 'matter', figures.trend.by], language),
      sourceSheet({ station: figures.station, head: figures.head }, [[sourceWords.table, title], [sourceWords.from, figures.from], [sourceWords.to, figures.to], [sourceWords.noNames, '']], language),
    ],
  };
}

const kinds: Readonly<Record<ReportColumn['kind'], ColumnKind>> = { text: 'text', count: 'integer', share: 'percent', change: 'percent', seconds: 'duration-seconds', days: 'number' };

function gridSheet({ table, columns, rows, total }: ReportGrid, language: Language): Sheet {
  const cells = (row: readonly ReportCell[]): readonly Cell[] => row.map((cell) => (typeof cell === 'string' ? cell : cell.value));
  return {
    name: reportTables[table][language], frozenHeader: true, autoFilter: false,
    columns: columns.map(({ key, title, kind, width }): Column => ({ key, title, kind: key === 'day' ? 'date' : kinds[kind], width: kind === 'text' ? Math.max(14, width * 8) : 12 })),
    rows: rows.map(cells), ...(total === undefined ? {} : { total: cells(total) }),
  };
}
