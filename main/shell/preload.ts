/** The bridge: functions with names, no channel and no event object ever reaches the page. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../../shared/contract/bridge.ts';

/** The names stand here again because a sandboxed preload is one file and must stay small; `ipc.ts` is their other end. */
const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('daoban:call', name, input),
  onChanged: (listener) => listen('daoban:changed', () => listener()),
  startup: () => ipcRenderer.invoke('daoban:startup'),
  onStartup: (listener) => listen('daoban:startup-changed', listener),
  unlock: (passphrase) => ipcRenderer.invoke('daoban:unlock', passphrase),
  print: (paper) => ipcRenderer.invoke('daoban:print', paper),
  savePdf: (paper) => ipcRenderer.invoke('daoban:save-pdf', paper),
  saveExport: (request) => ipcRenderer.invoke('daoban:save-export', request),
  saveReport: (request) => ipcRenderer.invoke('daoban:save-report', request),
  setSchedule: (request) => ipcRenderer.invoke('daoban:set-schedule', request),
  saveChecks: (request) => ipcRenderer.invoke('daoban:save-checks', request),
  importAnswers: () => ipcRenderer.invoke('daoban:import-answers'),
  saveDraw: (request) => ipcRenderer.invoke('daoban:save-draw', request),
  chooseHistory: () => ipcRenderer.invoke('daoban:choose-history'),
  historyTitles: (request) => ipcRenderer.invoke('daoban:history-titles', request),
  importHistory: (request) => ipcRenderer.invoke('daoban:import-history', request),
  makeBundle: (request) => ipcRenderer.invoke('daoban:make-bundle', request),
  takeReceipt: (request) => ipcRenderer.invoke('daoban:take-receipt', request),
  configureBackup: (request) => ipcRenderer.invoke('daoban:configure-backup', request),
  offerBackups: () => ipcRenderer.invoke('daoban:offer-backups'),
  chooseBackup: () => ipcRenderer.invoke('daoban:choose-backup'),
  restoreBackup: (request) => ipcRenderer.invoke('daoban:restore-backup', request),
  setAside: (request) => ipcRenderer.invoke('daoban:set-aside', request),
  onLeaving: (listener) => listen('daoban:leaving', listener),
  leave: (go) => ipcRenderer.invoke('daoban:leave', go),
  openStation: (mode) => ipcRenderer.invoke('daoban:open-station', mode),
  takePaper: () => ipcRenderer.invoke('daoban:take-paper'),
  paperReady: (height) => ipcRenderer.send('daoban:paper-ready', height),
};

function listen<Told>(channel: string, listener: (told: Told) => void): () => void {
  const strip = (_event: unknown, told: Told): void => listener(told);
  ipcRenderer.on(channel, strip);
  return () => void ipcRenderer.removeListener(channel, strip);
}

contextBridge.exposeInMainWorld('daoban', bridge);
