/** What the demonstration's clerks say of a material. */
import type { Disposition } from '../../../shared/catalogue/catalogue.ts';
import type { MaterialEntry, Outcome } from '../../../shared/transaction/transaction.ts';

type Listed = { readonly name: string; readonly disposition: Disposition; readonly ways: readonly Disposition[] };

/** In the proper way; what is sent back lacks the papers that were to be brought. */
export function entryOf({ name, disposition, ways }: Listed, wanted: Outcome, byProxy: boolean): MaterialEntry {
  const way = wayWithoutSources(ways) ?? disposition;
  if (way === 'commitment' && byProxy) return { name, way: 'submit' };
  return wanted === 'returned' && way === 'submit' ? { name, way, state: 'missing' } : { name, way };
}

/** A demonstration has no source to fetch from: what is ours to fetch is asked of the body that has it. */
function wayWithoutSources(ways: readonly Disposition[]): Disposition | undefined {
  return ways.find((way) => way !== 'data-sharing') ?? ways[0];
}
