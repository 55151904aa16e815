/** The report in the Chinese of such reports. */
import { Lane } from '../routing/lanes.ts';
import { measures } from './measures.ts';
import { readPeriod, type Span } from './report-period.ts';
import type { ReportFigures } from './report.ts';
import { amount, changes, extremes, isEmpty, materialMeasures, outcomeMeasures, partOf, ratingMeasures, type ReportSentences } from './report-sentences.ts';
import { countText, durationText, shareText } from './report-text.ts';
import { laneWords } from './wording.ts';

const language = 'zh-CN';
const name = (measure: keyof typeof measures): string => measures[measure].name[language];
const time = (seconds: number): string => durationText(seconds, language);
const day = (date: string): string => `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
const place = (at: string): string => (at.length === 7 ? `${Number(at.slice(0, 4))}年${Number(at.slice(5))}月` : day(at));
const share = (part: number, whole: number): string => {
  const value = partOf(part, whole);
  return value === null ? '' : `，占${shareText(value)}`;
};
/** The year is said once where it is the same. */
const days = ({ from, to }: Span): string => (from === to ? day(from) : `${day(from)}至${from.slice(0, 4) === to.slice(0, 4) ? day(to).slice(5) : day(to)}`);
const quarters = ['一', '二', '三', '四'];

function periodName({ period }: ReportFigures): string {
  if (typeof period !== 'string') return days(period);
  const { kind, year, number } = readPeriod(period);
  return { month: `${year}年${number}月`, quarter: `${year}年第${quarters[number - 1]}季度`, half: `${year}年${number === 1 ? '上' : '下'}半年`, year: `${year}年` }[kind];
}

/** `同比增长12.3%`; nothing where there is nothing to compare with. */
function change(word: '同比' | '环比', value: number | null): string {
  if (value === null) return '';
  if (Math.abs(value) < 0.0005) return `，${word}持平`;
  return `，${word}${value > 0 ? '增长' : '下降'}${shareText(Math.abs(value))}`;
}

const bothChanges = (figures: ReportFigures, measure: 'transactions' | 'papersSaved'): string => {
  const { previous, yearBefore } = changes(figures, measure);
  return `${change('同比', yearBefore)}${change('环比', previous)}`;
};

/** Of a list of measures those that are not nothing, each with its share. */
const listed = (figures: ReportFigures, of: readonly (keyof typeof measures)[], unit: string, whole: number): string =>
  of.filter((measure) => amount(figures.totals, measure) > 0).map((measure) => `${name(measure)}${countText(amount(figures.totals, measure))}${unit}${share(amount(figures.totals, measure), whole)}`).join('；');

function overall(figures: ReportFigures): readonly string[] {
  const { totals, imported } = figures;
  if (isEmpty(figures)) return [`${periodName(figures)}，本站没有来访，也没有办件。`];
  const transactions = amount(totals, 'transactions');
  const cases = amount(totals, 'cases');
  const ended = (['visitsDone', 'visitsLeft', 'noShows', 'visitsOpen'] as const).filter((measure) => amount(totals, measure) > 0);
  return [
    `${periodName(figures)}${figures.whole ? '' : `（截至${day(figures.to)}）`}，本站共接待来访群众${countText(amount(totals, 'visits'))}人次，办理各类事项${countText(transactions)}件${bothChanges(figures, 'transactions')}`
    + `${cases === transactions ? '' : `；按事项规定的办件口径计${countText(cases)}件`}。`
    + `${transactions === 0 ? '' : `其中，${listed(figures, outcomeMeasures, '件', transactions)}。`}`,
    ...(ended.length === 0 ? [] : [`来访群众中，${ended.map((measure) => `${name(measure)}${countText(amount(totals, measure))}人次`).join('，')}。`]),
    ...(imported === 0 ? [] : [`以上办件中，有${countText(imported)}件由原有系统的历史数据导入，其余为本站办理。`]),
  ];
}

function lanes(figures: ReportFigures): readonly string[] {
  const { totals } = figures;
  const transactions = amount(totals, 'transactions');
  if (transactions === 0) return ['本期没有办件。'];
  const parts = figures.lanes.filter((row) => (row.transactions ?? 0) > 0).map((row) => {
    const lane = Lane.safeParse(row.lane).data;
    return `${lane === undefined ? row.lane : laneWords[lane][language]}${countText(row.transactions ?? 0)}件${share(row.transactions ?? 0, transactions)}`;
  });
  const { diversionShare, overrideShare } = totals;
  return [
    `按办理通道分，${parts.join('；')}。`,
    `${typeof diversionShare === 'number' ? `窗口可办而由群众在自助、帮办和不见面通道办理的有${countText(amount(totals, 'diverted'))}件，分流率${shareText(diversionShare)}。` : ''}`
    + `${amount(totals, 'overrides') === 0 || typeof overrideShare !== 'number' ? '' : `引导员按群众实际情况改派通道${countText(amount(totals, 'overrides'))}人次，改派率${shareText(overrideShare)}。`}`,
  ].filter((text) => text !== '');
}

function matters(figures: ReportFigures): readonly string[] {
  const [first] = figures.matters;
  if (first === undefined) return ['本期没有办件。'];
  const transactions = amount(figures.totals, 'transactions');
  const together = figures.matters.reduce((sum, row) => sum + (row.transactions ?? 0), 0);
  return [
    `本期办理的事项共${countText(figures.matterCount)}项，办件量最多的是“${first.matterName ?? first.matter}”，${countText(first.transactions ?? 0)}件${share(first.transactions ?? 0, transactions)}`
    + `${figures.matterCount > figures.matters.length ? `；前${figures.matters.length}项合计${countText(together)}件${share(together, transactions)}` : ''}。`,
  ];
}

function materials(figures: ReportFigures): readonly string[] {
  const all = amount(figures.totals, 'materials');
  if (all === 0) return ['本期办件没有涉及材料。'];
  const saved = amount(figures.totals, 'papersSaved');
  return [
    `办件按清单应用材料${countText(all)}份，其中${listed(figures, materialMeasures, '份', all)}。`,
    `通过取消、数据共享、部门核查和告知承诺，群众免交证明材料${countText(saved)}份${share(saved, all)}${bothChanges(figures, 'papersSaved')}。`,
  ];
}

function licences({ licences: { total } }: ReportFigures): readonly string[] {
  if (total.decided === 0) return ['本期没有经告知承诺流程作出的行政许可决定。'];
  const { ratio, statutoryDays, promisedDays } = total.compression;
  return [
    `以告知承诺方式作出行政许可决定${countText(total.decided)}件，其中准予${countText(total.granted)}件、不予许可${countText(total.refused)}件`
    + `${total.medianWorkingDays === null ? '' : total.medianWorkingDays === 0 ? '，半数以上当日作出' : `，自申请到决定的中位数为${Math.round(total.medianWorkingDays * 10) / 10}个工作日`}`
    + `${ratio === null ? '' : `；法定时限合计${statutoryDays}日，承诺时限合计${promisedDays}日，压缩${shareText(ratio)}`}。`,
  ];
}

function times({ totals }: ReportFigures): readonly string[] {
  const { visitWaitMedian, visitWaitP90, visitWaitWithin, serviceMedian, serviceP90, compression, onTimeShare } = totals;
  const waited = typeof visitWaitMedian === 'number' && typeof visitWaitP90 === 'number' && typeof visitWaitWithin === 'number'
    ? `群众从取号到叫号，等候时间中位数为${time(visitWaitMedian)}，九成群众在${time(visitWaitP90)}以内叫到号，15分钟以内叫到号的占${shareText(visitWaitWithin)}。` : '本期没有可用的等候时间。';
  const served = typeof serviceMedian === 'number' && typeof serviceP90 === 'number' ? `办理时长中位数为${time(serviceMedian)}，九成办件在${time(serviceP90)}以内办完。` : '本期没有可用的办理时长。';
  const kept = typeof onTimeShare === 'number' ? `承诺件到期应有结果${countText(amount(totals, 'due'))}件，按期办结${countText(amount(totals, 'onTime'))}件，按期办结率${shareText(onTimeShare)}。` : '';
  const shortened = typeof compression === 'number' ? `办件法定时限合计${countText(amount(totals, 'statutoryDays'))}个工作日，承诺时限合计${countText(amount(totals, 'promisedDays'))}个工作日，时限压缩${shareText(compression)}。` : '';
  return [`${waited}${served}`, `${kept}${shortened}`].filter((text) => text !== '');
}

function ratings(figures: ReportFigures): readonly string[] {
  const { totals } = figures;
  const given = amount(totals, 'ratings');
  const { ratingRate, satisfaction } = totals;
  if (given === 0 || typeof satisfaction !== 'number') return ['本期没有收到群众评价。'];
  return [
    `收到群众评价${countText(given)}条${typeof ratingRate === 'number' ? `，参评率${shareText(ratingRate)}` : ''}，其中${listed(figures, ratingMeasures, '条', given)}；满意率${shareText(satisfaction)}。`,
  ];
}

function trend(figures: ReportFigures): readonly string[] {
  const found = extremes(figures);
  if (found === null) return ['本期没有办件。'];
  const monthly = figures.trend.by === 'month';
  return [
    `办件量最多的是${place(found.most.place)}，${countText(found.most.transactions)}件`
    + `${found.least.place === found.most.place ? '' : `；最少的是${place(found.least.place)}，${countText(found.least.transactions)}件；有办件的${monthly ? '月份月均' : '日子日均'}${countText(found.mean)}件`}。`,
  ];
}

function proof({ identities, totals, head }: ReportFigures): readonly string[] {
  const broken = identities.filter(({ holds }) => !holds).length;
  return [
    `本报告的数据由本站办件日志逐条统计，截至日志第${head.seq}条。作废的${countText(amount(totals, 'voided'))}件不计入办件量。`
    + `${broken === 0 ? `下列${identities.length}项核对等式全部成立。` : `下列${identities.length}项核对等式中有${broken}项不成立，核查清楚之前请勿引用本报告的数据。`}`,
  ];
}

export const chinese: ReportSentences = {
  // Any days would make the title two lines long.
  title: (figures) => `${typeof figures.period === 'string' ? periodName(figures) : ''}${typeof figures.period === 'string' && figures.period.length === 4 ? '度' : ''}政务服务工作情况报告`,
  under: (figures) => `${typeof figures.period === 'string' ? '' : `${periodName(figures)} · `}${figures.station.site} · ${figures.station.name}${figures.whole ? '' : `（数据截至${day(figures.to)}）`}`,
  span: ({ from, to }) => `${from} 至 ${to}`,
  headings: {
    overall: '一、总体情况', lanes: '二、分通道办理情况', matters: '三、办件量居前的事项', materials: '四、减证便民', licences: '五、告知承诺制许可', times: '六、办理时效', ratings: '七、群众评价', trend: '八、办件走势', proof: '九、数据核对',
  },
  paragraphs: { overall, lanes, matters, materials, licences, times, ratings, trend, proof },
  compared: ({ previous, yearBefore }) => `${previous === null ? '' : `上期为${days(previous)}，`}上年同期为${days(yearBefore)}；“—”表示没有可比或可计的数据。`,
};
