import { describe, expect, it } from 'vitest';
import { fetchRowOf, saidOf, sourceFor, type FetchSaid, type FetchState, type ListedSource } from '../../../renderer/features/window/fetching.ts';
import { entryOf } from '../../../renderer/features/window/material-actions.ts';
import { lawfulWays } from '../../../shared/catalogue/lawful-ways.ts';
import { nextWays, type FetchResult } from '../../../shared/transaction/fallback.ts';
import { settleMaterials, type ListedMaterial } from '../../../shared/transaction/settle-materials.ts';

const source = (code: string, ...certificates: ListedSource['certificates']): ListedSource => ({ code, provider: '市大数据局', legalBasis: '授权', needsConsent: false, certificates, secrets: [] });
const shared: ListedMaterial = { name: '营业执照', disposition: 'data-sharing', toleranceDays: null, ways: lawfulWays({ disposition: 'data-sharing' }) };
const afterRefusal: ListedMaterial = { ...shared, ways: [...shared.ways, 'submit'] };
const results = ['not-found', 'several-found', 'refused', 'provider-error', 'route-error', 'timed-out', 'later', 'no-source', 'consent-refused'] as const satisfies readonly FetchResult[];
const answered = (result: (typeof results)[number], byProxy = false): FetchState => ({ kind: 'answered', said: saidOf(result, false), next: nextWays(result, shared.ways, byProxy).map(({ way }) => way) });

describe('the source of a material', () => {
  const forAll = source('all', { matter: '*', material: '营业执照' });
  const named = source('named', { matter: 'A-1', material: '营业执照' });

  it('is one that names the matter before one for all matters', () => {
    expect(sourceFor([forAll, named], 'A-1', '营业执照')?.code).toBe('named');
    expect(sourceFor([forAll, named], 'B-2', '营业执照')?.code).toBe('all');
  });

  it('is none where no source answers this material for this matter', () => {
    expect(sourceFor([forAll], 'A-1', '身份证')).toBeNull();
    expect(sourceFor([named], 'B-2', '营业执照')).toBeNull();
  });
});

describe('the row of a material that can be fetched', () => {
  const names = (state: FetchState | undefined, material = shared) => fetchRowOf(material, true, state, undefined).actions.map(({ key, name }) => `${key} ${name}`);

  it('has fetching first and the usual actions after it', () => {
    expect(fetchRowOf(shared, true, undefined, undefined).fetchKey).toBe('1');
    expect(names(undefined)).toEqual(['2 shared', '3 asked', '4 committed', '0 not-applicable']);
  });

  it('is as it always was where there is no source', () => {
    const row = fetchRowOf(shared, false, undefined, undefined);
    expect([row.fetchKey, row.actions.map(({ key, name }) => `${key} ${name}`)]).toEqual([null, ['1 shared', '2 asked', '3 committed', '0 not-applicable']]);
  });

  const cases: readonly (readonly [(typeof results)[number], FetchSaid, readonly string[]])[] = [
    ['timed-out', 'unreachable', ['2 asked', '3 committed', '4 pended', '0 not-applicable']],
    ['provider-error', 'unreachable', ['2 asked', '3 committed', '4 pended', '0 not-applicable']],
    ['later', 'later', ['2 asked', '3 committed', '4 pended', '0 not-applicable']],
    ['not-found', 'not-found', ['2 asked', '3 committed', '4 pended', '0 not-applicable']],
    ['no-source', 'no-source', ['2 asked', '3 committed', '4 pended', '0 not-applicable']],
    ['consent-refused', 'consent-refused', ['2 received', '0 not-applicable']],
  ];
  it.each(cases)('says after %s that it is %s and offers %j', (result, said, expected) => {
    expect(saidOf(result, false)).toBe(said);
    expect(names(answered(result), result === 'consent-refused' ? afterRefusal : shared)).toEqual(expected);
  });

  it('says that the clerk cancelled, not that the source failed', () => {
    expect(saidOf('timed-out', true)).toBe('cancelled');
  });

  it('makes only entries that the operation accepts, a paper handed in after a refusal among them', () => {
    for (const result of results) {
      const material = result === 'consent-refused' ? afterRefusal : shared;
      for (const action of fetchRowOf(material, true, answered(result), undefined).actions) {
        const entry = { ...entryOf(material, action, undefined), note: '本人没有这份材料' };
        expect(settleMaterials([material], [entry], 'accepted', false)).toMatchObject({ ok: true });
        expect(entry).not.toHaveProperty('copies');
      }
    }
  });

  it('still shows what was chosen after the answer is forgotten', () => {
    const entry = { name: shared.name, way: 'data-sharing', state: 'pending' } as const;
    expect(fetchRowOf(shared, true, undefined, entry).actions.map(({ name }) => name)).toContain('pended');
  });
});
