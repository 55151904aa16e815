// What the machine must have beyond npm packages: libraries that Electron links, an X server, a compiler.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** @typedef {{ packages: readonly string[], present: () => boolean }} Need */

/** @param {string} name */
const hasCommand = (name) => (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));

let libraries = '';
/** @param {string} soname */
const hasLibrary = (soname) => {
  libraries ||= spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  return libraries.includes(`\t${soname} `);
};

const hasChineseFont = () => {
  const list = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' });
  return (list.stdout ?? '').trim() !== '' || existsSync('/usr/share/fonts/opentype/noto');
};

const font = { packages: ['fonts-noto-cjk'], present: hasChineseFont };

/**
 * Later Debian and Ubuntu releases renamed three libraries with the suffix t64: both names, the older first.
 * @type {Readonly<Record<'window' | 'document' | 'test' | 'compile', readonly Need[]>>}
 */
const needs = {
  window: [
    { packages: ['libgtk-3-0', 'libgtk-3-0t64'], present: () => hasLibrary('libgtk-3.so.0') },
    { packages: ['libnss3'], present: () => hasLibrary('libnss3.so') },
    { packages: ['libasound2', 'libasound2t64'], present: () => hasLibrary('libasound.so.2') },
    { packages: ['libgbm1'], present: () => hasLibrary('libgbm.so.1') },
    font,
  ],
  document: [font],
  test: [
    { packages: ['xvfb'], present: () => hasCommand('Xvfb') },
    { packages: ['util-linux'], present: () => hasCommand('setpriv') },
  ],
  compile: [
    { packages: ['unzip'], present: () => hasCommand('unzip') },
    { packages: ['python3'], present: () => hasCommand('python3') },
    { packages: ['make'], present: () => hasCommand('make') },
    { packages: ['g++'], present: () => hasCommand('g++') },
  ],
};

/** Of a package's names the one that this release can install. @param {readonly string[]} names */
const installable = (names) => names.find((name) => /^Candidate:(?! \(none\))/m.test((spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout ?? '').replace(/^ +/gm, ''))) ?? names[0];

/**
 * Makes sure that the packages of the named groups are there: installs them (root, apt), or ends the process with one
 * line that names the command. Does nothing on other systems than Linux.
 * @param {readonly ('window' | 'document' | 'test' | 'compile')[]} groups
 */
export const ensureSystemPackages = (groups) => {
  if (process.platform !== 'linux') return;
  const missing = () => groups.flatMap((group) => needs[group]).filter((need) => !need.present());
  const first = missing();
  if (first.length === 0) return;
  if (!hasCommand('apt-get')) {
    console.error(`Missing on this system (Debian's names): ${first.map((need) => need.packages[0]).join(' ')}. Install them with your package tool.`);
    process.exit(1);
  }
  if (process.getuid?.() !== 0) {
    console.error(`Missing on this system. Run: sudo apt-get install -y ${first.map((need) => installable(need.packages)).join(' ')}`);
    process.exit(1);
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-q'], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
    const names = first.map((need) => installable(need.packages) ?? '');
    console.log(`Installing ${names.join(' ')}`);
    execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  } catch {
    console.error('apt-get failed; its message stands above.');
  }
  libraries = '';
  const left = missing();
  if (left.length > 0) {
    console.error(`Still missing on this system: ${left.map((need) => need.packages[0]).join(' ')}`);
    process.exit(1);
  }
};
