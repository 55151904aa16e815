// Packs the app. `--dir`: the unpacked folder, with whichever Electron is here. Without it: the installers, which need
// Electron's and electron-builder's own downloads, and are made with the declared Electron only.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { modernNode, root } from './node.mjs';
import { ensureRuntime } from './runtime.mjs';

/** @param {readonly string[]} words */
const electronBuilder = (words) =>
  spawnSync(modernNode(), [path.join(root, 'node_modules/electron-builder/cli.js'), '--publish', 'never', ...words], { cwd: root, stdio: 'inherit' }).status === 0;

/** @param {import('./runtime.mjs').Runtime} runtime @returns {boolean} whether dist/ holds the packed folder now */
export const packFolder = (runtime) => electronBuilder(['--dir', `-c.electronVersion=${runtime.version}`, `-c.electronDist=${runtime.folder}`]);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureBuilt();
  const packed = process.argv.includes('--dir') ? packFolder(await ensureRuntime()) : electronBuilder(process.argv.slice(2));
  process.exit(packed ? 0 : 1);
}
