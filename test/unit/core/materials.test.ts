import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { enterprise, finishing, handled, person, properly, received, resolved, atWindow, type Entry } from '../../fixtures/handling.ts';
import { lastingStation, openStation, sample, type Station } from '../../fixtures/station.ts';
import { CatalogueDocument, dispositions } from '../../../shared/catalogue/catalogue.ts';
import type { TransactionMaterial } from '../../../shared/contract/transaction.ts';
import { outcomes } from '../../../shared/transaction/transaction.ts';

const catalogue = CatalogueDocument.parse(sample('catalogue.json'));

/** What the counter asks for itself may be asked for again further down the chain, but never of the visitor. */
const notFromVisitor = new Set(['data-sharing', 'inter-department']);

function breaksRules({ listed, way, state, copies }: Pick<TransactionMaterial, 'listed' | 'way' | 'state' | 'copies'>): boolean {
  if (listed === null) return true;
  if (listed === 'cancelled') return way !== 'cancelled' || state !== 'done' || (copies ?? 0) > 0;
  if (listed === 'data-sharing' && way !== 'commitment' && (copies ?? 0) > 0) return true;
  if (notFromVisitor.has(listed)) return way === 'submit' || way === 'cancelled' || state === 'missing';
  return way === 'cancelled';
}

describe('rule 2: what was cancelled is not collected, what is shared is not kept', () => {
  let station: Station;
  beforeAll(async () => {
    station = await lastingStation();
    return () => station.counter.close();
  });

  const entry = (name: string): fc.Arbitrary<Entry> =>
    fc.record(
      {
        name: fc.constant(name), way: fc.constantFrom(...dispositions), state: fc.constantFrom('done', 'pending', 'tolerated', 'missing', 'not-applicable'),
        copies: fc.integer({ min: 0, max: 3 }), note: fc.constant('情况说明'),
      },
      { requiredKeys: ['name', 'way', 'note'] },
    );

  /** A matter with lawful entries for most of its materials and anything for the others. */
  const attempts = fc
    .constantFrom(...catalogue.matters.filter(({ materials }) => materials.length > 0))
    .chain((matter) =>
      fc.record({
        matter: fc.constant(matter),
        wild: fc.tuple(...matter.materials.map(({ name }) => fc.option(entry(name), { freq: 2, nil: undefined }))),
        outcome: fc.constantFrom(...outcomes),
      }),
    );

  it('no finishing records either, whatever the entries', async () => {
    await fc.assert(
      fc.asyncProperty(attempts, async ({ matter, wild, outcome }) => {
        const applicant = matter.applicant.includes('person') ? person : enterprise;
        const { visit } = await received(station, [matter.code], { ...atWindow, applicant: applicant.kind });
        const lists = await resolved(station, matter.code);
        const materials = properly(lists).map((proper, index) => wild[index] ?? proper);
        const before = (await station.call('station.status', {})).entries;
        const result = await station.counter.call('transaction.finish', { ticket: visit, matter: matter.code, applicant, materials, outcome }, { kind: 'command-line', user: 'tester', role: 'clerk' });
        const rows = (await station.call('visit.read', { ticket: visit })).transactions;
        expect(rows).toHaveLength(result.ok ? 1 : 0);
        expect((await station.call('station.status', {})).entries).toBe(before + rows.length);
        for (const { number } of rows) {
          const read = await station.call('transaction.read', { number });
          expect(read.materials.filter(breaksRules)).toEqual([]);
          expect(read.materials.filter(({ listed }) => listed === 'cancelled')).toHaveLength(lists.filter(({ disposition }) => disposition === 'cancelled').length);
        }
        // Where the entries break a rule it must have been refused by that rule, not by luck.
        const unlawful = materials.some((one, index) => breaksRules({ listed: lists[index]?.disposition ?? 'submit', way: one.way, state: one.state ?? 'done', copies: one.copies ?? null }));
        expect(unlawful && result.ok).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('no amendment records either', async () => {
    const matter = catalogue.matters.find(({ code }) => code === 'si-flex-enroll');
    const { number } = await handled(station, 'si-flex-enroll');
    const anything = fc.tuple(...(matter?.materials ?? []).map(({ name }) => entry(name)));
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom(...outcomes), async (materials, outcome) => {
        await station.counter.call('transaction.amend', { number, change: { materials, outcome }, reason: '更正材料' }, { kind: 'command-line', user: 'tester', role: 'clerk' });
        expect((await station.call('transaction.read', { number })).materials.filter(breaksRules)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    [{ name: '无业证明', way: 'submit' }, 'cancelled-not-collectable'],
    [{ name: '无业证明', way: 'commitment' }, 'cancelled-not-collectable'],
    [{ name: '无业证明', way: 'cancelled', copies: 1 }, 'cancelled-not-collectable'],
    [{ name: '无业证明', way: 'cancelled', state: 'missing' }, 'cancelled-not-collectable'],
    [{ name: '居民户口簿', way: 'submit' }, 'shared-not-collectable'],
    [{ name: '居民户口簿', way: 'data-sharing', copies: 1 }, 'shared-not-collectable'],
    [{ name: '居民户口簿', way: 'inter-department', copies: 1 }, 'shared-not-collectable'],
    [{ name: '居民户口簿', way: 'cancelled' }, 'way-not-lawful'],
    [{ name: '居民户口簿', way: 'data-sharing', state: 'missing' }, 'way-not-lawful'],
    [{ name: '居民户口簿', way: 'commitment', state: 'missing' }, 'way-not-lawful'],
    [{ name: '居民身份证', way: 'data-sharing' }, 'way-not-lawful'],
    [{ name: '居民身份证', way: 'submit', state: 'pending' }, 'way-not-lawful'],
    [{ name: '居民身份证', way: 'submit', state: 'tolerated' }, 'tolerance-not-allowed'],
  ] satisfies readonly (readonly [Entry, string])[])('%j is refused with %s, naming the material', async (wrong, code) => {
    const lists = await resolved(station, 'si-flex-enroll');
    const materials = properly(lists).map((proper) => (proper.name === wrong.name ? wrong : proper));
    const { visit } = await received(station, ['si-flex-enroll']);
    const error = await station.refused('transaction.finish', await finishing(station, visit, 'si-flex-enroll', { materials }));
    const index = materials.findIndex(({ name }) => name === wrong.name);
    expect(error).toMatchObject({ code, issues: [{ path: `$.materials[${index}].way`, code }] });
  });

  it('tells every material that is wrong at once', async () => {
    const { visit } = await received(station, ['si-flex-enroll']);
    const materials: Entry[] = [{ name: '无业证明', way: 'submit' }, { name: '居民户口簿', way: 'submit' }, { name: '居民身份证', way: 'submit' }];
    const error = await station.refused('transaction.finish', await finishing(station, visit, 'si-flex-enroll', { materials }));
    expect(error.code).toBe('shared-not-collectable');
    expect(error.issues?.map(({ path, code }) => [path, code]).toSorted()).toEqual([
      ['$.materials', 'material-unsettled'], ['$.materials[0].way', 'cancelled-not-collectable'], ['$.materials[1].way', 'shared-not-collectable'],
    ]);
  });

  it('knows only the materials of the matter, each once', async () => {
    const { visit } = await received(station, ['si-flex-enroll']);
    const proper = properly(await resolved(station, 'si-flex-enroll'));
    const materials: Entry[] = [...proper, { name: '无此材料', way: 'submit' }, { name: '居民身份证', way: 'submit' }];
    expect(await station.refused('transaction.finish', await finishing(station, visit, 'si-flex-enroll', { materials }))).toMatchObject({
      code: 'bad-input', issues: [{ path: `$.materials[${proper.length}].name`, code: 'unknown-material' }, { path: `$.materials[${proper.length + 1}].name`, code: 'material-twice' }],
    });
  });
});

describe('rule 3: a source that is down never falls back on the visitor', () => {
  it.each(['inter-department', 'commitment'] as const)('what cannot be fetched may come by %s', async (way) => {
    const station = await openStation();
    const materials = properly(await resolved(station, 'si-flex-enroll')).map((proper) => (proper.way === 'data-sharing' ? { ...proper, way } : proper));
    const { number } = await handled(station, 'si-flex-enroll', { materials });
    expect((await station.call('transaction.read', { number })).materials.find(({ listed }) => listed === 'data-sharing')).toMatchObject({ way, state: 'done' });
  });

  it('what cannot be fetched may stay open while the matter is accepted, but not when it is completed', async () => {
    const station = await openStation();
    const materials = properly(await resolved(station, 'si-flex-enroll')).map((proper) => (proper.way === 'data-sharing' ? { ...proper, state: 'pending' as const } : proper));
    const { visit } = await received(station, ['si-flex-enroll']);
    expect((await station.refused('transaction.finish', await finishing(station, visit, 'si-flex-enroll', { materials }))).code).toBe('material-unsettled');
    const { number } = await station.call('transaction.finish', await finishing(station, visit, 'si-flex-enroll', { materials, outcome: 'accepted' }));
    expect((await station.call('transaction.read', { number })).materials.filter(({ state }) => state === 'pending')).toHaveLength(1);
  });

  it('a commitment is given in person, and whoever sends somebody hands the paper in', async () => {
    const station = await openStation();
    const proxy = { name: '代办者', paper: { type: 'passport' as const, number: 'E12345678' } };
    const { visit } = await received(station, ['si-funeral']);
    const input = await finishing(station, visit, 'si-funeral', { proxy });
    expect((await station.refused('transaction.finish', input)).code).toBe('commitment-needs-person');
    const materials = input.materials.map((one) => (one.way === 'commitment' ? { ...one, way: 'submit' as const } : one));
    expect(await station.call('transaction.finish', { ...input, materials })).toMatchObject({ visitDone: true });
  });
});
