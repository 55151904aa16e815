/** The way to a hub: its address, what of it is trusted, and one connection with limits on every wait. */
import { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { holdOf } from './hold-reason.ts';

export type HubLogin = {
  /** `postgres://user@host:port/database`; the server's certificate is checked unless it is this machine or the address says `sslmode=disable`. */
  readonly url: string;
  readonly password: string;
  /** PEM of the authority that signed the server's certificate; the system's authorities where it is left out. */
  readonly ca?: string;
};

/** Milliseconds; 0 is no limit. A statement gets its answer from the server before the connection gives it up. */
const limits = { connecting: 10_000, lock: 15_000, keepAlive: 10_000 } as const;
const patience = { delivery: { statement: 60_000, silence: 70_000 }, upkeep: { statement: 0, silence: 0 } } as const;

/** An address as it may stand in a configuration; bad input where it is none, or one that would send a password to whoever answers. */
export function readAddress(url: string, path = '$.url'): { readonly host: string; readonly port: number; readonly user: string; readonly database: string; readonly encrypted: boolean } {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^postgres(ql)?:$/.test(parsed.protocol)) throw badInput(path, 'invalid-address', 'an address such as postgres://user@host:5432/hub is needed');
  const [user, database] = [decodeURIComponent(parsed.username), decodeURIComponent(parsed.pathname.slice(1))];
  if (parsed.hostname === '' || user === '' || database === '') throw badInput(path, 'invalid-address', 'the address names a user, a host and a database');
  if (parsed.password !== '') throw badInput(path, 'password-in-address', 'the password does not stand in the address');
  const unknown = [...parsed.searchParams.keys()].find((name) => name !== 'sslmode');
  if (unknown !== undefined) throw badInput(path, 'unknown-setting', `the address takes sslmode alone, not ${unknown}`);
  const mode = parsed.searchParams.get('sslmode');
  if (mode !== null && mode !== 'disable' && mode !== 'verify-full') throw badInput(path, 'unsafe-setting', 'sslmode is verify-full or disable: the others trust whoever answers');
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, port: parsed.port === '' ? 5432 : Number(parsed.port), user, database, encrypted: mode === 'verify-full' || (mode === null && !isThisMachine(host)) };
}

const isThisMachine = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

export type Connection = { readonly client: Client; /** Cuts it at once, whatever it waits for. */ readonly cut: () => void };

/** Connects as that login, to deliver or for upkeep that may take long; the signal stops the connecting. The caller ends or cuts it; what goes wrong later comes out of the query that was running. */
export async function connect({ url, password, ca }: HubLogin, purpose: keyof typeof patience, signal?: AbortSignal): Promise<Connection> {
  const { host, port, user, database, encrypted } = readAddress(url);
  const socket = new Socket();
  const config: ClientConfig = {
    host, port, user, database, password, application_name: `daoban ${purpose}`, stream: () => socket,
    ssl: encrypted ? { host, minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) } : false,
    connectionTimeoutMillis: limits.connecting, lock_timeout: limits.lock, statement_timeout: patience[purpose].statement, query_timeout: patience[purpose].silence,
    keepAlive: true, keepAliveInitialDelayMillis: limits.keepAlive,
  };
  const client = new Client(config);
  // Without a listener, a connection that breaks between two queries would end the process; the next query tells it.
  client.on('error', () => undefined);
  const cut = (): void => void socket.destroy();
  signal?.addEventListener('abort', cut);
  try {
    await client.connect();
  } catch (error) {
    cut();
    throw error;
  } finally {
    signal?.removeEventListener('abort', cut);
  }
  return { client, cut };
}

/** A connection for the time of an administrator's action; what the server or the way to it did wrong becomes `hub-failed`, without the server's words. */
export async function asAdministrator<Value>(login: HubLogin, action: (client: Client) => Promise<Value>): Promise<Value> {
  try {
    const { client } = await connect(login, 'upkeep');
    try {
      return await action(client);
    } finally {
      await client.end();
    }
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error)) throw error;
    const { reason, detail } = holdOf(error);
    throw new Refusal('hub-failed', `the hub: ${reason}, ${detail}`);
  }
}
