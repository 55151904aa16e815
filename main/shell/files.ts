/** Files a person chooses: the dialog is the shell's, so that a page can never name a path. */
import path from 'node:path';
import { app, BrowserWindow, dialog, type WebContents } from 'electron';
import { reportName, SaveChecks, SaveDraw, SaveExport, SaveReport, SetSchedule, type ImportedAnswers, type SavedFile, type ScheduleSet } from '../../shared/contract/bridge.ts';
import { schemas } from '../../shared/contract/contract.ts';
import { done, type Result } from '../../shared/contract/errors.ts';
import type { DataFormat } from '../../shared/contract/exports.ts';
import type { ReportFormat } from '../../shared/contract/report.ts';
import { ReadyMadeView } from '../../shared/statistics/ready-made.ts';
import type { Core } from './core-process.ts';
import { choose, tables } from './dialogs.ts';
import { doesNotFit } from './ipc.ts';

export async function saveExport(core: Core, sender: WebContents, request: unknown): Promise<Result<SavedFile>> {
  const parsed = SaveExport.safeParse(request);
  if (!parsed.success) return doesNotFit;
  const { view, query, period, from = query?.from, to = query?.to, format } = parsed.data;
  // A saved view may have any name; a file's name is taken from what it is about alone.
  const about = [ReadyMadeView.safeParse(view).data ?? 'figures', ...[period, from, to].filter((part) => part !== undefined)].join('-');
  return saved(core, sender, 'export.create', `daoban-${about}`, format, parsed.data);
}

export async function saveReport(core: Core, sender: WebContents, request: unknown): Promise<Result<SavedFile>> {
  const parsed = SaveReport.safeParse(request);
  if (!parsed.success) return doesNotFit;
  const { period, format } = parsed.data;
  return saved(core, sender, 'report.create', reportName(period), format, parsed.data);
}

export async function setSchedule(core: Core, sender: WebContents, request: unknown): Promise<Result<ScheduleSet>> {
  const parsed = SetSchedule.safeParse(request);
  if (!parsed.success) return doesNotFit;
  const [folder] = await choose(sender, { properties: ['openDirectory', 'createDirectory'] });
  if (folder === undefined) return done(null);
  const answer = await core.call(String(sender.id), 'schedule.set', { ...parsed.data, folder }, true);
  return answer.ok ? done({ ...schemas['schedule.set'].output.parse(answer.value), folder }) : answer;
}

export async function saveChecks(core: Core, sender: WebContents, request: unknown): Promise<Result<SavedFile>> {
  const parsed = SaveChecks.safeParse(request);
  if (!parsed.success) return doesNotFit;
  const { checks, format } = parsed.data;
  return saved(core, sender, 'check.export', `daoban-${checks[0] ?? 'checks'}`, format, parsed.data);
}

export async function saveDraw(core: Core, sender: WebContents, request: unknown): Promise<Result<SavedFile>> {
  const parsed = SaveDraw.safeParse(request);
  if (!parsed.success) return doesNotFit;
  const { draw, format } = parsed.data;
  return saved(core, sender, 'lookback.report', draw, format, parsed.data);
}

export async function importAnswers(core: Core, sender: WebContents): Promise<Result<ImportedAnswers>> {
  const [file] = await choose(sender, tables);
  if (file === undefined) return done(null);
  const answer = await core.call(String(sender.id), 'check.import', { file }, true);
  return answer.ok ? done({ file, answers: schemas['check.import'].output.parse(answer.value) }) : answer;
}

/** Asks where to, and lets the core write there. */
async function saved(core: Core, sender: WebContents, operation: 'export.volume' | 'export.create' | 'report.create' | 'check.export' | 'lookback.report', name: string, format: DataFormat | ReportFormat, input: object): Promise<Result<SavedFile>> {
  const owner = BrowserWindow.fromWebContents(sender);
  const options = { defaultPath: path.join(app.getPath('documents'), `${name}.${format}`), filters: [{ name: format.toUpperCase(), extensions: [format] }] };
  const { canceled, filePath } = owner === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(owner, options);
  if (canceled || filePath === '') return done(null);
  const answer = await core.call(String(sender.id), operation, { ...input, file: filePath }, true);
  return answer.ok ? done({ file: filePath }) : answer;
}
