import { createServer, connect as open, type Server, type Socket } from 'node:net';
import { DatabaseError } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHubTarget } from '../../../main/core/hub/hub-target.ts';
import { holdOf } from '../../../main/core/hub/hold-reason.ts';
import { connect, readAddress, type HubLogin } from '../../../main/core/hub/connection.ts';
import type { HoldReason, Sender } from '../../../main/core/upload/target.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { makeAuthority, makeServerPair } from '../../../scripts/source-certificates.mjs';
import { accepted, asTarget, deliver, makeHub, patient, query, type Hub } from '../../fixtures/hub.ts';
import { continued, notes, senderOf, type Written } from '../../fixtures/journals.ts';
import { startPostgres, type Postgres } from '../../fixtures/postgres.ts';

const authority = makeAuthority('hub of a test');
let postgres: Postgres;
let hub: Hub;
beforeAll(async () => {
  postgres = await startPostgres({ tls: makeServerPair(authority) });
  hub = await makeHub(postgres);
}, 60_000);
afterAll(() => postgres.stop());

let made = 0;
type Station = { readonly sender: Sender; readonly login: HubLogin; readonly journal: Written };
async function station(): Promise<Station> {
  const sender = senderOf(`S${String((made += 1)).padStart(3, '0')}`);
  return { sender, login: await hub.register(sender), journal: continued(sender, [], notes(20, 'a')) };
}

const numbersOf = async ({ station: id }: Sender): Promise<readonly number[]> =>
  (await query<{ seq: number }>(hub.administrator, 'SELECT seq::integer FROM daoban.entry WHERE station = $1 ORDER BY seq', [id])).map(({ seq }) => seq);

const whole = Array.from({ length: 20 }, (_, index) => index + 1);

/** A wire to the server that the test can cut. */
type Wire = { readonly url: (login: HubLogin) => string; /** Cuts the connection when the server has next answered, before the answer arrives. */ loseAnswer(): void; readonly close: () => Promise<void> };
const wires: Wire[] = [];
afterEach(async () => {
  for (const wire of wires.splice(0)) await wire.close();
});

async function wire(): Promise<Wire> {
  const state = { losing: false };
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const behind = open(postgres.port, '127.0.0.1');
    for (const socket of [client, behind]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => {
        sockets.delete(socket);
        client.destroy();
        behind.destroy();
      });
    }
    client.pipe(behind);
    behind.on('data', (bytes: Buffer) => {
      if (state.losing) {
        state.losing = false;
        client.destroy();
      } else client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const made: Wire = {
    url: ({ url }) => url.replace(`:${postgres.port}/`, `:${port}/`),
    loseAnswer: () => (state.losing = true),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  wires.push(made);
  return made;
}

describe('the hub’s target', () => {
  it('delivers again what was accepted but never acknowledged, and nothing is there twice', async () => {
    const { sender, login, journal } = await station();
    const line = await wire();
    await asTarget({ ...login, url: line.url(login) }, async (target) => {
      expect(await target.deliver({ sender, entries: journal.slice(0, 8) }, patient())).toEqual(accepted(8));
      line.loseAnswer();
      expect(await target.deliver({ sender, entries: journal.slice(8, 15) }, patient())).toMatchObject({ kind: 'held', reason: 'unreachable' });
      expect(await target.deliver({ sender, entries: journal.slice(8, 15) }, patient())).toEqual(accepted(15));
      expect(await target.deliver({ sender, entries: journal.slice(15) }, patient())).toEqual(accepted(20));
    });
    expect(await numbersOf(sender)).toEqual(whole);
  });

  it('gives up a server that stands still when it is told to, and goes on when it moves again', async () => {
    const { sender, login, journal } = await station();
    await asTarget(login, async (target) => {
      expect(await target.deliver({ sender, entries: journal.slice(0, 5) }, patient())).toEqual(accepted(5));
      postgres.freeze();
      try {
        for (const ask of [(signal: AbortSignal) => target.deliver({ sender, entries: journal.slice(5) }, signal), (signal: AbortSignal) => target.position(sender, signal)]) {
          expect(await ask(AbortSignal.timeout(200))).toMatchObject({ kind: 'held', reason: 'unreachable' });
        }
      } finally {
        postgres.thaw();
      }
      expect(await target.deliver({ sender, entries: journal.slice(5) }, patient())).toEqual(accepted(20));
    });
    expect(await numbersOf(sender)).toEqual(whole);
  });

  it('is told by a server that was killed and came back exactly what it holds', async () => {
    const { sender, login, journal } = await station();
    await asTarget(login, async (target) => {
      expect(await target.deliver({ sender, entries: journal.slice(0, 5) }, patient())).toEqual(accepted(5));
      await postgres.kill();
      expect(await target.deliver({ sender, entries: journal.slice(5) }, patient())).toMatchObject({ kind: 'held', reason: 'unreachable' });
      expect(await target.position(sender, patient())).toMatchObject({ kind: 'held', reason: 'unreachable' });
      await postgres.start();
      expect(await target.position(sender, patient())).toEqual(accepted(5));
      expect(await target.deliver({ sender, entries: journal.slice(5) }, patient())).toEqual(accepted(20));
    });
    expect(await numbersOf(sender)).toEqual(whole);
  });

  it('loses the connection between two batches without a fault of its own', async () => {
    const { sender, login, journal } = await station();
    await asTarget(login, async (target) => {
      await target.deliver({ sender, entries: journal.slice(0, 5) }, patient());
      await query(hub.administrator, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1`, [readAddress(login.url).user]);
      const answers = [await target.deliver({ sender, entries: journal.slice(5) }, patient()), await target.deliver({ sender, entries: journal.slice(5) }, patient())];
      expect(answers.at(-1)).toEqual(accepted(20));
    });
    expect(await numbersOf(sender)).toEqual(whole);
  });

  it('says that it may not, once the password was changed', async () => {
    const { sender, login, journal } = await station();
    await hub.register(sender);
    expect(await deliver(login, sender, journal)).toEqual({ kind: 'held', reason: 'not-allowed', detail: 'SQLSTATE 28P01', retryAfter: null });
  });

  it('waits its turn where too many are connected', async () => {
    const { sender, login, journal } = await station();
    const others = await Promise.all(Array.from({ length: 8 }, () => connect(login, 'delivery')));
    expect(await deliver(login, sender, journal)).toMatchObject({ kind: 'held', reason: 'busy' });
    for (const { cut } of others) cut();
  });

  it('tells a database that is no hub from one that speaks another protocol', async () => {
    const { sender, journal, login } = await station();
    const empty = await postgres.database();
    expect(await deliver({ url: empty.url(), password: postgres.superuser.password }, sender, journal)).toMatchObject({ reason: 'receiver-older' });
    const asked = (protocol: number): Promise<readonly object[]> => query(login, 'SELECT daoban.position($1, $2) AS answer', [protocol, JSON.stringify(sender)]);
    expect(await asked(2)).toEqual([{ answer: { kind: 'older', protocol: 1 } }]);
    expect(await asked(0)).toEqual([{ answer: { kind: 'newer', protocol: 1 } }]);
  });

  it('answers nothing any more once it is closed', async () => {
    const { sender, login, journal } = await station();
    const target = createHubTarget({ name: 'hub', ...login });
    await target.deliver({ sender, entries: journal.slice(0, 5) }, patient());
    await target.close();
    expect(await target.deliver({ sender, entries: journal }, patient())).toMatchObject({ kind: 'held', reason: 'unreachable' });
    expect(await numbersOf(sender)).toHaveLength(5);
  });
});

describe('an encrypted way to the hub', () => {
  const encrypted = (login: HubLogin, ca: string | undefined, host = '127.0.0.1'): HubLogin => ({ password: login.password, url: `${login.url.replace('127.0.0.1', host)}?sslmode=verify-full`, ...(ca === undefined ? {} : { ca }) });

  it('is taken where the authority that was named has signed for the host that was named', async () => {
    const { sender, login, journal } = await station();
    for (const host of ['127.0.0.1', 'localhost']) expect(await deliver(encrypted(login, authority.pair.certificate, host), sender, journal)).toEqual(accepted(20));
    const { client } = await connect(encrypted(login, authority.pair.certificate), 'delivery');
    expect((await client.query<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')).rows).toEqual([{ ssl: true }]);
    await client.end();
  });

  it('is refused where another authority has, or none that is known', async () => {
    const { sender, login, journal } = await station();
    for (const ca of [makeAuthority('hub of a test').pair.certificate, undefined]) expect(await deliver(encrypted(login, ca), sender, journal)).toMatchObject({ kind: 'held', reason: 'not-trusted' });
    expect(await numbersOf(sender)).toEqual([]);
  });

  it('is asked for wherever the hub is another machine', () => {
    expect(readAddress('postgres://a@10.1.2.3/hub').encrypted).toBe(true);
    expect(readAddress('postgres://a@hub.example:6432/hub?sslmode=disable').encrypted).toBe(false);
    expect(readAddress('postgres://a@127.0.0.1/hub')).toEqual({ host: '127.0.0.1', port: 5432, user: 'a', database: 'hub', encrypted: false });
    expect(readAddress('postgresql://a@[::1]:5433/hub?sslmode=verify-full')).toMatchObject({ host: '::1', port: 5433, encrypted: true });
    for (const url of ['', 'http://a@b/c', 'postgres://b/c', 'postgres://a@b', 'postgres://a:secret@b/c', 'postgres://a@b/c?sslmode=require', 'postgres://a@b/c?host=d']) expect(() => readAddress(url)).toThrow(Refusal);
  });
});

describe('an error of the server', () => {
  it.each<readonly [string, HoldReason]>([
    ['28000', 'not-allowed'], ['28P01', 'not-allowed'], ['42501', 'not-allowed'], ['3D000', 'not-allowed'],
    ['42883', 'receiver-older'], ['3F000', 'receiver-older'],
    ['40001', 'busy'], ['40P01', 'busy'], ['53300', 'busy'], ['55P03', 'busy'], ['57014', 'busy'],
    ['57P01', 'unreachable'], ['57P03', 'unreachable'], ['08006', 'unreachable'],
    ['53100', 'receiver-broken'], ['53200', 'receiver-broken'], ['58030', 'receiver-broken'], ['25006', 'receiver-broken'], ['XX001', 'receiver-broken'],
  ])('%s means %s, and its words, which may quote data, stay where they are', (code, reason) => {
    const error = Object.assign(new DatabaseError('张三 11010519491231002X', 1, 'error'), { code, detail: '张三' });
    expect(holdOf(error)).toEqual({ reason, detail: `SQLSTATE ${code}` });
  });
});
