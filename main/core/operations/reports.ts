/** The periodic work report: read for the screen, written off the core's path, journaled as every export. */
import path from 'node:path';
import { Refusal } from '../../../shared/contract/errors.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { isOwnFile } from './export-file.ts';
import { implement } from './implement.ts';

const read = implement('report.read', (context, { period }) => context.reader.report({ period, today: businessDay(context.moment.at) }));

const create = implement('report.create', async (context, { period, format, file, language = 'zh-CN' }) => {
  const place = path.resolve(file);
  if (isOwnFile(context.database.name, place)) throw new Refusal('export-not-writable', 'this is a file of the station itself');
  const written = await context.reader.writeReport({ period, today: businessDay(context.moment.at), format, language, file: place });
  const { from, to, rows, sha256, head } = written;
  context.commit(() => ({ type: 'export.written', body: { from, to, by: [], format, rows, sha256, view: 'report', through: head.seq } }));
  return { file: place, format, ...written };
});

export const reportImplementations = { 'report.read': read, 'report.create': create };
