// Chooses the Electron that starts, tests and packs the app: the official one if it is here or can be fetched, else an
// old one for testing. Run alone (`npm run runtime`) it prepares and names it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './node.mjs';
import { prepareTestElectron, testElectronVersion } from './test-electron.mjs';
import { prepareOlderAddon } from './older-addon.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} folder    the Electron distribution
 * @property {string} executable
 * @property {string} version
 * @property {boolean} official false: out of support, for trying and testing only
 * @property {string} addon     the better-sqlite3 addon that this Electron can load
 * @property {boolean} ownAddon true: `addon` is compiled here, since the one in the package would segfault
 */

/** @type {{ version: string }} */
const declared = JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'));

const executableName = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[String(process.platform)] ?? 'electron';

/** @param {string} folder */
const versionIn = (folder) => {
  const file = path.join(folder, 'version');
  return existsSync(file) && existsSync(path.join(folder, executableName)) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null;
};

/** Whether the download server answers at all: a firewall that swallows packets must not hold up every start. */
const downloadServerAnswers = async () => {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/electron/electron/releases/download/';
  try {
    await fetch(mirror, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(4_000) });
    return true;
  } catch {
    return false;
  }
};

/** The official Electron's folder, downloaded if need be; or why there is none. @returns {Promise<{ folder: string } | { reason: string }>} */
const findOfficial = async () => {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') {
    if (versionIn(override) !== null) return { folder: override };
    console.error(`ELECTRON_OVERRIDE_DIST_PATH=${override} holds no Electron (${executableName} and a version file are expected there).`);
    process.exit(1);
  }
  const folder = path.join(root, 'node_modules/electron/dist');
  if (versionIn(folder) === declared.version) return { folder };
  // Without an answer the installer still gets a moment: the archive may lie in its cache, or behind a proxy.
  const limit = (await downloadServerAnswers()) ? 600_000 : 10_000;
  const install = spawnSync(process.execPath, [path.join(root, 'node_modules/electron/install.js')], { encoding: 'utf8', timeout: limit });
  if (install.status === 0 && versionIn(folder) === declared.version) return { folder };
  const output = install.stderr ?? '';
  const line = output.split('\n').find((text) => /error|failed/i.test(text))?.trim();
  const code = /\bcode: '(\w+)'/.exec(output)?.[1];
  return { reason: [line ?? 'no answer from the download server', code].filter((text) => text !== undefined).join(', ') };
};

/** @param {string} version @returns {Promise<{ addon: string, ownAddon: boolean }>} */
const addonFor = async (version) => {
  // Electron 35 is the first with Node-API 10, which the addon in the package is built for.
  if (Number(version.split('.')[0]) >= 35) {
    return { addon: path.join(root, `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`), ownAddon: false };
  }
  return { addon: await prepareOlderAddon(), ownAddon: true };
};

/** Prepares an Electron and its addon; ends the process with one line if there is none for this machine. @returns {Promise<Runtime>} */
export const ensureRuntime = async () => {
  const found = await findOfficial();
  if ('folder' in found) {
    const version = versionIn(found.folder) ?? '';
    if (version !== declared.version) console.warn(`Warning: using Electron ${version} from ${found.folder} instead of the declared ${declared.version}: for trying and testing only.`);
    return { folder: found.folder, executable: path.join(found.folder, executableName), version, official: version === declared.version, ...(await addonFor(version)) };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.error(`Electron ${declared.version} cannot be downloaded (${found.reason}). Set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.`);
    process.exit(1);
  }
  console.warn(
    `Warning: using the test Electron ${testElectronVersion}, because Electron ${declared.version} cannot be downloaded (${found.reason}). It is out of support: for trying and testing only, never for production. ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH names another source.`,
  );
  const folder = await prepareTestElectron();
  return { folder, executable: path.join(folder, executableName), version: testElectronVersion, official: false, ...(await addonFor(testElectronVersion)) };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const runtime = await ensureRuntime();
  console.log(`Electron ${runtime.version}${runtime.official ? '' : ' (not the official one)'}: ${runtime.executable}`);
}
