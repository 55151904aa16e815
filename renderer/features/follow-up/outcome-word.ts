import type { TFunction } from 'i18next';
import { RecordedOutcome } from '../../../shared/transaction/transaction.ts';

/** How a transaction stands, in the word that every screen has for it. */
export function outcomeWord(common: TFunction<'components'>, outcome: string): string {
  const known = RecordedOutcome.safeParse(outcome);
  return known.success ? common(`outcome.${known.data}`) : outcome;
}
