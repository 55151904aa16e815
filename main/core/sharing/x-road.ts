/**
 * X-Road message protocol for REST, version 1 (PR-REST 1.0.4): what its answers carry of their own.
 * https://docs.x-road.global/Protocols/pr-rest_x-road_message_protocol_for_rest.html
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Outcome, SharingReason } from '../../../shared/sharing/answer.ts';
import type { XRoadSource } from '../../../shared/sharing/source.ts';
import type { Incoming } from './exchange.ts';
import { target, type WrittenRequest } from './request.ts';

export type XRoadFault = { readonly outcome: Outcome; readonly detail: SharingReason };

/**
 * The error that X-Road itself tells of, or null where the answer is the provider's. `X-Road-Error` names the place (PR-REST §4.6):
 * `Client` we, `Server.ClientProxy` our security server, `Server.ServerProxy` the provider's.
 */
export function xRoadError(incoming: Incoming): XRoadFault | null {
  const error = incoming.header('x-road-error');
  return error === null ? null : faultOf(error.toLowerCase());
}

/** What shows that an answer is not the one to our request, or null. */
export function xRoadMismatch(source: XRoadSource, request: WrittenRequest, incoming: Incoming): XRoadFault | null {
  const own = request.headers.find(([name]) => name === 'X-Road-Id')?.[1] ?? '';
  const answered = incoming.header('x-road-id') === own && isNamed(incoming.header('x-road-client'), source.client) && isNamed(incoming.header('x-road-service'), source.service);
  if (!answered) return { outcome: 'route-error', detail: 'x-road-inconsistent' };
  return source.requestHash === 'verified' ? hashFault(request, incoming) : null;
}

/** Whether a header, where there is one, names the identifier; which characters stand percent-encoded is the server's choice (PR-REST §4.2). */
function isNamed(header: string | null, identifier: string): boolean {
  if (header === null) return true;
  try {
    return header.split('/').map(decodeURIComponent).join('/') === identifier;
  } catch {
    return false;
  }
}

function faultOf(error: string): XRoadFault {
  if (/^client\b/.test(error)) return { outcome: 'route-error', detail: 'x-road-request' };
  if (!/^server\.serverproxy\b/.test(error)) return { outcome: 'route-error', detail: 'x-road-route' };
  if (/\.accessdenied\b/.test(error)) return { outcome: 'refused', detail: 'x-road-access-denied' };
  if (/\.servicedisabled\b/.test(error)) return { outcome: 'later', detail: 'x-road-service-disabled' };
  return { outcome: 'provider-error', detail: 'x-road-provider' };
}

function hashFault(request: WrittenRequest, incoming: Incoming): XRoadFault | null {
  const given = incoming.header('x-road-request-hash');
  if (given === null) return { outcome: 'route-error', detail: 'request-hash-missing' };
  const expected = xRoadRequestHash(request, incoming.header('x-road-request-id') ?? '');
  const bytes = Buffer.from(given, 'base64');
  if (bytes.length === expected.length && timingSafeEqual(bytes, expected)) return null;
  return { outcome: 'route-error', detail: 'request-hash-mismatch' };
}

/**
 * SHA-512(SHA-512(head) + SHA-512(body)), or SHA-512(head) where there is no body (PR-REST §4.3, "Request hash header").
 * The specification leaves the form of the head open; this is the one of the reference security server (RestRequest.toByteArray,
 * RestMessage.serializeHeaders): method, path with query, then `Name:value` of every header in the order received, each ended by
 * CR LF. Hop-by-hop headers, Host, User-Agent and Content-Length are left out, and `x-road-request-id`, which our security
 * server chose and the answer names, stands last.
 */
export function xRoadRequestHash(request: WrittenRequest, requestId: string): Buffer {
  const lines = [request.method, target(request), ...request.headers.map(([name, value]) => `${name}:${value}`), `x-road-request-id:${requestId}`];
  const head = sha512(Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'utf8'));
  if (request.body === null) return head;
  return sha512(Buffer.concat([head, sha512(request.body)]));
}

function sha512(bytes: Uint8Array): Buffer {
  return createHash('sha512').update(bytes).digest();
}
