/** Lets a worker work at a station under the recorder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

export type Work = {
  readonly folder: string;
  readonly recorder: string;
  readonly seed: number;
  readonly steps: number;
  /** Where it sends to after every third step; without it, nowhere. */
  readonly target?: string;
  readonly log?: string;
  readonly killAt?: number;
  /** Killed at this moment of its calls on the network. */
  readonly killAtLine?: number;
  /** File that gets the number of such moments. */
  readonly countLine?: string;
};

const Ending = z.tuple([z.number().nullable(), z.string().nullable()]);

/** Whether it came to its end; false where it was killed as asked. Anything else is an error. */
export async function work({ folder, recorder, seed, steps, target, log, killAt, killAtLine, countLine }: Work): Promise<boolean> {
  const worker = spawn(process.execPath, [path.join(import.meta.dirname, 'worker.ts'), folder, String(seed), String(steps), ...(target === undefined ? [] : [target])], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env, LD_PRELOAD: recorder, DAOBAN_RECORD_FOLDER: folder,
      ...(log === undefined ? {} : { DAOBAN_RECORD_LOG: log }), ...(killAt === undefined ? {} : { DAOBAN_KILL_AT: String(killAt) }),
      ...(killAtLine === undefined ? {} : { DAOBAN_KILL_AT_LINE: String(killAtLine) }), ...(countLine === undefined ? {} : { DAOBAN_COUNT_LINE: countLine }),
    },
  });
  const [ending, said] = await Promise.all([once(worker, 'exit'), text(worker.stderr)]);
  const [status, signal] = Ending.parse(ending);
  if (status === 0) return true;
  if (signal === 'SIGKILL' && (killAt !== undefined || killAtLine !== undefined)) return false;
  throw new Error(`the worker ended with ${status ?? signal}: ${said}`);
}
