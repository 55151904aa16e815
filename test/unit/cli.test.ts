import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandLine, emptyFolder, key, opened, passphrase, resources, sample, stationFolder } from '../fixtures/station.ts';
import { playDemo } from '../../main/core/demo/play-demo.ts';
import { contract, schemas, type OperationName, type Output } from '../../shared/contract/contract.ts';
import type { Role } from '../../shared/contract/operation.ts';

const door = path.join(import.meta.dirname, '../../scripts/daoban.mjs');

type Answer = { readonly status: number | null; readonly out: string; readonly err: string };

/** Runs the command line as it is, input on stdin. */
async function daoban(words: readonly string[], input = '', environment: Readonly<Record<string, string>> = { DAOBAN_PASSPHRASE: passphrase }): Promise<Answer> {
  const { DAOBAN_PASSPHRASE: _none, ...inherited } = process.env;
  const child = spawn(process.execPath, [door, ...words], { env: { ...inherited, ...environment } });
  const told = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told.err += text));
  child.stdin.on('error', () => undefined).end(input);
  await once(child, 'close');
  return { status: child.exitCode, ...told };
}

const call = (folder: string, name: string, role: Role, input: unknown, ...more: readonly string[]): Promise<Answer> =>
  daoban(['call', name, '--data', folder, '--as', role, ...more], typeof input === 'string' ? input : JSON.stringify(input));

/** The answer of a call that succeeds: stdout is its value and nothing else, stderr is silent. */
async function value<Name extends OperationName>(folder: string, name: Name, role: Role, input: unknown, ...more: readonly string[]): Promise<Output<Name>> {
  const answer = await call(folder, name, role, input, ...more);
  expect(answer).toMatchObject({ status: 0, err: '' });
  expect(answer.out.endsWith('\n')).toBe(true);
  return schemas[name].output.parse(JSON.parse(answer.out));
}

const Fault = z.strictObject({ code: z.string(), message: z.string(), issues: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })).optional() });

/** The status and the one JSON object on stderr of a call that fails; stdout is silent. */
async function fault(answer: Promise<Answer>): Promise<{ readonly status: number | null; readonly code: string; readonly paths: readonly string[] }> {
  const { status, out, err } = await answer;
  expect(out).toBe('');
  const { code, issues = [] } = Fault.parse(JSON.parse(err));
  return { status, code, paths: issues.map((issue) => issue.path) };
}

describe('the command line', () => {
  it('plays the main job through its own processes, at the instants it is given', async () => {
    const folder = path.join(emptyFolder(), 'new', 'station');
    const at = (time: string): readonly [string, string] => ['--at', `2026-10-12T${time}:00+08:00`];
    expect(await value(folder, 'station.init', 'manager', { name: '一号台', site: '大厅', trial: true }, ...at('08:00'))).toMatchObject({ trial: true, name: '一号台' });
    expect(await value(folder, 'catalogue.import', 'manager', { document: sample('catalogue.json'), effectiveFrom: '2026-01-01' }, ...at('08:00'))).toMatchObject({ version: 1, adopted: true });
    const { ticket } = await value(folder, 'visit.receive', 'guide', { matters: ['si-pension-resume'], visitor: { applicant: 'person', phone: 'none' }, lane: 'window' }, ...at('09:00'));
    expect(ticket).toEqual({ number: 'A001', lane: 'window' });
    expect(await value(folder, 'ticket.call', 'clerk', { window: '3' }, ...at('09:10'))).toMatchObject({ number: 'A001', window: 3 });
    await value(folder, 'ticket.start', 'clerk', { ticket: 'A001' }, ...at('09:11'));
    const materials = [{ name: '居民身份证', way: 'submit' }, { name: '生存证明', way: 'cancelled' }];
    const applicant = { kind: 'person', name: '诸葛试验', paper: { type: 'resident-id', number: '11010519491231002X' } };
    const finished = await value(folder, 'transaction.finish', 'clerk', { ticket: 'A001', matter: 'si-pension-resume', applicant, materials, outcome: 'accepted' }, ...at('09:20'));
    expect(finished).toMatchObject({ due: '2026-10-13', visitDone: true });
    expect(await value(folder, 'statistics.volume', 'manager', { from: '2026-10-12', to: '2026-10-12', by: [] })).toMatchObject({ totals: { transactions: 1, waitMedian: 600, serviceMedian: 540 } });
    expect(await value(folder, 'journal.verify', 'manager', '')).toMatchObject({ ok: true, entries: 6 });
    const file = path.join(emptyFolder(), 'volume.csv');
    await value(folder, 'export.volume', 'manager', { from: '2026-10-12', to: '2026-10-12', by: ['day'], format: 'csv', file }, ...at('17:00'));
    expect(existsSync(file)).toBe(true);
  });

  it('describes every operation as JSON Schema', async () => {
    const { status, out, err } = await daoban(['operations']);
    expect([status, err]).toEqual([0, '']);
    const Described = z.object({ operations: z.array(z.object({ name: z.string(), kind: z.enum(['query', 'command']), roles: z.unknown(), summary: z.string().min(1), input: z.looseObject({ $schema: z.string() }), output: z.looseObject({ $schema: z.string() }) })) });
    const { operations } = Described.parse(JSON.parse(out));
    expect(operations.map(({ name }) => name)).toEqual(Object.keys(contract));
    expect(operations.find(({ name }) => name === 'visit.receive')?.input).toMatchObject({ type: 'object', required: ['matters', 'visitor'], additionalProperties: false });
  });

  it('says how it is used, and fails where no verb is given', async () => {
    const [help, none] = await Promise.all([daoban(['help']), daoban([])]);
    expect([help.status, none.status]).toEqual([0, 2]);
    expect(help.err).toContain('daoban call NAME');
  });
});

describe('its exit status', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await stationFolder();
  });

  it('is 2 for bad input, with the place of every fault', async () => {
    const rows = await Promise.all([
      fault(call(folder, 'visit.receive', 'guide', { matters: ['A B'], visitor: { applicant: 'nobody' }, more: 1 })),
      fault(call(folder, 'visit.receive', 'guide', 'not json')),
      fault(daoban(['call', 'station.status', '--data', folder, '--as', 'king'])),
      fault(daoban(['call', 'station.status', '--as', 'guide'])),
      fault(daoban(['call', 'station.status', '--data', folder, '--as', 'guide', '--sideways'])),
      fault(daoban(['call', '--data', folder, '--as', 'guide'])),
      fault(call(folder, 'station.status', 'guide', {}, '--at', 'yesterday')),
      fault(daoban(['dance'])),
      fault(daoban(['demo', '--data', folder, '--days', 'many', '--per-day', '1'])),
      fault(daoban(['demo', '--data', folder, '--transactions', '0'])),
      fault(daoban(['demo', '--data', folder, '--transactions', '10', '--per-day', '1'])),
      fault(daoban(['demo', '--data', folder, '--days', '1', '--per-day', '1', 'more'])),
    ]);
    expect(rows).toEqual([
      { status: 2, code: 'bad-input', paths: expect.arrayContaining(['$.matters[0]', '$.visitor.applicant', '$.more']) as unknown },
      ...[['$'], ['$.as'], ['$.data'], ['$'], ['$.operation'], ['$.at'], ['$.verb'], ['$.days'], ['$.transactions'], ['$.transactions'], ['$']].map((paths) => ({ status: 2, code: 'bad-input', paths })),
    ]);
  });

  it('is 2 for an operation that does not exist, which is named', async () => {
    expect(await fault(call(folder, 'visit.forget', 'guide', {}))).toMatchObject({ status: 2, code: 'operation-unknown' });
  });

  it('is 3 for what a rule or the role refuses', async () => {
    const [role, rule, clock] = await Promise.all([
      fault(call(folder, 'statistics.volume', 'guide', { from: '2026-10-01', to: '2026-10-31', by: [] })),
      fault(call(await stationFolder(), 'station.init', 'manager', { name: '又一台', site: '大厅', trial: true })),
      fault(call(await stationFolder(), 'visit.receive', 'guide', { matters: ['si-account'], visitor: { applicant: 'person' } }, '--at', '2020-01-01T00:00:00Z')),
    ]);
    expect([role, rule, clock].map(({ status, code }) => [status, code])).toEqual([[3, 'role-not-allowed'], [3, 'station-exists'], [3, 'clock-backwards']]);
  });

  it('is 1 for anything else, and nothing is founded or changed by it', async () => {
    const nowhere = path.join(emptyFolder(), 'none');
    const rubbish = await stationFolder();
    writeFileSync(path.join(rubbish, 'station.db'), 'rubbish');
    const locked = ['call', 'station.status', '--data', folder, '--as', 'guide'];
    const answers = await Promise.all([fault(daoban(locked, '{}', {})), fault(daoban(locked, '{}', { DAOBAN_PASSPHRASE: 'wrong' })), fault(call(rubbish, 'station.status', 'guide', {}))]);
    expect(answers.map(({ status, code }) => [status, code])).toEqual([[1, 'vault-locked'], [1, 'vault-locked'], [1, 'station-broken']]);
    expect(await fault(call(nowhere, 'station.status', 'guide', {}))).toMatchObject({ code: 'station-missing' });
    expect(existsSync(nowhere)).toBe(false);
  });

  it('is 1 while another process works at the station, and a query goes on beside it', async () => {
    const busy = await stationFolder();
    opened({ folder: busy });
    const [command, query] = await Promise.all([
      fault(call(busy, 'visit.receive', 'guide', { matters: ['si-account'], visitor: { applicant: 'person' } })), value(busy, 'station.status', 'guide', {}),
    ]);
    expect([command.status, command.code]).toEqual([1, 'station-in-use']);
    expect(query.trial).toBe(true);
  });
});

describe('demonstration traffic', () => {
  const span = { from: '2026-01-01', to: '2026-12-31', by: ['day', 'matter', 'outcome'] } as const;
  const figures = async (folder: string): Promise<unknown> => {
    const answer = await opened({ folder, access: 'read' }).call('statistics.volume', span, commandLine('manager'));
    return answer.ok ? z.object({ rows: z.array(z.unknown()), totals: z.unknown() }).parse(answer.value) : answer.error;
  };
  const play = async (seed: number): Promise<string> => {
    const folder = emptyFolder();
    await playDemo({ folder, key, resources, days: 1, perDay: 20, seed, from: '2026-09-01' });
    return folder;
  };

  it('is the same for the same seed, verifies, and goes on from where it stopped but not from before', async () => {
    const folder = emptyFolder();
    const demo = (from: string): Promise<Answer> => daoban(['demo', '--data', folder, '--days', '1', '--per-day', '20', '--seed', '7', '--from', from]);
    const first = await demo('2026-09-01');
    expect([first.status, first.err]).toEqual([0, '']);
    expect(JSON.parse(first.out)).toMatchObject({ from: '2026-09-01', to: '2026-09-01', days: 1, seed: 7, visits: 20 });
    const played = await figures(folder);
    expect(await figures(await play(7))).toEqual(played);
    expect(await figures(await play(8))).not.toEqual(played);
    expect(await fault(demo('2026-08-31'))).toMatchObject({ status: 3, code: 'clock-backwards' });
    expect((await demo('2026-09-02')).status).toBe(0);
    expect(await value(folder, 'journal.verify', 'manager', {})).toMatchObject({ ok: true });
  });
});
