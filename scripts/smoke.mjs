// Packs the app as a folder, looks at what is in it, and starts it once as a user would.
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { openVirtualDisplay } from './display.mjs';
import { root } from './node.mjs';
import { packFolder } from './pack.mjs';
import { ensureRuntime } from './runtime.mjs';
import { nobody, openFolder, runsAsNobody } from './stage.mjs';
import { ensureSystemPackages } from './system.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

/** @type {Readonly<Record<string, boolean>>} the fuses as electron-builder.yml must have set them */
const fuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** How @electron/fuses reads a fuse: the digits 0 and 1 in the binary. */
const fuseState = { off: 0x30, on: 0x31 };

const sourceMap = /\.map$/;
const source = /(^|\/)(shared|main|renderer|test|scripts)\/.*\.tsx?$/;
const secretFile = /(^|\/)(\.env[^/]*|\.npmrc|\.git|id_(rsa|ed25519)[^/]*|[^/]*\.(pem|key|p12|pfx|kdbx))$/i;
const secretText = /-----BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY-----|\b(ghp|gho|npm)_[A-Za-z0-9]{36}\b|\bAKIA[0-9A-Z]{16}\b/;
const textFile = /\.(cjs|mjs|js|json|html|css|ya?ml|txt)$/;

/** @param {string} executable @returns {Promise<readonly string[]>} */
const fuseFaults = async (executable) => {
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(fuses).flatMap(([name, wanted]) => {
    const option = Object.entries(FuseV1Options).find(([key]) => key === name)?.[1];
    const state = Object.entries(wire).find(([key]) => key === String(option))?.[1];
    return state === fuseState[wanted ? 'on' : 'off'] ? [] : [`the fuse ${name} is not ${wanted ? 'on' : 'off'}`];
  });
};

/** @param {string} archive @returns {readonly string[]} */
const contentFaults = (archive) => {
  const files = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/').replace(/^\//, ''));
  const addon = `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`;
  const addons = files.filter((file) => file.endsWith('.node'));
  const top = new Set(files.map((file) => file.split('/')[0]));
  const modules = new Set(files.filter((file) => /^node_modules\/[^/]+$/.test(file)));
  const read = (/** @type {string} */ file) => extractFile(archive, file).toString('utf8');
  return [
    ...(addons.length === 1 && addons[0] === addon ? [] : [`addons in the package: ${addons.join(', ')}; only ${addon} is wanted`]),
    ...[...top].filter((name) => !['out', 'resources', 'package.json', 'node_modules'].includes(name ?? '')).map((name) => `${name} is in the package`),
    ...[...modules].filter((name) => name !== 'node_modules/better-sqlite3').map((name) => `${name} is in the package`),
    ...['out/main/index.cjs', 'out/main/host.cjs', 'out/main/reader.cjs', 'out/main/cli.cjs', 'out/preload/index.cjs', 'out/renderer/index.html']
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is missing from the package`),
    ...files.filter((file) => sourceMap.test(file) || source.test(file)).map((file) => `${file} is in the package`),
    ...files.filter((file) => secretFile.test(file)).map((file) => `${file} looks like a secret`),
    ...files.filter((file) => textFile.test(file) && secretText.test(read(file))).map((file) => `${file} holds what looks like a secret`),
    ...(existsSync(`${archive}.unpacked/${addon}`) ? [] : [`${addon} is not unpacked`]),
  ];
};

/**
 * @param {string} executable @param {readonly string[]} words @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} code null: it did not end in 60 s
 */
const run = async (executable, words, environment) => {
  const child = spawn(path.join(root, 'scripts/electron-user.sh'), words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...environment, ELECTRON_BIN: executable } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes) => (stdout += bytes));
  child.stderr.on('data', (bytes) => (stderr += bytes));
  const limit = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(limit);
  return { code, stdout, stderr };
};

/** @param {string} text @returns {boolean} */
const isJson = (text) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Runs every check, printing one line each. @returns {Promise<Counts>} */
export const smoke = async () => {
  if (process.platform !== 'linux') throw new Error('the smoke test of the packed folder runs on Linux only');
  ensureSystemPackages(['window', 'test']);
  ensureBuilt();
  const runtime = await ensureRuntime();
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0 };
  const check = (/** @type {string} */ name, /** @type {readonly string[]} */ faults) => {
    console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
    for (const fault of faults) console.log(`     ${fault}`);
    if (faults.length === 0) counts.passed += 1;
    else counts.failed += 1;
  };

  // A bait that must not be packed, whatever lies about in the working folder.
  const bait = path.join(root, 'out/main/bait.cjs.map');
  writeFileSync(bait, '{}');
  const packed = packFolder(runtime);
  rmSync(bait);
  check('the app packs', packed ? [] : ['electron-builder failed; its message stands above']);
  if (!packed) return counts;

  const output = path.join(root, 'dist', readdirSync(path.join(root, 'dist')).find((name) => /^linux(-\w+)?-unpacked$/.test(name)) ?? 'linux-unpacked');
  check('the fuses are set in the packed binary', await fuseFaults(path.join(output, 'daoban')));
  check('nothing is in the package that should not be', contentFaults(path.join(output, 'resources/app.asar')));

  const folder = openFolder('daoban-smoke-');
  const display = await openVirtualDisplay();
  try {
    const app = path.join(folder, 'app');
    cpSync(output, app, { recursive: true, verbatimSymlinks: true });
    if (runtime.ownAddon) {
      cpSync(runtime.addon, path.join(app, `resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`));
    }
    const home = path.join(folder, 'home');
    const data = path.join(folder, 'data');
    for (const name of [home, data]) mkdirSync(name);
    if (runsAsNobody) {
      spawnSync('chmod', ['-R', 'a+rX', app]);
      for (const name of [home, data]) chownSync(name, nobody, nobody);
    }
    /** @type {NodeJS.ProcessEnv} */
    const environment = { ...process.env, ...display.environment, ELECTRON_HOME: home, HOME: home, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
    const executable = path.join(app, 'daoban');

    const window = await run(executable, ['--data', data, '--smoke'], environment);
    const ready = window.code === 0 && /^smoke: ready$/m.test(window.stdout);
    check('the packed app shows its first screen and ends', ready ? [] : [`exit ${window.code}`, window.stdout.trim(), window.stderr.trim()]);

    // An administrator's machine may have no display at all.
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...headless } = environment;
    const door = await run(executable, ['--cli', 'operations'], headless);
    const answered = door.code === 0 && isJson(door.stdout);
    check('the packed app answers on the command line, without a display', answered ? [] : [`exit ${door.code}, stdout ${isJson(door.stdout) ? 'is' : 'is not'} JSON`, door.stdout.slice(0, 500), door.stderr.trim()]);
  } finally {
    display.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return counts;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed } = await smoke();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}
