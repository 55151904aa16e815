/**
 * The laws of certificates over whole days at the counter. DAOBAN_LAW_RUNS asks for more days than there is time for in every build,
 * DAOBAN_LAW_SEED repeats those of a seed; a failure is shrunk to the fewest steps and says its seed and path.
 */
import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSourceServer } from '../../../scripts/source-server.mjs';
import { answers, journalOf, source, steps, take, unlawfulIn, type Day, type Line } from '../../fixtures/certificate-steps.ts';
import { dump, openStation } from '../../fixtures/station.ts';
import { filesWith } from '../../fixtures/traces.ts';

const canary = 'CANARY-5e90-金丝雀';
const seed = Number(process.env['DAOBAN_LAW_SEED'] ?? randomInt(2 ** 31));
const asked = process.env['DAOBAN_LAW_RUNS'];

/** Days in a build, ended by the clock where the machine is busy; as many as asked for otherwise. */
const amount = asked === undefined ? { numRuns: 30, interruptAfterTimeLimit: 15_000 } : { numRuns: Number(asked) };

describe('no sequence of operations', () => {
  it(`collects what was cancelled, takes from the visitor what is shared, or keeps what was fetched (seed ${seed})`, async () => {
    const server = await startSourceServer({ canary, tls: false, routes: [...answers('{canary}')] });
    onTestFinished(server.close);
    const seen: Line[] = [];
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        let station = await openStation();
        await station.call('sources.configure', { document: { sources: [source(server.origin, ['身份信息', '社会保险参保缴费记录'])] } });
        const day: Day = { visits: [], numbers: [], requests: [], checks: [] };
        // Somebody is there already, so that no day passes without a visitor.
        for (const pick of [0, 1]) await take(station, day, { kind: 'receive', pick, consent: null });
        // Nor all of them without a fetched certificate and a handled matter, whatever the dice say.
        if (seen.length === 0) for (const kind of ['fetch', 'finish', 'amend'] as const) for (const pick of [0, 1]) await take(station, day, { kind, pick, consent: 'given' });
        for (const step of sequence) station = await take(station, day, step);

        const journal = journalOf(station.folder);
        expect(unlawfulIn(journal)).toEqual([]);
        expect(filesWith([station.folder], canary)).toEqual([]);
        expect(await station.call('journal.verify', {})).toMatchObject({ ok: true, faults: [] });
        const before = dump(station.folder, ['journal', 'journal_head']);
        await station.call('journal.rebuild', {});
        expect(dump(station.folder, ['journal', 'journal_head'])).toBe(before);
        station.close();
        expect(filesWith([station.folder], canary)).toEqual([]);
        seen.push(...journal);
      }),
      { seed, ...amount },
    );
    // Days on which nothing of all this happened would prove nothing.
    const types = new Set(seen.map(({ type }) => type));
    expect([...types]).toEqual(expect.arrayContaining(['transaction.finished', 'transaction.amended', 'certificate.fetched', 'consent.recorded']));
  }, 600_000);

  it('could do so unseen: what is planted is found', () => {
    const finished = (seq: number, listed: string, way: string, state = 'done'): Line => ({ seq, type: 'transaction.finished', body: { number: 'N', visit: 'V', matter: 'm', materials: [{ name: '材料', listed, way, state }] } });
    const consent = (seq: number, said: string): Line => ({ seq, type: 'consent.recorded', body: { visit: 'V', matter: 'm', material: '材料', consent: said } });
    expect(unlawfulIn([finished(1, 'cancelled', 'submit')])).toHaveLength(1);
    expect(unlawfulIn([finished(1, 'cancelled', 'commitment', 'tolerated')])).toHaveLength(1);
    expect(unlawfulIn([finished(1, 'cancelled', 'cancelled'), finished(2, 'submit', 'submit')])).toEqual([]);
    expect(unlawfulIn([finished(1, 'data-sharing', 'submit')])).toHaveLength(1);
    expect(unlawfulIn([consent(1, 'refused'), finished(2, 'data-sharing', 'submit')])).toEqual([]);
    expect(unlawfulIn([consent(1, 'refused'), consent(2, 'given'), finished(3, 'data-sharing', 'submit')])).toHaveLength(1);
    expect(unlawfulIn([finished(1, 'data-sharing', 'submit'), consent(2, 'refused')])).toHaveLength(1);
  });
});
