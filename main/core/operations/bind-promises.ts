/** A signed promise belongs to the transaction that it served; whose promise it is, is told by a pseudonym. */
import { CommitmentNumber } from '../../../shared/contract/commitments.ts';
import type { TransactionBody } from '../../../shared/journal/entry.ts';
import type { Applicant } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { unusedPromise } from '../store/commitments.ts';

/** The keyed pseudonym under which a person's promises are found again. */
export const personOf = (context: Context, { paper }: Applicant): string => context.vault.pseudonym(`paper:${paper.type}:${paper.number}`);

/** Binds the signed promises of this person to the transaction that they served. Within the operation that finishes it. */
export function bindPromises(context: Context, visit: string, number: string, body: Pick<TransactionBody, 'matter' | 'materials'>, applicant: Applicant): void {
  const person = personOf(context, applicant);
  for (const material of body.materials) {
    if (material.way !== 'commitment' || material.state !== 'done') continue;
    const commitment = unusedPromise(context.database, visit, body.matter, material.name, person);
    if (commitment !== null) context.append({ type: 'commitment.bound', body: { commitment: CommitmentNumber.parse(commitment), number } });
  }
}
