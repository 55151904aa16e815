/** Exports: any question to the figures, a saved view or a ready-made table as a file; and exports that the station makes by itself. */
import { z } from 'zod';
import { Period, PeriodKind } from '../statistics/period.ts';
import { StatisticsQuery, ViewName } from '../statistics/query.ts';
import { ReadyMadeView } from '../statistics/ready-made.ts';
import { Nothing, type Operation } from './operation.ts';

export const DataFormat = z.enum(['csv', 'xlsx', 'pdf', 'json']);
export type DataFormat = z.infer<typeof DataFormat>;

const Count = z.number().int().min(0);
const Words = z.strictObject({ 'zh-CN': z.string(), en: z.string() });
const Language = z.enum(['zh-CN', 'en']);
/** A path of this machine; only the command line and the shell's own dialog give one. */
const FilePath = z.string().min(1).max(4096);

/** Why a list with names and numbers of people is made; it is sealed in the journal before the first name is written. */
const NamedList = z.strictObject({ reason: z.string().trim().min(1).max(500) });

const request = z.strictObject({
  /** A ready-made view by its word, or a saved one by its name. */
  view: ViewName.optional(),
  query: StatisticsQuery.optional(),
  /** The span of a view, in either form; a saved view has one of its own and keeps it where none is given. */
  period: Period.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  format: DataFormat,
  language: Language.optional(),
  /** With the view `transactions` alone. */
  namedList: NamedList.optional(),
});

type Asked = z.infer<typeof request>;

function answerable({ view, query, period, from, to, format, namedList }: Asked, context: z.RefinementCtx): void {
  const say = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
  if ((view === undefined) === (query === undefined)) say('view', 'name either a view or a query');
  if ((from === undefined) !== (to === undefined)) say(from === undefined ? 'from' : 'to', 'a span has two ends');
  if (from !== undefined && to !== undefined && from > to) say('to', 'the span ends before it begins');
  if (period !== undefined && from !== undefined) say('period', 'name a period or a span, not both');
  const spanned = period !== undefined || from !== undefined || to !== undefined;
  if (query !== undefined && spanned) say(period === undefined ? 'from' : 'period', 'a query has its own span');
  if (!spanned && ReadyMadeView.safeParse(view).success) say('period', 'a ready-made view needs a period or a span');
  // On paper it is made in one go, and the keys are the core's, which must not wait for that.
  if (namedList !== undefined && format === 'pdf') say('format', 'a list with names is made as csv, xlsx or json');
  if (namedList !== undefined && view !== 'transactions') say('namedList', 'names stand in the list of transactions alone');
}

/** What is exported, without where to. */
export const ExportRequest = request.superRefine(answerable);
export type ExportRequest = z.infer<typeof ExportRequest>;

/** `reading`: the figures are counted; `writing`: rows go into the file. `of` is how many rows there will be, once that is known. */
export const ExportProgress = z.strictObject({ phase: z.enum(['reading', 'writing']), rows: Count, of: Count.nullable(), bytes: Count });
export type ExportProgress = z.infer<typeof ExportProgress>;

/** Stands in the name of the file, so it is a name on any system. */
export const ScheduleName = z.string().trim().regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} _()（）·-]{0,58}[\p{L}\p{N})）])?$/u, 'letters, digits, spaces, - _ · and brackets, at most 60');

const schedule = {
  name: ScheduleName, view: ViewName, format: DataFormat, language: Language.optional(), folder: FilePath, every: PeriodKind,
  /** The day of the month after the period from which on it is made. */
  day: z.number().int().min(1).max(28).default(1),
};

export const exportOperations = {
  'export.create': {
    kind: 'command', roles: ['manager'], trusted: true, waits: true,
    summary: 'Writes a question, a saved view or a ready-made table to a file: the same figures as on the screen, with definitions, exclusions and proof; the same journal gives the same bytes.',
    input: ExportRequest.safeExtend({ file: FilePath }),
    output: z.strictObject({
      file: z.string(), format: DataFormat, from: z.string(), to: z.string(), rows: Count, bytes: Count, sha256: z.string(),
      /** The last entry that was counted; what only tells of looking, signing in or copying does not count. */
      head: z.strictObject({ seq: z.number().int(), hash: z.string() }),
      /** False where an equation of the figures is broken: the file says which. */
      holds: z.boolean(),
    }),
  },
  'export.views': {
    kind: 'query', roles: ['manager'],
    summary: 'The ready-made tables; saved views are in statistics.views.',
    input: Nothing,
    output: z.strictObject({ views: z.array(z.strictObject({ view: ReadyMadeView, name: Words, definition: Words })) }),
  },
  'export.progress': {
    kind: 'query', roles: ['manager'],
    summary: 'How far the export that is under way has come; null while there is none.',
    input: Nothing,
    output: z.strictObject({ running: ExportProgress.nullable() }),
  },
  'export.cancel': {
    kind: 'query', roles: ['manager'],
    summary: 'Breaks off the export that is under way; nothing of it stays.',
    input: Nothing,
    output: Nothing,
  },
  'schedule.set': {
    kind: 'command', roles: ['manager'], trusted: true, waits: true,
    summary: 'Has a view exported to a folder after every month, quarter or year; in the place of the schedule that had the name.',
    input: z.strictObject(schedule),
    /** `next`: the period that will be exported next. */
    output: z.strictObject({ name: ScheduleName, next: Period }),
  },
  'schedule.list': {
    kind: 'query', roles: ['manager'],
    summary: 'The scheduled exports: what comes next, what is overdue, and what hindered the last attempt.',
    input: Nothing,
    output: z.strictObject({
      schedules: z.array(
        z.strictObject({
          ...schedule, day: z.number().int(), language: Language,
          /** Null where the folder can no longer be read from the books. */
          folder: z.string().nullable(),
          last: z.strictObject({ period: Period, at: z.number().int(), rows: Count }).nullable(),
          next: z.strictObject({ period: Period, on: z.iso.date() }),
          /** Periods whose day has come and that are not exported yet. */
          overdue: Count,
          hindrance: z.strictObject({ code: z.string(), period: Period, at: z.number().int() }).nullable(),
        }),
      ),
    }),
  },
  'schedule.remove': {
    kind: 'command', roles: ['manager'],
    summary: 'Ends a scheduled export; the files it made stay.',
    input: z.strictObject({ name: ScheduleName }),
    output: Nothing,
  },
  'schedule.run': {
    kind: 'command', roles: ['manager'], waits: true,
    summary: 'Makes the scheduled exports that are due now, missed periods too; the counter does so by itself every minute.',
    input: Nothing,
    output: z.strictObject({
      made: z.array(z.strictObject({ name: ScheduleName, period: Period, file: z.string(), rows: Count })),
      failed: z.array(z.strictObject({ name: ScheduleName, period: Period, code: z.string() })),
    }),
  },
} as const satisfies Record<string, Operation>;
