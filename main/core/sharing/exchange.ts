/**
 * One request and its one answer, over a connection of its own. Connections are not kept: a kept one that the other side has closed
 * meanwhile looks exactly like a request that got lost half-way, and then nobody may send it again.
 */
import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { SharingReason } from '../../../shared/sharing/answer.ts';
import type { Limits } from '../../../shared/sharing/source.ts';
import { wipe, type Header } from './request.ts';

/** Why there is no answer. `safe`: nothing of the request can have reached anybody. Its message never holds anything of an answer. */
export class ExchangeFailure extends Error {
  override readonly name = 'ExchangeFailure';
  readonly reason: SharingReason;
  readonly safe: boolean;
  constructor(reason: SharingReason, safe: boolean) {
    super(reason);
    this.reason = reason;
    this.safe = safe;
  }
}

export type TlsMaterial = { readonly ca?: string; readonly cert?: string; readonly key?: string };

export type Outgoing = {
  readonly method: string;
  readonly origin: string;
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body: Buffer | null;
};

export type Incoming = {
  readonly status: number;
  readonly header: (name: string) => string | null;
  /** The caller wipes it. */
  readonly body: Buffer;
};

/** Rejects with `ExchangeFailure` only. */
export function exchange(outgoing: Outgoing, tls: TlsMaterial, limits: Pick<Limits, 'connectMilliseconds' | 'answerMilliseconds' | 'bytes'>, signal: AbortSignal): Promise<Incoming> {
  return new Promise((resolve, reject) => {
    const url = new URL(outgoing.origin);
    const chunks: Buffer[] = [];
    let phase: 'connecting' | 'securing' | 'connected' = 'connecting';
    let timer: NodeJS.Timeout | undefined;
    let over = false;
    let client: ClientRequest | null = null;

    const end = (): void => {
      over = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (reason: SharingReason): void => {
      if (over) return;
      end();
      for (const chunk of chunks) wipe(chunk);
      client?.destroy();
      reject(new ExchangeFailure(reason, phase !== 'connected'));
    };
    const onAbort = (): void => fail('cancelled');
    const limit = (milliseconds: number, reason: SharingReason): void => {
      clearTimeout(timer);
      timer = setTimeout(() => fail(reason), milliseconds);
    };
    const connected = (): void => {
      phase = 'connected';
      limit(limits.answerMilliseconds, 'answer-timed-out');
    };

    if (signal.aborted) {
      fail('cancelled');
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    limit(limits.connectMilliseconds, 'connect-timed-out');

    const options = {
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: outgoing.target,
      method: outgoing.method,
      headers: headersOf(outgoing),
      agent: false,
      ...tls,
      minVersion: 'TLSv1.2' as const,
      // Said again, since an environment variable could say otherwise.
      rejectUnauthorized: true,
    };

    const receive = (message: IncomingMessage): void => {
      const announced = Number(message.headers['content-length'] ?? 0);
      if (announced > limits.bytes) return fail('answer-too-large');
      // We ask for none; what comes all the same is not unpacked, so that nothing small becomes large here.
      if (!['', 'identity'].includes(message.headers['content-encoding'] ?? '')) return fail('answer-malformed');
      let size = 0;
      message.on('data', (chunk: Buffer) => {
        if (over) return wipe(chunk);
        size += chunk.length;
        chunks.push(chunk);
        if (size > limits.bytes) fail('answer-too-large');
      });
      message.on('error', () => fail('connection-cut'));
      message.on('end', () => {
        if (over) return;
        if (!message.complete) return fail('connection-cut');
        end();
        const body = Buffer.concat(chunks);
        for (const chunk of chunks) wipe(chunk);
        const headers = message.headers;
        resolve({
          status: message.statusCode ?? 0,
          header: (name) => {
            const value = headers[name];
            return typeof value === 'string' ? value : null;
          },
          body,
        });
      });
      // A cut answer ends with `close` alone where nobody tells of an error.
      message.on('close', () => fail('connection-cut'));
    };

    try {
      client = url.protocol === 'https:' ? requestHttps(options, receive) : requestHttp(options, receive);
    } catch {
      // Node reads certificates and keys before it connects.
      fail('secret-unreadable');
      return;
    }
    client.on('socket', (socket) => {
      socket.once('connect', () => {
        if (socket instanceof TLSSocket) phase = 'securing';
        else connected();
      });
      socket.once('secureConnect', connected);
    });
    client.on('error', (error) => fail(reasonOf(error, phase)));
    client.end(outgoing.body ?? undefined);
  });
}

function headersOf({ headers, body }: Outgoing): Record<string, string> {
  const length: readonly Header[] = body === null ? [] : [['Content-Length', String(body.length)]];
  return Object.fromEntries([...headers, ...length]);
}

const broken: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Node's codes; whatever goes wrong between the connection and the first protected byte is a matter of trust. */
function reasonOf(error: Error, phase: 'connecting' | 'securing' | 'connected'): SharingReason {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code)) return 'tls-refused';
  if (code === 'HPE_HEADER_OVERFLOW') return 'answer-too-large';
  if (code.startsWith('HPE_')) return 'answer-malformed';
  if (phase === 'connecting') return 'cannot-connect';
  if (phase === 'connected') return 'connection-cut';
  return broken.has(code) ? 'cannot-connect' : 'tls-refused';
}

