import type { Output } from '../../../../shared/contract/contract.ts';
import type { FindingKind } from '../../../../shared/contract/look-back.ts';

export type Scan = Output<'lookback.scan'>;
export type ScanKind = FindingKind;

/** In the order in which they are read: what weighs on the visitor first. */
export const scanKinds: readonly ScanKind[] = ['cancelledCollected', 'sharedKept', 'sharedAsked', 'sharedUnreceipted', 'sourceNotUsed', 'promisePastDue', 'promiseUnsigned', 'noticeLate'];
