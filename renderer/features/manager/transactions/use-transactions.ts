import { useInfiniteQuery } from '@tanstack/react-query';
import type { TransactionSummary } from '../../../../shared/contract/transaction.ts';
import { call, type CallError } from '../../../app/client.ts';
import { isSelected, type Selection } from './selection.ts';

const pageSize = 50;

type Page = { readonly transactions: readonly TransactionSummary[]; readonly next: string | null };

/** Asks on until the page is full: what is sifted out here would otherwise leave pages short or empty. */
async function readPage(selection: Selection, before: string | null): Promise<Page> {
  const kept: TransactionSummary[] = [];
  let cursor = before;
  for (;;) {
    const { transactions, more } = await call('transaction.list', { ...selection.filter, limit: 200, ...(cursor === null ? {} : { before: cursor }) });
    for (const transaction of transactions) {
      if (kept.length === pageSize) return { transactions: kept, next: cursor };
      cursor = transaction.number;
      if (isSelected(selection, transaction)) kept.push(transaction);
    }
    if (!more) return { transactions: kept, next: null };
  }
}

/** The transactions of a selection, newest first, fifty at a time. */
export function useTransactions(selection: Selection) {
  return useInfiniteQuery<Page, CallError, readonly TransactionSummary[], readonly unknown[], string | null>({
    queryKey: ['transaction.list', selection.filter, selection.outcome ?? null, selection.withoutWindow ?? false],
    queryFn: ({ pageParam }) => readPage(selection, pageParam),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    select: (data) => data.pages.flatMap((page) => page.transactions),
  });
}
