// Runs the end-to-end tests: the built app in a real Electron, on a display of its own. Words are passed on to Playwright.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { openVirtualDisplay } from './display.mjs';
import { modernNode, root } from './node.mjs';
import { ensureRuntime } from './runtime.mjs';
import { stage } from './stage.mjs';
import { ensureSystemPackages } from './system.mjs';

ensureSystemPackages(['window', 'test']);
ensureBuilt();
const runtime = await ensureRuntime();
const display = await openVirtualDisplay();
const staged = stage(runtime);
const playwright = spawn(modernNode(), [path.join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...display.environment, DAOBAN_STAGED_APP: staged.app, DAOBAN_ELECTRON: staged.executable },
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => playwright.kill(signal));
const [code] = await once(playwright, 'exit');
display.close();
staged.remove();
process.exit(code ?? 1);
