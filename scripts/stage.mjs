// Puts the built app where the user who runs it can read it, with the addon that its Electron can load.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './node.mjs';

/** @typedef {import('./runtime.mjs').Runtime} Runtime */

/** Chromium refuses its sandbox to root, who therefore starts Electron as nobody. */
export const nobody = 65534;
export const runsAsNobody = process.platform === 'linux' && process.getuid?.() === 0;

/** Runs a small command as the user that Electron will run as. @param {readonly string[]} words */
export const asElectronUser = (words) => {
  const prefix = runsAsNobody ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : [];
  const [command = '', ...rest] = [...prefix, ...words];
  return spawnSync(command, rest, { stdio: 'ignore' }).status === 0;
};

/** A new folder in the system's temporary folder that any user may enter. @param {string} name */
export const openFolder = (name) => {
  const folder = mkdtempSync(path.join(tmpdir(), name));
  chmodSync(folder, 0o755);
  return folder;
};

/** @param {string} from @param {string} to */
const linkOrCopy = (from, to) => {
  if (spawnSync('cp', ['-al', from, to], { stdio: 'ignore' }).status !== 0) {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
};

/**
 * @param {Runtime} runtime
 * @returns {{ app: string, executable: string, remove: () => void }} the app's folder, the Electron to start it with
 */
export const stage = (runtime) => {
  const folder = openFolder('daoban-app-');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.on('exit', remove);

  const app = path.join(folder, 'app');
  for (const name of ['out', 'resources', 'package.json']) {
    if (existsSync(path.join(root, name))) cpSync(path.join(root, name), path.join(app, name), { recursive: true });
  }
  const from = path.join(root, 'node_modules/better-sqlite3');
  const to = path.join(app, 'node_modules/better-sqlite3');
  for (const name of ['lib', 'package.json']) cpSync(path.join(from, name), path.join(to, name), { recursive: true });
  // better-sqlite3 looks here before it looks among its own addons.
  mkdirSync(path.join(to, 'build/Release'), { recursive: true });
  cpSync(runtime.addon, path.join(to, 'build/Release/better_sqlite3.node'));

  let executable = runtime.executable;
  if (runsAsNobody) {
    spawnSync('chmod', ['-R', 'a+rX', app]);
    // A checkout inside a closed home folder: nobody reaches the Electron in it only by another path.
    if (!asElectronUser(['test', '-x', runtime.executable])) {
      const copy = path.join(folder, 'electron');
      linkOrCopy(runtime.folder, copy);
      executable = path.join(copy, path.relative(runtime.folder, runtime.executable));
    }
  }
  return { app, executable, remove };
};

/** Whether a folder holds nothing, or a counter's data, so that its owner may be changed without harm. @param {string} folder */
const isEmptyOrData = (folder) => {
  const names = readdirSync(folder);
  return names.length === 0 || names.some((name) => /\.(db|sqlite3?)$/.test(name));
};

/** Makes the user that Electron runs as the owner of a data folder; ends the process if that could do harm. @param {string} folder */
export const giveToElectronUser = (folder) => {
  if (!isEmptyOrData(folder)) {
    console.error(`${folder} is not a counter's data folder: name an empty or a new one.`);
    process.exit(1);
  }
  spawnSync('chown', ['-R', '--no-dereference', `${nobody}:${nobody}`, folder]);
  if (!asElectronUser(['test', '-w', folder])) {
    console.error(`The user nobody, as whom root runs the window, cannot reach ${folder}: name a folder outside closed ones.`);
    process.exit(1);
  }
};
