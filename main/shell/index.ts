/** Boot order and nothing else: one instance, scheme, security, core, window. */
import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, Menu } from 'electron';
import log from 'electron-log/main';
import { commandLine } from './command-line.ts';
import { answerBundles } from './bundles.ts';
import { startCore, type Core } from './core-process.ts';
import { importAnswers, saveChecks, saveDraw, saveExport, saveReport, setSchedule } from './files.ts';
import { answerHistory } from './history.ts';
import { onAsk, tellChanged, tellStartup } from './ipc.ts';
import { hostKey } from './key.ts';
import { keepMemoryOutOfDumps } from './memory.ts';
import { bundledModule, dataFolder, hasWord, rendererFolder, resourcesFolder } from './places.ts';
import { sayBeforeClosing } from './leaving.ts';
import { watchNetwork } from './network.ts';
import { answerPaper } from './printing.ts';
import { answerRecovery } from './recovery.ts';
import { registerScheme, serveScheme } from './scheme.ts';
import { refuseEverything } from './security.ts';
import { openMainWindow } from './windows.ts';

keepMemoryOutOfDumps();
if (hasWord('--cli')) void commandLine();
else boot();

function boot(): void {
  const folder = dataFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Chromium's own files beside the station's, so that one folder is one counter and the instance lock is per counter.
  const own = isWritable(folder) ? folder : mkdtempSync(path.join(app.getPath('temp'), 'daoban-'));
  app.setPath('userData', path.join(own, 'shell'));
  app.setPath('crashDumps', path.join(own, 'shell', 'crashes'));
  setUpLog(own);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  registerScheme();
  Menu.setApplicationMenu(null);
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(() => open(folder));
}

/** Where it is not, the window still has to come up and say so. */
function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function open(folder: string): void {
  refuseEverything();
  serveScheme(rendererFolder());
  const core = startCore({
    module: bundledModule('host.cjs'),
    folder,
    resources: resourcesFolder(),
    // An installed counter is founded by its bureau; from the sources a newcomer sees a demonstration at once.
    demo: !app.isPackaged || hasWord('--demo') || hasWord('--smoke'),
    key: () => hostKey(folder),
    onStartup: tellStartup,
    onChanged: tellChanged,
    onCrash: (code) => log.error(`the core stopped with ${code}; starting it again`),
  });
  answerBridge(core);
  answerHistory(core);
  answerBundles(core);
  answerPaper();
  answerRecovery(core);
  const window = openMainWindow();
  const client = String(window.webContents.id);
  window.on('closed', () => core.forget(client));
  sayBeforeClosing(window, core);
  closeCoreFirst(core);
  watchNetwork(() => core.reconnected());
  if (hasWord('--smoke')) smoke(core, window);
}

function answerBridge(core: Core): void {
  onAsk('call', (sender, name, input) => core.call(String(sender.id), typeof name === 'string' ? name : '', input));
  onAsk('startup', () => core.state());
  onAsk('unlock', (_sender, passphrase) => core.unlock(typeof passphrase === 'string' ? passphrase : ''));
  onAsk('saveExport', (sender, request) => saveExport(core, sender, request));
  onAsk('saveReport', (sender, request) => saveReport(core, sender, request));
  onAsk('setSchedule', (sender, request) => setSchedule(core, sender, request));
  onAsk('saveChecks', (sender, request) => saveChecks(core, sender, request));
  onAsk('importAnswers', (sender) => importAnswers(core, sender));
  onAsk('saveDraw', (sender, request) => saveDraw(core, sender, request));
}

/** The core closes its database before the process goes, so that the next start finds no WAL to recover. */
function closeCoreFirst(core: Core): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void core.close().then(() => {
      closed = true;
      app.quit();
    });
  });
}

/** Kinds of faults and nothing that a visitor or a clerk typed; small, rotated, beside the station. */
function setUpLog(folder: string): void {
  log.transports.file.resolvePathFn = () => path.join(folder, 'logs', 'daoban.log');
  log.transports.file.maxSize = 1024 * 1024;
  log.transports.console.level = app.isPackaged ? false : 'warn';
  log.errorHandler.startCatching({ showDialog: false });
}

/** For the check of a package: ends by itself once the first screen has its station. */
function smoke(core: Core, window: BrowserWindow): void {
  const look = setInterval(() => {
    const { state } = core.state();
    if (state === 'starting' || window.webContents.isLoading()) return;
    clearInterval(look);
    process.stdout.write(state === 'ready' ? 'smoke: ready\n' : `smoke: ${state}\n`);
    void core.close().then(() => app.exit(state === 'ready' ? 0 : 1));
  }, 100);
}
