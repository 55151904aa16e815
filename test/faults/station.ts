/** A station to break, and whether a broken one still holds what it had answered. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { foundDemo } from '../../main/core/demo/found-demo.ts';
import { openCounter, type Counter } from '../../main/core/counter.ts';
import type { VaultKey } from '../../main/core/vault/vault.ts';
import { schemas, type OperationName, type Output, type Request } from '../../shared/contract/contract.ts';
import { Refusal, type ErrorCode, type OperationError } from '../../shared/contract/errors.ts';
import type { Role } from '../../shared/contract/operation.ts';

export const resources = fileURLToPath(new URL('../../resources', import.meta.url));

/** A trial station's key protects nothing and is opened at once: thousands of starts need no stretching of passphrases. */
export const faultKey: VaultKey = { kind: 'unprotected' };

const made: string[] = [];

export function temporary(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `daoban-${name}-`));
  made.push(folder);
  return folder;
}

/** After a run in which nothing was wrong; else they are what somebody wants to look at. */
export function removeTemporaries(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Founds a demonstration station, closed and checkpointed, to be copied for every try. */
export async function foundTemplate(): Promise<string> {
  const folder = temporary('faults-template');
  const counter = openCounter({ folder, access: 'write', key: faultKey, resources });
  await foundDemo(counter, resources);
  counter.close();
  // Nobody has worked there yet, so that the first to open a copy of it is taken for the station itself.
  rmSync(path.join(folder, 'station.witness'), { force: true });
  const database = new Database(path.join(folder, 'station.db'));
  database.exec('DELETE FROM station_run');
  database.close();
  return folder;
}

export function copyOf(template: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(template, folder, { recursive: true });
}

/** Calls as somebody who may; a refusal is thrown. */
export type Call = <Name extends OperationName>(name: Name, input: Request<Name>, role?: Role) => Promise<Output<Name>>;

export const callerOf = (counter: Counter): Call => async (name, input, role = 'manager') => {
  const result = await counter.call(name, input, { kind: 'command-line', user: 'faults', role });
  if (!result.ok) throw new Refused(name, result.error);
  return schemas[name].output.parse(result.value);
};

/** A call that was answered with an error of the closed set. */
export class Refused extends Error {
  readonly code: ErrorCode;
  constructor(name: OperationName, error: OperationError) {
    super(`${name}: ${JSON.stringify(error)}`);
    this.code = error.code;
  }
}

/** The files of a folder by name. */
export const filesIn = (folder: string): ReadonlyMap<string, Buffer> => new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))]));

export type Opening = { readonly opening: 'opened' | 'refused' | 'refused, but the files were changed'; readonly code: string | null };

/** Whether a station refuses to open, with which code, and whether it left every byte as it was. */
export function refusalOf(folder: string): Opening {
  const before = filesIn(folder);
  try {
    openCounter({ folder, access: 'write', key: faultKey, resources, checkPages: true, patience: 2000 }).close();
    return { opening: 'opened', code: null };
  } catch (error) {
    const after = filesIn(folder);
    const kept = [...before].every(([name, bytes]) => name === 'station.lock' || name.endsWith('-shm') || after.get(name)?.equals(bytes) === true);
    return { opening: kept ? 'refused' : 'refused, but the files were changed', code: error instanceof Refusal ? error.error.code : null };
  }
}

/** The whole lines of what a worker has told; one that was cut was not told. */
export function answersIn(text: string): readonly string[] {
  return text.slice(0, text.lastIndexOf('\n') + 1).split('\n').slice(0, -1);
}

export const toldIn = (folder: string): readonly string[] => {
  const file = path.join(folder, 'answered');
  return existsSync(file) ? answersIn(readFileSync(file, 'utf8')) : [];
};

/** What is wrong with a station that was broken and opened again; empty where nothing is. */
export async function faultsOf(folder: string, told: readonly string[]): Promise<readonly string[]> {
  let counter: Counter;
  try {
    counter = openCounter({ folder, access: 'write', key: faultKey, resources, checkPages: true, patience: 2000 });
  } catch (error) {
    return [`it does not open: ${error instanceof Error ? error.message : String(error)}`];
  }
  try {
    return await faultsIn(callerOf(counter), told);
  } finally {
    counter.close();
  }
}

export type Listed = Output<'transaction.list'>['transactions'][number];

/** Every transaction of a station, the newest first; one that is there twice is listed twice. */
export async function transactionsOf(call: Call): Promise<readonly Listed[]> {
  const listed: Listed[] = [];
  for (let before: string | undefined, more = true; more; ) {
    const page = await call('transaction.list', { from: '2000-01-01', to: '2999-12-31', limit: 500, ...(before === undefined ? {} : { before }) });
    listed.push(...page.transactions);
    before = page.transactions.at(-1)?.number;
    ({ more } = page);
  }
  return listed;
}

/** What is wrong with an open station: its own checks, and what it had told and does not hold. */
export async function faultsIn(call: Call, told: readonly string[]): Promise<readonly string[]> {
  try {
    return await checked(call, told);
  } catch (error) {
    return [`it does not answer: ${error instanceof Error ? error.message : String(error)}`];
  }
}

async function checked(call: Call, told: readonly string[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const verified = await call('journal.verify', {});
  // The folders that are built here are copies, and are rightly taken for such.
  faults.push(...verified.faults.filter(({ kind, detail }) => kind !== 'witness' || !detail.startsWith('copied')).map(({ kind, detail }) => `verify: ${kind}: ${detail}`));

  const held = new Map<string, number>();
  for (const { number, amendments } of await transactionsOf(call)) {
    if (held.has(number)) faults.push(`${number} is there twice`);
    held.set(number, amendments);
  }
  const numbers = [...held.keys()].map((number) => Number(number.slice(number.lastIndexOf('-') + 1))).toSorted((one, other) => one - other);
  numbers.forEach((number, index) => {
    if (number !== index + 1) faults.push(`the numbers have a gap before ${number}`);
  });
  for (const line of told) faults.push(...(await missing(line, held, call)));
  return faults;
}

/** What an operation gives, or null where the counter knows nothing of what was asked. */
const found = <Value>(answer: Promise<Value>): Promise<Value | null> =>
  answer.catch((error: unknown) => {
    if (error instanceof Error && error.message.includes('bad-input')) return null;
    throw error;
  });

/** A line that was told must hold for ever. */
async function missing(line: string, held: ReadonlyMap<string, number>, call: Call): Promise<readonly string[]> {
  const [kind = '', first = '', second = ''] = line.split(' ');
  switch (kind) {
    case 'ticket':
      return (await found(call('visit.read', { ticket: first })))?.ticket.number === second ? [] : [`ticket ${second} is lost`];
    case 'number':
      return held.has(first) ? [] : [`transaction ${first} is lost`];
    case 'amendment':
      return (held.get(first) ?? 0) >= Number(second) ? [] : [`amendment ${second} of ${first} is lost`];
    case 'closed':
      return (await found(call('day.manifest', { day: first, number: Number(second) }))) === null ? [`the close of ${first} is lost`] : [];
    default:
      return [];
  }
}
