/** The words of a work report's tables. */
import { words } from './wording.ts';

export const reportColumns = {
  measure: words('指标', 'Measure'), now: words('本期', 'This period'), previous: words('上期', 'Before'), fromPrevious: words('环比', 'Change'),
  yearBefore: words('上年同期', 'Year before'), fromYearBefore: words('同比', 'On the year'),
  lane: words('通道', 'Lane'), transactions: words('办件量', 'Handled'), share: words('占比', 'Share'), completed: words('办结', 'Completed'),
  wait: words('等候中位数', 'Median wait'), service: words('办理中位数', 'Median service'), rank: words('序号', 'No.'), matter: words('事项', 'Matter'),
  fate: words('办理方式', 'What became of them'), materials: words('份数', 'Materials'), licence: words('许可事项', 'Licence'), decided: words('决定', 'Decided'), granted: words('准予', 'Granted'), refused: words('不予许可', 'Refused'),
  compression: words('时限压缩', 'Shorter by'), median: words('中位数（工作日）', 'Median (working days)'), rating: words('评价', 'Rating'), ratings: words('条数', 'Ratings'),
  month: words('月份', 'Month'), day: words('日期', 'Day'), visits: words('来访人次', 'Visits'), saved: words('免交材料', 'Papers saved'),
  identity: words('核对等式', 'Equation'), left: words('左边', 'Left'), right: words('右边', 'Right'), result: words('结果', 'Result'),
  leftOut: words('未计入', 'Left out'), count: words('数量', 'Count'), because: words('原因', 'Because'),
} as const;

/** What each table is called, as the caption for readers and as the sheet of a workbook. */
export const reportTables = {
  overall: words('总体情况', 'Overall'), lanes: words('分通道', 'By lane'), matters: words('事项', 'Matters'), materials: words('材料', 'Materials'), licences: words('许可', 'Licences'),
  durations: words('时长', 'Durations'), rates: words('时效', 'Rates'), ratings: words('评价', 'Ratings'), trend: words('走势', 'Trend'), identities: words('核对', 'Proof'), excluded: words('未计入', 'Left out'),
} as const;
export type ReportTable = keyof typeof reportTables;

export const resultWords = { held: words('成立', 'Holds'), broken: words('不成立', 'BROKEN') } as const;
/** The sheet of a workbook that holds the sentences. */
export const reportSheetWords = words('报告文字', 'Sentences');
export const trialWords = words('试用数据，不作凭据', 'Trial data, not a valid document');
