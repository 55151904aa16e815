/** Which transactions a figure or a row of a table stands for. */
import type { Output, Request } from '../../../../shared/contract/contract.ts';
import type { FindingKind } from '../../../../shared/contract/look-back.ts';
import type { TransactionSummary } from '../../../../shared/contract/transaction.ts';
import { Lane } from '../../../../shared/routing/lanes.ts';
import type { VolumeRow } from '../../../../shared/statistics/volume.ts';
import { endOfMonth, type Span } from '../volume/spans.ts';

type Scan = Output<'lookback.scan'>;
type Filter = Omit<Request<'transaction.list'>, 'limit' | 'before'>;

export type Selection = {
  /** In words, for the title of the drawer. */
  readonly what: string;
  readonly filter: Filter;
  /** What the operation cannot be asked for is sifted from its answer. */
  readonly outcome?: string;
  readonly withoutWindow?: true;
  readonly withoutClerk?: true;
  /** These and no others, where they are known by number. */
  readonly numbers?: readonly string[];
  /** Those behind a finding of the look-back in the span of the filter. */
  readonly finding?: FindingKind;
  /** As the figure or row that was opened says. */
  readonly count: number;
  readonly voided: number;
};

export function isSelected({ outcome, withoutWindow, withoutClerk }: Selection, transaction: TransactionSummary): boolean {
  return (
    (outcome === undefined || transaction.outcome === outcome) &&
    (withoutWindow === undefined || transaction.window === null) &&
    (withoutClerk === undefined || transaction.clerk === null)
  );
}

/** Transactions that are known by number. */
export function selectionOfNumbers({ from, to }: Span, what: string, numbers: readonly string[]): Selection {
  return { what, filter: { from, to }, numbers, count: numbers.length, voided: 0 };
}

/** The transactions behind a finding; one alone is known by its number and is shown at once. */
export function selectionOfFinding({ from, to }: Span, what: string, finding: FindingKind, { transactions, numbers }: Scan['findings'][FindingKind]): Selection {
  return transactions === 1 ? selectionOfNumbers({ from, to }, what, numbers) : { what, filter: { from, to }, finding, count: transactions, voided: 0 };
}

/** The transactions of one row of the volume table, inside the span of the table. */
export function selectionOfRow(span: Span, row: VolumeRow, what: string): Selection {
  const lane = Lane.safeParse(row.lane).data;
  const first = row.day ?? (row.month === undefined ? span.from : `${row.month}-01`);
  const last = row.day ?? (row.month === undefined ? span.to : endOfMonth(row.month));
  const filter = {
    from: first < span.from ? span.from : first,
    to: last > span.to ? span.to : last,
    ...(lane === undefined ? {} : { lane }),
    ...(row.matter === undefined ? {} : { matter: row.matter }),
    ...(row.window === undefined || row.window === null ? {} : { window: row.window }),
    ...(row.clerk === undefined || row.clerk === null ? {} : { clerk: row.clerk }),
    ...(row.origin === undefined ? {} : { imported: row.origin === 'imported' }),
  };
  return {
    what, filter, count: row.transactions, voided: row.voided,
    ...(row.outcome === undefined ? {} : { outcome: row.outcome }),
    ...(row.window === null ? { withoutWindow: true as const } : {}),
    ...(row.clerk === null ? { withoutClerk: true as const } : {}),
  };
}
