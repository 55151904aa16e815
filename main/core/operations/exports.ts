/** Exports: what is asked for is made into a task, written off the core's path, and put into the journal. */
import path from 'node:path';
import type { Input, Output } from '../../../shared/contract/contract.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import type { ExportRequest } from '../../../shared/contract/exports.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { spanOfPeriod } from '../../../shared/statistics/period.ts';
import { readyMade, ReadyMadeView, type ReadyMade } from '../../../shared/statistics/ready-made.ts';
import type { Language } from '../../../shared/statistics/wording.ts';
import type { Context } from '../context.ts';
import type { NamedList } from '../export/list-tables.ts';
import { writeList, type ExportOrder, type ExportTask, type ExportWatch, type ExportWritten } from '../reader/export.ts';
import type { Sqlite } from '../store/database.ts';
import { fromJson } from '../store/station.ts';
import { Persons } from '../store/transactions.ts';
import { findView } from '../store/views.ts';
import { createSealing } from '../vault/sealing.ts';
import { isOwnFile } from './export-file.ts';
import { implement } from './implement.ts';

type Asked = Pick<ExportRequest, 'view' | 'query' | 'period' | 'from' | 'to'>;
type Spanned = { readonly from: string; readonly to: string };

const spanOf = ({ period, from, to }: Asked): Spanned | null => (period !== undefined ? spanOfPeriod(period) : from !== undefined && to !== undefined ? { from, to } : null);

/** What is to be written for a request. Refuses a view that is not there. */
export function taskOf(context: Pick<Context, 'database' | 'moment'>, asked: Asked, language: Language): ExportTask {
  if (asked.query !== undefined) return { kind: 'figures', title: null, query: asked.query, ranking: null };
  const span = spanOf(asked);
  const ready = ReadyMadeView.safeParse(asked.view).data;
  if (ready !== undefined) {
    if (span === null) throw badInput('$.period', 'required', 'a ready-made view needs a period or a span');
    return readyTask(readyMade[ready], span, context.moment.at, language);
  }
  const saved = asked.view === undefined ? null : findView(context.database, asked.view);
  if (saved === null || asked.view === undefined) throw badInput('$.view', 'unknown-view', 'no view has this name');
  return { kind: 'figures', title: asked.view, query: { ...saved, ...span }, ranking: null };
}

function readyTask(view: ReadyMade, span: Spanned, now: number, language: Language): ExportTask {
  switch (view.kind) {
    case 'figures':
      return { kind: 'figures', title: view.name[language], query: { ...span, measures: [...view.measures], by: [...view.by], where: view.where ?? {}, reportYearStart: '01-01' }, ranking: view.ranking ?? null };
    case 'look-back':
      return { kind: view.kind, ...span, now };
    case 'certificates':
    case 'transactions':
      return { kind: view.kind, ...span };
  }
}

export type ExportWriting = Asked & Pick<Input<'export.create'>, 'format' | 'file' | 'language' | 'namedList'>;

/** Writes and journals one export, for whoever asked or for a schedule. */
export async function makeExport(context: Context, { format, file, language = 'zh-CN', namedList, ...asked }: ExportWriting, schedule?: { readonly name: string; readonly period: string }): Promise<Output<'export.create'>> {
  const place = path.resolve(file);
  if (isOwnFile(context.database.name, place)) throw new Refusal('export-not-writable', 'this is a file of the station itself');
  const task = taskOf(context, asked, language);
  const { from, to } = task.kind === 'figures' ? task.query : task;
  const run = context.exports.begin(context.cancelled);
  try {
    const names = namedList === undefined ? undefined : askForNames(context, { from, to }, namedList.reason);
    const order: ExportOrder = { task, format, language, file: place };
    const { rows, bytes, sha256, head, holds } = names === undefined ? await context.reader.export(order, run) : await writeNamed(context, order, run, names);
    const { by, measures } = task.kind === 'figures' ? task.query : { by: [], measures: undefined };
    context.commit(() => ({
      type: 'export.written',
      body: {
        from, to, by: [...by], format, rows, sha256, through: head.seq, ...(asked.view === undefined ? {} : { view: asked.view }), ...(measures === undefined ? {} : { measures: [...measures] }),
        ...(names === undefined ? {} : { names }), ...(schedule === undefined ? {} : { schedule }),
      },
    }));
    return { file: place, format, from, to, rows, bytes, sha256, head, holds };
  } finally {
    run.end();
  }
}

/** Gives the entry that says so. */
const askForNames = (context: Context, span: Spanned, reason: string): number =>
  context.commit(() => ({ type: 'export.names-asked', body: { ...span, reason: context.sealing.seal('station:names-asked', context.moment.at, reason) } })).seq;

/** Here and not in the reader's thread, which has no keys; between its pieces the counter answers others. */
function writeNamed(context: Context, { task, ...to }: ExportOrder, watch: ExportWatch, entry: number): Promise<ExportWritten> {
  if (task.kind !== 'transactions') throw badInput('$.namedList', 'not-here', 'names stand in the list of transactions alone');
  const names = (database: Sqlite): NamedList => {
    const sealing = createSealing(database, context.vault);
    return { entry, applicantOf: ({ applicant }) => (applicant === null ? null : (sealing.open(fromJson(applicant, SealedBox), Persons)?.applicant ?? null)) };
  };
  return writeList(path.dirname(context.database.name), task, to, watch, names);
}

export const exportImplementations = {
  'export.create': implement('export.create', (context, asked) => makeExport(context, asked)),
  'export.views': implement('export.views', () => ({ views: ReadyMadeView.options.map((view) => ({ view, name: { ...readyMade[view].name }, definition: { ...readyMade[view].definition } })) })),
  'export.progress': implement('export.progress', (context) => ({ running: context.exports.running() })),
  'export.cancel': implement('export.cancel', (context) => {
    context.exports.cancel();
    return {};
  }),
};
