/** The headless door: `daoban operations`, `daoban call NAME …`, `daoban demo …`. stdout carries data alone. */
import { userInfo } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { contract, isOperationName, type OperationName } from '../shared/contract/contract.ts';
import { badInput, exitStatusOf, Refusal, type OperationError } from '../shared/contract/errors.ts';
import { Role } from '../shared/contract/operation.ts';
import { openApiText } from '../shared/upload/openapi.ts';
import { bundle, bundleUsage } from './cli/bundle.ts';
import { hub, hubUsage } from './cli/hub.ts';
import { unsent, unsentUsage } from './cli/unsent.ts';
import { readWords } from './cli/words.ts';
import { isRecovery, recover } from './core/recovery/recovery.ts';
import { openCounter } from './core/counter.ts';
import { playDemo } from './core/demo/play-demo.ts';
import { writeYears } from './core/demo/write-years.ts';
import { errorOf } from './core/errors.ts';
import type { VaultKey } from './core/vault/vault.ts';

const usage = `daoban operations                                        the contract as JSON Schema
daoban upload-contract                                   what an upload platform has to speak, as OpenAPI 3.1
daoban call NAME --data DIR --as ROLE [--at INSTANT]     one operation; JSON on stdin, JSON on stdout
daoban demo --data DIR --days N --per-day N --seed S [--from DAY]
                                                         believable traffic through the real operations
daoban demo --data DIR --transactions N --seed S [--from DAY]
                                                         N counted transactions over as many years as the hall takes
                                                         for them (90,289 a year), written straight into the journal
${unsentUsage}${hubUsage}${bundleUsage}The passphrase of the vault is read from DAOBAN_PASSPHRASE.
Exit status: 0 done, 2 bad input, 3 refused by a rule or for the role, 1 anything else.
`;

/** Runs one command line and gives its exit status. Errors go to stderr as one JSON object. */
export async function runCli(words: readonly string[]): Promise<number> {
  const [verb, ...rest] = words;
  try {
    switch (verb) {
      case 'operations':
        return print(describeContract());
      case 'upload-contract':
        process.stdout.write(openApiText());
        return 0;
      case 'call':
        return print(await call(rest));
      case 'unsent': {
        const { text, status } = unsent(rest, (data) => folderOf(data ?? process.env['DAOBAN_DATA']));
        process.stdout.write(text);
        return status;
      }
      case 'demo':
        return print(await demo(rest));
      case 'hub':
        return print(await hub(rest));
      case 'bundle':
        return print(await bundle(rest, callStation));
      case 'help':
      case '--help':
      case undefined:
        process.stderr.write(usage);
        return verb === undefined ? 2 : 0;
      default:
        throw badInput('$.verb', 'unknown-verb', `there is no verb ${verb}; try "daoban help"`);
    }
  } catch (thrown) {
    const error: OperationError = errorOf(thrown);
    process.stderr.write(`${JSON.stringify(error)}\n`);
    return exitStatusOf(error.code);
  }
}

function print(value: unknown): 0 {
  process.stdout.write(`${JSON.stringify(value)}\n`);
  return 0;
}

function describeContract(): unknown {
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): unknown => z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return {
    operations: Object.entries(contract).map(([name, operation]) => ({
      name, kind: operation.kind, roles: operation.roles, summary: operation.summary, input: schemaOf(operation.input, 'input'), output: schemaOf(operation.output, 'output'),
    })),
  };
}

async function call(words: readonly string[]): Promise<unknown> {
  const { values, positionals } = readWords(words, { data: { type: 'string' }, as: { type: 'string' }, at: { type: 'string' } });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw badInput('$.operation', 'required', 'name one operation');
  const role = Role.safeParse(values['as']);
  if (!role.success) throw badInput('$.as', 'unknown-role', `--as takes one of ${Role.options.join(', ')}`);
  const at = values['at'] === undefined ? {} : { at: instant(values['at']) };
  if (!isOperationName(name)) throw new Refusal('operation-unknown', `there is no operation ${name}`);
  return callStation(values['data'], name, parseJson(await readStdin()), { role: role.data, ...at });
}

/** One call of a station, by whoever runs the command line. */
async function callStation(data: string | undefined, name: OperationName, input: unknown, as: { readonly role: Role; readonly at?: number } = { role: 'manager' }): Promise<unknown> {
  const folder = folderOf(data);
  if (isRecovery(name)) return recover(name, input, { folder, key: keyFromEnvironment(), patience });
  const counter = openCounter({ folder, access: contract[name].kind === 'command' ? 'write' : 'read', key: keyFromEnvironment(), resources, patience });
  try {
    const result = await counter.call(name, input, { kind: 'command-line', user: userInfo().username, ...as });
    if (!result.ok) throw new Refusal(result.error.code, result.error.message, result.error.issues);
    return result.value;
  } finally {
    counter.close();
  }
}

async function demo(words: readonly string[]): Promise<unknown> {
  const { values, positionals } = readWords(words, {
    data: { type: 'string' }, days: { type: 'string' }, 'per-day': { type: 'string' }, transactions: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string' },
  });
  if (positionals.length > 0) throw badInput('$', 'command-line', 'demo takes nothing but its options');
  const from = values['from'];
  if (from !== undefined && !z.iso.date().safeParse(from).success) throw badInput('$.from', 'invalid-day', '--from takes a day such as 2026-09-01');
  const place = { folder: folderOf(values['data']), key: keyFromEnvironment(), resources, seed: whole(values['seed'] ?? '1', '$.seed', 0, 2 ** 31 - 1), from: from ?? null };
  if (values['transactions'] === undefined) return playDemo({ ...place, days: whole(values['days'], '$.days', 1, 5000), perDay: whole(values['per-day'], '$.per-day', 1, 5000) });
  if (values['days'] !== undefined || values['per-day'] !== undefined) throw badInput('$.transactions', 'excludes-days', 'either --transactions, or --days and --per-day');
  return writeYears({ ...place, transactions: whole(values['transactions'], '$.transactions', 1, 10_000_000) });
}

/** Calls in a row wait for each other: each holds the station for a fraction of a second. */
const patience = 15_000;

/** Beside this file's folder in the sources, beside the bundle's folder in the application. */
const resources = path.join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? '..' : '../..', 'resources');

function folderOf(data: string | undefined): string {
  if (data === undefined || data === '') throw badInput('$.data', 'required', '--data names the folder of the station');
  return path.resolve(data);
}

/** Whoever holds the passphrase is trusted with the roles. */
function keyFromEnvironment(): VaultKey | null {
  const passphrase = process.env['DAOBAN_PASSPHRASE'];
  return passphrase === undefined || passphrase === '' ? null : { kind: 'passphrase', passphrase };
}

/** Days are counted ahead of an instant, so it must not be the calendar's last. */
const latestInstant = Date.parse('9000-01-01T00:00:00Z');

function instant(word: string): number {
  if (!z.iso.datetime({ offset: true }).safeParse(word).success) throw badInput('$.at', 'invalid-instant', '--at takes an ISO instant with its zone, such as 2026-10-12T09:05:00+08:00');
  const at = Date.parse(word);
  if (at >= latestInstant) throw badInput('$.at', 'invalid-instant', '--at lies beyond the year 9000');
  return at;
}

function whole(word: string | undefined, at: string, least: number, most: number): number {
  const number = Number(word);
  if (word === undefined || !Number.isInteger(number) || number < least || number > most) throw badInput(at, 'invalid-number', `a whole number from ${least} to ${most} is needed`);
  return number;
}

/** Nothing on stdin means an empty input: `daoban call station.status … < /dev/null`. */
function parseJson(words: string): unknown {
  if (words.trim() === '') return {};
  try {
    return JSON.parse(words);
  } catch {
    throw badInput('$', 'not-json', 'stdin is not JSON');
  }
}

async function readStdin(): Promise<string> {
  if (process.stdin.isTTY) return '';
  // Half-understood bytes would be journaled for good: what is not UTF-8 is refused.
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await buffer(process.stdin));
  } catch {
    throw badInput('$', 'not-utf-8', 'stdin is not UTF-8');
  }
}
