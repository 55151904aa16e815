/** The papers of a commit, in the order in which they are handed over. */
import type { Paper } from '../../../shared/contract/bridge.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import type { Language } from '../../app/language.ts';

export function papersOf({ receipt, notice }: Output<'transaction.finish'>, language: Language): readonly Paper[] {
  return [{ kind: 'receipt', language, receipt }, ...(notice === undefined ? [] : [{ kind: 'notice', language, notice } as const])];
}
