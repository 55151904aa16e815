import { useInfiniteQuery } from '@tanstack/react-query';
import type { TransactionSummary } from '../../../../shared/contract/transaction.ts';
import type { FindingKind } from '../../../../shared/contract/look-back.ts';
import { call, type CallError } from '../../../app/client.ts';
import type { Selection } from './selection.ts';

const pageSize = 50;

type Page = { readonly transactions: readonly TransactionSummary[]; readonly next: string | null };

async function readPage(selection: Selection, before: string | null): Promise<Page> {
  const { transactions, more } = await call('transaction.list', { ...selection.filter, limit: pageSize, ...(before === null ? {} : { before }) });
  return { transactions, next: more ? (transactions.at(-1)?.number ?? null) : null };
}

async function readAll(numbers: readonly string[]): Promise<readonly TransactionSummary[]> {
  const answers = await Promise.all(numbers.map((number) => call('transaction.read', { number })));
  return answers.map(({ transaction }) => transaction);
}

/** The page of numbers that follows `before`, in their order. */
async function readNumbered(numbers: readonly string[], before: string | null): Promise<Page> {
  const from = before === null ? 0 : numbers.indexOf(before) + 1;
  const page = numbers.slice(from, from + pageSize);
  return { transactions: await readAll(page), next: from + pageSize < numbers.length ? (page.at(-1) ?? null) : null };
}

async function readFinding({ from, to }: Selection['filter'], finding: FindingKind, before: string | null): Promise<Page> {
  const { numbers, more } = await call('lookback.list', { from, to, finding, limit: pageSize, ...(before === null ? {} : { after: before }) });
  return { transactions: await readAll(numbers), next: more ? (numbers.at(-1) ?? null) : null };
}

function readNext(selection: Selection, before: string | null): Promise<Page> {
  if (selection.finding !== undefined) return readFinding(selection.filter, selection.finding, before);
  return selection.numbers === undefined ? readPage(selection, before) : readNumbered(selection.numbers, before);
}

/** The transactions of a selection, newest first (those of a finding in the order of their numbers), fifty at a time. */
export function useTransactions(selection: Selection) {
  return useInfiniteQuery<Page, CallError, readonly TransactionSummary[], readonly unknown[], string | null>({
    queryKey: ['transaction.list', selection.filter, selection.numbers ?? null, selection.finding ?? null],
    queryFn: ({ pageParam }) => readNext(selection, pageParam),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    select: (data) => data.pages.flatMap((page) => page.transactions),
  });
}
