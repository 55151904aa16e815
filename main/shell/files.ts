/** Files a person chooses: the dialog is the shell's, so that a page can never name a path. */
import path from 'node:path';
import { app, BrowserWindow, dialog, type WebContents } from 'electron';
import { SaveVolume, type SavedFile } from '../../shared/contract/bridge.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { Core } from './core-process.ts';

export async function saveVolume(core: Core, sender: WebContents, request: unknown): Promise<Result<SavedFile>> {
  const parsed = SaveVolume.safeParse(request);
  if (!parsed.success) return { ok: false, error: { code: 'bad-input', message: 'the request does not fit' } };
  const { query, format, language } = parsed.data;
  const owner = BrowserWindow.fromWebContents(sender);
  const options = {
    defaultPath: path.join(app.getPath('documents'), `daoban-${query.from}-${query.to}.${format}`),
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
  };
  const { canceled, filePath } = owner === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(owner, options);
  if (canceled || filePath === '') return { ok: true, value: null };
  const answer = await core.call(String(sender.id), 'export.volume', { ...query, format, language, file: filePath }, true);
  return answer.ok ? { ok: true, value: { file: filePath } } : answer;
}
