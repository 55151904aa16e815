/** Fetching a shared certificate, as far as it can be judged without asking: which source, what its answer is called, what may be done after it. */
import type { NextWay } from '../../../shared/contract/certificates.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import type { ListedMaterial } from '../../../shared/transaction/settle-materials.ts';
import type { MaterialEntry } from '../../../shared/transaction/transaction.ts';
import { actionsOf, chosenAction, type MaterialAction } from './material-actions.ts';

export type ListedSource = Output<'sources.list'>['sources'][number];
type FetchOutput = Output<'certificate.fetch'>;

/** How an answer is put into words; `cancelled` by the clerk, `unused` after a look at it. */
export type FetchSaid = 'unreachable' | 'later' | 'not-found' | 'several-found' | 'refused' | 'no-source' | 'consent-refused' | 'cancelled' | 'unused';

export type FetchState =
  /** `since`: milliseconds of the page's own clock. */
  | { readonly kind: 'waiting'; readonly since: number }
  | { readonly kind: 'needs-applicant' }
  | { readonly kind: 'answered'; readonly said: FetchSaid; readonly next: readonly NextWay['way'][] }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

/** The source that would be asked: one that names the matter before one for all; null where none answers the material. */
export function sourceFor(sources: readonly ListedSource[], matter: string, material: string): ListedSource | null {
  const naming = (code: string): ListedSource | undefined => sources.find(({ certificates }) => certificates.some((one) => one.matter === code && one.material === material));
  return naming(matter) ?? naming('*') ?? null;
}

/** What to say of an answer that gave nothing to look at. */
export function saidOf(outcome: Exclude<FetchOutput['outcome'], 'found'>, cancelled: boolean): FetchSaid {
  if (cancelled) return 'cancelled';
  switch (outcome) {
    case 'timed-out':
    case 'route-error':
    case 'provider-error':
      return 'unreachable';
    case 'later':
    case 'not-found':
    case 'several-found':
    case 'refused':
    case 'no-source':
    case 'consent-refused':
      return outcome;
  }
}

export type FetchRow = {
  /** The digit of fetching, null where nothing can be fetched. */
  readonly fetchKey: string | null;
  readonly actions: readonly MaterialAction[];
  /** True where the actions are the ways that the answer left, to be called so. */
  readonly afterAnswer: boolean;
};

const waitsForCheck = { name: 'pended', way: 'data-sharing', state: 'pending' } as const;

/**
 * The actions of a row of which a certificate may be fetched: fetching always under 1, then the usual ones; after an answer that
 * did not help, the ways that it left and what does not apply, until one is chosen.
 */
export function fetchRowOf(material: ListedMaterial, fetchable: boolean, state: FetchState | undefined, entry: MaterialEntry | undefined): FetchRow {
  const next = state?.kind === 'answered' ? state.next : [];
  const pended = next.includes('accept-pending') || (entry?.way === waitsForCheck.way && entry.state === waitsForCheck.state);
  const usual = actionsOf(material);
  const extra = material.disposition === 'data-sharing' && pended ? [{ ...waitsForCheck, key: '' }] : [];
  const all = [...usual.filter(({ key }) => key !== '0'), ...extra, ...usual.filter(({ key }) => key === '0')];
  const left = all.filter((action) => action.name === 'not-applicable' || (action.name === 'pended' ? next.includes('accept-pending') : action.name !== 'shared' && next.some((way) => way === action.way)));
  const chosen = chosenAction(all, entry);
  const afterAnswer = next.length > 0 && (chosen === undefined || left.includes(chosen));
  const first = fetchable ? 2 : 1;
  const actions = (afterAnswer ? left : all).map((action, at) => ({ ...action, key: action.key === '0' ? '0' : String(first + at) }));
  return { fetchKey: fetchable ? '1' : null, actions, afterAnswer };
}
