/** Lets a worker work at a station under the recorder. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

export type Work = { readonly folder: string; readonly recorder: string; readonly seed: number; readonly steps: number; readonly log?: string; readonly killAt?: number };

/** Whether it came to its end; false where it was killed as asked. Anything else is an error. */
export function work({ folder, recorder, seed, steps, log, killAt }: Work): boolean {
  const { status, signal, stderr } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'worker.ts'), folder, String(seed), String(steps)], {
    encoding: 'utf8',
    env: {
      ...process.env, LD_PRELOAD: recorder, DAOBAN_RECORD_FOLDER: folder,
      ...(log === undefined ? {} : { DAOBAN_RECORD_LOG: log }), ...(killAt === undefined ? {} : { DAOBAN_KILL_AT: String(killAt) }),
    },
  });
  if (status === 0) return true;
  if (signal === 'SIGKILL' && killAt !== undefined) return false;
  throw new Error(`the worker ended with ${status ?? signal}: ${stderr}`);
}
