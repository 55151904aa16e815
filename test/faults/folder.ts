/** The folder and the disk of a station on their bad days: full, read-only, held by somebody else, written by a newer version. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Dice } from '../../main/core/demo/traffic.ts';
import { openCounter } from '../../main/core/counter.ts';
import { schemaVersion } from '../../main/core/store/schema.ts';
import { between, count, countKind, emptyTally, shuffled, type Fault } from './fault.ts';
import { handleOne } from './handle.ts';
import { smallDisk, withoutDisk, type SmallDisk } from './small-disk.ts';
import { callerOf, copyOf, faultKey, faultsOf, Refused, refusalOf, resources, temporary, toldIn } from './station.ts';
import { work } from './work.ts';

type Place = { readonly folder: string; readonly told: string[]; readonly roll: Dice; readonly disk: SmallDisk | null; readonly recorder: string };

type Met = { readonly faults: readonly string[]; /** What the station called it. */ readonly seen: readonly string[] };

/** Gives what was wrong while it lasted; the caller looks at the station afterwards. */
type Kind = { readonly kind: string; readonly needsDisk?: true; readonly strike: (place: Place) => Promise<Met> };

/** Works at the station in this process; gives the codes of what was refused. */
async function works({ folder, told, roll }: Place, steps: number, during: (step: number) => void = () => undefined): Promise<readonly string[]> {
  const counter = openCounter({ folder, access: 'write', key: faultKey, resources, patience: 2000 });
  const codes: string[] = [];
  try {
    const desk = { call: callerOf(counter), roll, handled: [], tell: (line: string) => void told.push(line), withoutPhone: 0.2 };
    for (let step = 0; step < steps; step += 1) {
      during(step);
      await handleOne(desk, step).catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        codes.push(error.code);
      });
    }
  } finally {
    counter.close();
  }
  return codes;
}

/** Nothing but one code may come of it. */
const met = (codes: readonly string[], allowed: string): Met => ({
  faults: codes.filter((code) => code !== allowed).map((code) => `it was refused as ${code}, not as ${allowed}`), seen: [...new Set(codes)],
});

/** A folder that must not open, for one reason. */
function closedTo(folder: string, allowed: string): Met {
  const { opening, code } = refusalOf(folder);
  return { faults: opening === 'refused' && code === allowed ? [] : [`${opening} as ${code}, not as ${allowed}`], seen: [code ?? opening] };
}

/** So long holds a program that copies or scans the file; and so long one that the counter does not wait for. */
const shortHold = 700;
const longHold = 6000;

const kinds: readonly Kind[] = [
  {
    kind: 'full disk', needsDisk: true,
    async strike(place) {
      const { disk, roll } = place;
      const [full, room] = [between(roll, 1, 4), between(roll, 0, 80) * 4096];
      const codes = await works(place, 12, (step) => {
        if (step === full) disk?.fill(room);
        if (step === full + 5) disk?.empty();
      });
      disk?.empty();
      return met(codes, 'disk-full');
    },
  },
  {
    kind: 'read-only folder', needsDisk: true,
    async strike({ disk, folder }) {
      disk?.readOnly(true);
      const closed = closedTo(folder, 'folder-read-only');
      disk?.readOnly(false);
      return closed;
    },
  },
  {
    kind: 'locked by another program',
    async strike(place) {
      const long = place.roll() < 0.1;
      const holder = spawn(process.execPath, [path.join(import.meta.dirname, 'hold-lock.ts'), place.folder, String(long ? longHold : shortHold)], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(holder.stdout, 'data');
      const over = once(holder, 'exit');
      const codes = await works(place, 2);
      await over;
      return long ? met(codes, 'station-in-use') : { faults: codes.map((code) => `it did not wait, but was refused as ${code}`), seen: ['waited'] };
    },
  },
  {
    kind: 'two instances',
    async strike({ folder, roll, recorder, told }) {
      const first = openCounter({ folder, access: 'write', key: faultKey, resources, patience: 2000 });
      try {
        const second = await work({ folder, recorder, seed: between(roll, 1, 1_000_000), steps: 1 }).then(() => 'it worked', (error: unknown) => String(error));
        await handleOne({ call: callerOf(first), roll, handled: [], tell: (line) => void told.push(line), withoutPhone: 0.2 }, 0);
        return second.includes('station-in-use') ? { faults: [], seen: ['station-in-use'] } : { faults: [`a second instance: ${second}`], seen: [] };
      } finally {
        first.close();
      }
    },
  },
  {
    kind: 'database of a newer version',
    async strike({ folder }) {
      version(folder, schemaVersion + 1);
      const closed = closedTo(folder, 'station-newer');
      version(folder, schemaVersion);
      return closed;
    },
  },
];

function version(folder: string, number: number): void {
  const database = new Database(path.join(folder, 'station.db'));
  database.pragma(`user_version = ${number}`);
  database.close();
}

export const badFolder: Fault = {
  name: 'disk and folder',
  what: 'the disk is full, the folder read-only, the database locked by another program, opened by a second instance, or of a newer version: refused by its name with nothing changed, and everything that was answered is there when it is over',
  async run({ roll, enough, template, recorder }) {
    const tally = emptyTally();
    const disk = smallDisk('folder', 16);
    const parent = temporary('folder');
    if (disk === null) tally.notes.push(withoutDisk('disk and folder'));
    try {
      for (;;) {
        for (const { kind, needsDisk, strike } of shuffled(kinds, roll)) {
          if (needsDisk === true && disk === null) continue;
          const folder = path.join(needsDisk === true && disk !== null ? disk.folder : parent, 'station');
          copyOf(template, folder);
          const told: string[] = [];
          const place: Place = { folder, told, roll, disk, recorder };
          const before = await works(place, 2);
          const { faults: during, seen } = await strike(place);
          const faults = [...before, ...during, ...(await works(place, 1))];
          const started = performance.now();
          faults.push(...(await faultsOf(folder, [...told, ...toldIn(folder)])));
          const milliseconds = performance.now() - started;
          count(tally, faults, `try ${tally.tried + 1}, ${kind}`, milliseconds);
          countKind(tally, kind, milliseconds, seen);
          if (enough()) return tally;
        }
      }
    } finally {
      disk?.remove();
    }
  },
};
