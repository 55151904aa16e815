import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionsOf, chosenAction, entryOf, withEntry, type MaterialActionName } from '../../../renderer/features/window/material-actions.ts';
import { dispositions, type Disposition } from '../../../shared/catalogue/catalogue.ts';
import { lawfulWays } from '../../../shared/catalogue/lawful-ways.ts';
import { settleMaterials, type ListedMaterial } from '../../../shared/transaction/settle-materials.ts';
import { MaterialEntry } from '../../../shared/transaction/transaction.ts';

const listed = (disposition: Disposition, toleranceDays: number | null = null): ListedMaterial => ({ name: '材料', disposition, toleranceDays, ways: lawfulWays({ disposition }) });
const names = (material: ListedMaterial): readonly MaterialActionName[] => actionsOf(material).map(({ name }) => name);

describe('the actions of a material', () => {
  const cases: readonly (readonly [Disposition, number | null, readonly MaterialActionName[]])[] = [
    ['cancelled', null, []],
    ['cancelled', 5, []],
    ['data-sharing', null, ['shared', 'asked', 'committed', 'not-applicable']],
    ['inter-department', null, ['checked', 'awaited', 'committed', 'not-applicable']],
    ['commitment', null, ['committed', 'received', 'missing', 'not-applicable']],
    ['submit', null, ['received', 'missing', 'not-applicable']],
    ['submit', 10, ['received', 'missing', 'tolerated', 'not-applicable']],
  ];
  it.each(cases)('for %s with tolerance %s are %j', (disposition, toleranceDays, expected) => {
    expect(names(listed(disposition, toleranceDays))).toEqual(expected);
  });

  it('have a digit each, none of them twice, and 0 for what does not apply', () => {
    for (const disposition of dispositions) {
      const actions = actionsOf(listed(disposition, 5));
      expect(new Set(actions.map(({ key }) => key)).size).toBe(actions.length);
      expect(actions.every(({ key, name }) => /^[0-9]$/.test(key) && (key === '0') === (name === 'not-applicable'))).toBe(true);
    }
  });

  it('always make an entry that the operation accepts for some outcome, whatever stood there before', () => {
    const material = fc.record({ disposition: fc.constantFrom(...dispositions.filter((one) => one !== 'cancelled')), toleranceDays: fc.option(fc.integer({ min: 1, max: 180 })) });
    fc.assert(
      fc.property(material, fc.nat(), fc.nat(), ({ disposition, toleranceDays }, first, second) => {
        const subject = listed(disposition, toleranceDays);
        const actions = actionsOf(subject);
        const pick = (at: number) => actions[at % actions.length];
        const [one, other] = [pick(first), pick(second)];
        if (one === undefined || other === undefined) throw new Error('whatever is not cancelled can be settled');
        const entry = { ...entryOf(subject, other, entryOf(subject, one, undefined)), note: '本人没有这份材料' };
        // `returned` records what there is: a fault left over would be one of the way itself.
        expect(settleMaterials([subject], [MaterialEntry.parse(entry)], 'returned', false)).toMatchObject({ ok: true });
        expect(chosenAction(actions, entry)).toBe(other);
      }),
    );
  });

  it('carry copies only where a paper was handed in', () => {
    const subject = listed('commitment');
    const [committed, received] = actionsOf(subject);
    if (committed === undefined || received === undefined) throw new Error('a commitment has two actions at least');
    const handedIn = { ...entryOf(subject, received, undefined), copies: 3 };
    expect(entryOf(subject, received, handedIn).copies).toBe(3);
    expect(entryOf(subject, committed, handedIn)).not.toHaveProperty('copies');
  });

  it('replace the former entry of the same material and leave the others in their order', () => {
    const entries = [{ name: '甲', way: 'submit' as const }, { name: '乙', way: 'submit' as const }];
    expect(withEntry(entries, { name: '甲', way: 'commitment' })).toEqual([{ name: '甲', way: 'commitment' }, { name: '乙', way: 'submit' }]);
    expect(withEntry(entries, { name: '丙', way: 'submit' }).map(({ name }) => name)).toEqual(['甲', '乙', '丙']);
  });
});
