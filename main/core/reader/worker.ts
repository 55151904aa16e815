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
import type { ReaderRequest } from './reader.ts';

const { folder } = z.object({ folder: z.string() }).parse(workerData);
const Request: z.ZodType<ReaderRequest> = z.discriminatedUnion('kind', [
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
const Message = z.object({ id: z.number(), request: Request });

const database = openDatabase(folder, 'read');
const figures = createFigures(database);

parentPort?.on('message', (message: unknown) => {
  const { id, request } = Message.parse(message);
  try {
    const value = guarded(() => answer(request));
    parentPort?.postMessage({ id, ok: true, value });
  } catch (error) {
    parentPort?.postMessage({ id, ok: false, error: errorOf(error) });
  }
});

function answer(request: ReaderRequest): unknown {
  switch (request.kind) {
    case 'verify':
      return verifyJournal(database);
    case 'prepare':
      return figures.prepare();
    case 'figures':
      return figures.query(request.query);
    case 'drill':
      return figures.drill(request.cell, request.page);
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
