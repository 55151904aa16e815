/** Writes what is exported: figures from the columns in memory, lists row by row over a read connection of their own that stays in one moment. */
import path from 'node:path';
import { z } from 'zod';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { DataFormat } from '../../../shared/contract/exports.ts';
import type { FindingKind } from '../../../shared/contract/look-back.ts';
import { Measure } from '../../../shared/statistics/measures.ts';
import { exportTitle, sourceWords } from '../../../shared/statistics/export-words.ts';
import { StatisticsQuery } from '../../../shared/statistics/query.ts';
import { readyMade } from '../../../shared/statistics/ready-made.ts';
import type { Language } from '../../../shared/statistics/wording.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { figuresDocument, figuresTable } from '../export/figures-table.ts';
import { certificatesTable, tableDocument, transactionsTable, type ListAbout, type NamedList } from '../export/list-tables.ts';
import { lookBackTable } from '../export/look-back-table.ts';
import type { Origin } from '../export/proof-sheets.ts';
import type { Table } from '../export/table.ts';
import { longestDocument, type PdfFrame } from '../export/table-pdf.ts';
import { longestSheet } from '../export/worksheet.ts';
import { writeContent, type Content, type Watch } from '../export/write-file.ts';
import type { Figures } from '../figures/figures.ts';
import { openDatabase, type Sqlite } from '../store/database.ts';
import { countedHead, countMaterials, countTransactions, materialsBetween, transactionsBetween } from '../store/export-rows.ts';
import { listFinding, scanLedger } from '../store/look-back.ts';
import { createStationReader } from '../store/station.ts';

const span = { from: z.string(), to: z.string() };
const Ranking = z.strictObject({ measure: Measure, order: z.enum(['most', 'least']), count: z.number().int().nullable() });
const FiguresTask = z.strictObject({ kind: z.literal('figures'), title: z.string().nullable(), query: StatisticsQuery, ranking: Ranking.nullable() });
const ListTask = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certificates'), ...span }),
  z.strictObject({ kind: z.literal('transactions'), ...span }),
  /** `now` decides what is past due. */
  z.strictObject({ kind: z.literal('look-back'), ...span, now: z.number() }),
]);
type FiguresTask = z.infer<typeof FiguresTask>;
type ListTask = z.infer<typeof ListTask>;

/** What is to be written, and where to. */
export const ExportTask = z.union([FiguresTask, ListTask]);
export type ExportTask = z.infer<typeof ExportTask>;
const target = { format: DataFormat, language: z.enum(['zh-CN', 'en']), file: z.string() };
export const ExportOrder = z.strictObject({ ...target, task: ExportTask });
export type ExportOrder = z.infer<typeof ExportOrder>;
type Target = Omit<ExportOrder, 'task'>;
type Spanned = { readonly from: string; readonly to: string };

/** `holds` is false where an equation of the figures is broken. */
export const ExportWritten = z.strictObject({ rows: z.number(), bytes: z.number(), sha256: z.string(), head: z.strictObject({ seq: z.number(), hash: z.string() }), holds: z.boolean() });
export type ExportWritten = z.infer<typeof ExportWritten>;

export const ExportStep = z.strictObject({ rows: z.number(), bytes: z.number(), of: z.number() });
/** Told of every piece; may break it off. */
export type ExportWatch = { readonly signal: AbortSignal; readonly report: (step: z.infer<typeof ExportStep>) => void };

/** Refuses with a code of the file's faults, or `export-cancelled`; in each case nothing of it stays. */
export function writeExport(database: Sqlite, figures: Figures, { task, ...to }: ExportOrder, watch: ExportWatch): Promise<ExportWritten> {
  return task.kind === 'figures' ? writeFigures(database, figures, task, to, watch) : writeList(path.dirname(database.name), task, to, watch);
}

async function writeFigures(database: Sqlite, figures: Figures, { title, query, ranking }: FiguresTask, to: Target, watch: ExportWatch): Promise<ExportWritten> {
  const read = database.transaction(() => ({ result: figures.query(query), origin: originOf(database) }));
  const { result, origin } = read();
  const exported = { title, query, ranking, result, origin };
  const rows = ranking?.count ?? result.rows.length;
  const content: Content = to.format === 'json' ? { format: 'json', document: figuresDocument(exported) } : contentOf(figuresTable(exported, to.language, to.format === 'csv'), to.format, frameOf(origin, query, title ?? exportTitle[to.language], to.language));
  return { ...(await written(content, to, rows, watch)), head: origin.head, holds: result.identities.every(({ holds }) => holds) };
}

/** `names` opens who applied, over the connection of the list; it needs the keys, which the reader's thread has not. */
export async function writeList(folder: string, task: ListTask, to: Target, watch: ExportWatch, names: (database: Sqlite) => NamedList | null = () => null): Promise<ExportWritten> {
  const database = openDatabase(folder, 'read');
  try {
    database.exec('BEGIN');
    const about: ListAbout = { from: task.from, to: task.to, origin: originOf(database) };
    const { table, rows, holds } = listOf(database, task, about, to.language, names(database));
    const frame = frameOf(about.origin, task, readyMade[task.kind].name[to.language], to.language);
    const content: Content = to.format === 'json' ? { format: 'json', document: tableDocument(table, about) } : contentOf(table, to.format, frame);
    return { ...(await written(content, to, rows, watch)), head: about.origin.head, holds };
  } finally {
    database.close();
  }
}

type List = { readonly table: Table; readonly rows: number; readonly holds: boolean };

function listOf(database: Sqlite, task: ListTask, about: ListAbout, language: Language, names: NamedList | null): List {
  switch (task.kind) {
    case 'transactions': {
      const count = countTransactions(database, task);
      return { table: transactionsTable(transactionsBetween(database, task), count, names, about, language), rows: count.counted + count.voided, holds: true };
    }
    case 'certificates': {
      const counts = countMaterials(database, task);
      return { table: certificatesTable(materialsBetween(database, task), counts, about, language), rows: counts.rows, holds: counts.rows === counts.recorded };
    }
    case 'look-back': {
      const scan = scanLedger(database, { ...task, limit: 0 });
      const numbersOf = (finding: FindingKind): Iterable<string> => numbersBehind(database, task, finding);
      return { table: lookBackTable({ scan, numbersOf, asOf: businessDay(task.now) }, about, language), rows: Object.keys(scan.findings).length, holds: true };
    }
  }
}

const page = 1000;

function* numbersBehind(database: Sqlite, { from, to, now }: Extract<ListTask, { kind: 'look-back' }>, finding: FindingKind): Generator<string, void, undefined> {
  let after: string | null = null;
  let more = true;
  while (more) {
    const found = listFinding(database, { from, to, now, limit: page, finding, after });
    yield* found.numbers;
    after = found.numbers.at(-1) ?? null;
    more = found.more;
  }
}

const contentOf = (table: Table, format: Exclude<DataFormat, 'json'>, frame: PdfFrame): Content => (format === 'pdf' ? { format, table, frame } : { format, table });

const frameOf = ({ station: { code, name, site, trial } }: Origin, { from, to }: Spanned, title: string, language: Language): PdfFrame => ({
  title, language, left: [...(trial ? [sourceWords.trial[language]] : []), `${code} ${name} · ${site}`].join(' · '), right: from === to ? from : `${from} – ${to}`,
});

async function written(content: Content, { format, file }: Target, rows: number, { signal, report }: ExportWatch): Promise<Pick<ExportWritten, 'rows' | 'bytes' | 'sha256'>> {
  if (format === 'xlsx' && rows > longestSheet) throw badInput('$.format', 'too-many-rows', `a sheet holds ${longestSheet} rows, and these are ${rows}; csv holds them`);
  if (format === 'pdf' && rows > longestDocument) throw badInput('$.format', 'too-many-rows', `a document holds ${longestDocument} rows, and these are ${rows}; xlsx and csv hold them`);
  const watch: Watch = { signal, report: (step) => report({ ...step, of: rows }) };
  try {
    const writing = await writeContent(content, file, watch);
    if (writing.ok) return writing.value;
    throw new Refusal(writing.error.code, `${writing.error.message}; nothing was replaced`);
  } catch (error) {
    if (signal.aborted && !(error instanceof Refusal)) throw new Refusal('export-cancelled', 'the export was broken off; nothing of it stays');
    throw error;
  }
}

function originOf(database: Sqlite): Origin {
  const station = createStationReader(database)();
  if (station === null) throw new Refusal('station-missing', 'there is no station in this folder');
  const { code, name, site, trial } = station;
  return { station: { code, name, site, trial }, head: countedHead(database) };
}
