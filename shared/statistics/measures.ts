/**
 * What is counted, and how: every measure once, as data. The station computes from it, the hub's query and the words of a definitions sheet are written
 * out of it, and the tests hold a slow reading of it against both.
 */
import { z } from 'zod';
import type { Fact } from './dimensions.ts';
import { ratingWords, type RatingWord } from '../visit/rating.ts';
import { words, type Words } from './wording.ts';

const figure = z.number().nullable().optional();

/** The values of the measures asked for; null where there is nothing to say it of. */
export const MeasureValues = z.strictObject({
  visits: figure, tickets: figure, visitsDone: figure, visitsLeft: figure, noShows: figure, visitsOpen: figure, overrides: figure, overrideShare: figure,
  visitWaitMean: figure, visitWaitMedian: figure, visitWaitP90: figure, visitWaitP99: figure, visitWaitWithin: figure, untimedVisitWait: figure,
  ratings: figure, ratingRate: figure, verySatisfied: figure, satisfied: figure, basicallySatisfied: figure, dissatisfied: figure, veryDissatisfied: figure, satisfaction: figure,
  transactions: figure, cases: figure, completed: figure, accepted: figure, notAccepted: figure, returned: figure, referred: figure, reopened: figure, voided: figure, share: figure,
  waitMean: figure, waitMedian: figure, waitP90: figure, waitP99: figure, waitWithin: figure, untimedWait: figure,
  serviceMean: figure, serviceMedian: figure, serviceP90: figure, serviceP99: figure, serviceWithin: figure, untimedService: figure,
  atWindow: figure, diverted: figure, diversionShare: figure,
  materials: figure, dropped: figure, fetched: figure, checked: figure, promised: figure, tolerated: figure, collected: figure, missing: figure, notApplicable: figure, papersSaved: figure,
  statutoryDays: figure, promisedDays: figure, compression: figure, uncompressed: figure, due: figure, onTime: figure, onTimeShare: figure, undecided: figure, licences: figure,
});
export type MeasureValues = z.infer<typeof MeasureValues>;
export const Measure = MeasureValues.keyof();
export type Measure = z.infer<typeof Measure>;

/** Properties by which a row is counted or not; those of a transaction, then those of a visit. `late` and `open` are of the promised day. */
export const attributes = {
  outcome: ['completed', 'accepted', 'not-accepted', 'returned', 'referred', 'reopened', 'voided'],
  lane: ['window', 'self-service', 'mobile-assisted', 'remote', 'referral'],
  windowOffered: ['no', 'yes'],
  licence: ['no', 'yes'],
  promise: ['none', 'open', 'kept', 'late'],
  limits: ['none', 'working'],
  state: ['waiting', 'called', 'serving', 'aside', 'no-show', 'done', 'left'],
  overridden: ['no', 'yes'],
  issuedHere: ['no', 'yes'],
  rating: ['none', ...ratingWords],
} as const;
export type Attribute = keyof typeof attributes;
export type Condition = { readonly [Name in Attribute]?: readonly (typeof attributes)[Name][number][] };

/** Times in milliseconds, null where they were not taken or cannot be trusted. */
export const timings = ['wait', 'service'] as const;
export type Timing = (typeof timings)[number];

/** Whole numbers that every transaction has. */
export const quantities = ['units', 'dropped', 'fetched', 'checked', 'promised', 'tolerated', 'collected', 'missing', 'notApplicable', 'statutoryDays', 'promisedDays'] as const;
export type Quantity = (typeof quantities)[number];

export type Formula =
  /** Rows for which the condition holds; with a timing, those whose time is known, is not known, or is not above so many seconds. */
  | { readonly kind: 'count'; readonly where: Condition; readonly timing?: { readonly of: Timing; readonly is: 'known' | 'unknown' | { readonly atMostSeconds: number } } }
  | { readonly kind: 'sum'; readonly of: readonly Quantity[]; readonly where: Condition }
  /** In seconds, by linear interpolation between ranks; null where no time is known. */
  | { readonly kind: 'percentile'; readonly of: Timing; readonly at: number; readonly where: Condition }
  | { readonly kind: 'mean'; readonly of: Timing; readonly where: Condition }
  /** A part of a whole, 0 to 1; null where the whole is 0. */
  | { readonly kind: 'ratio'; readonly part: Formula; readonly whole: Formula }
  /** `1 - part / whole`. */
  | { readonly kind: 'reduction'; readonly part: Formula; readonly whole: Formula }
  /** Of the whole table: the row's count by the total's. */
  | { readonly kind: 'share'; readonly of: Formula };

export const units = ['visits', 'tickets', 'transactions', 'cases', 'materials', 'seconds', 'share', 'days'] as const;
export type Unit = (typeof units)[number];

export type MeasureDefinition = {
  readonly fact: Fact;
  readonly unit: Unit;
  readonly name: Words;
  readonly definition: Words;
  readonly formula: Formula;
  /** Measure that counts what this one leaves out, and why it does. */
  readonly excludes?: { readonly measure: Measure; readonly because: Words };
};

/** Seconds within which a wait, and a service, is said to have kept its target; [D] no national figure is known. */
export const targets = { waitSeconds: 900, serviceSeconds: 900 } as const;

const counted: Condition = { outcome: ['completed', 'accepted', 'not-accepted', 'returned', 'referred', 'reopened'] };
const count = (where: Condition): Formula => ({ kind: 'count', where });
const sum = (...of: readonly Quantity[]): Formula => ({ kind: 'sum', of, where: counted });
const elsewhere: Condition = { ...counted, lane: ['self-service', 'mobile-assisted', 'remote'], windowOffered: ['yes'] };
const atWindow: Condition = { ...counted, lane: ['window'] };

const untrusted = words('未计时，或时钟不可信', 'not timed, or the clock could not be trusted');

type Timed = Readonly<Record<'mean' | 'median' | 'p90' | 'p99' | 'within' | 'untimed', MeasureDefinition>>;

/** What is said of a time, with what was left out of it. */
function timed(fact: Fact, of: Timing, where: Condition, names: { readonly zh: string; readonly en: string; readonly what: Words; readonly untimed: Measure }, within: number): Timed {
  const excludes = { measure: names.untimed, because: untrusted };
  const percentile = (at: number): Formula => ({ kind: 'percentile', of, at, where });
  const measure = (zh: string, en: string, definition: Words, formula: Formula, unit: Unit = 'seconds'): MeasureDefinition => ({
    fact, unit, name: words(`${names.zh}${zh}`, `${names.en}, ${en}`), definition, formula, excludes,
  });
  const [zh, en] = [names.what['zh-CN'], names.what.en];
  const minutes = within / 60;
  return {
    mean: measure('平均（秒）', 'mean (s)', words(`${zh}的算术平均`, `Arithmetic mean of ${en}`), { kind: 'mean', of, where }),
    median: measure('中位数（秒）', 'median (s)', words(`${zh}的中位数，两值之间按线性内插`, `Median of ${en}, interpolated between ranks`), percentile(50)),
    p90: measure('九成以内（秒）', '90th percentile (s)', words(`九成的${zh}不超过此值`, `Nine in ten of ${en} are not longer`), percentile(90)),
    p99: measure('九成九以内（秒）', '99th percentile (s)', words(`一百件里九十九件的${zh}不超过此值`, `Ninety-nine in a hundred of ${en} are not longer`), percentile(99)),
    within: measure(
      `${minutes} 分钟内占比`, `within ${minutes} min`, words(`${zh}不超过 ${minutes} 分钟的，占计了时的`, `Share of those timed whose time is not above ${minutes} minutes`),
      { kind: 'ratio', part: { kind: 'count', where, timing: { of, is: { atMostSeconds: within } } }, whole: { kind: 'count', where, timing: { of, is: 'known' } } }, 'share',
    ),
    untimed: {
      fact, unit: fact, name: words(`未计${names.zh}`, `${names.en} not timed`), definition: words(`没有${zh}可用的：未计时，或时钟不可信；计数，不进平均`, `Without usable time: not timed, or by a clock that cannot be trusted; counted, kept out of averages`),
      formula: { kind: 'count', where, timing: { of, is: 'unknown' } },
    },
  };
}

const visits = (name: Words, definition: Words, where: Condition): MeasureDefinition => ({ fact: 'visits', unit: 'visits', name, definition, formula: count(where) });
const transactions = (name: Words, definition: Words, where: Condition): MeasureDefinition => ({ fact: 'transactions', unit: 'transactions', name, definition, formula: count(where) });
const materials = (name: Words, definition: Words, ...of: readonly Quantity[]): MeasureDefinition => ({ fact: 'transactions', unit: 'materials', name, definition, formula: sum(...of) });
const withOutcome = (name: Words, outcome: (typeof attributes)['outcome'][number]): MeasureDefinition =>
  transactions(name, words(`结果为“${name['zh-CN']}”的办件，以最近一次更正为准`, `Transactions whose outcome, as last amended, is “${name.en}”`), { outcome: [outcome] });

const rated = (name: Words, level: RatingWord): MeasureDefinition => visits(name, words(`评价为“${name['zh-CN']}”的来访`, `Visits rated “${name.en}”`), { rating: [level] });

const visitWait = timed('visits', 'wait', {}, {
  zh: '人次等候', en: 'Visit wait', what: words('从取号到首次叫号的时间', 'the time from the ticket to the first call'), untimed: 'untimedVisitWait',
}, targets.waitSeconds);
const wait = timed('transactions', 'wait', counted, {
  zh: '办件等候', en: 'Wait', what: words('办件所属号票从取号到首次叫号的时间', 'the time from the ticket to the first call, for each of its transactions'), untimed: 'untimedWait',
}, targets.waitSeconds);
const service = timed('transactions', 'service', counted, {
  zh: '办理时长', en: 'Service', what: words('实际办理的时间（不含挂起）', 'the time served, without what was put aside'), untimed: 'untimedService',
}, targets.serviceSeconds);

export const measures: Readonly<Record<Measure, MeasureDefinition>> = {
  visits: visits(words('来访人次', 'Visits'), words('引导台登记的来访，一人一次一号', 'People received at the guide’s desk, one ticket each'), {}),
  tickets: { ...visits(words('取号数', 'Tickets issued'), words('由本站发出的号票，不含凭他站纸质号票接入的', 'Tickets that this station issued, without those taken in from another station’s paper'), { issuedHere: ['yes'] }), unit: 'tickets' },
  visitsDone: visits(words('办完离开', 'Visits done'), words('每个事项都有结果的来访', 'Every matter has an outcome'), { state: ['done'] }),
  visitsLeft: visits(words('中途离开', 'Visits left'), words('没有办完即结束的来访', 'Ended without being done'), { state: ['left'] }),
  noShows: visits(words('过号', 'No-shows'), words('叫号未到、至今未再叫的号', 'Called, not come, and not called since'), { state: ['no-show'] }),
  visitsOpen: visits(words('在办', 'Open'), words('在等候、已叫号、办理中或挂起的号', 'Waiting, called, being served or put aside'), { state: ['waiting', 'called', 'serving', 'aside'] }),
  overrides: visits(words('改派', 'Overrides'), words('引导员改派到与系统建议不同通道的来访', 'Sent by the guide to another lane than was decided'), { overridden: ['yes'] }),
  overrideShare: {
    fact: 'visits', unit: 'share', name: words('改派率', 'Override share'), definition: words('改派占来访人次', 'Overrides by visits'), formula: { kind: 'ratio', part: count({ overridden: ['yes'] }), whole: count({}) },
  },
  visitWaitMean: visitWait.mean, visitWaitMedian: visitWait.median, visitWaitP90: visitWait.p90, visitWaitP99: visitWait.p99, visitWaitWithin: visitWait.within, untimedVisitWait: visitWait.untimed,
  ratings: visits(words('评价数', 'Ratings'), words('群众给出评价的来访，一次来访只评一次', 'Visits that were rated, each once'), { rating: ratingWords }),
  ratingRate: {
    fact: 'visits', unit: 'share', name: words('参评率', 'Response rate'), definition: words('评价数占办完离开的来访', 'Ratings by visits done'), formula: { kind: 'ratio', part: count({ rating: ratingWords }), whole: count({ state: ['done'] }) },
  },
  verySatisfied: rated(words('非常满意', 'Very satisfied'), 'very-satisfied'),
  satisfied: rated(words('满意', 'Satisfied'), 'satisfied'),
  basicallySatisfied: rated(words('基本满意', 'Fairly satisfied'), 'basically-satisfied'),
  dissatisfied: rated(words('不满意', 'Dissatisfied'), 'dissatisfied'),
  veryDissatisfied: rated(words('非常不满意', 'Very dissatisfied'), 'very-dissatisfied'),
  satisfaction: {
    fact: 'visits', unit: 'share', name: words('满意率', 'Satisfaction'), definition: words('非常满意、满意与基本满意占评价数', 'Very satisfied, satisfied and basically satisfied by ratings'),
    formula: { kind: 'ratio', part: count({ rating: ['very-satisfied', 'satisfied', 'basically-satisfied'] }), whole: count({ rating: ratingWords }) },
  },
  transactions: transactions(words('办件量', 'Transactions'), words('期间内办理的办件，每办一个事项计一件；作废的不计', 'Handled in the span, one for each matter; voided ones do not count'), counted),
  cases: {
    fact: 'transactions', unit: 'cases', name: words('办件量（按口径）', 'Cases'), formula: sum('units'),
    definition: words('按事项规定的办件口径计：按件的计 1，按人的计人数；作废的不计', 'By the matter’s own unit: one for an application, or one for each person in it; voided ones do not count'),
  },
  completed: withOutcome(words('办结', 'Completed'), 'completed'),
  accepted: withOutcome(words('受理', 'Accepted'), 'accepted'),
  notAccepted: withOutcome(words('不予受理', 'Not accepted'), 'not-accepted'),
  returned: withOutcome(words('退件', 'Returned'), 'returned'),
  referred: withOutcome(words('转办', 'Referred'), 'referred'),
  reopened: withOutcome(words('补正', 'Reopened'), 'reopened'),
  voided: withOutcome(words('作废', 'Voided'), 'voided'),
  share: { fact: 'transactions', unit: 'share', name: words('占比', 'Share'), definition: words('本行办件量占合计', 'The row’s transactions by the total’s'), formula: { kind: 'share', of: count(counted) } },
  waitMean: wait.mean, waitMedian: wait.median, waitP90: wait.p90, waitP99: wait.p99, waitWithin: wait.within, untimedWait: wait.untimed,
  serviceMean: service.mean, serviceMedian: service.median, serviceP90: service.p90, serviceP99: service.p99, serviceWithin: service.within, untimedService: service.untimed,
  atWindow: transactions(words('窗口办理', 'At a window'), words('在综合窗口办理的办件', 'Handled at an integrated window'), atWindow),
  diverted: transactions(
    words('分流', 'Diverted'), words('事项本可在窗口办理，而在自助、帮办或不见面通道办理的办件', 'The matter is offered at a window and was handled in the self-service, assisted or remote lane'), elsewhere,
  ),
  diversionShare: {
    fact: 'transactions', unit: 'share', name: words('分流率', 'Diversion share'), definition: words('分流占分流与窗口办理之和', 'Diverted by diverted and at a window together'),
    formula: { kind: 'ratio', part: count(elsewhere), whole: { kind: 'count', where: { ...counted, lane: ['window', 'self-service', 'mobile-assisted', 'remote'], windowOffered: ['yes'] } } },
  },
  materials: materials(
    words('应用材料', 'Materials'), words('办件清单上的全部材料，等于以下八项之和', 'All materials listed for the transactions: the eight below together'),
    'dropped', 'fetched', 'checked', 'promised', 'tolerated', 'collected', 'missing', 'notApplicable',
  ),
  dropped: materials(words('取消', 'Dropped'), words('依清单取消、未收取的材料', 'Not asked for, because a list cancels it'), 'dropped'),
  fetched: materials(words('共享获取', 'Fetched'), words('经数据共享获取的材料', 'Fetched from the body that has it'), 'fetched'),
  checked: materials(words('部门核查', 'Checked'), words('向出证部门核查的材料，含待复函的', 'Asked of the issuing body, with those still awaited'), 'checked'),
  promised: materials(words('告知承诺', 'Promised'), words('以书面承诺代替的材料', 'Replaced by a written commitment'), 'promised'),
  tolerated: materials(words('容缺', 'Tolerated'), words('容缺受理、限期补交的材料', 'To be handed in by a date'), 'tolerated'),
  collected: materials(words('收取', 'Collected'), words('由申请人提交的材料', 'Handed in by the applicant'), 'collected'),
  missing: materials(words('缺件', 'Missing'), words('应交未交的材料', 'Should have been handed in and was not'), 'missing'),
  notApplicable: materials(words('不适用', 'Not applicable'), words('该申请人没有此项材料', 'This applicant has no such material'), 'notApplicable'),
  papersSaved: materials(words('免交材料', 'Papers saved'), words('取消、共享、核查与承诺之和：群众没有带来的证明', 'Dropped, fetched, checked and promised: what nobody had to bring'), 'dropped', 'fetched', 'checked', 'promised'),
  statutoryDays: { fact: 'transactions', unit: 'days', name: words('法定时限合计', 'Statutory days'), definition: words('法定时限之和，工作日', 'Sum of statutory limits in working days'), formula: { kind: 'sum', of: ['statutoryDays'], where: { ...counted, limits: ['working'] } } },
  promisedDays: { fact: 'transactions', unit: 'days', name: words('承诺时限合计', 'Promised days'), definition: words('承诺时限之和，工作日', 'Sum of promised limits in working days'), formula: { kind: 'sum', of: ['promisedDays'], where: { ...counted, limits: ['working'] } } },
  compression: {
    fact: 'transactions', unit: 'share', name: words('时限压缩比', 'Compression of limits'), definition: words('（法定时限合计－承诺时限合计）÷法定时限合计', '(statutory days − promised days) by statutory days'),
    formula: { kind: 'reduction', part: { kind: 'sum', of: ['promisedDays'], where: { ...counted, limits: ['working'] } }, whole: { kind: 'sum', of: ['statutoryDays'], where: { ...counted, limits: ['working'] } } },
    excludes: { measure: 'uncompressed', because: words('没有法定或承诺时限、法定时限为零，或按日历日计', 'no statutory or promised limit is stated, the statutory limit is 0, or it counts calendar days') },
  },
  uncompressed: transactions(words('未计压缩比', 'Not in the compression'), words('时限不明、为零或按日历日计的办件', 'Limits not stated, zero, or in calendar days'), { ...counted, limits: ['none'] }),
  due: transactions(words('应按期办结', 'Decided under a promise'), words('有承诺办结日且已有结果的办件', 'With a promised day, and decided'), { ...counted, promise: ['kept', 'late'] }),
  onTime: transactions(words('按期办结', 'On time'), words('在承诺办结日当天或之前有结果的办件', 'Decided on the promised day or before'), { ...counted, promise: ['kept'] }),
  onTimeShare: {
    fact: 'transactions', unit: 'share', name: words('按期办结率', 'On-time share'), definition: words('按期办结占应按期办结', 'On time by decided under a promise'),
    formula: { kind: 'ratio', part: count({ ...counted, promise: ['kept'] }), whole: count({ ...counted, promise: ['kept', 'late'] }) },
    excludes: { measure: 'undecided', because: words('承诺件尚未办结', 'promised and not decided yet') },
  },
  undecided: transactions(words('承诺在办', 'Promised and open'), words('有承诺办结日、尚未办结的办件', 'With a promised day and not decided yet'), { ...counted, promise: ['open'] }),
  licences: transactions(words('许可决定', 'Licence decisions'), words('经许可流程作出决定的办件', 'Decided through the licence flow'), { ...counted, licence: ['yes'] }),
};

/** Whether the groups' values add up to the total's. */
export const isAdditive = (measure: Measure): boolean => measures[measure].formula.kind === 'count' || measures[measure].formula.kind === 'sum';
