/**
 * The witness: a small sealed file beside the database that says how far the journal was seen to go, which run wrote it, and its
 * own place on the disk. A database without the entries it saw was put back or lost its log; a witness that lies elsewhere than it
 * says is a copy. What it cannot show stands in docs/decisions/0018.
 */
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Doubt } from '../../../shared/contract/recovery.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';
import type { Vault } from '../vault/vault.ts';
import type { Sqlite } from './database.ts';
import type { Head } from './journal.ts';
import { isThere, Place, placeOf } from './place.ts';
import { syncFolder } from './write-durably.ts';

const Said = z.strictObject({
  version: z.literal(1),
  seq: z.number().int(), hash: z.string(),
  /** The token of the run that wrote it, and of the run before: between the two writes of an opening either stands in the database. */
  run: z.string(), before: z.string().nullable(),
  /** Null in what a restore wrote: nobody has worked there yet. */
  place: Place.nullable(),
  /** The last entry that others knew of when it was restored. */
  known: z.number().int().nullable(),
});
type Said = z.infer<typeof Said>;
const WitnessFile = Said.extend({ seal: z.string() });

export type Witness = {
  /** Null while the station is itself and may be written to. */
  doubt(): Doubt;
  /** The last entry that is witnessed on disk; what came after it could be lost with the log unseen. */
  witnessed(): number | null;
  /** After a commit: the new end is written down soon, off the way of the next one. */
  follow(): void;
  /** Ends the doubt: whoever is responsible said that the station goes on here. */
  takeOver(): void;
  close(): void;
};

export type Witnessed = {
  readonly folder: string;
  readonly database: Sqlite;
  readonly vault: Vault;
  readonly head: () => Head;
  readonly write: boolean;
  /** The database did not pass its checks and is open for looking only. */
  readonly damaged: boolean;
  readonly random: (bytes: number) => Buffer;
};

/** Milliseconds between two writes: on a slow disk each costs as much as a commit. */
const pause = 200;

export const witnessFile = (folder: string): string => path.join(folder, 'station.witness');

export function openWitness(station: Witnessed): Witness {
  const { folder, database, vault, head, write, damaged, random } = station;
  let doubt: Doubt = damaged ? { reason: 'damaged', known: readWitness(folder, vault)?.seq ?? null } : judge(station);
  // A reader beside a writer may have looked between two of its writes.
  if (doubt !== null && !write && !damaged) doubt = judge(station);
  let run = damaged ? null : readRun(database);
  let said: Said | null = null;
  let timer: NodeJS.Timeout | null = null;
  let writing = false;
  let closed = false;

  const say = (before: string | null, token: string): Omit<Said, 'place'> => ({ version: 1, ...ends(head()), run: token, before, known: null });

  /** The new token stands in the witness first, beside the old one: whatever stops in between is still this station. */
  const begin = (): void => {
    const token = random(16).toString('base64url');
    try {
      said = writeWitness(folder, vault, say(run, token));
      database.prepare('INSERT INTO station_run (id, token) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET token = excluded.token').run(token);
      run = token;
    } catch {
      // A full disk must not keep the counter from opening: the old witness stands, and still tells the truth.
    }
  };

  const behind = (): boolean => said === null || said.seq !== head().seq;

  const writeSoon = (): void => {
    if (timer !== null || writing || closed) return;
    timer = setTimeout(() => {
      timer = null;
      if (closed || run === null || !behind()) return;
      writing = true;
      const next = say(run, run);
      void writeAside(folder, vault, next, () => closed)
        .then((written) => (said = written ?? said))
        .catch(() => undefined)
        .finally(() => {
          writing = false;
          if (!closed && behind()) writeSoon();
        });
    }, pause);
    timer.unref();
  };

  if (write && doubt === null) begin();

  return {
    doubt: () => doubt,
    witnessed: () => said?.seq ?? readWitness(folder, vault)?.seq ?? null,
    follow: () => {
      if (write && doubt === null) writeSoon();
    },
    takeOver() {
      doubt = null;
      begin();
    },
    close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      if (!write || doubt !== null || run === null || !behind()) return;
      try {
        writeWitness(folder, vault, say(run, run));
      } catch {
        // The next start finds a witness that lags behind, which is no fault.
      }
    },
  };
}

const ends = ({ seq, hash }: Head): Head => ({ seq, hash });

function readRun(database: Sqlite): string | null {
  return database.prepare<[], string>('SELECT token FROM station_run').pluck().get() ?? null;
}

/** The witness is read before the database, which only ever grows: so a writer at work does not look like a fault. */
function judge({ folder, database, vault }: Witnessed): Doubt {
  const file = readWitness(folder, vault);
  const stats = existsSync(witnessFile(folder)) ? statSync(witnessFile(folder), { bigint: true }) : null;
  const run = readRun(database);
  if (file === null || stats === null) return run === null && stats === null ? null : { reason: 'witness-missing', known: null };
  if (file.place === null) return { reason: 'restored', known: file.known };
  const last = database.prepare<[], number>('SELECT max(seq) FROM journal').pluck().get() ?? 0;
  const known = Math.max(file.seq, last);
  if (!isThere(file.place, stats)) return { reason: 'copied', known };
  if (file.seq > last) return { reason: 'put-back', known };
  const hash = database.prepare<[number], string>('SELECT hash FROM journal WHERE seq = ?').pluck().get(file.seq);
  if (file.seq > 0 && hash !== file.hash) return { reason: 'exchanged', known };
  if (run !== file.run && run !== file.before) return { reason: 'exchanged', known };
  return null;
}

const sealOf = (vault: Vault, said: Said): string => vault.pseudonym(`witness:${canonicalize(said)}`);

/** Null where there is none, or none that this vault wrote. */
function readWitness(folder: string, vault: Vault): Said | null {
  const parsed = WitnessFile.safeParse(parseOrNull(folder));
  if (!parsed.success) return null;
  const { seal, ...said } = parsed.data;
  return seal === sealOf(vault, said) ? said : null;
}

function parseOrNull(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(witnessFile(folder), 'utf8'));
  } catch {
    return null;
  }
}

/** What a restored folder begins with: everything is there, but nobody may write until it is reopened. */
export function restoredWitness(vault: Vault, end: Head, known: number | null): string {
  const said: Said = { version: 1, ...ends(end), run: '', before: null, place: null, known };
  return textOf(vault, said);
}

const textOf = (vault: Vault, said: Said): string => `${JSON.stringify({ ...said, seal: sealOf(vault, said) })}\n`;

/** Some file systems give a file another birth when it is renamed; found out with the first one. */
let birthIsKept = true;

/** Written under another name, forced to disk, then moved: it never stands there half, and keeps the place it names. */
function writeWitness(folder: string, vault: Vault, said: Omit<Said, 'place'>): Said {
  const file = witnessFile(folder);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  const handle = openSync(partial, 'wx', 0o600);
  let whole: Said;
  try {
    whole = { ...said, place: placeOf(fstatSync(handle, { bigint: true }), birthIsKept) };
    writeSync(handle, textOf(vault, whole));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, file);
  syncFolder(folder);
  if (birthIsKept && whole.place !== null && !isThere(whole.place, statSync(file, { bigint: true }))) {
    birthIsKept = false;
    return writeWitness(folder, vault, said);
  }
  return whole;
}

/** The same with the waiting done elsewhere. The move itself is made here, so that a counter that was closed meanwhile has the last word. */
async function writeAside(folder: string, vault: Vault, said: Omit<Said, 'place'>, closed: () => boolean): Promise<Said | null> {
  const file = witnessFile(folder);
  const partial = `${file}.next`;
  rmSync(partial, { force: true });
  const handle = await open(partial, 'wx', 0o600);
  let whole: Said;
  try {
    whole = { ...said, place: placeOf(await handle.stat({ bigint: true }), birthIsKept) };
    await handle.writeFile(textOf(vault, whole));
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (closed()) return null;
  renameSync(partial, file);
  return whole;
}
