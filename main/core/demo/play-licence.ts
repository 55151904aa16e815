/** One licence by commitment, from the notice to the decision on the spot: checked at the desk, reviewed by another account. */
import { conditionsOf, type LicenceGroup } from '../../../shared/licence/document.ts';
import type { Applicant, MaterialEntry } from '../../../shared/transaction/transaction.ts';
import type { MatterCode } from '../../../shared/catalogue/catalogue.ts';
import type { Desk } from './desk.ts';

export type LicencePlay = {
  readonly desk: Desk;
  readonly reviewer: Desk;
  readonly group: LicenceGroup;
  readonly visit: string;
  readonly matter: MatterCode;
  readonly window: number;
  readonly applicant: Applicant;
  readonly materials: readonly MaterialEntry[];
};

export async function playLicence({ desk, reviewer, group, visit, matter, window, applicant, materials }: LicencePlay): Promise<void> {
  const [first] = group.procedures;
  if (first === undefined) return;
  const { case: code } = await desk('licence.open', { visit, matter, procedure: first.procedure, applicant });
  await desk('licence.commit', { case: code, signature: { kind: 'paper' } });
  const items = conditionsOf(group, first.procedure).map(({ code: condition }) => ({ condition, ok: true }));
  await desk('licence.check', { case: code, items, materials: [...materials] });
  await reviewer('licence.review', { case: code, opinion: 'agree' });
  await desk('licence.decide', { case: code, decision: 'granted', window });
}
