// Where prepared tools are kept between runs, and how a package is fetched into it.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { root } from './node.mjs';

export const toolFolder = path.join(root, '.e2e-tools');

/**
 * Runs `work` in a new folder inside the tool folder, on its file system, so that what it makes can be renamed into place
 * whole; the folder is removed afterwards.
 * @template T @param {(folder: string) => Promise<T>} work @returns {Promise<T>}
 */
export const inWorkFolder = async (work) => {
  mkdirSync(toolFolder, { recursive: true });
  const folder = mkdtempSync(path.join(toolFolder, 'work-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * Fetches a package's archive with npm's own configuration and checks it before anything is unpacked.
 * @param {string} spec name@version @param {string} integrity `sha512-…` @param {string} folder @returns {Promise<string>} the archive
 */
export const fetchPackage = async (spec, integrity, folder) => {
  const npm = spawnSync('npm', ['pack', '--silent', spec], { cwd: folder, encoding: 'utf8' });
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (npm.status !== 0 || name === undefined) throw new Error(`npm pack ${spec} failed: ${npm.stderr.trim()}`);
  const archive = path.join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const got = `sha512-${hash.digest('base64')}`;
  if (got !== integrity) throw new Error(`${spec} is not what it should be: ${got} instead of ${integrity}`);
  return archive;
};

/** @param {string} command @param {readonly string[]} words @param {string} folder */
export const runQuietly = (command, words, folder) => {
  execFileSync(command, words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
};
