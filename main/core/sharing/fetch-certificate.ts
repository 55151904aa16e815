/**
 * Fetching a certificate from a data-sharing source (数据共享).
 *
 * No copy: the fields of an answer are in the value that `fetch` resolves with and nowhere else; no cache, log or error holds any
 * of it (attempt.ts says what JavaScript cannot promise). The caller keeps the receipt and drops the fields when the form closes.
 * A fetch never rejects: whatever happens becomes an outcome with a reason from a closed set, since a person's data may have been
 * asked for and the journal must be able to say so.
 */
import { isBrokenCircuitError, isBulkheadRejectedError } from 'cockatiel';
import type { Outcome, SharedAnswer, SharingReason } from '../../../shared/sharing/answer.ts';
import type { Source } from '../../../shared/sharing/source.ts';
import type { GivenVariables, Variables } from '../../../shared/sharing/template.ts';
import { attempt, AttemptFailure, type Attempted } from './attempt.ts';
import { NotSendable, requestHash, wipe, writeRequest } from './request.ts';
import { policyFor, type Policy } from './policies.ts';
import { tlsMaterial, type Secrets } from './signing.ts';
import { testSource, type SourceTest } from './test-source.ts';
import { createTokens, type Tokens } from './tokens.ts';

export type SharingEffects = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** So many unpredictable bytes. */
  readonly random: (size: number) => Uint8Array;
};

/** A source that did not answer the last time it was asked: for how long by the machine's clock, and how many requests in a row. */
export type FailingSource = { readonly source: string; readonly milliseconds: number; readonly requests: number };

export type Sharing = {
  /** Asks a source about one person. Never rejects; a cancelled fetch resolves as `timed-out` with detail `cancelled`. */
  fetch(source: Source, secrets: Secrets, variables: GivenVariables, signal: AbortSignal): Promise<SharedAnswer>;
  /** Whether a source could be asked: secrets, connection and TLS, token. Asks about nobody. Never rejects. */
  test(source: Source, secrets: Secrets, signal: AbortSignal): Promise<SourceTest>;
  /** What is known since the start, from requests about people alone. */
  failing(): readonly FailingSource[];
  /** Ends what is under way (detail `closed`) and forgets tokens and breakers. */
  close(): void;
};

/** What is kept of a source between two requests: never anything of an answer. */
type SourceState = { readonly configuration: string; readonly policy: Policy; readonly tokens: Tokens; lastFailure: Outcome; failing: { readonly since: number; readonly requests: number } | null };

export function createSharing({ now, random }: SharingEffects): Sharing {
  const states = new Map<string, SourceState>();
  const closing = new AbortController();

  const stateOf = (source: Source): SourceState => {
    const configuration = JSON.stringify(source);
    const known = states.get(source.code);
    if (known?.configuration === configuration) return known;
    const state: SourceState = { configuration, policy: policyFor(source.limits, random), tokens: createTokens(now), lastFailure: 'route-error', failing: null };
    states.set(source.code, state);
    return state;
  };

  return {
    async fetch(source, secrets, given, signal) {
      const takenAt = now();
      const requestId = randomUuid(random(16));
      const variables: Variables = { ...given, 'request.id': requestId, 'request.time': new Date(takenAt).toISOString() };
      const state = stateOf(source);
      let sentAt: number | null = null;
      let attempts = 0;
      let hash: string | null = null;

      const answer = (outcome: Outcome, detail: SharingReason, attempted: Partial<Pick<Attempted, 'fields' | 'answeredAt' | 'answerHash'>> = {}): SharedAnswer => ({
        outcome,
        detail,
        fields: attempted.fields ?? [],
        requestId,
        requestHash: hash,
        sentAt: sentAt ?? takenAt,
        answeredAt: attempted.answeredAt ?? null,
        provider: source.provider,
        answerHash: attempted.answerHash ?? null,
        attempts,
      });

      const failed = (): void => {
        state.failing = { since: state.failing?.since ?? takenAt, requests: (state.failing?.requests ?? 0) + 1 };
      };

      let body: Buffer | null = null;
      const limit = timeLimit(source.limits.totalMilliseconds, signal, closing.signal);
      try {
        const request = writeRequest(source, variables);
        body = request.body;
        hash = requestHash(request);
        const tls = tlsMaterial(source, secrets);
        const onSend = (): void => {
          sentAt ??= now();
          attempts += 1;
        };
        const asking = { source, request, secrets, tls, tokens: state.tokens, now, random, onSend };
        // Waiting for a place or for the next attempt does not end by itself when the clerk cancels.
        const attempted = await Promise.race([state.policy.execute(() => attempt(asking, limit.signal), limit.signal), limit.reached]);
        state.failing = null;
        return answer(attempted.outcome, attempted.detail, attempted);
      } catch (error) {
        const ended = limit.reason();
        if (error instanceof NotSendable) return answer('route-error', error.reason);
        if (ended !== null) {
          if (ended === 'total-timed-out') {
            state.lastFailure = 'timed-out';
            failed();
          }
          return answer('timed-out', ended);
        }
        if (isBrokenCircuitError(error)) {
          failed();
          return answer(state.lastFailure, 'breaker-open');
        }
        if (isBulkheadRejectedError(error)) return answer('later', 'too-many-at-once');
        if (!(error instanceof AttemptFailure)) throw error;
        const outcome = outcomeOf(error.reason);
        if (error.counts) {
          state.lastFailure = outcome;
          failed();
        }
        return answer(outcome, error.reason, { ...(error.answeredAt === null ? {} : { answeredAt: error.answeredAt }), ...(error.answerHash === null ? {} : { answerHash: error.answerHash }) });
      } finally {
        limit.clear();
        wipe(body);
      }
    },

    async test(source, secrets, signal) {
      const limit = timeLimit(source.limits.totalMilliseconds, signal, closing.signal);
      try {
        return await testSource(source, secrets, createTokens(now), limit.signal);
      } finally {
        limit.clear();
      }
    },

    failing: () => [...states].flatMap(([source, { failing }]) => (failing === null ? [] : [{ source, milliseconds: Math.max(0, now() - failing.since), requests: failing.requests }])),

    close() {
      closing.abort();
      states.clear();
    },
  };
}

type TimeLimit = {
  readonly signal: AbortSignal;
  /** Rejects when the time is over, the caller cancels, or the sharing closes; never resolves. */
  readonly reached: Promise<never>;
  readonly reason: () => SharingReason | null;
  readonly clear: () => void;
};

function timeLimit(milliseconds: number, caller: AbortSignal, closing: AbortSignal): TimeLimit {
  const controller = new AbortController();
  let reason: SharingReason | null = null;
  const end = (why: SharingReason) => (): void => {
    if (reason !== null) return;
    reason = why;
    controller.abort(why);
  };
  const reached = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(new AttemptFailure(reason ?? 'cancelled', false, false)), { once: true });
  });
  // Nobody may be listening yet, or any more.
  reached.catch(() => undefined);
  const [onTime, onCancel, onClose] = [end('total-timed-out'), end('cancelled'), end('closed')];
  const timer = setTimeout(onTime, milliseconds);
  caller.addEventListener('abort', onCancel, { once: true });
  closing.addEventListener('abort', onClose, { once: true });
  if (closing.aborted) onClose();
  if (caller.aborted) onCancel();
  return {
    signal: controller.signal,
    reached,
    reason: () => reason,
    clear: () => {
      clearTimeout(timer);
      caller.removeEventListener('abort', onCancel);
      closing.removeEventListener('abort', onClose);
    },
  };
}

/** Which outcome a failure is: the provider's fault, the way's, or the clock's. */
function outcomeOf(reason: SharingReason): Outcome {
  switch (reason) {
    case 'connect-timed-out':
    case 'answer-timed-out':
    case 'total-timed-out':
    case 'cancelled':
    case 'closed':
      return 'timed-out';
    case 'answer-too-large':
    case 'answer-malformed':
    case 'answer-unmapped':
    case 'fields-missing':
    case 'provider-unavailable':
    case 'x-road-provider':
      return 'provider-error';
    default:
      return 'route-error';
  }
}

/** RFC 9562 §5.4, version 4. */
function randomUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  const variant = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant.toString(16)}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
