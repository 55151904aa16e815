/** A station of the soak, life after life: a process that is killed and started again until its work is done and sent. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setClock } from '../../main/core/clock.ts';
import { openCounter } from '../../main/core/counter.ts';
import { foundDemo } from '../../main/core/demo/found-demo.ts';
import type { Dice } from '../../main/core/demo/traffic.ts';
import type { Sender } from '../../main/core/upload/target.ts';
import { between } from './fault.ts';
import type { Targets } from './sending.ts';
import { callerOf, faultKey, resources, temporary } from './station.ts';

export type SoakStation = {
  readonly folder: string;
  readonly sender: Sender;
  /** How often it was killed. */
  readonly kills: () => number;
  /** When its last visitor had gone; null before. */
  readonly workedAt: () => number | null;
  /** What the next life is told about its targets. */
  readonly tell: (targets: Targets) => void;
  /** SIGKILL now, at whatever it is. */
  readonly kill: () => void;
  /** Killed, and not started again. */
  readonly stop: () => void;
  /** Resolves when everything is done and sent; with what it said where it ended otherwise. */
  readonly done: Promise<string | null>;
};

export type SoakShare = { readonly recorder: string; readonly roll: Dice; readonly transactions: number; readonly perDay: number; /** Kills at a seeded call; after them it lives on. */ readonly kills: number; readonly targets: (sender: Sender) => Promise<Targets> };

/** Calls on files that a transaction makes with all that belongs to it, and moments on the network; about. */
const callsOfTransaction = 30;
const momentsOfTransaction = 4;

/** The founding, on the day before the first. */
const founded = Date.parse('2026-01-04T09:00:00+08:00');

export async function startSoakStation({ recorder, roll, transactions, perDay, kills, targets }: SoakShare): Promise<SoakStation> {
  const folder = temporary('soak');
  const counter = openCounter({ folder, access: 'write', key: faultKey, resources, clock: setClock(() => founded) });
  await foundDemo(counter, resources);
  const { station, code, name, site, publicKey } = await callerOf(counter)('station.status', {});
  counter.close();
  const sender: Sender = { station, code, name, site, publicKey, incarnation: 0 };
  const state: { process: ChildProcess | null; kills: number; workedAt: number | null; tell: Targets | null; stopped: boolean } = {
    process: null, kills: 0, workedAt: null, tell: await targets(sender), stopped: false,
  };

  const live = async (): Promise<string | null> => {
    for (;;) {
      const told = state.tell;
      // Half of the kills at a call on a file, half at one on the network; each somewhere in what a life has to do.
      const share = Math.max(1, Math.ceil(transactions / (kills + 1)));
      const killing = state.kills >= kills ? {} : roll() < 0.5 ? { DAOBAN_KILL_AT: String(between(roll, 1, share * callsOfTransaction)) } : { DAOBAN_KILL_AT_LINE: String(between(roll, 1, share * momentsOfTransaction)) };
      const worker = spawn(
        process.execPath,
        [path.join(import.meta.dirname, 'soak-worker.ts'), folder, String(between(roll, 1, 1_000_000)), String(transactions), String(perDay), ...(told === null ? [] : [JSON.stringify(told)])],
        { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LD_PRELOAD: recorder, DAOBAN_RECORD_FOLDER: folder, ...killing } },
      );
      state.process = worker;
      worker.stdout.on('data', () => (state.workedAt ??= performance.now()));
      const [, said] = await Promise.all([once(worker, 'exit'), text(worker.stderr)]);
      state.process = null;
      if (worker.exitCode === 0) return null;
      if (state.stopped) return 'it was stopped';
      if (worker.signalCode !== 'SIGKILL') return `the station of ${folder} ended with ${worker.exitCode ?? worker.signalCode}: ${said}`;
      state.kills += 1;
    }
  };

  return {
    folder, sender,
    kills: () => state.kills,
    workedAt: () => state.workedAt,
    tell: (told) => void (state.tell = told),
    kill: () => void state.process?.kill('SIGKILL'),
    stop() {
      state.stopped = true;
      state.process?.kill('SIGKILL');
    },
    done: live(),
  };
}
