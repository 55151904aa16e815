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

/** The page of numbers that follows `before`, in their order. */
async function readNumbered(numbers: readonly string[], before: string | null): Promise<Page> {
  const from = before === null ? 0 : numbers.indexOf(before) + 1;
  const page = numbers.slice(from, from + pageSize);
  const answers = await Promise.all(page.map((number) => call('transaction.read', { number })));
  return { transactions: answers.map(({ transaction }) => transaction), next: from + pageSize < numbers.length ? (page.at(-1) ?? null) : null };
}

/** The transactions of a selection, newest first, fifty at a time. */
export function useTransactions(selection: Selection) {
  return useInfiniteQuery<Page, CallError, readonly TransactionSummary[], readonly unknown[], string | null>({
    queryKey: ['transaction.list', selection.filter, selection.outcome ?? null, selection.withoutWindow ?? false, selection.numbers ?? null],
    queryFn: ({ pageParam }) => (selection.numbers === undefined ? readPage(selection, pageParam) : readNumbered(selection.numbers, pageParam)),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    select: (data) => data.pages.flatMap((page) => page.transactions),
  });
}
