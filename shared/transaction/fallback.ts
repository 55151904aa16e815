/**
 * What the clerk may do next when a shared certificate did not come (product rule 3): data-sharing, then the inter-department
 * check, then commitment where the matter allows it; else the transaction is accepted with the check pending. Never "please
 * bring it", unless the visitor refused consent and so chose the ordinary way.
 */
import type { Disposition } from '../catalogue/catalogue.ts';
import type { NextWay } from '../contract/certificates.ts';
import type { Outcome as FetchOutcome } from '../sharing/answer.ts';

export type FetchResult = FetchOutcome | 'consent-refused' | 'no-source';

/** In the order in which they are to be tried; empty where the answer served. `ways` are those lawful for the material. */
export function nextWays(result: FetchResult, ways: readonly Disposition[], byProxy: boolean): readonly NextWay[] {
  switch (result) {
    case 'found':
      return [];
    case 'consent-refused':
      return [{ way: 'submit', reason: 'visitor-refused-consent' }];
    case 'later':
    case 'timed-out':
    case 'route-error':
    case 'provider-error':
      return [{ way: 'data-sharing', reason: 'try-again-later' }, ...instead('source-down', ways, byProxy)];
    case 'refused':
      return instead('source-refused', ways, byProxy);
    case 'not-found':
    case 'several-found':
      return instead('not-found', ways, byProxy);
    case 'no-source':
      return instead('no-source', ways, byProxy);
  }
}

function instead(reason: NextWay['reason'], ways: readonly Disposition[], byProxy: boolean): readonly NextWay[] {
  return [
    ...(ways.includes('inter-department') ? [{ way: 'inter-department', reason } as const] : []),
    // 国办发〔2020〕42号: a commitment is the applicant's own, in principle not by proxy.
    ...(ways.includes('commitment') && !byProxy ? [{ way: 'commitment', reason: 'matter-allows-commitment' } as const] : []),
    { way: 'accept-pending', reason: 'nothing-else' },
  ];
}
