/** Equations between measures that must hold of any rows; a broken one is a fault of the figures and is shown as one. */
import type { Fact } from './dimensions.ts';
import type { Measure } from './measures.ts';
import { words, type Words } from './wording.ts';

export type Identity = { readonly fact: Fact; readonly name: Words; readonly whole: Measure; readonly parts: readonly Measure[] };

/** The whole is the sum of its parts. Each side is counted by itself. */
export const identities = {
  outcomes: {
    fact: 'transactions', name: words('办件量＝办结＋受理＋不予受理＋退件＋转办＋补正', 'Transactions = completed + accepted + not accepted + returned + referred + reopened'),
    whole: 'transactions', parts: ['completed', 'accepted', 'notAccepted', 'returned', 'referred', 'reopened'],
  },
  materials: {
    fact: 'transactions', name: words('应用材料＝取消＋共享＋核查＋承诺＋容缺＋收取＋缺件＋不适用', 'Materials = dropped + fetched + checked + promised + tolerated + collected + missing + not applicable'),
    whole: 'materials', parts: ['dropped', 'fetched', 'checked', 'promised', 'tolerated', 'collected', 'missing', 'notApplicable'],
  },
  visits: { fact: 'visits', name: words('来访＝办完＋离开＋过号＋在办', 'Visits = done + left + no-shows + open'), whole: 'visits', parts: ['visitsDone', 'visitsLeft', 'noShows', 'visitsOpen'] },
  ratings: {
    fact: 'visits', name: words('评价数＝五级之和', 'Ratings = the five levels together'),
    whole: 'ratings', parts: ['verySatisfied', 'satisfied', 'basicallySatisfied', 'dissatisfied', 'veryDissatisfied'],
  },
} as const satisfies Readonly<Record<string, Identity>>;

/** The equation that the groups' values add up to the total's, for a measure of which that is so. */
export const sumOfRows = { prefix: 'rows:', name: words('各行之和＝合计', 'Sum of rows = total') } as const;
