import { useInfiniteQuery } from '@tanstack/react-query';
import type { Output } from '../../../../shared/contract/contract.ts';
import { call, type CallError } from '../../../app/client.ts';
import type { Cell } from './cell.ts';

type Counted = Output<'statistics.drill'>;
export const countedPage = 100;

/** What stands behind a cell, in the order of its days, a hundred at a time. */
export function useCounted(cell: Cell) {
  return useInfiniteQuery<Counted, CallError, Pick<Counted, 'total' | 'transactions' | 'visits'>, readonly unknown[], number>({
    queryKey: ['statistics.drill', cell],
    queryFn: ({ pageParam }) => call('statistics.drill', { cell, after: pageParam, limit: countedPage }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => ({ total: pages[0]?.total ?? 0, transactions: pages.flatMap((page) => page.transactions), visits: pages.flatMap((page) => page.visits) }),
  });
}
