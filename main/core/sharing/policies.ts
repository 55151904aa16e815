/** Asking a source with care: so many at once, again where that does no harm, and not at all for a while when it is down. */
import { bulkhead, circuitBreaker, ConsecutiveBreaker, DelegateBackoff, handleWhen, retry, wrap, type IPolicy, type IRetryBackoffContext } from 'cockatiel';
import type { Limits } from '../../../shared/sharing/source.ts';
import { AttemptFailure } from './attempt.ts';

/** How many may wait for their turn at one source; a hall never has as many windows. */
const waiting = 200;

/** Half to all of 200 ms, 400 ms, …: eight windows that failed together do not come back together. */
const firstPause = 200;

export type Policy = Pick<IPolicy, 'execute'>;

/**
 * One for each source, kept as long as its configuration. The breaker counts whole requests, not attempts. It measures
 * its pause on the machine's clock: what a source needs to come back has nothing to do with a clock that was set.
 */
export function policyFor(limits: Limits, random: (size: number) => Uint8Array): Policy {
  const places = bulkhead(limits.concurrency, waiting);
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof AttemptFailure && error.counts),
    { halfOpenAfter: limits.breakerSeconds * 1000, breaker: new ConsecutiveBreaker(limits.breakerFailures) },
  );
  // The library has jitter of its own, but from Math.random.
  const backoff = new DelegateBackoff(({ attempt }: IRetryBackoffContext<unknown>) => {
    const pause = firstPause * 2 ** (attempt - 1);
    return pause / 2 + (pause / 2) * ((random(1)[0] ?? 0) / 256);
  });
  const again = retry(
    handleWhen((error) => error instanceof AttemptFailure && error.again),
    { maxAttempts: limits.attempts - 1, backoff },
  );
  return wrap(places, breaker, again.dangerouslyUnref());
}
