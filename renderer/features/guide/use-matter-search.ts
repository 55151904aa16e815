/** What stands in the list of matters: what was found, what is often asked for, or where to send who cannot say it. */
import { useQueries } from '@tanstack/react-query';
import { call, operationKey, useOperation, type CallError } from '../../app/client.ts';
import type { MatterSummary } from './draft.ts';
import { useDebounced } from './use-debounced.ts';

export type MatterList = {
  /** `common` while nothing is typed; `advice`: nothing was found, these are the enquiries. */
  readonly kind: 'found' | 'common' | 'advice';
  readonly matters: readonly MatterSummary[];
  /** False while the list still answers an earlier question. */
  readonly settled: boolean;
  readonly error: CallError | null;
  readonly retry: () => void;
};

/** Under 60 ms from the last key to the question. */
const pause = 50;
const mostFound = 60;

/** [D] What people come for most at such a counter, in their own words; the catalogue keeps no figure of it. */
const commonWords = ['社保卡申领', '社保卡挂失', '参保证明', '灵活就业参保', '失业金', '退休', '资格认证', '养老保险转移'];

export function useLifeEvents(): readonly { readonly code: string; readonly zh: string; readonly en: string; readonly matters: number }[] {
  return useOperation('catalogue.lifeEvents', {}).data?.lifeEvents ?? [];
}

export function useMatterSearch(typed: string): MatterList {
  const lifeEvents = useLifeEvents();
  const wanted = typed.trim();
  const query = useDebounced(wanted, pause);
  const blank = wanted === '';
  const search = useOperation('catalogue.search', { query, limit: mostFound }, { enabled: query !== '', keepPrevious: true });
  const settled = blank || (query === wanted && !search.isPlaceholderData && !search.isPending);
  const nothing = !blank && settled && search.data?.matters.length === 0;

  const enquiries = lifeEvents.filter((event) => event.code === 'enquiry').map((event) => event.zh);
  const common = useFirstMatters(commonWords, 1);
  const advice = useFirstMatters(nothing ? enquiries : [], mostFound);

  const retry = (): void => void search.refetch();
  if (blank) return { kind: 'common', matters: common, settled: true, error: null, retry };
  if (nothing) return { kind: 'advice', matters: advice, settled, error: null, retry };
  return { kind: 'found', matters: search.data?.matters ?? [], settled, error: search.error, retry };
}

/** The first matters that each of the words finds, each matter once; without saying why, since nobody typed them. */
function useFirstMatters(words: readonly string[], limit: number): readonly MatterSummary[] {
  return useQueries({
    queries: words.map((query) => ({ queryKey: operationKey('catalogue.search', { query, limit }), queryFn: () => call('catalogue.search', { query, limit }) })),
    combine: (answers) => {
      const found = answers.flatMap((answer) => answer.data?.matters ?? []);
      return found.filter((matter, index) => found.findIndex((other) => other.code === matter.code) === index).map((matter) => ({ ...matter, why: null }));
    },
  });
}
