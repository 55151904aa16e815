/** Paper: a hidden window draws it with the page's own components, then the printer or a PDF takes it. */
import { writeFile } from 'node:fs/promises';
import { BrowserWindow, dialog, type WebContents } from 'electron';
import { Paper, paperForms, paperName, type PrintAnswer, type SavedFile } from '../../shared/contract/bridge.ts';
import type { Result } from '../../shared/contract/errors.ts';
import { onAsk, onTold } from './ipc.ts';
import { pageUrl } from './scheme.ts';
import { pagePreferences } from './windows.ts';

/** In micrometres. */
const widths = { roll: 80_000, sheet: 210_000 } as const;
const a4Height = 297_000;
const micrometresPerPixel = 25_400 / 96;
const micrometresPerInch = 25_400;

/** How long a paper may take to draw, and a printer to answer. */
const patience = 20_000;

const papers = new Map<number, { readonly paper: Paper; ready(height: number): void }>();

export function answerPaper(): void {
  onAsk('print', (_sender, paper) => print(Paper.parse(paper)));
  onAsk('savePdf', (sender, paper) => savePdf(sender, Paper.parse(paper)));
  onAsk('takePaper', (sender) => papers.get(sender.id)?.paper ?? null);
  onTold('paperReady', (sender, height) => {
    if (typeof height === 'number') papers.get(sender.id)?.ready(height);
  });
}

async function print(paper: Paper): Promise<Result<PrintAnswer>> {
  return drawn(paper, async (window, height) => {
    const printers = await window.webContents.getPrintersAsync();
    if (printers.length === 0) return { ok: true, value: { outcome: 'no-printer' } };
    const outcome = await new Promise<PrintAnswer['outcome']>((resolve) => {
      setTimeout(() => resolve('failed'), patience);
      // Without a page size Electron sends A4 to the roll.
      window.webContents.print(
        { silent: true, printBackground: true, margins: { marginType: 'none' }, pageSize: { width: widths[paperForms[paper.kind]], height } },
        (success) => resolve(success ? 'printed' : 'failed'),
      );
    });
    return { ok: true, value: { outcome } };
  });
}

async function savePdf(sender: WebContents, paper: Paper): Promise<Result<SavedFile>> {
  return drawn(paper, async (window, height) => {
    const bytes = await window.webContents.printToPDF({
      printBackground: true, margins: { top: 0, bottom: 0, left: 0, right: 0 },
      pageSize: { width: widths[paperForms[paper.kind]] / micrometresPerInch, height: height / micrometresPerInch },
    });
    const owner = BrowserWindow.fromWebContents(sender);
    const options = { defaultPath: `${paperName(paper)}.pdf`, filters: [{ name: 'PDF', extensions: ['pdf'] }] };
    const { canceled, filePath } = owner === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(owner, options);
    if (canceled || filePath === '') return { ok: true, value: null };
    try {
      await writeFile(filePath, bytes);
      return { ok: true, value: { file: filePath } };
    } catch {
      return { ok: false, error: { code: 'export-not-writable', message: 'the file was not written' } };
    }
  });
}

/** Draws the paper in a window of its own, never in the one somebody works in, and takes the window away afterwards. */
async function drawn<Value>(paper: Paper, use: (window: BrowserWindow, height: number) => Promise<Result<Value>>): Promise<Result<Value>> {
  const window = new BrowserWindow({ show: false, width: 800, height: 1200, webPreferences: pagePreferences() });
  const { id } = window.webContents;
  try {
    const height = await new Promise<number | null>((resolve) => {
      papers.set(id, { paper, ready: resolve });
      setTimeout(() => resolve(null), patience);
      window.loadURL(`${pageUrl}#/paper`).catch(() => resolve(null));
    });
    if (height === null) return { ok: false, error: { code: 'internal', message: 'the paper was not drawn in time' } };
    return await use(window, paperForms[paper.kind] === 'sheet' ? a4Height : Math.ceil(height * micrometresPerPixel));
  } finally {
    papers.delete(id);
    window.destroy();
  }
}
