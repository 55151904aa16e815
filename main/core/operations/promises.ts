/** Promises where a handling meets them: whose they are is told by a pseudonym, a signed one belongs to the transaction that it served, and after a false one there is no other. */
import { CommitmentNumber } from '../../../shared/contract/commitments.ts';
import { Refusal, type InputIssue } from '../../../shared/contract/errors.ts';
import { paperSubject } from '../../../shared/identity/paper.ts';
import type { TransactionBody } from '../../../shared/journal/entry.ts';
import type { Applicant } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { hasFalsePromise, unusedPromise } from '../store/commitments.ts';

/** The keyed pseudonym under which a person's promises are found again. */
export const personOf = (context: Context, { paper }: Applicant): string => context.vault.pseudonym(paperSubject(paper));

/** Binds the signed promises of this person to the transaction that they served. Within the operation that finishes it. */
export function bindPromises(context: Context, visit: string, number: string, body: Pick<TransactionBody, 'matter' | 'materials'>, applicant: Applicant): void {
  const person = personOf(context, applicant);
  for (const material of body.materials) {
    if (material.way !== 'commitment' || material.state !== 'done') continue;
    const commitment = unusedPromise(context.database, visit, body.matter, material.name, person);
    if (commitment !== null) context.append({ type: 'commitment.bound', body: { commitment: CommitmentNumber.parse(commitment), number } });
  }
}

/** Refuses with `commitment-false-promise`, whichever operation takes the promise down; `issues` name the materials that were to be promised. */
export function refuseAfterFalsePromise(context: Context, person: string, issues?: readonly InputIssue[]): void {
  if (hasFalsePromise(context.database, person)) throw new Refusal('commitment-false-promise', 'an earlier commitment of this person was found false', issues);
}
