// `npm run e2e`: the end-to-end tests. Words are passed on to Playwright.
import path from 'node:path';
import { root } from './node.mjs';
import { runWithElectron } from './run-with-electron.mjs';

await runWithElectron([path.join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)]);
