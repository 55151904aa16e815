/** A transaction's materials told apart, each in exactly one class; the classes together are all that was listed. */
import type { Disposition } from '../catalogue/catalogue.ts';
import type { MaterialState } from '../transaction/transaction.ts';

export const materialClasses = ['dropped', 'fetched', 'checked', 'promised', 'tolerated', 'collected', 'missing', 'notApplicable'] as const;
export type MaterialClass = (typeof materialClasses)[number];

const byWay = { cancelled: 'dropped', 'data-sharing': 'fetched', 'inter-department': 'checked', commitment: 'promised', submit: 'collected' } as const satisfies Readonly<Record<Disposition, MaterialClass>>;

/** What became of a material: its state decides where it says so, else the way in which it was settled; an answer that is awaited counts as asked. */
export function classOfMaterial({ way, state }: { readonly way: Disposition; readonly state: MaterialState }): MaterialClass {
  switch (state) {
    case 'missing':
      return 'missing';
    case 'tolerated':
      return 'tolerated';
    case 'not-applicable':
      return 'notApplicable';
    case 'pending':
      return 'checked';
    case 'done':
      return byWay[way];
  }
}

/** How many of each, as columns of the table of transactions. */
export function materialColumns(materials: readonly { readonly way: Disposition; readonly state: MaterialState }[]): Readonly<Record<string, number>> {
  const counts = { dropped: 0, fetched: 0, checked: 0, promised: 0, tolerated: 0, collected: 0, missing: 0, notApplicable: 0 };
  for (const material of materials) counts[classOfMaterial(material)] += 1;
  const { notApplicable, ...others } = counts;
  return { ...others, not_applicable: notApplicable };
}
