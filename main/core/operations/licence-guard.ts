/**
 * What keeps the licence flow the only way to a licence by commitment: a plain finishing or an amendment cannot stand in for the
 * check and the review by another account, and cannot turn a decision that was made.
 */
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { MaterialEntry, RecordedOutcome } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { findLicenceCase, licenceCaseOf, licenceGroupOf, openLicenceCase } from '../store/licences.ts';
import type { HandledRow } from '../store/transactions.ts';

type Handled = { readonly matter: Matter; readonly entries: readonly MaterialEntry[]; readonly outcome: RecordedOutcome };

/** Refuses a plain finishing of a matter that is in an open case, and one that would grant a licence on the applicant's word alone. */
export function guardFinish(context: Context, visit: string, handled: Handled): void {
  if (openLicenceCase(context.database, visit, handled.matter.code) !== undefined) {
    throw new Refusal('licence-case-open', 'a licence case of this matter is open; decide it or end it first');
  }
  guardFlow(context, handled);
}

/** The same for an amendment; what the books already say of an older handling may be carried on. */
export function guardAmendment(context: Context, row: HandledRow, handled: Handled): void {
  const isOther = handled.matter.code !== row.matter;
  const code = licenceCaseOf(context.database, row.number);
  if (code !== undefined) {
    const endings = findLicenceCase(context.database, code).state === 'granted' ? grantedEndings : refusedEndings;
    if (isOther || !endings.includes(handled.outcome)) throw new Refusal('licence-decision-stands', 'a licence decision is not turned by a correction; void it and handle the matter anew');
    return;
  }
  if (isOther || !isHandedOut(row.outcome)) guardFlow(context, handled);
}

function guardFlow(context: Context, { matter, entries, outcome }: Handled): void {
  if (!isHandedOut(outcome) || licenceGroupOf(context.database, matter.code) === undefined) return;
  const promised = matter.materials.filter(({ disposition }) => disposition === 'commitment').map(({ name }) => name);
  if (entries.some(({ name, way }) => way === 'commitment' && promised.includes(name))) {
    throw new Refusal('licence-flow-only', 'a licence by commitment is decided in its own flow, after a review by another account');
  }
}

/** How the books may have a decided case: as it was decided, voided, and where it was granted to be put right (补正) after a promise was found false. */
const grantedEndings: readonly RecordedOutcome[] = ['completed', 'reopened', 'voided'];
const refusedEndings: readonly RecordedOutcome[] = ['not-accepted', 'voided'];

const isHandedOut = (outcome: RecordedOutcome): boolean => outcome === 'completed' || outcome === 'accepted' || outcome === 'reopened';
