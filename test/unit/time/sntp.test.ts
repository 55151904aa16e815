import { describe, expect, it } from 'vitest';
import { askTime } from '../../../main/core/time/sntp.ts';
import { startTimeServer, type Answer } from './time-server.ts';

const ask = async (answer: Answer, patience = 5000) => askTime({ host: '127.0.0.1', port: await startTimeServer(answer), patience, now: () => Date.now(), signal: new AbortController().signal });

/** A busy machine answers late; the error is at most half the round trip, and this much besides. */
const tolerance = 20;

describe('asking a time server', () => {
  it.each([0, 90_000, -90_000, 400 * 24 * 3600_000])('that is %d ms ahead gives that offset, to half the round trip', async (aheadBy) => {
    const measured = await ask({ aheadBy });
    expect(measured).not.toBeNull();
    expect(Math.abs((measured?.offset ?? 0) - aheadBy)).toBeLessThanOrEqual((measured?.roundTrip ?? 0) / 2 + tolerance);
  });

  it('after 2036, when the seconds begin at zero again, still gives the right offset', async () => {
    const aheadBy = Date.parse('2040-01-01T00:00:00Z') - Date.now();
    const measured = await ask({ aheadBy });
    expect(Math.abs((measured?.offset ?? 0) - aheadBy)).toBeLessThanOrEqual((measured?.roundTrip ?? 0) / 2 + tolerance);
  });

  it.each<readonly [string, (answer: Buffer) => Buffer | null]>([
    ['never answers', () => null],
    ['answers too short', (answer) => answer.subarray(0, 40)],
    ['answers another question', (answer) => Buffer.concat([answer.subarray(0, 24), Buffer.alloc(8, 7), answer.subarray(32)])],
    ['says kiss of death', (answer) => Buffer.concat([Buffer.from([0x24, 0]), answer.subarray(2)])],
    ['has no time itself', (answer) => Buffer.concat([Buffer.from([0xe4]), answer.subarray(1)])],
    ['speaks as a client', (answer) => Buffer.concat([Buffer.from([0x23]), answer.subarray(1)])],
  ])('that %s gives nothing', async (_what, change) => {
    expect(await ask({ change }, 300)).toBeNull();
  });

  it('where nobody listens gives nothing, and giving up ends the wait', async () => {
    expect(await askTime({ host: '127.0.0.1', port: 9, patience: 300, now: () => Date.now(), signal: new AbortController().signal })).toBeNull();
    const aborted = new AbortController();
    const waiting = askTime({ host: '127.0.0.1', port: await startTimeServer({ change: () => null }), patience: 60_000, now: () => Date.now(), signal: aborted.signal });
    aborted.abort();
    expect(await waiting).toBeNull();
  });
});
