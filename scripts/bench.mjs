// `npm run bench`: how fast the counter is, against floors of the same run. `-- --quick` measures less often, `-- --only
// start,search,finish,fetch,hub,verify,growth` a part, `-- --long` sends the hub a whole year and grows to five million, `-- --stations DIR` keeps the stations
// of the growth there, `-- --write` puts the tables into docs/performance.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { openVirtualDisplay } from './display.mjs';
import { modernNode, root } from './node.mjs';
import { ensureRuntime } from './runtime.mjs';
import { openFolder, stage } from './stage.mjs';
import { ensureSystemPackages } from './system.mjs';

const words = process.argv.slice(2);
const { values } = parseArgs({ args: words, options: { quick: { type: 'boolean' }, long: { type: 'boolean' }, only: { type: 'string' }, stations: { type: 'string' }, write: { type: 'boolean' } } });

/** Both apps where the user who runs Electron can read them, and the display that they share. */
const prepareWindows = async () => {
  ensureSystemPackages(['window', 'test']);
  ensureBuilt();
  const runtime = await ensureRuntime();
  const display = await openVirtualDisplay();
  const staged = stage(runtime);
  const empty = openFolder('daoban-empty-');
  cpSync(path.join(root, 'test/bench/empty-window'), empty, { recursive: true });
  chmodSync(empty, 0o755);
  return {
    environment: { ...display.environment, DAOBAN_STAGED_APP: staged.app, DAOBAN_EMPTY_APP: empty, DAOBAN_ELECTRON: staged.executable, DAOBAN_ELECTRON_VERSION: runtime.version },
    remove: () => {
      display.close();
      staged.remove();
      rmSync(empty, { recursive: true, force: true });
    },
  };
};

const windows = values.only === undefined || values.only.split(',').includes('start') ? await prepareWindows() : { environment: {}, remove: () => {} };
const bench = spawn(modernNode(), [path.join(root, 'test/bench/run.ts'), ...words], { cwd: root, stdio: 'inherit', env: { ...process.env, ...windows.environment } });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => bench.kill(signal));
const [code] = await once(bench, 'exit');
windows.remove();
process.exit(code ?? 1);
