/** Files and folders that a person chooses: the dialogs are the shell's, so that a page can never name a path. */
import { BrowserWindow, dialog, type OpenDialogOptions, type WebContents } from 'electron';

/** What was chosen; empty where the person closed the dialog. */
export async function choose(sender: WebContents, options: OpenDialogOptions): Promise<readonly string[]> {
  const owner = BrowserWindow.fromWebContents(sender);
  const { canceled, filePaths } = owner === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(owner, options);
  return canceled ? [] : filePaths;
}

/** A table of another system. */
export const tables: OpenDialogOptions = { properties: ['openFile'], filters: [{ name: 'XLSX, CSV', extensions: ['xlsx', 'csv', 'txt'] }] };
