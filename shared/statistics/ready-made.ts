/** The tables that halls hand in and publish, ready to be exported for any span: once as data, for command line, schedule and screen. */
import { z } from 'zod';
import type { Dimension } from './dimensions.ts';
import type { Measure } from './measures.ts';
import type { Where } from './query.ts';
import { words, type Words } from './wording.ts';

/** Rows in the order of a measure, and how many of them; rows of which it says nothing are left out. All of them without `count`. */
export type Ranking = { readonly measure: Measure; readonly order: 'most' | 'least'; readonly count: number | null };

type Question = { readonly measures: readonly Measure[]; readonly by: readonly Dimension[]; readonly where?: Where; readonly ranking?: Ranking };

/** `figures` asks the figures; the others read what became of each material, what the look-back finds, and the transactions one by one. */
export type ReadyMade = { readonly name: Words; readonly definition: Words } & (({ readonly kind: 'figures' } & Question) | { readonly kind: 'certificates' | 'look-back' | 'transactions' });

const volumes = ['transactions', 'cases', 'completed', 'accepted', 'notAccepted', 'returned', 'referred', 'reopened', 'voided', 'waitMedian', 'waitP90', 'serviceMedian', 'serviceP90', 'untimedWait', 'untimedService'] as const satisfies readonly Measure[];

export const readyMade = {
  'month-volume': { kind: 'figures', name: words('月度办件量表', 'Volumes by day'), definition: words('每天一行', 'One row a day'), measures: volumes, by: ['day'] },
  'year-volume': { kind: 'figures', name: words('年度办件量表', 'Volumes by month'), definition: words('每月一行', 'One row a month'), measures: volumes, by: ['month'] },
  'biggest-matters': {
    kind: 'figures', name: words('办件量前十事项', 'The ten biggest matters'), definition: words('办件量最多的十个事项', 'The ten matters with the most transactions'),
    measures: ['transactions', 'share', 'cases', 'completed', 'serviceMean', 'serviceMedian', 'untimedService'], by: ['matter'], ranking: { measure: 'transactions', order: 'most', count: 10 },
  },
  'shortest-handling': {
    kind: 'figures', name: words('平均办理时长最短的十个事项', 'The ten shortest average handling times'), definition: words('平均办理时长最短的十个事项；没有时长的不排', 'The ten matters with the shortest mean service time; those without any are not ranked'),
    measures: ['serviceMean', 'serviceMedian', 'serviceP90', 'transactions', 'untimedService'], by: ['matter'], ranking: { measure: 'serviceMean', order: 'least', count: 10 },
  },
  'shortest-waits': {
    kind: 'figures', name: words('各窗口平均等候时长', 'Waits by window'), definition: words('综合窗口，平均等候从短到长；没有时长的不排', 'Integrated windows, shortest mean wait first; those without any are not ranked'),
    measures: ['waitMean', 'waitMedian', 'waitP90', 'waitWithin', 'transactions', 'untimedWait'], by: ['window'], where: { lane: ['window'] }, ranking: { measure: 'waitMean', order: 'least', count: null },
  },
  certificates: { kind: 'certificates', name: words('证明材料台账', 'Ledger of certificates'), definition: words('每份材料一行：清单怎样规定、实际怎样办的；作废的办件不列', 'One row a material: what the list says and what was done; voided transactions are left out') },
  'look-back': { kind: 'look-back', name: words('回头看报告', 'Look-back report'), definition: words('不该有的事、涉及的办件、材料的去向', 'What should not have happened, the transactions concerned, what became of the materials') },
  transactions: { kind: 'transactions', name: words('办件清单', 'List of transactions'), definition: words('每件一行，作废的也在内；不带姓名和证件号码，除非负责人说明理由', 'One row each, voided ones too; without names and numbers of people unless a manager gives a reason') },
} as const satisfies Readonly<Record<string, ReadyMade>>;

export const ReadyMadeView = z.enum(['month-volume', 'year-volume', 'biggest-matters', 'shortest-handling', 'shortest-waits', 'certificates', 'look-back', 'transactions']) satisfies z.ZodType<keyof typeof readyMade>;
export type ReadyMadeView = z.infer<typeof ReadyMadeView>;
