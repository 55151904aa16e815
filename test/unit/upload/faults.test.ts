import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPlatformServer, type Step } from '../../../scripts/platform-server.mjs';
import type { Request } from '../../../shared/contract/contract.ts';
import { handled, person, residentId } from '../../fixtures/handling.ts';
import { openStation, type Station } from '../../fixtures/station.ts';
import { configured, hmac, sendingUntilDone, targetOf } from './platform.ts';

const faults = ['lost', 'reset', 'login-page', 'redirect', 'busy', 'broken', 'cut', 'wrong-batch', 'wrong-key', 'wrong-type', 'missing-answer', 'too-large'] as const;

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: fc.record({ fault: fc.constantFrom(...faults), retryAfter: fc.integer({ min: 0, max: 5 }) }) },
);

/** What a clerk does in between: handles one more, corrects one, restarts the counter. */
const work = fc.array(fc.constantFrom('finish', 'finish-without-phone', 'amend', 'restart', 'send', 'send'), { minLength: 4, maxLength: 14 });

type Applicant = Request<'transaction.finish'>['applicant'];

async function works(first: Station, steps: readonly string[]): Promise<{ readonly station: Station; readonly versions: ReadonlyMap<string, number> }> {
  let station = first;
  const versions = new Map<string, number>();
  let count = 0;
  const finish = async (phone: { readonly phone: string } | Record<string, never>): Promise<void> => {
    count += 1;
    const applicant: Applicant = { kind: 'person', name: person.name, paper: { type: 'resident-id', number: residentId(count) }, ...phone };
    versions.set((await handled(station, 'si-account', { applicant })).number, 1);
  };
  for (const [index, one] of steps.entries()) {
    const [number = ''] = [...versions.keys()].slice(index % Math.max(1, versions.size));
    if (one === 'finish') await finish({ phone: '13800138000' });
    else if (one === 'finish-without-phone') await finish({});
    else if (one === 'restart') {
      // In the middle of a sending: nothing is awaited.
      void station.counter.sendDue();
      station = station.reopen();
    } else if (one === 'send') await station.counter.sendDue();
    else if (number !== '') {
      await station.call('transaction.amend', { number, change: { note: `第 ${index} 步更正` }, reason: '补备注' });
      versions.set(number, (versions.get(number) ?? 0) + 1);
    }
  }
  return { station, versions };
}

describe('whatever the platform does', () => {
  it('in the end it holds every version of every transaction once, but for what it refuses, and no number is bound twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), work, fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined }), async (steps, things, putOff) => {
        const server = await startPlatformServer({ hmac, tls: false, steps, refusals: [{ field: 'contact-phone', is: 'missing', reason: 'missing' }], ...(putOff === undefined ? {} : { putOff }) });
        onTestFinished(() => server.close());
        const { trust: _, ...target } = targetOf(server);
        const first = await openStation();
        await configured(first, [target]);
        const { station, versions } = await works(first, things);
        await sendingUntilDone(station);

        const refused = new Set((await station.call('quarantine.list', { limit: 500 })).records.map(({ number }) => number));
        const held = [...server.held.values()].map(({ record }) => `${record.number}/${record.dataVersion}`);
        const expected = [...versions].flatMap(([number, last]) => (refused.has(number) ? [] : Array.from({ length: last }, (__, version) => `${number}/${version + 1}`)));
        expect(held.toSorted()).toEqual(expected.toSorted());
        expect(server.conflicts()).toEqual([]);
        // Every one that is held has its number, and each number belongs to one transaction.
        const { transactions } = await station.call('transaction.list', { from: '2026-10-12', to: '2026-10-12', limit: 500 });
        const bound = transactions.flatMap(({ official }) => official ?? []);
        expect(new Set(bound).size).toBe(bound.length);
        expect(transactions.filter(({ official }) => official === null).map(({ number }) => number).toSorted()).toEqual([...refused].toSorted());
        expect(await station.call('station.status', {})).toMatchObject({ unsent: refused.size });
        expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
        station.close();
        await server.close();
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('one refused record blocks none of the others, at any batch size', async () => {
    for (const records of [1, 2, 50]) {
      const server = await startPlatformServer({ hmac, tls: false, refusals: [{ field: 'contact-phone', is: 'missing', reason: 'missing' }] });
      onTestFinished(() => server.close());
      const { trust: _, ...target } = targetOf(server, { limits: { records } });
      const station = await openStation();
      const { versions } = await works(station, ['finish-without-phone', 'finish', 'finish-without-phone', 'finish', 'finish']);
      await configured(station, [target]);
      await sendingUntilDone(station);
      expect([server.held.size, versions.size, (await station.call('quarantine.list', {})).records.length]).toEqual([3, 5, 2]);
      station.close();
    }
  }, 60_000);
});
