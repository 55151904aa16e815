/** Trying a source without asking about anybody: its secrets, the connection with all that TLS asks for, its token. */
import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SharingReason } from '../../../shared/sharing/answer.ts';
import { isWithoutTls, secretsOf, type Source } from '../../../shared/sharing/source.ts';
import { ExchangeFailure, type TlsMaterial } from './exchange.ts';
import { NotSendable } from './request.ts';
import { secretOf, tlsMaterial, type Secrets } from './signing.ts';
import type { Tokens } from './tokens.ts';

export const testSteps = ['secrets', 'connection', 'token'] as const;
export type TestStep = (typeof testSteps)[number];

export type SourceTest = {
  readonly ok: boolean;
  /** Whether something travels without TLS; only ever to this machine itself. */
  readonly withoutTls: boolean;
  /** In the order tried; ends with the first that failed. */
  readonly steps: readonly { readonly step: TestStep; readonly fault: SharingReason | null }[];
};

export async function testSource(source: Source, secrets: Secrets, tokens: Tokens, signal: AbortSignal): Promise<SourceTest> {
  const { limits, signing } = source;
  const steps: { step: TestStep; fault: SharingReason | null }[] = [];
  const end = (): SourceTest => ({ ok: steps.every(({ fault }) => fault === null), withoutTls: isWithoutTls(source), steps });
  const done = async (step: TestStep, work: () => void | Promise<unknown>): Promise<boolean> => {
    const fault = await faultOf(work);
    steps.push({ step, fault });
    return fault === null;
  };

  let tls: TlsMaterial = {};
  const prepared = await done('secrets', () => {
    for (const name of secretsOf(source)) secretOf(secrets, name);
    tls = tlsMaterial(source, secrets);
  });
  if (!prepared) return end();
  if (!(await done('connection', () => reach(source.baseUrl, tls, limits.connectMilliseconds, signal)))) return end();
  if (signing.kind === 'bearer') await done('token', () => tokens.get(signing, secretOf(secrets, signing.secret), tls, limits, signal));
  return end();
}

async function faultOf(work: () => void | Promise<unknown>): Promise<SharingReason | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof NotSendable || error instanceof ExchangeFailure) return error.reason;
    throw error;
  }
}

/** A server may refuse our certificate only after the handshake; so it is asked for nothing and waited for a moment. */
const refusalMilliseconds = 150;

function reach(address: string, tls: TlsMaterial, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const url = new URL(address);
    const secure = url.protocol === 'https:';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(url.port === '' ? (secure ? 443 : 80) : url.port);
    // A name is sent along for the certificate; an address has none (RFC 6066 §3).
    const name = /^[0-9.]+$|:/.test(host) ? {} : { servername: host };
    const socket = secure ? connectTls({ host, port, ...name, ...tls, minVersion: 'TLSv1.2', rejectUnauthorized: true }) : connectPlain({ host, port });
    let open = false;
    let over = false;
    const end = (fault: SharingReason | null): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      if (fault === null) resolve();
      else reject(new ExchangeFailure(fault, true));
    };
    const onAbort = (): void => end('cancelled');
    let timer = setTimeout(() => end('connect-timed-out'), milliseconds);
    socket.once('connect', () => {
      open = true;
      if (!secure) end(null);
    });
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      timer = setTimeout(() => end(null), tls.cert === undefined ? 0 : refusalMilliseconds);
    });
    const refused = (): void => end(open ? 'tls-refused' : 'cannot-connect');
    socket.once('error', refused);
    // A server that does not like our certificate may just hang up.
    socket.once('close', refused);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}
