/** The counter's window. Every preference that matters for security is written out, also where it is the default. */
import { app, BrowserWindow, type WebPreferences } from 'electron';
import { hasWord, preloadFile } from './places.ts';
import { pageUrl } from './scheme.ts';

export function pagePreferences(): WebPreferences {
  return {
    preload: preloadFile(),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    spellcheck: false,
    devTools: !app.isPackaged,
  };
}

export function openMainWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366, height: 768, minWidth: 1024, minHeight: 680, show: false, kiosk: hasWord('--kiosk'), backgroundColor: '#F4F6F6', autoHideMenuBar: true,
    webPreferences: pagePreferences(),
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('before-input-event', (event, input) => {
    // Reloading throws away what a clerk typed; printing the page itself is never what anybody wants.
    const withControl = input.control || input.meta;
    if (withControl && ['r', 'p', 'w'].includes(input.key.toLowerCase())) event.preventDefault();
  });
  // A page that died is loaded again: what it showed is in the journal, and the session asks to sign in.
  window.webContents.on('render-process-gone', () => void window.loadURL(pageUrl));
  void window.loadURL(pageUrl);
  return window;
}
