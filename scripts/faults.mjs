// `npm run test:faults`: bad days on purpose, under the Node that the tests run on. Words are passed on (test/faults/run.ts says which).
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { modernNode, root } from './node.mjs';
import { ensureSystemPackages } from './system.mjs';

// The recorder in front of libc is compiled for each run.
ensureSystemPackages(['compile']);

const { status } = spawnSync(modernNode(), [path.join(root, 'test/faults/run.ts'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
