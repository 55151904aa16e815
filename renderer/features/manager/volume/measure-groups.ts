/** Where a measure stands among its kind when one is chosen. A new measure does not compile until it has a place here. */
import type { Measure } from '../../../../shared/statistics/measures.ts';

export const measureGroups = ['visits', 'transactions', 'times', 'materials', 'limits', 'ratings'] as const;
export type MeasureGroup = (typeof measureGroups)[number];

export const groupOf: Readonly<Record<Measure, MeasureGroup>> = {
  visits: 'visits', tickets: 'visits', visitsDone: 'visits', visitsLeft: 'visits', noShows: 'visits', visitsOpen: 'visits', overrides: 'visits', overrideShare: 'visits',
  transactions: 'transactions', cases: 'transactions', completed: 'transactions', accepted: 'transactions', notAccepted: 'transactions', returned: 'transactions', referred: 'transactions',
  reopened: 'transactions', voided: 'transactions', share: 'transactions', atWindow: 'transactions', diverted: 'transactions', diversionShare: 'transactions', licences: 'transactions',
  visitWaitMean: 'times', visitWaitMedian: 'times', visitWaitP90: 'times', visitWaitP99: 'times', visitWaitWithin: 'times', untimedVisitWait: 'times',
  waitMean: 'times', waitMedian: 'times', waitP90: 'times', waitP99: 'times', waitWithin: 'times', untimedWait: 'times',
  serviceMean: 'times', serviceMedian: 'times', serviceP90: 'times', serviceP99: 'times', serviceWithin: 'times', untimedService: 'times',
  materials: 'materials', dropped: 'materials', fetched: 'materials', checked: 'materials', promised: 'materials', tolerated: 'materials', collected: 'materials', missing: 'materials',
  notApplicable: 'materials', papersSaved: 'materials',
  ratings: 'ratings', ratingRate: 'ratings', verySatisfied: 'ratings', satisfied: 'ratings', basicallySatisfied: 'ratings', dissatisfied: 'ratings', veryDissatisfied: 'ratings', satisfaction: 'ratings',
  statutoryDays: 'limits', promisedDays: 'limits', compression: 'limits', uncompressed: 'limits', due: 'limits', onTime: 'limits', onTimeShare: 'limits', undecided: 'limits',
};
