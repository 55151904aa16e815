/** The words of an exported table's own sheets: data, pivot rows, definitions, what is left out, proof, source. */
import { words } from './wording.ts';

export const exportSheets = {
  data: words('数据', 'Data'),
  pivot: words('透视', 'Pivot'),
  definitions: words('定义', 'Definitions'),
  excluded: words('不计入', 'Left out'),
  identities: words('核对', 'Proof'),
  source: words('来源', 'Source'),
  summary: words('汇总', 'Summary'),
  transactions: words('涉及的办件', 'Transactions concerned'),
  fates: words('材料去向', 'What became of materials'),
  overrides: words('导办改派', 'Overrides'),
} as const;

/** Of a question that has no name. */
export const exportTitle = words('统计表', 'Figures');

export const columnWords = {
  rank: words('名次', 'Rank'),
  code: (name: string): string => `${name} #`,
  compared: words('对比', 'compared'),
  measure: words('指标', 'Measure'),
  unit: words('单位', 'Unit'),
  value: words('数值', 'Value'),
  comparedValue: words('对比数值', 'Value compared'),
  kind: words('类别', 'Kind'),
  name: words('名称', 'Name'),
  identifier: words('标识', 'Identifier'),
  definition: words('定义', 'Definition'),
  formula: words('算式', 'Formula'),
  leavesOut: words('不计入', 'Leaves out'),
  countedAs: words('计作', 'Counted as'),
  count: words('数量', 'Count'),
  because: words('原因', 'Because'),
  identity: words('等式', 'Equation'),
  left: words('左边', 'Left'),
  right: words('右边', 'Right'),
  result: words('结果', 'Result'),
  item: words('项目', 'Item'),
  content: words('内容', 'Value'),
} as const;

export const kindWords = { measure: words('指标', 'Measure'), dimension: words('维度', 'Dimension'), column: words('列', 'Column') } as const;
export const heldWords = { held: words('成立', 'Holds'), broken: words('不成立', 'BROKEN') } as const;
/** Under rows of which some are left out by a ranking, the total is still of all. */
export const wholeWords = words('全部合计', 'Total of all');

export const sourceWords = {
  trial: words('试用站点，不作凭据', 'Trial station, not a valid document'),
  table: words('表名', 'Table'),
  station: words('站点', 'Station'),
  site: words('大厅', 'Site'),
  from: words('起', 'From'),
  to: words('止', 'To'),
  comparedFrom: words('对比期起', 'Compared from'),
  comparedTo: words('对比期止', 'Compared to'),
  measures: words('指标', 'Measures'),
  by: words('分组', 'By'),
  where: words('筛选', 'Filter'),
  reportYear: words('报告年度起始（月-日）', 'Reporting year begins (MM-DD)'),
  ranking: words('排序', 'Ranking'),
  query: words('查询（JSON）', 'Query (JSON)'),
  definition: words('说明', 'Definition'),
  first: words('留痕：从第几条', 'Journal: first entry'),
  last: words('留痕：到第几条', 'Journal: last entry'),
  hash: words('末条的指纹（SHA-256）', 'Hash of the last entry (SHA-256)'),
  asOf: words('逾期截至', 'Past due as of'),
  names: words('姓名和证件号码：要清单的留痕序号', 'Names and numbers: journal entry that asked for them'),
  noNames: words('本表不含办事群众的个人信息', 'Nothing that tells who the visitors are stands in this file'),
} as const;
export const rankingWords = { most: words('从多到少', 'most first'), least: words('从少到多', 'least first'), first: words('取前', 'first') } as const;
