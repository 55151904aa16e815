/** When the application sends by itself: at its start, a moment after each commit, at a held target's next try, when the network is back, and now and then in any case. */
import type { Counter } from '../counter.ts';

/** Clerks commit in bursts (call, start, finish); one batch a moment later is enough. */
const afterCommit = 1000;
/** What no event told of is found at the latest now. */
const inAnyCase = 60_000;

export type Schedule = { committed(): void; reconnected(): void; close(): void };

/** `now` is the clock by which the counter sets its next tries. */
export function startSchedule(counter: Pick<Counter, 'sendDue' | 'reconnected'>, now: () => number): Schedule {
  let timer: { readonly handle: NodeJS.Timeout; readonly at: number } | null = null;
  let sending = false;
  let closed = false;

  /** The earlier of two wishes holds. */
  const wake = (delay: number): void => {
    const at = performance.now() + delay;
    if (closed || (timer !== null && timer.at <= at)) return;
    if (timer !== null) clearTimeout(timer.handle);
    timer = { at, handle: setTimeout(() => void send(), delay) };
  };
  const send = async (): Promise<void> => {
    timer = null;
    // Whoever is sending looks again when it is done.
    if (sending || closed) return;
    sending = true;
    let next: number | null = null;
    try {
      next = await counter.sendDue();
    } finally {
      sending = false;
    }
    wake(next === null ? inAnyCase : Math.min(inAnyCase, Math.max(afterCommit, next - now())));
  };
  wake(0);

  return {
    committed: () => wake(afterCommit),
    reconnected() {
      counter.reconnected();
      wake(0);
    },
    close() {
      closed = true;
      if (timer !== null) clearTimeout(timer.handle);
    },
  };
}
