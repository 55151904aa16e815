/** Double-random checks through the counter's door: draws that anybody can repeat, and what becomes of a fault. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../../shared/contract/contract.ts';
import { drawTransactions, type Candidate } from '../../../shared/look-back/draw.ts';
import { demoPin } from '../../../main/core/demo/found-demo.ts';
import { finishing, handled, received } from '../../fixtures/handling.ts';
import { emptyFolder, openStation, sha256, type Station } from '../../fixtures/station.ts';
import { readCsv } from '../export/read-csv.ts';
import { readWorkbook } from '../export/read-xlsx.ts';
import { drawAgain } from './draw-again.ts';

const always = { from: '2020-01-01', to: '2030-12-31' };
const seed = '0f'.repeat(32);
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const dayLong = 86_400_000;

/** Somebody of the staff at a window of their own. */
async function at(station: Station, number: string): Promise<(name: OperationName, input: unknown) => Promise<unknown>> {
  const caller = { kind: 'window', client: number } as const;
  const signedIn = await station.counter.call('session.signIn', { number, pin: demoPin }, caller);
  expect(signedIn.ok).toBe(true);
  return async (name, input) => {
    const answer = await station.counter.call(name, input, caller);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value;
  };
}

const staff = ['11', '12', '13'] as const;

/** A hall with three more clerks, who have a hand in each other’s transactions. */
async function hallOf(): Promise<Station> {
  const station = await openStation();
  for (const number of staff) await station.call('account.create', { number, name: `员工${number}`, roles: ['clerk'], pin: demoPin });
  return station;
}

/** Announces with the seed of this file and reveals. */
async function drawn(station: Station, size: number, inspectors: readonly string[]): Promise<string> {
  const { draw } = await station.call('lookback.draw', { ...always, size, seedCommitment: digest(seed), inspectors: [...inspectors] });
  await station.call('lookback.reveal', { draw, seed });
  return draw;
}

describe('a draw', () => {
  it('follows from the seed alone, refuses another seed and a second reveal', async () => {
    const station = await openStation();
    for (const matter of ['card-apply', 'si-account', 'si-flex-enroll', 'card-apply']) await handled(station, matter);
    const { draw, candidates } = await station.call('lookback.draw', { ...always, size: 3, seedCommitment: digest(seed), inspectors: ['02', '03'] });
    expect(candidates).toBe(4);
    await handled(station, 'si-account');
    expect(await station.refused('lookback.reveal', { draw, seed: '00'.repeat(32) })).toMatchObject({ code: 'seed-does-not-fit' });
    expect(await station.refused('lookback.read', { draw })).toMatchObject({ code: 'draw-not-revealed' });
    expect((await station.call('lookback.reveal', { draw, seed })).drawn).toHaveLength(3);
    expect(await station.refused('lookback.reveal', { draw, seed })).toMatchObject({ code: 'draw-revealed' });
    expect((await station.call('lookback.draws', {})).draws[0]).toMatchObject({ draw, seed, seedCommitment: digest(seed) });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('draws as many as asked for or as there are, each once, whatever the order, and gives nobody what they had a hand in', () => {
    const candidate = fc.record({ number: fc.uuid(), matter: fc.constantFrom('a', 'b', 'c'), window: fc.constantFrom(1, 2, null), hands: fc.subarray(['11', '12', '13']) });
    fc.assert(
      fc.property(fc.uniqueArray(candidate, { selector: (one: Candidate) => one.number, maxLength: 60 }), fc.integer({ min: 1, max: 80 }), (candidates, size) => {
        const inspectors = ['11', '12'];
        const result = drawTransactions(seed, size, candidates, inspectors, digest);
        const eligible = candidates.filter(({ hands }) => inspectors.some((inspector) => !hands.includes(inspector)));
        expect(result).toHaveLength(Math.min(size, eligible.length));
        expect(new Set(result.map((one) => one.number)).size).toBe(result.length);
        for (const { number, inspector } of result) expect(candidates.find((one) => one.number === number)?.hands).not.toContain(inspector);
        expect(drawTransactions(seed, size, candidates.toReversed(), inspectors.toReversed(), digest)).toEqual(result);
      }),
    );
  });

  it('can be repeated from the journal by whoever reads the decision, whatever was amended, checked and handled around it', async () => {
    const acts = fc.array(
      fc.record({ clerk: fc.constantFrom(...staff), matter: fc.constantFrom('card-apply', 'si-account', 'si-flex-enroll'), window: fc.constantFrom(1, 2), amendedBy: fc.option(fc.constantFrom(...staff)), late: fc.boolean() }),
      { minLength: 1, maxLength: 10 },
    );
    await fc.assert(
      fc.asyncProperty(acts, fc.integer({ min: 1, max: 8 }), fc.stringMatching(/^[0-9a-f]{32}$/), async (sequence, size, secret) => {
        const station = await hallOf();
        const desks = new Map(await Promise.all(staff.map(async (number) => [number, await at(station, number)] as const)));
        const made: { readonly number: string; readonly act: (typeof sequence)[number] }[] = [];
        for (const act of sequence) {
          const { visit } = await received(station, [act.matter]);
          const answer = await desks.get(act.clerk)?.('transaction.finish', { ...(await finishing(station, visit, act.matter)), window: act.window });
          made.push({ number: typeof answer === 'object' && answer !== null && 'number' in answer ? String(answer.number) : '', act });
        }
        const amend = async (late: boolean): Promise<void> => {
          for (const { number, act } of made) {
            if (act.amendedBy === null || act.late !== late) continue;
            const matter = act.matter === 'si-account' ? 'si-flex-enroll' : 'si-account';
            await desks.get(act.amendedBy)?.('transaction.amend', { number, change: { matter, materials: (await finishing(station, '', matter)).materials }, reason: '事项选错' });
          }
        };
        await amend(false);
        const { draw } = await station.call('lookback.draw', { ...always, size, seedCommitment: digest(secret), inspectors: ['11', '12'] });
        // Whoever knows the seed could steer the draw by these.
        await amend(true);
        await handled(station, 'si-account');
        const { drawn: result } = await station.call('lookback.reveal', { draw, seed: secret });
        expect(drawAgain(station.folder, draw)).toEqual({ fits: true, drawn: result });
        station.close();
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it('sends nobody to a transaction that they handled, amended, guided or checked', async () => {
    const station = await hallOf();
    await station.call('account.create', { number: '14', name: '员工14', roles: ['guide'], pin: demoPin });
    const [clerk, amender, checker, guide] = await Promise.all([at(station, '11'), at(station, '12'), at(station, '13'), at(station, '14')]);
    const taken = await guide('visit.receive', { matters: ['inj-disability'], visitor: { applicant: 'person', inPerson: true, phone: 'none', wants: 'window' } });
    const visit = typeof taken === 'object' && taken !== null && 'visit' in taken ? String(taken.visit) : '';
    const request = await finishing(station, visit, 'inj-disability', { outcome: 'accepted' });
    const asked = request.materials.find(({ way }) => way === 'inter-department')?.name ?? '';
    await clerk('transaction.finish', { ...request, materials: request.materials.map((one) => (one.name === asked ? { ...one, state: 'pending' } : one)) });
    const [number = ''] = (await station.call('visit.read', { ticket: visit })).transactions.map((one) => one.number);
    await amender('transaction.amend', { number, change: { note: '补记' }, reason: '补一句说明' });
    await checker('check.request', { transaction: number, material: asked, body: '鉴定委员会' });
    const everyone = await drawn(station, 5, ['11', '12', '13', '14']);
    expect(await station.call('lookback.read', { draw: everyone })).toMatchObject({ candidates: 1, conflicted: 1, drawn: [] });
    const stranger = await drawn(station, 5, ['11', '12', '13', '14', '03']);
    expect((await station.call('lookback.read', { draw: stranger })).drawn).toMatchObject([{ number, inspector: { number: '03', name: '吴主任' }, clerk: { number: '11' } }]);
  });
});

describe('a fault', () => {
  it('is put right once, is overdue when its day is past, and stands open again when it is found anew', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'si-account');
    const draw = await drawn(station, 1, ['03']);
    const found = { draw, transaction: number };
    expect(await station.refused('lookback.rectify', found)).toMatchObject({ code: 'nothing-to-rectify' });
    expect(await station.refused('lookback.finding', { ...found, result: 'in-order', rectifyBy: '2026-11-30' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.rectifyBy' }] });
    expect(await station.refused('lookback.finding', { ...found, result: 'fault', rectifyBy: '2026-10-11' })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.rectifyBy', code: 'in-the-past' }] });
    await station.call('lookback.finding', { ...found, result: 'fault', note: '缺签名', rectifyBy: '2026-10-12' });
    expect((await station.call('lookback.draws', {})).overdue).toEqual([]);
    station.time.now += dayLong;
    expect(await station.call('lookback.draws', {})).toMatchObject({ draws: [{ drawn: [{ overdue: true, rectifiedAt: null }] }], overdue: [{ draw, number, inspector: '03', rectifyBy: '2026-10-12' }] });
    expect((await station.call('lookback.read', { draw })).drawn).toMatchObject([{ note: '缺签名', overdue: true }]);
    await station.call('lookback.rectify', { ...found, note: '已补签' });
    expect(await station.refused('lookback.rectify', found)).toMatchObject({ code: 'nothing-to-rectify' });
    expect(await station.call('lookback.draws', {})).toMatchObject({ draws: [{ drawn: [{ overdue: false, rectifiedAt: station.time.now }] }], overdue: [] });
    expect((await station.call('lookback.read', { draw })).drawn).toMatchObject([{ rectifiedNote: '已补签' }]);
    await station.call('lookback.finding', { ...found, result: 'fault', rectifyBy: '2026-10-20' });
    expect((await station.call('lookback.read', { draw })).drawn).toMatchObject([{ note: null, rectifiedAt: null, rectifiedNote: null, rectifyBy: '2026-10-20' }]);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });
});

describe('the report', () => {
  it('holds all that it takes to repeat the draw, and no note', async () => {
    const station = await openStation();
    for (const matter of ['card-apply', 'si-account', 'si-flex-enroll', 'card-apply', 'si-account']) await handled(station, matter);
    const draw = await drawn(station, 3, ['02', '03']);
    const { drawn: rows, strata, announced, revealed } = await station.call('lookback.read', { draw });
    await station.call('lookback.finding', { draw, transaction: rows[0]?.number ?? '', result: 'fault', note: '此件缺少签名', rectifyBy: '2026-10-20' });
    expect(strata.map((one) => one.candidates).reduce((sum, one) => sum + one, 0)).toBe(5);
    expect(strata.map((one) => one.drawn).reduce((sum, one) => sum + one, 0)).toBe(3);

    const folder = emptyFolder();
    for (const language of ['zh-CN', 'en'] as const) {
      const file = path.join(folder, `${language}.xlsx`);
      const written = await station.call('lookback.report', { draw, format: 'xlsx', file, language });
      expect(written).toMatchObject({ rows: 3, sha256: sha256(file) });
      const { sheets } = readWorkbook(readFileSync(file));
      expect(sheets.map(({ rows: lines }) => lines.length)).toEqual([4, expect.any(Number), strata.length + 1, 6, 8]);
      const text = sheets.flatMap(({ rows: lines }) => lines.flatMap((cells) => cells.map(({ value }) => String(value))));
      expect(text).toEqual(expect.arrayContaining([seed, digest(seed), String(announced.entry), String(revealed.entry), ...rows.map(({ number }) => number)]));
      expect(text.join()).not.toContain('此件缺少签名');
    }
    const csv = path.join(folder, 'draw.csv');
    await station.call('lookback.report', { draw, format: 'csv', file: csv });
    expect(readCsv(readFileSync(csv, 'utf8').slice(1)).map(([number]) => number)).toEqual(['办件编号', ...rows.map(({ number }) => number)]);
    expect((await station.call('journal.read', { limit: 1 })).entries).toMatchObject([{ type: 'lookback.reported', subject: draw }]);
  });

  it('is not written over a file of the station, and nothing is journaled then', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    const draw = await drawn(station, 1, ['03']);
    const { entries } = await station.call('station.status', {});
    expect(await station.refused('lookback.report', { draw, format: 'csv', file: path.join(station.folder, 'station.db') })).toMatchObject({ code: 'export-not-writable' });
    expect((await station.call('station.status', {})).entries).toBe(entries);
  });
});
