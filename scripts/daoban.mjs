// `npm run -s daoban -- …`: the headless door, straight from the sources.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { modernNode, runsOnModernNode } from './node.mjs';

const words = process.argv.slice(2);
if (runsOnModernNode) {
  // A path that the type checker does not follow: the scripts are checked on their own.
  const door = path.join(import.meta.dirname, '../main/cli.ts');
  const { runCli } = await import(door);
  process.exitCode = await runCli(words);
} else {
  const child = spawn(modernNode(), [fileURLToPath(import.meta.url), ...words], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
}
