// Builds out/ where a source is newer than it.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { modernNode, root } from './node.mjs';

const sources = ['shared', 'main', 'renderer', 'vite.config.ts', 'package.json', 'package-lock.json'];
const stamp = path.join(root, 'out/.built');

/** @param {string} place @returns {number} the newest change at or below it, in milliseconds; 0 if it is not there */
const newest = (place) => {
  const state = statSync(place, { throwIfNoEntry: false });
  if (state === undefined) return 0;
  if (!state.isDirectory()) return state.mtimeMs;
  // A folder's own time tells of files that were removed.
  return Math.max(state.mtimeMs, ...readdirSync(place).map((name) => newest(path.join(place, name))));
};

export const isBuilt = () => newest(stamp) >= Math.max(...sources.map((name) => newest(path.join(root, name))));

/** @returns {boolean} whether the build went well */
export const build = () => {
  // Taken before: what is changed while the build runs is newer than the build.
  const begun = new Date();
  const result = spawnSync(modernNode(), [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
  if (result.status === 0) writeFileSync(stamp, `${begun.toISOString()}\n`);
  return result.status === 0;
};

/** Builds if need be; ends the process if that fails. */
export const ensureBuilt = () => {
  if (isBuilt()) return;
  console.log('Building …');
  if (!build()) process.exit(1);
};
