/**
 * What the district counts by the same definitions as a station: a measure stands in one of the hub's functions, or here with the reason why it does not.
 */
import { Dimension } from './dimensions.ts';
import { Measure, measures } from './measures.ts';
import { words, type Words } from './wording.ts';

/** The hub's functions: transactions, and rated visits. */
export type DistrictTable = 'volume' | 'ratings';

const visitsStay = words(
  '来访的每一步都上传并保存，但汇聚库不展开成表：每次叫号、挂起都要改一遍，接收会慢下来；以各站的数字为准',
  'Every step of a visit is uploaded and kept, but the hub makes no table of them: each call and pause would change a row, and receiving would slow down. The stations’ own figures say it',
);

export const notInDistrict: Readonly<Partial<Record<Measure, Words>>> = {
  visits: visitsStay, tickets: visitsStay, visitsDone: visitsStay, visitsLeft: visitsStay, noShows: visitsStay, visitsOpen: visitsStay, overrides: visitsStay, overrideShare: visitsStay,
  visitWaitMean: visitsStay, visitWaitMedian: visitsStay, visitWaitP90: visitsStay, visitWaitP99: visitsStay, visitWaitWithin: visitsStay, untimedVisitWait: visitsStay,
  ratingRate: words('分母是办完离开的来访，汇聚库没有', 'It is by visits done, which the hub does not count'),
};

/** The function that gives a measure; null where none does. */
export function districtTable(measure: Measure): DistrictTable | null {
  if (notInDistrict[measure] !== undefined) return null;
  return measures[measure].fact === 'transactions' ? 'volume' : 'ratings';
}

export const districtMeasures = (table: DistrictTable): readonly Measure[] => Measure.options.filter((measure) => districtTable(measure) === table);

/**
 * Of a rating the hub knows what its entry says. The window and the clerk in it are those of the last transaction, while a station's figures name the
 * one that called last, so they are not offered as the same thing; when the visitor came, and with which matters, is not in the entry.
 */
export const districtDimensions: Readonly<Record<DistrictTable, readonly Dimension[]>> = {
  volume: Dimension.options,
  ratings: ['day', 'week', 'month', 'quarter', 'year', 'reportYear', 'weekday', 'site', 'lane', 'channel', 'origin'],
};
