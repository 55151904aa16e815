/** Which transactions a figure or a row of a table stands for. */
import type { Output, Request } from '../../../../shared/contract/contract.ts';
import type { FindingKind } from '../../../../shared/contract/look-back.ts';
import type { Span } from '../volume/spans.ts';

type Scan = Output<'lookback.scan'>;
type Filter = Omit<Request<'transaction.list'>, 'limit' | 'before'>;

export type Selection = {
  /** In words, for the title of the drawer. */
  readonly what: string;
  readonly filter: Filter;
  /** These and no others, where they are known by number. */
  readonly numbers?: readonly string[];
  /** Those behind a finding of the look-back in the span of the filter. */
  readonly finding?: FindingKind;
  /** As the figure or row that was opened says. */
  readonly count: number;
  readonly voided: number;
};

/** Transactions that are known by number. */
export function selectionOfNumbers({ from, to }: Span, what: string, numbers: readonly string[]): Selection {
  return { what, filter: { from, to }, numbers, count: numbers.length, voided: 0 };
}

/** The transactions behind a finding; one alone is known by its number and is shown at once. */
export function selectionOfFinding({ from, to }: Span, what: string, finding: FindingKind, { transactions, numbers }: Scan['findings'][FindingKind]): Selection {
  return transactions === 1 ? selectionOfNumbers({ from, to }, what, numbers) : { what, filter: { from, to }, finding, count: transactions, voided: 0 };
}
