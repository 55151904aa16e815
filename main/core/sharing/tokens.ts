/** Bearer tokens (OAuth 2.0 client credentials, RFC 6749 §4.4): asked for once, kept in memory, renewed before they end. */
import { z } from 'zod';
import type { Limits, RestSigning } from '../../../shared/sharing/source.ts';
import { exchange, ExchangeFailure, type TlsMaterial } from './exchange.ts';
import { wipe } from './request.ts';
import { fingerprint } from './signing.ts';

type Bearer = Extract<RestSigning, { kind: 'bearer' }>;

/** RFC 6749 §5.1; `expires_in` is in seconds, and where it is missing the token is used once. */
const TokenAnswer = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/).max(8192),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive().max(1e9).optional(),
});

export type Token = { readonly text: string; /** Whether it had been used before; then a 401 may only mean that it was withdrawn. */ readonly kept: boolean };
type Kept = { readonly text: string; readonly until: number; readonly of: string };

export type Tokens = {
  /** Rejects with `ExchangeFailure`: `token-refused`, or what happened on the way. */
  get(signing: Bearer, secret: string, tls: TlsMaterial, limits: Limits, signal: AbortSignal): Promise<Token>;
  forget(text: string): void;
};

export function createTokens(now: () => number): Tokens {
  let kept: Kept | null = null;
  let asking: { readonly of: string; readonly answer: Promise<Kept> } | null = null;

  return {
    async get(signing, secret, tls, limits, signal) {
      const of = fingerprint(`${signing.tokenUrl}\n${signing.clientId}\n${signing.scope ?? ''}\n${secret}`);
      if (kept !== null && kept.of === of && now() < kept.until) return { text: kept.text, kept: true };
      // Twenty certificates at once need one token. Whoever asked first may cancel, so the question is nobody's own.
      if (asking === null || asking.of !== of) {
        const answer = ask(signing, secret, tls, limits, now).then((text) => ({ ...text, of }));
        const mine = { of, answer };
        asking = mine;
        const settle = (): void => {
          if (asking === mine) asking = null;
        };
        answer.then(settle, settle);
      }
      const token = await orAborted(asking.answer, signal);
      kept = token;
      return { text: token.text, kept: false };
    },
    forget(text) {
      if (kept?.text === text) kept = null;
    },
  };
}

async function ask(signing: Bearer, secret: string, tls: TlsMaterial, limits: Limits, now: () => number): Promise<{ text: string; until: number }> {
  const url = new URL(signing.tokenUrl);
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(signing.scope === null ? {} : { scope: signing.scope }) });
  const body = Buffer.from(form.toString(), 'utf8');
  const askedAt = now();
  const incoming = await exchange(
    {
      method: 'POST',
      origin: url.origin,
      target: url.pathname,
      headers: [
        ['Accept', 'application/json'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
        // RFC 6749 §2.3.1: both parts form-encoded first.
        ['Authorization', `Basic ${Buffer.from(`${encodeURIComponent(signing.clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`],
      ],
      body,
    },
    tls,
    limits,
    new AbortController().signal,
  );
  const answer = TokenAnswer.safeParse(incoming.status === 200 ? parse(incoming.body) : null);
  wipe(incoming.body);
  if (!answer.success) throw new ExchangeFailure('token-refused', true);
  const seconds = Math.max(0, (answer.data.expires_in ?? 0) - signing.refreshSeconds);
  return { text: answer.data.access_token, until: askedAt + seconds * 1000 };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // The error's message would quote the token.
    return null;
  }
}

function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new ExchangeFailure('cancelled', true));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
