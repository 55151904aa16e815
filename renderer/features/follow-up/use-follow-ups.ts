/** The lists behind the follow-up, asked again whenever the journal grew; days pass without an entry, so now and then as well. */
import type { CallError } from '../../app/client.ts';
import { useOperation } from '../../app/client.ts';
import { useSession } from '../../app/session.ts';
import { followUpsOf, type FollowUp } from './rows.ts';

const refetchInterval = 300_000;
const mostRows = 500;

export type FollowUps = {
  /** Undefined until all lists are there: half a list would look like the whole. */
  readonly rows: readonly FollowUp[] | undefined;
  readonly error: CallError | null;
  readonly retry: () => void;
};

export function useFollowUps(): FollowUps {
  // Only a manager records what the later check of a promise found, and what was done about a complaint.
  const isManager = useSession()?.role === 'manager';
  const checks = useOperation('check.list', { limit: mostRows }, { refetchInterval });
  const unasked = useOperation('check.unasked', {}, { refetchInterval });
  const supplements = useOperation('supplement.list', {}, { refetchInterval });
  const notices = useOperation('notice.list', {}, { refetchInterval });
  const promises = useOperation('commitment.list', { state: 'to-check', limit: mostRows }, { refetchInterval, enabled: isManager });
  const ratings = useOperation('rating.list', { state: 'follow-up', limit: mostRows }, { refetchInterval, enabled: isManager });
  const all = [checks, unasked, supplements, notices, ...(isManager ? [promises, ratings] : [])];
  const known = checks.data !== undefined && unasked.data !== undefined && supplements.data !== undefined && notices.data !== undefined && (!isManager || (promises.data !== undefined && ratings.data !== undefined));
  return {
    rows: known
      ? followUpsOf({
          checks: checks.data.checks, unasked: unasked.data.materials, supplements: supplements.data.supplements, notices: notices.data.notices,
          promises: promises.data?.commitments ?? [], ratings: ratings.data?.ratings ?? [],
        })
      : undefined,
    error: all.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const one of all) void one.refetch();
    },
  };
}
