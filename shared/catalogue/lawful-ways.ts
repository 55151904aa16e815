/** Which ways of getting hold of a material a clerk may record: rules 1 to 3 of the counter, made unwritable otherwise. */
import type { Disposition } from './catalogue.ts';

const ways: Readonly<Record<Disposition, readonly Disposition[]>> = {
  // Rule 2: it must not be asked for at all, so there is no way to record that it was.
  cancelled: ['cancelled'],
  // Rule 3: where the source is down, the issuing body is asked, and then the applicant's word is taken. Never "please bring it".
  'data-sharing': ['data-sharing', 'inter-department', 'commitment'],
  // Rule 3 again, one link further down the same chain.
  'inter-department': ['inter-department', 'commitment'],
  // 国办发〔2020〕42号: the applicant chooses freely; whoever does not promise goes the ordinary way and hands the paper in.
  commitment: ['commitment', 'submit'],
  // Nothing made it lighter.
  submit: ['submit'],
};

/** The ways a clerk may record for a material of this disposition, the proper one first; an absent way must be refused. */
export function lawfulWays(material: { readonly disposition: Disposition }): readonly Disposition[] {
  return ways[material.disposition];
}
