/** Proving to the other side who asks: HMAC of a canonical string, a bearer token, or our own certificate in the TLS handshake. */
import { createHash, createHmac, createPrivateKey, X509Certificate } from 'node:crypto';
import type { RestSigning, Source } from '../../../shared/sharing/source.ts';
import type { TlsMaterial } from './exchange.ts';
import { NotSendable, sha256, type Header, type WrittenRequest } from './request.ts';

/** The value of a named secret, or null where the vault has none of that name. */
export type Secrets = (name: string) => string | null;

type Hmac = Extract<RestSigning, { kind: 'hmac-sha256' }>;

/** Throws `NotSendable`. */
export function secretOf(secrets: Secrets, name: string): string {
  const value = secrets(name);
  if (value === null || value === '') throw new NotSendable('secret-missing');
  return value;
}

/** What TLS needs for the other side, checked before anything is sent. Throws `NotSendable`. */
export function tlsMaterial({ trust, signing }: Pick<Source, 'trust' | 'signing'>, secrets: Secrets): TlsMaterial {
  if (trust.ca !== null && !isCertificate(trust.ca)) throw new NotSendable('trust-unreadable');
  const ca = trust.ca === null ? {} : { ca: trust.ca };
  if (signing.kind !== 'mutual-tls') return ca;
  const cert = secretOf(secrets, signing.certificate);
  const key = secretOf(secrets, signing.key);
  if (!isPairOf(cert, key)) throw new NotSendable('secret-unreadable');
  return { ...ca, cert, key };
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).publicKey.type === 'public';
  } catch {
    return false;
  }
}

function isPairOf(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

/** The query as it is signed: by name, then by value, as they are sent. */
export function sortedQuery(query: WrittenRequest['query']): string {
  return query
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
}

/** The text that is signed: the parts in the configured order, one a line. Timestamp and nonce are those of the headers. */
export function canonicalString(parts: Hmac['parts'], request: WrittenRequest, timestamp: string, nonce: string): string {
  return parts
    .map((part) => {
      if (typeof part === 'object') return part.literal;
      switch (part) {
        case 'method':
          return request.method;
        case 'path':
          return request.path;
        case 'query':
          return sortedQuery(request.query);
        case 'timestamp':
          return timestamp;
        case 'nonce':
          return nonce;
        case 'body-sha256':
          return sha256(request.body ?? '');
      }
    })
    .join('\n');
}

/** The headers that an HMAC adds; a new timestamp and a new nonce for every sending, so that a repetition is no replay. */
export function hmacHeaders(signing: Hmac, secret: string, request: WrittenRequest, at: number, random: Uint8Array): Header[] {
  const timestamp = timestampOf(signing.timestampForm, at);
  const nonce = Buffer.from(random).toString('hex');
  const signature = createHmac('sha256', secret).update(canonicalString(signing.parts, request, timestamp, nonce), 'utf8').digest(signing.encoding);
  return [
    ...(signing.key === null ? [] : [[signing.key.header, signing.key.value] satisfies Header]),
    [signing.timestampHeader, timestamp],
    [signing.nonceHeader, nonce],
    [signing.header, `${signing.prefix}${signature}`],
  ];
}

function timestampOf(form: Hmac['timestampForm'], at: number): string {
  switch (form) {
    case 'iso':
      return new Date(at).toISOString();
    case 'milliseconds':
      return String(at);
    case 'seconds':
      return String(Math.floor(at / 1000));
  }
}

/** A secret by which a token is told from one that was got with another secret; the secret itself is not kept. */
export function fingerprint(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}
