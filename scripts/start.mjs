// `npm start`: the counter's window, from the sources. Words after `--` go to the app, e.g. `npm start -- --data DIR`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { hasDisplay, openDisplay } from './display.mjs';
import { root } from './node.mjs';
import { ensureRuntime } from './runtime.mjs';
import { giveToElectronUser, nobody, openFolder, runsAsNobody, stage } from './stage.mjs';
import { ensureSystemPackages } from './system.mjs';

const words = process.argv.slice(2);

/** The data folder that the words or the environment name; null leaves it to the app. @returns {string | null} */
const namedData = () => {
  const at = words.indexOf('--data');
  const named = at >= 0 ? words[at + 1] : (words.find((word) => word.startsWith('--data='))?.slice('--data='.length) ?? process.env['DAOBAN_DATA']);
  return named === undefined || named === '' ? null : path.resolve(named);
};

/** @param {NodeJS.ProcessEnv} environment @param {string} home @returns {NodeJS.ProcessEnv} root's key to its display, for nobody */
const displayKey = (environment, home) => {
  const key = process.env['XAUTHORITY'] ?? path.join(homedir(), '.Xauthority');
  if (environment['DISPLAY'] !== undefined || !existsSync(key)) return {};
  const copy = path.join(home, '.Xauthority');
  copyFileSync(key, copy);
  chownSync(copy, nobody, nobody);
  chmodSync(copy, 0o600);
  return { XAUTHORITY: copy };
};

ensureSystemPackages(hasDisplay() ? ['window'] : ['window', 'test']);
ensureBuilt();
const runtime = await ensureRuntime();
const display = await openDisplay();
const staged = stage(runtime);
if (display.virtual) console.log(`This machine has no display: the window is on the virtual display ${display.environment['DISPLAY'] ?? ''}. Ctrl+C ends it.`);

/** @type {NodeJS.ProcessEnv} */
let environment = { ...process.env, ...display.environment };
let data = namedData();
if (runsAsNobody) {
  // The app runs as nobody, who has no home folder and must own the data.
  data ??= '/var/lib/daoban';
  mkdirSync(data, { recursive: true });
  giveToElectronUser(data);
  const home = openFolder('daoban-home-');
  process.on('exit', () => rmSync(home, { recursive: true, force: true }));
  chownSync(home, nobody, nobody);
  environment = { ...environment, ELECTRON_HOME: home, DBUS_SESSION_BUS_ADDRESS: 'disabled:', ...displayKey(display.environment, home) };
  console.log(`Started by root, the window runs as the user nobody; its data is in ${data}.`);
}
const rest = words.filter((word, index) => word !== '--data' && words[index - 1] !== '--data' && !word.startsWith('--data='));
const arguments_ = [staged.app, ...(data === null ? [] : ['--data', data]), ...rest];
const child =
  process.platform === 'linux'
    ? spawn(path.join(root, 'scripts/electron-user.sh'), arguments_, { stdio: 'inherit', env: { ...environment, ELECTRON_BIN: staged.executable } })
    : spawn(staged.executable, arguments_, { stdio: 'inherit', env: environment });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
// npm does not pass on the signal that ends it: notice that it is gone.
const parent = process.ppid;
if (process.env['npm_lifecycle_event'] !== undefined && process.platform !== 'win32') {
  setInterval(() => process.ppid !== parent && child.kill(), 500).unref();
}
const [code] = await once(child, 'exit');
display.close();
staged.remove();
process.exit(code ?? 1);
