/** Promises of the demonstration: offered and signed while the visitor is there, checked before their day is over. */
import type { MatterCode } from '../../../shared/catalogue/catalogue.ts';
import type { Signature } from '../../../shared/transaction/signature.ts';
import type { Applicant, MaterialEntry } from '../../../shared/transaction/transaction.ts';
import { addDays, businessDay } from '../../../shared/transaction/china-time.ts';
import type { Desk } from './desk.ts';

/** A mark that is nobody's name. */
export const mark: Extract<Signature, { kind: 'drawn' }> = { kind: 'drawn', strokes: [[[180, 300], [330, 180], [420, 330], [560, 200]], [[600, 180], [640, 340], [820, 240]]] };

export type PromisePlay = { readonly desk: Desk; readonly visit: string; readonly matter: MatterCode; readonly applicant: Applicant; readonly materials: readonly MaterialEntry[] };

/** The notice and the signature for every material that will be recorded as promised. */
export async function playPromises({ desk, visit, matter, applicant, materials }: PromisePlay): Promise<void> {
  for (const { name } of materials.filter(({ way }) => way === 'commitment')) {
    const { commitment } = await desk('commitment.offer', { visit, matter, material: name, applicant, inPerson: true, badCredit: false });
    await desk('commitment.sign', { commitment, choice: 'promise', signature: mark });
  }
}

/** Days before its due date on which a check is made at the latest. */
const ahead = 7;

/**
 * In the evening: what is due within a week is checked, and what is due before somebody looks at the demonstration, so that nothing is
 * past due in it then.
 */
export async function checkPromises(desk: Desk, day: string): Promise<void> {
  const today = businessDay(Date.now());
  const until = today > addDays(day, ahead) ? today : addDays(day, ahead);
  const { commitments } = await desk('commitment.list', { state: 'to-check', limit: 500 });
  for (const { commitment, checkDue } of commitments) if (checkDue !== null && checkDue <= until) await desk('commitment.check', { commitment, finding: 'true' });
}
