import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hub } from '../../../main/cli/hub.ts';
import { hubVersion } from '../../../main/core/hub/initialise-hub.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { accepted, deliver } from '../../fixtures/hub.ts';
import { continued, notes, senderOf } from '../../fixtures/journals.ts';
import { startPostgres, type Database, type Postgres } from '../../fixtures/postgres.ts';

const door = fileURLToPath(new URL('../../../scripts/daoban.mjs', import.meta.url));
let postgres: Postgres;
let database: Database;
beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
}, 60_000);
afterAll(() => postgres.stop());

type Answer = { readonly status: number | null; readonly out: string; readonly err: string };

async function daoban(words: readonly string[], password: string | null = postgres.superuser.password): Promise<Answer> {
  const child = spawn(process.execPath, [door, 'hub', ...words], { env: { ...process.env, ...(password === null ? {} : { DAOBAN_HUB_PASSWORD: password }) } });
  const told = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told.err += text));
  await once(child, 'close');
  return { status: child.exitCode, ...told };
}

const Credentials = z.strictObject({ user: z.string(), password: z.string().min(32) });
const Fault = z.strictObject({ code: z.string(), message: z.string() });

describe('daoban hub', () => {
  it('makes a hub, lets a station in, and what the station sends is there', async () => {
    const url = database.url();
    // The password in the address, as one types it for a trial.
    const made = await daoban(['init', '--url', url.replace('postgres@', `postgres:${encodeURIComponent(postgres.superuser.password)}@`)], null);
    expect(made).toEqual({ status: 0, out: `{"database":"${database.name}","version":${hubVersion},"before":0}\n`, err: '' });
    const sender = senderOf('AB12');
    const added = await daoban(['add-station', '--url', url, '--station', sender.station, '--code', sender.code, '--public-key', sender.publicKey, '--name', '一号台', '--site', '一楼', '--district', '定海']);
    expect([added.status, added.err]).toEqual([0, '']);
    const { user, password } = Credentials.parse(JSON.parse(added.out));
    expect(user).toBe(`${database.name}_ab12`);
    expect(await deliver({ url: database.url(user), password }, sender, continued(sender, [], notes(3, 'a')))).toEqual(accepted(3));
    const administrator = url.replace('postgres@', `postgres:${encodeURIComponent(postgres.superuser.password)}@`);
    for (const words of [['add-manager', '--name', 'city'], ['add-manager', '--name', 'dinghai', '--district', '定海'], ['add-carrier', '--name', 'usb']]) Credentials.parse(await hub([...words, '--url', administrator]));
  }, 60_000);

  it('says what of its words does not fit, and what the server would not do', async () => {
    const url = database.url();
    const asked = [
      [], ['dance', '--url', url], ['init'], ['init', '--url', 'http://hub'], ['init', '--url', url, '--name', 'x'], ['add-station', '--url', url, '--code', 'ab'],
      ['add-carrier', '--url', url, '--name', 'Ä'], ['init', '--url', `${url}?sslmode=require`], ['init', '--url', url, '--ca', '/nowhere'], ['init', '--url', 'postgres://a@127.0.0.1:1/hub'],
    ];
    const places = await Promise.all(asked.map((words) => hub(words).then(() => 'done', (error: unknown) => (error instanceof Refusal ? (error.error.issues?.map(({ path }) => path).join(' ') ?? error.error.code) : error))));
    expect(places).toEqual(['$.verb', '$.verb', '$.url', '$.url', '$.name', '$.station $.code $.name $.site $.district $.publicKey', '$.name', '$.url', '$.ca', 'hub-failed']);
    const { status, out, err } = await daoban(['init', '--url', url], 'wrong');
    expect([status, out, Fault.parse(JSON.parse(err))]).toEqual([1, '', { code: 'hub-failed', message: 'the hub: not-allowed, SQLSTATE 28P01' }]);
  }, 60_000);
});
