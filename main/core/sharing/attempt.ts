/**
 * Asking a source once: sign, send, follow at most one redirect within the same host, and read what came.
 *
 * The content lives in the buffers and values of this file and is gone from them when an attempt is over, but for the fields it
 * returns. Buffers are overwritten. What JavaScript cannot promise: the text decoded from them and the parsed value are immutable
 * and stay in the heap until the engine collects them, the TLS layer and the kernel have copies of their own, and a page that was
 * swapped out is beyond reach. Neither a log, nor an error, nor a cache ever holds them.
 */
import { mapAnswer, ruleFor, type Content, type MappedAnswer, type SharingReason } from '../../../shared/sharing/answer.ts';
import type { Source } from '../../../shared/sharing/source.ts';
import { exchange, ExchangeFailure, type Incoming, type TlsMaterial } from './exchange.ts';
import { sha256, target, wipe, type Header, type WrittenRequest } from './request.ts';
import { hmacHeaders, secretOf, type Secrets } from './signing.ts';
import type { Tokens } from './tokens.ts';
import { xRoadError, xRoadMismatch } from './x-road.ts';

export type Attempted = MappedAnswer & { readonly answeredAt: number; readonly answerHash: string };

/** An attempt that may be worth another one, or not; holds nothing of an answer but its hash. */
export class AttemptFailure extends Error {
  override readonly name = 'AttemptFailure';
  readonly reason: SharingReason;
  /** Whether asking again can do no harm. */
  readonly again: boolean;
  /** Whether it speaks against the source, so that the breaker counts it. */
  readonly counts: boolean;
  readonly answeredAt: number | null;
  readonly answerHash: string | null;
  constructor(reason: SharingReason, again: boolean, counts: boolean, answeredAt: number | null = null, answerHash: string | null = null) {
    super(reason);
    this.reason = reason;
    this.again = again;
    this.counts = counts;
    this.answeredAt = answeredAt;
    this.answerHash = answerHash;
  }
}

export type Asking = {
  readonly source: Source;
  readonly request: WrittenRequest;
  readonly secrets: Secrets;
  readonly tls: TlsMaterial;
  readonly tokens: Tokens;
  readonly now: () => number;
  readonly random: (size: number) => Uint8Array;
  /** Called for every request that goes out to the source. */
  readonly onSend: () => void;
};

/** Rejects with `AttemptFailure` or `NotSendable` only. */
export async function attempt(asking: Asking, signal: AbortSignal): Promise<Attempted> {
  const { request, now } = asking;
  try {
    const incoming = await ask(asking, signal);
    const answeredAt = now();
    const answerHash = sha256(incoming.body);
    try {
      return read(asking, incoming, answeredAt, answerHash);
    } finally {
      wipe(incoming.body);
    }
  } catch (error) {
    if (!(error instanceof ExchangeFailure)) throw error;
    // The whole time being over speaks against the source; a clerk who cancels, or a counter that closes, does not.
    throw new AttemptFailure(error.reason, mayAskAgain(error, request.method), error.reason !== 'cancelled' || signal.reason === 'total-timed-out');
  }
}

/** What never reached anybody may be sent again; what may have, only where asking twice is asking once (RFC 9110 §9.2.2). */
function mayAskAgain({ reason, safe }: ExchangeFailure, method: 'GET' | 'POST'): boolean {
  if (reason === 'cannot-connect' || reason === 'connect-timed-out') return true;
  return reason === 'connection-cut' && (safe || method === 'GET');
}

async function ask(asking: Asking, signal: AbortSignal): Promise<Incoming> {
  const { source, secrets, tls, tokens } = asking;
  if (source.signing.kind !== 'bearer') return followed(asking, asking.request, (request) => signed(asking, request), signal);
  const { signing } = source;
  const secret = secretOf(secrets, signing.secret);
  for (;;) {
    const token = await tokens.get(signing, secret, tls, source.limits, signal);
    const incoming = await followed(asking, asking.request, () => [['Authorization', `Bearer ${token.text}`]], signal);
    if (incoming.status !== 401) return incoming;
    tokens.forget(token.text);
    // "I do not know you" of a token that was good before is no answer about the certificate: once more, with a new one.
    if (!token.kept) return incoming;
    wipe(incoming.body);
  }
}

function signed({ source, secrets, now, random }: Asking, request: WrittenRequest): Header[] {
  if (source.signing.kind !== 'hmac-sha256') return [];
  return hmacHeaders(source.signing, secretOf(secrets, source.signing.secret), request, now(), random(16));
}

async function followed(asking: Asking, first: WrittenRequest, sign: (request: WrittenRequest) => readonly Header[], signal: AbortSignal): Promise<Incoming> {
  let request = first;
  for (let hops = 0; ; hops++) {
    const headers = [...request.headers, ...sign(request)];
    if (hops === 0) asking.onSend();
    const incoming = await exchange({ method: request.method, origin: request.origin, target: target(request), headers, body: request.body }, asking.tls, asking.source.limits, signal);
    if (![301, 302, 303, 307, 308].includes(incoming.status)) return incoming;
    wipe(incoming.body);
    const next = hops > 0 || asking.source.transport === 'x-road' ? null : redirected(request, incoming);
    if (next === null) throw new ExchangeFailure('redirect-refused', false);
    request = next;
  }
}

/** The request at its new place on the same host, or null where it may not go there. A person's data follows nobody to another host. */
function redirected(request: WrittenRequest, { status, header }: Incoming): WrittenRequest | null {
  // The others turn a POST into a GET (RFC 9110 §15.4), which would ask something else.
  if (request.method === 'POST' && status !== 307 && status !== 308) return null;
  const location = header('location');
  if (location === null || !URL.canParse(location, `${request.origin}${request.path}`)) return null;
  const url = new URL(location, `${request.origin}${request.path}`);
  if (url.origin !== request.origin || url.username !== '' || url.password !== '') return null;
  const query = url.search.slice(1).split('&').filter((pair) => pair !== '');
  return {
    ...request,
    path: url.pathname,
    query: query.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  };
}

function read({ source, request }: Asking, incoming: Incoming, answeredAt: number, answerHash: string): Attempted {
  const told = { answeredAt, answerHash };
  if (source.transport === 'x-road') {
    const error = xRoadError(incoming);
    if (error !== null) return { ...error, fields: [], ...told };
  }
  const content = contentOf(incoming.body);
  if ([502, 503, 504].includes(incoming.status)) {
    // A source whose rules know such a status has answered; for all others it is a machine in between that could not.
    const rule = ruleFor(source.answers, incoming.status, content);
    if (rule === null) throw new AttemptFailure('provider-unavailable', true, true, answeredAt, answerHash);
  }
  if (source.transport === 'x-road') {
    const mismatch = xRoadMismatch(source, request, incoming);
    if (mismatch !== null) return { ...mismatch, fields: [], ...told };
  }
  return { ...mapAnswer(source, incoming.status, content), ...told };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON is UTF-8 (RFC 8259 §8.1). What the parser complains of is dropped: its message quotes the answer. */
function contentOf(body: Buffer): Content {
  if (body.length === 0) return { kind: 'empty' };
  try {
    return { kind: 'json', value: JSON.parse(utf8.decode(body)) };
  } catch {
    return { kind: 'malformed' };
  }
}
