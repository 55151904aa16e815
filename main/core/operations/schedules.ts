/** Exports that the station makes by itself, after every month, quarter or year; what was missed is made up, oldest first. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { periodAround } from '../../../shared/statistics/period.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { Context } from '../context.ts';
import { errorOf } from '../errors.ts';
import { dueOn, duePeriods } from '../export/due.ts';
import { exportFaultOf } from '../export/write-file.ts';
import { findSchedule, listSchedules, type ScheduledExport } from '../store/scheduled-exports.ts';
import { makeExport, taskOf } from './exports.ts';
import { implement } from './implement.ts';

/** The folder's path is sealed under this. */
const subject = 'station:schedule';

const set = implement('schedule.set', (context, { name, view, format, language = 'zh-CN', folder, every, day }) => {
  const target = path.resolve(folder);
  const today = businessDay(context.moment.at);
  const before = findSchedule(context.database, name);
  // Set anew with the same rhythm it goes on where it was.
  const next = before?.every === every ? before.next_period : periodAround(every, today);
  taskOf(context, { view, period: next }, language);
  requireWritable(target);
  context.commit(() => ({ type: 'schedule.set', body: { name, view, format, language, folder: context.sealing.seal(subject, context.moment.at, target), every, day, next } }));
  context.exports.tried(name, null);
  return Promise.resolve({ name, next });
});

function requireWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST' || code === 'ENOTDIR') throw badInput('$.folder', 'not-a-folder', 'this is not a folder');
    throw new Refusal(exportFaultOf(code), 'nothing can be written in this folder');
  }
}

const list = implement('schedule.list', (context) => {
  const today = businessDay(context.moment.at);
  return {
    schedules: listSchedules(context.database).map(({ name, view, format, language, every, day, folder, next_period: next, last_period, last_at, last_rows }) => ({
      name, view, format, language, every, day, folder: context.sealing.open(folder, z.string()),
      last: last_period === null || last_at === null || last_rows === null ? null : { period: last_period, at: last_at, rows: last_rows },
      next: { period: next, on: dueOn(next, day) }, overdue: duePeriods({ next, day }, today).length, hindrance: context.exports.hindrance(name),
    })),
  };
});

const remove = implement('schedule.remove', (context, { name }) => {
  if (findSchedule(context.database, name) === null) throw badInput('$.name', 'unknown-schedule', 'no schedule has this name');
  context.append({ type: 'schedule.removed', body: { name } });
  return {};
});

/** A folder that was not there is looked for again after a quarter of an hour. */
const again = 15 * 60_000;

/** Whether one is due that did not just fail. An export that is under way is waited for. */
export function schedulesWait({ database, exports }: Pick<Context, 'database' | 'exports'>, now: number): boolean {
  const today = businessDay(now);
  const waits = ({ name, next_period: next, day }: ScheduledExport): boolean => duePeriods({ next, day }, today, 1).length > 0 && now - (exports.hindrance(name)?.at ?? 0) >= again;
  return exports.running() === null && listSchedules(database).some(waits);
}

type Ran = Output<'schedule.run'>;

const run = implement('schedule.run', async (context) => {
  const ran: Ran = { made: [], failed: [] };
  for (const schedule of listSchedules(context.database)) await makeUp(context, schedule, ran);
  return ran;
});

/** In their order; the first that fails stops its schedule, so that none is left out. */
async function makeUp(context: Context, { name, view, format, language, folder: box, next_period: next, day }: ScheduledExport, ran: Ran): Promise<void> {
  for (const period of duePeriods({ next, day }, businessDay(context.moment.at))) {
    try {
      const folder = context.sealing.open(box, z.string());
      if (folder === null) throw new Refusal('export-parent-missing', 'the folder can no longer be read from the books');
      const { file, rows } = await makeExport(context, { view, period, format, language, file: path.join(folder, `${name} ${period}.${format}`) }, { name, period });
      context.exports.tried(name, null);
      ran.made.push({ name, period, file, rows });
    } catch (error) {
      const { code } = errorOf(error);
      context.exports.tried(name, { code, period, at: context.moment.at });
      ran.failed.push({ name, period, code });
      return;
    }
  }
}

export const scheduleImplementations = { 'schedule.set': set, 'schedule.list': list, 'schedule.remove': remove, 'schedule.run': run };
