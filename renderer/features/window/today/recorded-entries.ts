/** Materials as they are on record, as entries again: what an amendment starts from. */
import type { TransactionMaterial } from '../../../../shared/contract/transaction.ts';
import type { MaterialEntry } from '../../../../shared/transaction/transaction.ts';

export function recordedEntries(records: readonly TransactionMaterial[]): MaterialEntry[] {
  return records.map(({ name, way, state, copies, note }) => ({ name, way, state, ...(copies === null ? {} : { copies }), ...(note === null ? {} : { note }) }));
}
