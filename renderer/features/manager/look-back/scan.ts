import type { Output } from '../../../../shared/contract/contract.ts';

export type Scan = Output<'lookback.scan'>;
export type ScanKind = keyof Scan['findings'];

/** In the order in which they are read: what weighs on the visitor first. */
export const scanKinds: readonly ScanKind[] = ['cancelledCollected', 'sharedKept', 'sharedAsked', 'sourceNotUsed', 'promisePastDue', 'promiseUnsigned', 'noticeLate'];

/** How many transactions of one finding are named; the counts are of all. */
export const namedAtMost = 500;
