// Runs a Node program with what it needs to start the app: the built app staged, an Electron, a display of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ensureBuilt } from './build.mjs';
import { openVirtualDisplay } from './display.mjs';
import { modernNode, root } from './node.mjs';
import { ensureRuntime } from './runtime.mjs';
import { stage } from './stage.mjs';
import { ensureSystemPackages } from './system.mjs';

/**
 * The program finds the app in DAOBAN_STAGED_APP and the Electron for it in DAOBAN_ELECTRON. Ends this process with its exit code.
 * @param {readonly string[]} program the script and its words
 */
export const runWithElectron = async (program) => {
  ensureSystemPackages(['window', 'test']);
  ensureBuilt();
  const runtime = await ensureRuntime();
  const display = await openVirtualDisplay();
  const staged = stage(runtime);
  const child = spawn(modernNode(), program, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...display.environment, DAOBAN_STAGED_APP: staged.app, DAOBAN_ELECTRON: staged.executable },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  display.close();
  staged.remove();
  process.exit(code ?? 1);
};
