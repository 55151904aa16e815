/** In which word the bureau counts what became of a material. */
import type { Disposition } from '../catalogue/catalogue.ts';
import type { LedgerFate } from '../contract/look-back.ts';
import type { MaterialState } from '../transaction/transaction.ts';

const settled: Readonly<Record<Disposition, LedgerFate>> = {
  cancelled: 'dropped',
  'data-sharing': 'fetched',
  'inter-department': 'checked',
  commitment: 'promised',
  submit: 'collected',
};

/** The way counts once the material is settled; before that its state is what there is to say. */
export function fateOf(way: Disposition, state: MaterialState): LedgerFate {
  return state === 'done' ? settled[way] : state;
}
