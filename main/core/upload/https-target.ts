/**
 * A provincial platform over HTTPS, by the published contract (docs/openapi/upload.json). What is not exactly the answer to what was
 * asked acknowledges nothing: a login page with 200, a redirect, half an answer, the answer to another batch.
 */
import type { HttpsTarget } from '../../../shared/upload/document.ts';
import { answersTo, contractName, type BatchRequest, type RecordAnswer } from '../../../shared/upload/exchange.ts';
import type { HoldReason } from '../../../shared/upload/progress.ts';
import type { TransactionRecord } from '../../../shared/upload/record.ts';
import { uploadSignature } from '../../../shared/upload/signature.ts';
import { exchange, ExchangeFailure, type Incoming } from '../sharing/exchange.ts';
import { NotSendable, sha256, wipe, type Header, type WrittenRequest } from '../sharing/request.ts';
import { hmacHeaders, secretOf, tlsMaterial, type Secrets } from '../sharing/signing.ts';
import type { Records } from './records.ts';
import type { Batch, Delivery, Sender, Target } from './target.ts';

export type HttpsEffects = { readonly secrets: Secrets; readonly records: Records; readonly now: () => number; readonly random: (size: number) => Uint8Array };

export function createHttpsTarget(configuration: HttpsTarget, effects: HttpsEffects): Target {
  return {
    name: configuration.name,
    // A platform knows records, not places in a journal; a cursor that was lost sends them again, and they are there already.
    position: async () => null,
    async deliver({ sender, entries }, signal) {
      const records = await effects.records(sender.station, entries);
      try {
        return await deliver(configuration, effects, { sender, entries }, records, signal);
      } catch (error) {
        if (error instanceof NotSendable) return held('secret-missing', error.reason);
        if (error instanceof ExchangeFailure) return held(reasonOf(error), error.reason);
        throw error;
      }
    },
    close: async () => undefined,
  };
}

const held = (reason: HoldReason, detail: string, retryAfter: number | null = null): Delivery => ({ kind: 'held', reason, detail, retryAfter });

async function deliver(configuration: HttpsTarget, effects: HttpsEffects, batch: Batch, records: readonly TransactionRecord[], signal: AbortSignal): Promise<Delivery> {
  const request = requestOf(batch.sender, records);
  const body = Buffer.from(JSON.stringify(request), 'utf8');
  try {
    const incoming = await send(configuration, effects, body, signal);
    try {
      if (incoming.status === 413 && records.length > 1) {
        const half = Math.ceil(records.length / 2);
        return await deliver(configuration, effects, { ...batch, entries: batch.entries.slice(0, half) }, records.slice(0, half), signal);
      }
      const trouble = troubleOf(incoming);
      if (trouble !== null) return trouble;
      const answers = answersTo(request, jsonOf(incoming));
      return answers === null ? held('answer-unusable', 'not the answer to this batch') : deliveryOf(batch, records, answers);
    } finally {
      wipe(incoming.body);
    }
  } finally {
    wipe(body);
  }
}

function requestOf({ station, code, name, site, incarnation }: Sender, records: readonly TransactionRecord[]): BatchRequest {
  const batch = sha256(records.map(({ key }) => key).join('\n'));
  return { contract: contractName, batch, station: { id: station, code, name, site, incarnation }, records: [...records] };
}

function send({ baseUrl, signing, trust, limits }: HttpsTarget, { secrets, now, random }: HttpsEffects, body: Buffer, signal: AbortSignal): Promise<Incoming> {
  const base = new URL(baseUrl);
  const request: WrittenRequest = {
    method: 'POST', origin: base.origin, path: `${base.pathname.replace(/\/+$/, '')}/batches`, query: [],
    headers: [['Accept', 'application/json'], ['Content-Type', 'application/json; charset=utf-8']], body,
  };
  const tls = tlsMaterial({ trust, signing: signing.kind === 'mutual-tls' ? signing : { kind: 'none' } }, secrets);
  const signed: readonly Header[] = signing.kind === 'mutual-tls' ? [] : hmacHeaders(uploadSignature(signing), secretOf(secrets, signing.secret), request, now(), random(16));
  return exchange({ method: request.method, origin: request.origin, target: request.path, headers: [...request.headers, ...signed], body }, tls, limits, signal);
}

/** What a status says by itself; null for the one that has an answer to read. */
function troubleOf(incoming: Incoming): Delivery | null {
  const { status } = incoming;
  if (status === 200) return null;
  const detail = `status ${status}`;
  if (status === 429 || status === 503) return held('busy', detail, retryAfterOf(incoming));
  if (status === 401 || status === 403) return held('not-allowed', detail);
  // A place that is not there, or a form that is not understood: this station and the platform speak different contracts.
  if (status === 404 || status === 410) return held('receiver-older', detail);
  if (status === 400 || status === 422) return held('receiver-newer', detail);
  return held(status >= 500 ? 'receiver-broken' : 'answer-unusable', detail);
}

/** RFC 9110 §10.2.3; the form with a date would need both clocks to agree. */
function retryAfterOf({ header }: Incoming): number | null {
  const seconds = /^\d{1,6}$/.exec(header('retry-after') ?? '')?.[0];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Undefined for what is no JSON, or does not say that it is. */
function jsonOf({ header, body }: Incoming): unknown {
  if (!/^application\/json\s*(;|$)/i.test(header('content-type') ?? '')) return undefined;
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    return undefined;
  }
}

function deliveryOf({ entries }: Batch, records: readonly TransactionRecord[], answers: readonly RecordAnswer[]): Delivery {
  const placed = records.map(({ number, entry }, index) => ({ seq: entry.seq, number, answer: answers[index] }));
  return {
    kind: 'accepted',
    through: entries.at(-1)?.seq ?? 0,
    refused: placed.flatMap(({ seq, number, answer }) => (answer?.outcome === 'refused' ? [{ seq, number, reason: answer.reason, field: answer.field, message: answer.message ?? '' }] : [])),
    bound: placed.flatMap(({ seq, number, answer }) => (answer?.outcome === 'accepted' ? [{ seq, number, official: answer.official }] : [])),
    deferred: placed.flatMap(({ seq, number, answer }) => (answer?.outcome === 'later' ? [{ seq, number }] : [])),
  };
}

function reasonOf({ reason }: ExchangeFailure): HoldReason {
  switch (reason) {
    case 'tls-refused':
      return 'not-trusted';
    case 'secret-unreadable':
      return 'secret-missing';
    case 'answer-malformed':
    case 'answer-too-large':
      return 'answer-unusable';
    default:
      return 'unreachable';
  }
}
