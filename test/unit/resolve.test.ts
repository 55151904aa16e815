import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispositions, MatterCode, type Disposition, type Matter } from '../../shared/catalogue/catalogue.ts';
import { lawfulWays } from '../../shared/catalogue/lawful-ways.ts';
import type { AdoptedReductionList, ReductionRow } from '../../shared/catalogue/reduction-list.ts';
import { type ResolvedMaterial, resolveMaterials } from '../../shared/catalogue/resolve.ts';
import { catalogue, changed, counterexample, matter, reductionLists } from './routing/sample.ts';

const day = '2026-03-02';

function materialOf(code: string, name: string, lists: readonly AdoptedReductionList[] = reductionLists, on: string = day): ResolvedMaterial {
  const found = resolveMaterials(matter(code), lists, on).find((material) => material.name === name);
  if (found === undefined) throw new Error(`${code} has no material ${name}`);
  return found;
}

function list(given: Partial<AdoptedReductionList> & { rows: ReductionRow[] }): AdoptedReductionList {
  return { code: 'own', version: 1, level: 'city', issuer: '某市', effectiveFrom: '2025-01-01', effectiveTo: null, ...given };
}

function row(material: string, disposition: Disposition, of = '*'): ReductionRow {
  return { matter: of === '*' ? '*' : MatterCode.parse(of), material, disposition, provider: null, basis: '依据' };
}

describe('on the sample data', () => {
  it.each([
    ['si-resident-enroll', '户口簿首页和本人页', 'data-sharing', 'city-2025', 0, ['district-2024 inter-department', 'catalogue submit']],
    ['tal-archive-in', '户口本关键页', 'data-sharing', 'city-2025', 1, ['district-2024 commitment', 'catalogue submit']],
    ['emp-card', '近期免冠照片', 'cancelled', 'city-2025', 2, ['catalogue submit', 'district-2024 submit']],
    ['emp-rent', '租赁合同及租金凭证', 'data-sharing', 'district-2024', 4, ['city-2025 inter-department', 'catalogue submit']],
    ['inj-onetime-medical', '解除或终止劳动关系证明', 'inter-department', 'city-2025', 4, ['district-2024 commitment', 'catalogue submit']],
    ['lic-hr', '场所的所有权、使用权证明或租赁合同', 'inter-department', 'district-2024', 5, ['city-2025 commitment', 'catalogue submit']],
    ['tal-grad', '居民身份证', 'data-sharing', 'province-2025', 2, ['catalogue submit']],
  ] as const)('%s %s is %s, decided by %s row %i', (code, name, disposition, by, at, overruled) => {
    const material = materialOf(code, name);
    expect(material).toMatchObject({ disposition, decidedBy: { list: by, version: 1, row: at } });
    expect(material.overruled.map((item) => `${item.list} ${item.disposition}`)).toEqual(overruled);
    expect(material.ways[0]).toBe(disposition);
  });

  it('gives the catalogue its place among the overruled: the position of the material, no version', () => {
    expect(materialOf('si-resident-enroll', '户口簿首页和本人页').overruled.at(-1)).toEqual({ list: 'catalogue', version: null, row: 1, disposition: 'submit' });
  });

  it('leaves a material that no list names to the catalogue', () => {
    expect(materialOf('si-resident-enroll', '城乡居民基本养老保险参保登记表')).toMatchObject({
      disposition: 'submit', decidedBy: null, basis: null, overruled: [], provider: '申请人',
    });
  });

  it('does not call a row that reduces nothing the decision', () => {
    expect(materialOf('emp-rent', '营业执照')).toMatchObject({ disposition: 'data-sharing', decidedBy: null, overruled: [] });
  });

  it('takes the provider and the basis from the row that decided', () => {
    expect(materialOf('si-resident-enroll', '户口簿首页和本人页')).toMatchObject({ provider: '公安', basis: '户籍信息共享' });
  });

  it.each([
    ['2024-05-31', 'submit', null],
    ['2024-06-01', 'inter-department', 'district-2024'],
    ['2025-02-28', 'inter-department', 'district-2024'],
    ['2025-03-01', 'data-sharing', 'city-2025'],
  ])('on %s the household register is %s', (on, disposition, by) => {
    const material = materialOf('si-resident-enroll', '户口簿首页和本人页', reductionLists, on);
    expect(material.disposition).toBe(disposition);
    expect(material.decidedBy?.list ?? null).toBe(by);
  });
});

describe('versions and days', () => {
  const name = '投诉文书';
  const on = (lists: readonly AdoptedReductionList[], at: string) => materialOf('lab-complaint', name, lists, at);

  it('lets a newer version replace the older one, even where it is heavier', () => {
    const lists = [
      list({ version: 1, rows: [row(name, 'cancelled')] }),
      list({ version: 2, effectiveFrom: '2026-02-01', rows: [row(name, 'commitment')] }),
    ];
    expect(on(lists, '2026-01-31').disposition).toBe('cancelled');
    expect(on(lists, '2026-02-01')).toMatchObject({ disposition: 'commitment', decidedBy: { list: 'own', version: 2, row: 0 } });
  });

  it('does not bring an older version back when the newer one has ended', () => {
    const lists = [
      list({ version: 1, rows: [row(name, 'cancelled')] }),
      list({ version: 2, effectiveFrom: '2026-02-01', effectiveTo: '2026-02-28', rows: [row(name, 'commitment')] }),
    ];
    expect(on(lists, '2026-02-28').disposition).toBe('commitment');
    expect(on(lists, '2026-03-01')).toMatchObject({ disposition: 'submit', decidedBy: null });
  });

  it('counts the first and the last day of a list', () => {
    const lists = [list({ effectiveFrom: '2026-01-05', effectiveTo: '2026-01-06', rows: [row(name, 'cancelled')] })];
    expect(['2026-01-04', '2026-01-05', '2026-01-06', '2026-01-07'].map((at) => on(lists, at).disposition)).toEqual(['submit', 'cancelled', 'cancelled', 'submit']);
  });

  it('gives equal burdens to the higher level, then to the code, then to the earlier row', () => {
    const same = [row(name, 'data-sharing', 'lab-complaint'), row(name, 'data-sharing')];
    const district = list({ code: 'a', level: 'district', rows: same });
    const cityB = list({ code: 'b', level: 'city', rows: same });
    const cityC = list({ code: 'c', level: 'city', rows: same });
    const province = list({ code: 'z', level: 'province', rows: same });
    expect(on([district, cityC, cityB, province], day).decidedBy).toEqual({ list: 'z', version: 1, row: 0 });
    expect(on([district, cityC, cityB], day).decidedBy).toEqual({ list: 'b', version: 1, row: 0 });
    expect(on([district, cityC, cityB], day).overruled).toEqual([{ list: 'catalogue', version: null, row: 0, disposition: 'submit' }]);
  });

  it('names exactly this material: a longer name is another one', () => {
    expect(on([list({ rows: [row(`${name}（副本）`, 'cancelled')] })], day).disposition).toBe('submit');
  });
});

const names = [...new Set(catalogue.matters.flatMap((one) => one.materials.map((material) => material.name)))].slice(0, 12);
const busy: readonly Matter[] = catalogue.matters.filter((one) => one.materials.some((material) => names.includes(material.name)));
const dates = fc.constantFrom('2024-12-31', '2025-01-01', '2025-06-30', '2026-01-01', '2026-03-02');
const rows: fc.Arbitrary<ReductionRow> = fc.record({
  matter: fc.oneof(fc.constant('*' as const), fc.constantFrom(...busy.map((one) => one.code))),
  material: fc.constantFrom(...names),
  disposition: fc.constantFrom(...dispositions),
  provider: fc.constantFrom(null, '公安'),
  basis: fc.constant('依据'),
});
const listOf = (code: fc.Arbitrary<string>): fc.Arbitrary<AdoptedReductionList> =>
  fc.record({
    code,
    version: fc.integer({ min: 1, max: 4 }),
    level: fc.constantFrom('province', 'city', 'district'),
    issuer: fc.constant('某地'),
    effectiveFrom: dates,
    effectiveTo: fc.oneof(fc.constant(null), fc.constant('2027-12-31')),
    rows: fc.array(rows, { minLength: 1, maxLength: 12 }),
  });
const listSets = fc.uniqueArray(listOf(fc.constantFrom('p', 'c', 'd', 'e')), { maxLength: 6, selector: (one) => `${one.code} ${one.version}` });
const matters = fc.constantFrom(...busy);
const burdenOf = (disposition: Disposition | undefined) => dispositions.indexOf(disposition ?? 'cancelled');
const noHeavier = (after: readonly ResolvedMaterial[], before: readonly ResolvedMaterial[]) =>
  after.length === before.length && after.every((material, index) => burdenOf(material.disposition) <= burdenOf(before[index]?.disposition));

describe('laws', () => {
  it('adding a reduction list never adds a burden', () => {
    const law = fc.property(matters, listSets, listOf(fc.constant('new')), dates, (one, lists, added, on) =>
      noHeavier(resolveMaterials(one, [...lists, added], on), resolveMaterials(one, lists, on)),
    );
    expect(counterexample(law)).toBeNull();
  });

  it('adding a row to any list never adds a burden', () => {
    const law = fc.property(matters, listSets, rows, fc.nat(), dates, (one, lists, added, at, on) => {
      const grown = lists.map((each, index) => (index === at % lists.length ? { ...each, rows: [...each.rows, added] } : each));
      return noHeavier(resolveMaterials(one, grown, on), resolveMaterials(one, lists, on));
    });
    expect(counterexample(law)).toBeNull();
  });

  it('the order of the lists does not matter', () => {
    const shuffledLists = listSets.chain((lists) => fc.tuple(fc.constant(lists), fc.shuffledSubarray(lists, { minLength: lists.length })));
    const law = fc.property(matters, shuffledLists, dates, (one, [lists, shuffled], on) =>
      isDeepStrictEqual(resolveMaterials(one, shuffled, on), resolveMaterials(one, lists, on)),
    );
    expect(counterexample(law)).toBeNull();
  });

  it('rows about other matters or other materials change nothing', () => {
    const law = fc.property(matters, listSets, fc.array(rows), dates, (one, lists, others, on) => {
      const unrelated = others.map((each) => ({ ...each, material: `${each.material} ` }));
      const elsewhere = others.map((each) => ({ ...each, matter: MatterCode.parse('no-such-matter') }));
      const grown = lists.map((each) => ({ ...each, rows: [...each.rows, ...unrelated, ...elsewhere] }));
      return isDeepStrictEqual(resolveMaterials(one, grown, on), resolveMaterials(one, lists, on));
    });
    expect(counterexample(law)).toBeNull();
  });

  it('the winner is never heavier than the catalogue, and a list decides only what it makes lighter', () => {
    const law = fc.property(matters, listSets, dates, (one, lists, on) =>
      resolveMaterials(one, lists, on).every((material, index) => {
        const own = burdenOf(one.materials[index]?.disposition);
        const winner = burdenOf(material.disposition);
        return winner <= own && (material.decidedBy === null) === (winner === own);
      }),
    );
    expect(counterexample(law)).toBeNull();
  });

  it('only heavier words are overruled, heaviest last', () => {
    const law = fc.property(matters, listSets, dates, (one, lists, on) =>
      resolveMaterials(one, lists, on).every((material) => {
        const overruled = material.overruled.map((item) => burdenOf(item.disposition));
        return overruled.every((burden, index) => burden > burdenOf(material.disposition) && burden >= (overruled[index - 1] ?? 0));
      }),
    );
    expect(counterexample(law)).toBeNull();
  });
});

describe('lawful ways', () => {
  it.each([
    ['cancelled', ['cancelled']],
    ['data-sharing', ['data-sharing', 'inter-department', 'commitment']],
    ['inter-department', ['inter-department', 'commitment']],
    ['commitment', ['commitment', 'submit']],
    ['submit', ['submit']],
  ] as const)('a material that is %s may come by %j', (disposition, ways) => {
    expect(lawfulWays({ disposition })).toEqual(ways);
  });

  it('never lets a source that is down fall back on the visitor (rule 3)', () => {
    expect(dispositions.filter((disposition) => lawfulWays({ disposition }).includes('submit'))).toEqual(['commitment', 'submit']);
  });

  it('keeps materials and their tolerance as the catalogue has them', () => {
    const one = changed('lab-complaint', { materials: [{ ...matter('lab-complaint').materials[0], toleranceDays: 5 }] });
    expect(resolveMaterials(one, [], day)).toMatchObject([{ toleranceDays: 5, sourced: true, ways: ['submit'] }]);
  });
});
