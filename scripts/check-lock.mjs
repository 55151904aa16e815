// Fails when the lockfile lacks an optional platform package that something in it names: npm leaves out silently what a
// registry does not carry at that moment, and `npm ci` then refuses the lockfile on every machine.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ optionalDependencies?: Record<string, string> }} LockEntry */

const file = path.join(import.meta.dirname, '..', 'package-lock.json');
/** @type {{ packages: Record<string, LockEntry> }} */
const lock = JSON.parse(readFileSync(file, 'utf8'));

/** Node's own way of looking a package up: from the dependent's folder outwards. @param {string} from @param {string} name */
const isLocked = (from, name) => {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
  }
};

const missing = Object.entries(lock.packages).flatMap(([folder, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(folder, name))
    .map(([name, range]) => `${folder === '' ? 'package.json' : folder} needs ${name}@${range}, which package-lock.json lacks`),
);

for (const line of missing) console.error(line);
if (missing.length > 0) process.exitCode = 1;
else console.log('package-lock.json is complete');
