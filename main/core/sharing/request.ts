/** Writing a request: the templates of a source filled for one person, and the text of it that is hashed as evidence. */
import { createHash } from 'node:crypto';
import type { SharingReason } from '../../../shared/sharing/answer.ts';
import type { Source, XRoadSource } from '../../../shared/sharing/source.ts';
import { encodePart, fillTemplate, type Filled, type Variables } from '../../../shared/sharing/template.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';

export type Header = readonly [name: string, value: string];

/** A request as it goes out, but for its signature. */
export type WrittenRequest = {
  readonly method: 'GET' | 'POST';
  readonly origin: string;
  /** Percent-encoded, with a slash first. */
  readonly path: string;
  /** Percent-encoded, without the question mark; in the order of the configuration. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: readonly Header[];
  readonly body: Buffer | null;
};

/** A value is missing or cannot be sent; nothing has left the machine. */
export class NotSendable extends Error {
  override readonly name = 'NotSendable';
  readonly reason: SharingReason;
  constructor(reason: SharingReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Throws `NotSendable`. */
export function writeRequest(source: Source, variables: Variables): WrittenRequest {
  const { request } = source;
  const base = new URL(source.baseUrl);
  const own = filled(fillTemplate(request.path, variables, 'path'));
  const body = request.body === null ? null : Buffer.from(JSON.stringify(fillBody(request.body, variables)), 'utf8');
  const headers: Header[] = [['Accept', 'application/json']];
  if (body !== null) headers.push(['Content-Type', 'application/json; charset=utf-8']);
  if (source.transport === 'x-road') headers.push(...xRoadHeaders(source, variables));
  for (const [name, template] of Object.entries(request.headers)) {
    const value = filled(fillTemplate(template, variables, 'header'));
    if (value !== '') headers.push([name, value]);
  }
  return {
    method: request.method,
    origin: base.origin,
    path: `${base.pathname.replace(/\/+$/, '')}${source.transport === 'x-road' ? `/r1/${encodeIdentifier(source.service)}` : ''}${own}` || '/',
    query: Object.entries(request.query).map(([name, template]) => [encodePart(name), filled(fillTemplate(template, variables, 'query'))]),
    headers,
    body,
  };
}

function filled(result: Filled): string {
  if (!result.ok) throw new NotSendable(result.reason);
  return result.text;
}

function fillBody(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return filled(fillTemplate(value, variables, 'json'));
  if (Array.isArray(value)) return value.map((item) => fillBody(item, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillBody(item, variables)]));
}

/** instance/class/member/…, each part percent-encoded, the slashes not (PR-REST §4.2). */
export function encodeIdentifier(identifier: string): string {
  return identifier.split('/').map(encodePart).join('/');
}

/** PR-REST §4.3. X-Road-Id is our request id, so that the provider's record and ours name the same thing. */
function xRoadHeaders(source: XRoadSource, variables: Variables): Header[] {
  const { userId, issue, representedParty } = source;
  const headers: Header[] = [
    ['X-Road-Client', encodeIdentifier(source.client)],
    ['X-Road-Id', variables['request.id'] ?? ''],
    ['X-Road-UserId', filled(fillTemplate(userId, variables, 'header'))],
    ['X-Road-Issue', filled(fillTemplate(issue, variables, 'header'))],
    ['X-Road-Represented-Party', representedParty === null ? '' : filled(fillTemplate(representedParty, variables, 'path'))],
  ];
  return headers.filter(([, value]) => value !== '');
}

export function queryText(query: WrittenRequest['query']): string {
  return query.map(([name, value]) => `${name}=${value}`).join('&');
}

/** Path and query as they stand in the request line. */
export function target(request: WrittenRequest): string {
  const query = queryText(request.query);
  return query === '' ? request.path : `${request.path}?${query}`;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * SHA-256, hex, of the request in RFC 8785 form: method, address, headers in the order sent, hash of the body. Nothing of the
 * signing is in it, so it can be computed again by whoever is shown the request, without any secret.
 */
export function requestHash(request: WrittenRequest): string {
  const { method, origin, headers, body } = request;
  return sha256(canonicalize({ method, address: `${origin}${target(request)}`, headers, body: body === null ? null : sha256(body) }));
}

/** Bytes of a request or an answer that nobody needs any more. */
export function wipe(bytes: Uint8Array | null): void {
  bytes?.fill(0);
}
