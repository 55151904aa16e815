/** The only file that touches Electron's IPC in the shell. Every message is checked for its sender before it is read. */
import { BrowserWindow, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { StartupState } from '../../shared/contract/bridge.ts';
import type { Unsent } from '../../shared/upload/unsent.ts';
import { isOwn } from './security.ts';

export const channels = {
  call: 'daoban:call',
  startup: 'daoban:startup',
  unlock: 'daoban:unlock',
  print: 'daoban:print',
  savePdf: 'daoban:save-pdf',
  saveExport: 'daoban:save-export',
  saveReport: 'daoban:save-report',
  setSchedule: 'daoban:set-schedule',
  saveChecks: 'daoban:save-checks',
  importAnswers: 'daoban:import-answers',
  saveDraw: 'daoban:save-draw',
  chooseHistory: 'daoban:choose-history',
  historyTitles: 'daoban:history-titles',
  importHistory: 'daoban:import-history',
  makeBundle: 'daoban:make-bundle',
  takeReceipt: 'daoban:take-receipt',
  configureBackup: 'daoban:configure-backup',
  offerBackups: 'daoban:offer-backups',
  chooseBackup: 'daoban:choose-backup',
  restoreBackup: 'daoban:restore-backup',
  setAside: 'daoban:set-aside',
  openStation: 'daoban:open-station',
  leave: 'daoban:leave',
  takePaper: 'daoban:take-paper',
  paperReady: 'daoban:paper-ready',
  changed: 'daoban:changed',
  startupChanged: 'daoban:startup-changed',
  leaving: 'daoban:leaving',
} as const;

type Asked = Exclude<keyof typeof channels, 'paperReady' | 'changed' | 'startupChanged' | 'leaving'>;

/** The answer to a page whose request is not in the form of the bridge. */
export const doesNotFit = { ok: false, error: { code: 'bad-input', message: 'the request does not fit' } } as const;

/** Answers a page; a sender that is not the main frame of our own page gets a rejection and nothing else. */
export function onAsk(name: Asked, answer: (sender: WebContents, ...given: readonly unknown[]) => unknown): void {
  ipcMain.handle(channels[name], (event, ...given: unknown[]) => {
    if (!isTrusted(event)) throw new Error('the sender is not the page of this application');
    return answer(event.sender, ...given);
  });
}

export function onTold(name: 'paperReady', listener: (sender: WebContents, ...given: readonly unknown[]) => void): void {
  ipcMain.on(channels[name], (event, ...given: unknown[]) => {
    if (isTrusted(event)) listener(event.sender, ...given);
  });
}

/** Tells every page that the journal grew. */
export function tellChanged(): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channels.changed);
}

export function tellStartup(state: StartupState): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channels.startupChanged, state);
}

/** Has a page say what is unsent before its window closes. */
export const tellLeaving = (window: BrowserWindow, unsent: Unsent): void => window.webContents.send(channels.leaving, unsent);

/** `senderFrame` is null once the frame is gone, so it is read at once. */
function isTrusted(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwn(frame.url);
}
