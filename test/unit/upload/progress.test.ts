import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanced, begun, failed, HoldReason, hurried, idle, isDue, needsPerson, pauseAfter, troubleOf, type Progress } from '../../../shared/upload/progress.ts';

const reasons = HoldReason.options;
const at = 1_800_000_000_000;
const hour = 3_600_000;

type Step = { readonly kind: 'begin' | 'advance' | 'fail' | 'rest' | 'hurry'; readonly after: number; readonly reason: HoldReason; readonly random: number; readonly retryAfter: number | null };
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('begin', 'advance', 'fail', 'rest', 'hurry'), after: fc.integer({ min: 0, max: hour }), reason: fc.constantFrom(...reasons), random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  retryAfter: fc.option(fc.integer({ min: 0, max: 10 * hour })),
});

function after(progress: Progress, { kind, reason, random, retryAfter }: Step, now: number): Progress {
  switch (kind) {
    case 'begin':
      return begun(progress, now);
    case 'advance':
      return advanced(now);
    case 'fail':
      return failed(progress, { at: now, reason, random, retryAfter });
    case 'rest':
      return idle;
    case 'hurry':
      return hurried(progress, now);
  }
}

/** Only a fork or a gap waits for a person to begin; everything else comes back within the hour and a little. */
function faultsOf(progress: Progress, now: number): readonly string[] {
  const trouble = troubleOf(progress);
  const stopped = trouble?.reason === 'fork' || trouble?.reason === 'gap';
  return [
    ...(progress.state === 'sending' && progress.since > now ? ['it began in the future'] : []),
    ...(trouble !== null && (trouble.since > now || trouble.failures < 1) ? ['its trouble has no beginning'] : []),
    ...(progress.state === 'held' && progress.nextTry === null && !stopped ? ['it gave up'] : []),
    ...(progress.state === 'held' && (progress.nextTry ?? now) > now + hour + 5 * 60_000 ? ['it waits too long'] : []),
  ];
}

describe('the sending to a target', () => {
  it('has at every moment an age and a beginning of its trouble, and never gives up by itself', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let [progress, now]: [Progress, number] = [idle, at];
        for (const one of steps) {
          now += one.after;
          progress = after(progress, one, now);
          expect(faultsOf(progress, now)).toEqual([]);
          expect(progress.state !== 'held' || isDue(hurried(progress, now), now)).toBe(true);
        }
      }),
    );
  });

  it('counts the failures in a row from the first, and forgets them with the first success', () => {
    const fail = (progress: Progress, now: number): Progress => failed(progress, { at: now, reason: 'unreachable', retryAfter: null, random: 0.5 });
    const twice = fail(begun(fail(begun(idle, at), at), at + 1000), at + 2000);
    expect(troubleOf(twice)).toEqual({ reason: 'unreachable', since: at, failures: 2 });
    expect(troubleOf(begun(twice, at + 9000))).toEqual(troubleOf(twice));
    expect(troubleOf(fail(advanced(at + 10_000), at + 11_000))).toEqual({ reason: 'unreachable', since: at + 11_000, failures: 1 });
  });

  it('waits with full jitter, doubling up to five minutes', () => {
    expect([1, 2, 3, 8, 9, 60].map((failures) => pauseAfter('unreachable', failures, 0.999_999))).toEqual([2000, 4000, 8000, 256_000, 300_000, 300_000]);
    expect([1, 9].map((failures) => pauseAfter('unreachable', failures, 0))).toEqual([0, 0]);
  });

  it('keeps to what the target asked for, up to an hour', () => {
    const nextTry = (retryAfter: number): number => {
      const progress = failed(idle, { at, reason: 'busy', retryAfter, random: 0 });
      return progress.state === 'held' && progress.nextTry !== null ? progress.nextTry - at : -1;
    };
    expect([nextTry(90_000), nextTry(100 * hour)]).toEqual([90_000, hour]);
  });

  it('is due again where the clock was set back behind its next try', () => {
    const progress = failed(idle, { at, reason: 'unreachable', retryAfter: null, random: 0.9 });
    expect([isDue(progress, at), isDue(progress, at + hour), isDue(progress, at - 2 * hour)]).toEqual([false, true, true]);
  });

  it('calls a person for what mends itself in no other way', () => {
    expect(reasons.filter((reason) => !needsPerson(reason))).toEqual(['unreachable', 'busy', 'answer-unusable', 'receiver-broken', 'station-trouble']);
  });
});
