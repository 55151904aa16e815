/**
 * Long reads. In the window's core they run in a worker on a read-only connection, so that a click is never behind a
 * report; the command line, which waits for its one answer anyway, reads on its own connection.
 */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import { Refusal, type OperationError } from '../../../shared/contract/errors.ts';
import { journalOperations } from '../../../shared/contract/journal.ts';
import { resultOf, type StatisticsCell, type StatisticsQuery, type StatisticsResult } from '../../../shared/statistics/query.ts';
import type { Sqlite } from '../store/database.ts';
import { verifyJournal, type Verification } from '../store/verify.ts';
import { listFinding, scanLedger, type ListQuery, type Scan, type ScanQuery } from '../store/look-back.ts';
import { statisticsOperations } from '../../../shared/contract/statistics.ts';
import { createFigures, type Page } from '../figures/figures.ts';
import { lookBackOperations } from '../../../shared/contract/look-back.ts';
import { Manifest } from '../../../shared/contract/recovery.ts';
import { ExportStep, ExportWritten, writeExport, type ExportOrder, type ExportWatch } from './export.ts';
import { ReportFigures } from '../../../shared/statistics/report.ts';
import { readReport, ReportWritten, writeReport, type ReportAsked, type ReportOrder } from './report.ts';
import { sealCopy, takeCopy, type CopyOrder, type SealOrder } from '../backup/make.ts';

export type ReaderRequest =
  | { readonly kind: 'verify' }
  | { readonly kind: 'prepare' }
  | { readonly kind: 'figures'; readonly query: StatisticsQuery }
  | { readonly kind: 'drill'; readonly cell: StatisticsCell; readonly page: Page }
  | { readonly kind: 'export'; readonly order: ExportOrder }
  | { readonly kind: 'report'; readonly asked: ReportAsked }
  | { readonly kind: 'report-file'; readonly order: ReportOrder }
  | { readonly kind: 'scan'; readonly query: ScanQuery }
  | { readonly kind: 'list'; readonly query: ListQuery }
  | { readonly kind: 'copy'; readonly order: CopyOrder }
  | { readonly kind: 'seal'; readonly order: SealOrder };

export type Reader = {
  /** Reads ahead what the figures are counted from, beside everything else; whoever waits for nothing but one answer is spared it. */
  prepare(): void;
  verify(): Promise<Verification>;
  figures(query: StatisticsQuery): Promise<StatisticsResult>;
  drill(cell: StatisticsCell, page: Page): Promise<Output<'statistics.drill'>>;
  /** Between its pieces other reports are answered. */
  export(order: ExportOrder, watch: ExportWatch): Promise<ExportWritten>;
  report(asked: ReportAsked): Promise<ReportFigures>;
  writeReport(order: ReportOrder): Promise<ReportWritten>;
  scan(query: ScanQuery): Promise<Scan>;
  list(query: ListQuery): Promise<Output<'lookback.list'>>;
  /** The two halves of a backup. */
  copy(order: CopyOrder): Promise<Manifest>;
  seal(order: SealOrder): Promise<{ readonly file: string; readonly bytes: number }>;
  close(): void;
};

export function inlineReader(database: Sqlite): Reader {
  const figures = createFigures(database);
  return {
    prepare: () => undefined,
    verify: async () => verifyJournal(database), figures: async (query) => figures.query(query), drill: async (cell, page) => figures.drill(cell, page), scan: async (query) => scanLedger(database, query),
    export: (order, watch) => writeExport(database, figures, order, watch), list: async (query) => listFinding(database, query),
    report: async (asked) => readReport(database, figures, asked), writeReport: (order) => writeReport(database, figures, order),
    copy: async (order) => takeCopy(database, order), seal: async (order) => sealCopy(order), close: () => undefined,
  };
}

/** What a worker answers, at last or on the way; parsed, because it comes from another thread's heap. */
const Step = z.strictObject({ id: z.number(), step: ExportStep });
const Answer = z.discriminatedUnion('ok', [
  z.strictObject({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ id: z.number(), ok: z.literal(false), error: z.custom<OperationError>((value) => typeof value === 'object' && value !== null) }),
]);

type Thread = { ask<Schema extends z.ZodType>(request: ReaderRequest, schema: Schema, watch?: ExportWatch): Promise<z.output<Schema>>; close(): void };
type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void; readonly report: ExportWatch['report'] | undefined };

/** `file` is the worker's module: the source under the command line's Node, the bundle in the application. */
function thread(file: string, folder: string): Thread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let last = 0;

  const failAll = (): void => {
    for (const { reject } of waiting.values()) reject(new Refusal('internal', 'the reader stopped'));
    waiting.clear();
    worker = null;
  };
  /** Started with the first long read: a guide's kiosk never needs it. */
  const running = (): Worker => {
    if (worker !== null) return worker;
    const started = new Worker(file, { workerData: { folder } });
    started.on('message', (message: unknown) => {
      const step = Step.safeParse(message);
      if (step.success) {
        waiting.get(step.data.id)?.report?.(step.data.step);
        return;
      }
      const answer = Answer.parse(message);
      const caller = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.ok) caller?.resolve(answer.value);
      else caller?.reject(new Refusal(answer.error.code, answer.error.message, answer.error.issues));
    });
    started.on('error', failAll);
    started.on('exit', failAll);
    started.unref();
    worker = started;
    return started;
  };
  return {
    async ask(request, schema, watch) {
      const value = await new Promise<unknown>((resolve, reject) => {
        last += 1;
        const id = last;
        waiting.set(id, { resolve, reject, report: watch?.report });
        running().postMessage({ id, request });
        watch?.signal.addEventListener('abort', () => worker?.postMessage({ id, cancel: true }), { once: true });
      });
      return schema.parse(value);
    },
    close: () => void worker?.terminate(),
  };
}

/** A schema is made into code when it is first used; the questions of a screen come again and again. */
function rememberedResults(): (query: StatisticsQuery) => ReturnType<typeof resultOf> {
  const known = new Map<string, ReturnType<typeof resultOf>>();
  return (query) => {
    const name = [...query.by, '', ...query.measures, query.compare === undefined].join(' ');
    const schema = known.get(name) ?? resultOf(query);
    if (known.size >= mostRemembered) known.clear();
    known.set(name, schema);
    return schema;
  };
}

const mostRemembered = 100;

/** A report must not wait for a backup either, so that has a thread of its own, which ends with it. */
export function workerReader(file: string, folder: string): Reader {
  const reports = thread(file, folder);
  const backups = thread(file, folder);
  const schemaOf = rememberedResults();
  return {
    // What fails now fails again when it is asked for, and is told then.
    prepare: () => void reports.ask({ kind: 'prepare' }, z.undefined()).catch(() => undefined),
    verify: () => reports.ask({ kind: 'verify' }, journalOperations['journal.verify'].output.omit({ witnessed: true }).extend({ seal: z.string().nullable() })),
    figures: (query) => reports.ask({ kind: 'figures', query }, schemaOf(query)),
    drill: (cell, page) => reports.ask({ kind: 'drill', cell, page }, statisticsOperations['statistics.drill'].output),
    export: (order, watch) => reports.ask({ kind: 'export', order }, ExportWritten, watch),
    report: (asked) => reports.ask({ kind: 'report', asked }, ReportFigures),
    writeReport: (order) => reports.ask({ kind: 'report-file', order }, ReportWritten),
    scan: (query) => reports.ask({ kind: 'scan', query }, lookBackOperations['lookback.scan'].output),
    list: (query) => reports.ask({ kind: 'list', query }, lookBackOperations['lookback.list'].output),
    copy: (order) => backups.ask({ kind: 'copy', order }, Manifest),
    seal: (order) => backups.ask({ kind: 'seal', order }, z.strictObject({ file: z.string(), bytes: z.number() })).finally(() => backups.close()),
    close() {
      reports.close();
      backups.close();
    },
  };
}
