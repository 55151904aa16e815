import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSchedule } from '../../../main/core/upload/schedule.ts';
import { handled } from '../../fixtures/handling.ts';
import { openStation } from '../../fixtures/station.ts';
import { configured, platform, statusOf, targetOf } from './platform.ts';

/** Waits for what comes by itself; a busy machine may take its time. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 15_000; waited += 50) {
    if (await holds()) return;
    await pause(50);
  }
  throw new Error('it did not come');
}

describe('the application', () => {
  it('sends by itself at its start, after a commit, and when the network is back', async () => {
    const station = await openStation();
    const server = await platform({ steps: [{}, {}, { fault: 'reset' }] });
    await handled(station, 'si-account');
    await configured(station, [targetOf(server)]);
    const schedule = startSchedule(station.counter, () => station.time.now);
    onTestFinished(() => schedule.close());
    await until(async () => server.held.size === 1 && (await statusOf(station)).state === 'all-sent');

    await handled(station, 'si-account');
    schedule.committed();
    await until(async () => server.held.size === 2 && (await statusOf(station)).state === 'all-sent');

    await handled(station, 'si-account');
    schedule.committed();
    // Its clock stands still, so its next try never comes by itself.
    await until(async () => (await statusOf(station)).state === 'held');
    schedule.reconnected();
    await until(async () => server.held.size === 3 && (await statusOf(station)).state === 'all-sent');
    expect([...server.answered.values()]).toEqual([1, 1, 1]);
  }, 60_000);
});
