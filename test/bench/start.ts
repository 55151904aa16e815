/**
 * From the start of the process to a sign-in screen that has the station's data, against a window with one line in it: the
 * same Electron, user, display and size, each run in a fresh folder. `npm run bench` stages both and says by environment where.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inTurns, type Outcome } from './figures.ts';
import { paintedAt } from './page-probe.ts';
import { foundStation, makeFolder } from './station.ts';

const root = path.join(import.meta.dirname, '../..');
const asNobody = process.getuid?.() === 0;
const nobody = 65534;
const patience = 60_000;

export async function benchStart(runs: number): Promise<Outcome> {
  const template = makeFolder();
  try {
    await foundStation(template);
    const counter = (): Promise<number> => startOnce(required('DAOBAN_STAGED_APP'), '.sign-in-card', template);
    const empty = (): Promise<number> => startOnce(required('DAOBAN_EMPTY_APP'), '.ready', null);
    // Once unmeasured: the machine reads both programs from its disk for the first time.
    await counter();
    await empty();
    const { ours, floor } = await inTurns(runs, counter, empty);
    return { rows: [{ what: 'start to usable window (sign-in with the station’s data)', unit: 'ms', floorIs: 'an empty window of the same Electron', ours, floor }], notes: [] };
  } finally {
    rmSync(template, { recursive: true, force: true });
  }
}

/** Milliseconds from starting the process to the painted selector. */
async function startOnce(app: string, selector: string, template: string | null): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'daoban-bench-'));
  const data = path.join(folder, 'data');
  if (template !== null) cpSync(template, data, { recursive: true });
  chmodSync(folder, 0o777);
  if (asNobody) spawnSync('chown', ['-R', `${nobody}:${nobody}`, folder]);
  const started = Date.now();
  const child = spawn(path.join(root, 'scripts/electron-user.sh'), ['--remote-debugging-port=0', app, '--data', data], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own, so that all of it can be ended at once.
    detached: true,
    env: { ...process.env, ELECTRON_BIN: required('DAOBAN_ELECTRON'), ELECTRON_HOME: folder, HOME: folder, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
  });
  const limit = setTimeout(() => void endGroup(child), patience);
  try {
    return (await paintedAt(await endpointOf(child), selector)) - started;
  } finally {
    clearTimeout(limit);
    await endGroup(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: run this through "npm run bench"`);
  return value;
}

/** Chromium writes the address of its debugging port to stderr. */
function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let written = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      written += chunk.toString('utf8');
      const endpoint = /DevTools listening on (ws:\/\/\S+)/.exec(written)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
    child.on('exit', () => reject(new Error(`the app ended before it had a window; it wrote:\n${written}`)));
  });
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}
