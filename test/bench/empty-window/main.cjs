// The floor of the start: the least that opens a window with a page in it, with the sandbox on as in the counter.
const path = require('node:path');
const { app, BrowserWindow, Menu } = require('electron');

const data = process.argv[process.argv.indexOf('--data') + 1];
app.setPath('userData', path.join(data ?? '', 'shell'));
app.enableSandbox();
Menu.setApplicationMenu(null);
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, show: false, webPreferences: { sandbox: true, contextIsolation: true } });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(path.join(__dirname, 'index.html'));
});
