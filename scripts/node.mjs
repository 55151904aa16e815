// Which Node runs the tools: the machine's own may be too old for type stripping, and better-sqlite3's own addon
// needs Node-API 10, without which it does not fail but segfaults.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..');

/** Versions below 22.18 do not strip types unasked. @param {string} version @param {string} nodeApi */
const isModern = (version, nodeApi) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major > 22 || (major === 22 && minor >= 18)) && Number(nodeApi) >= 10;
};

/** @param {string} file */
const isModernFile = (file) => {
  try {
    const [version = '', nodeApi = ''] = execFileSync(file, ['-p', 'process.versions.node + " " + process.versions.napi'], { encoding: 'utf8' }).trim().split(' ');
    return isModern(version, nodeApi);
  } catch {
    return false;
  }
};

export const runsOnModernNode = isModern(process.versions.node, process.versions.napi ?? '0');

/** The path of a Node that can run the sources and the addon, or null. */
export const findModernNode = () => {
  if (runsOnModernNode) return process.execPath;
  const installed = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(installed) && isModernFile(installed) ? installed : null;
};

/** Like findModernNode, but ends the process with one line that says what to do. @returns {string} */
export const modernNode = () => {
  const found = findModernNode();
  if (found !== null) return found;
  console.error(`daoban: Node ${process.versions.node} is too old and node_modules holds no newer one. Run "npm ci" with install scripts allowed, or use Node 22.18 or later.`);
  process.exit(1);
};
