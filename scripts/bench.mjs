// `npm run bench`: the measurements. Words are passed on to them.
import path from 'node:path';
import { root } from './node.mjs';
import { runWithElectron } from './run-with-electron.mjs';

await runWithElectron([path.join(root, 'test/bench/bench.ts'), ...process.argv.slice(2)]);
