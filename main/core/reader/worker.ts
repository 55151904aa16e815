/** The reader's thread: one read-only connection, one request after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { FindingKind } from '../../../shared/contract/look-back.ts';
import { errorOf } from '../errors.ts';
import { guarded, openDatabase } from '../store/database.ts';
import { CopyOrder, sealCopy, SealOrder, takeCopy } from '../backup/make.ts';
import { StatisticsCell, StatisticsQuery } from '../../../shared/statistics/query.ts';
import { createFigures } from '../figures/figures.ts';
import { listFinding, scanLedger } from '../store/look-back.ts';
import { verifyJournal } from '../store/verify.ts';
import { ExportOrder, writeExport } from './export.ts';
import { readReport, ReportAsked, ReportOrder, writeReport } from './report.ts';
import type { ReaderRequest } from './reader.ts';

const { folder } = z.object({ folder: z.string() }).parse(workerData);
const Request: z.ZodType<ReaderRequest> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('export'), order: ExportOrder }),
  z.object({ kind: z.literal('report'), asked: ReportAsked }),
  z.object({ kind: z.literal('report-file'), order: ReportOrder }),
  z.object({ kind: z.literal('verify') }),
  z.object({ kind: z.literal('prepare') }),
  z.object({ kind: z.literal('figures'), query: StatisticsQuery }),
  z.object({ kind: z.literal('drill'), cell: StatisticsCell, page: z.object({ after: z.number(), limit: z.number() }) }),
  z.object({ kind: z.literal('copy'), order: CopyOrder }),
  z.object({ kind: z.literal('seal'), order: SealOrder }),
  z.object({ kind: z.literal('scan'), query: z.object({ from: z.string(), to: z.string(), limit: z.number(), now: z.number() }) }),
  z.object({
    kind: z.literal('list'),
    query: z.object({ from: z.string(), to: z.string(), limit: z.number(), now: z.number(), finding: FindingKind, after: z.string().nullable() }),
  }),
]);
const Message = z.union([z.strictObject({ id: z.number(), request: Request }), z.strictObject({ id: z.number(), cancel: z.literal(true) })]);

const database = openDatabase(folder, 'read');
const figures = createFigures(database);

/** What is being written, by the request that asked for it. */
const exports = new Map<number, AbortController>();

parentPort?.on('message', (received: unknown) => {
  const message = Message.parse(received);
  if ('cancel' in message) exports.get(message.id)?.abort();
  else void reply(message.id, message.request);
});

/** All but a file is answered before the next request is looked at. */
async function reply(id: number, request: ReaderRequest): Promise<void> {
  try {
    const value = await valueOf(id, request);
    parentPort?.postMessage({ id, ok: true, value });
  } catch (error) {
    parentPort?.postMessage({ id, ok: false, error: errorOf(error) });
  }
}

async function valueOf(id: number, request: ReaderRequest): Promise<unknown> {
  switch (request.kind) {
    case 'export':
      return write(id, request.order);
    case 'report-file':
      return writeReport(database, figures, request.order);
    default:
      return guarded(() => answer(request));
  }
}

async function write(id: number, order: ExportOrder): Promise<unknown> {
  const cancelled = new AbortController();
  exports.set(id, cancelled);
  try {
    return await writeExport(database, figures, order, { signal: cancelled.signal, report: (step) => parentPort?.postMessage({ id, step }) });
  } finally {
    exports.delete(id);
  }
}

function answer(request: Exclude<ReaderRequest, { kind: 'export' | 'report-file' }>): unknown {
  switch (request.kind) {
    case 'verify':
      return verifyJournal(database);
    case 'prepare':
      return figures.prepare();
    case 'figures':
      return figures.query(request.query);
    case 'drill':
      return figures.drill(request.cell, request.page);
    case 'report':
      return readReport(database, figures, request.asked);
    case 'scan':
      return scanLedger(database, request.query);
    case 'list':
      return listFinding(database, request.query);
    case 'copy':
      return takeCopy(database, request.order);
    case 'seal':
      return sealCopy(request.order);
  }
}
