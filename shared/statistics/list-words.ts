/** The words of the exported lists: transactions one by one, the ledger of materials, the look-back. */
import type { Disposition } from '../catalogue/catalogue.ts';
import type { FindingKind, LedgerFate } from '../contract/look-back.ts';
import { words, type Words } from './wording.ts';

export const listWords = {
  number: words('办件编号', 'Transaction'),
  day: words('日期', 'Day'),
  matter: words('事项编码', 'Matter #'),
  matterName: words('事项', 'Matter'),
  category: words('事项类别', 'Category'),
  lane: words('通道', 'Lane'),
  window: words('窗口', 'Window'),
  clerk: words('经办人', 'Clerk'),
  outcome: words('办理结果', 'Outcome'),
  applicantKind: words('申请人类型', 'Applicant'),
  origin: words('来源', 'Origin'),
  wait: words('等候', 'Wait'),
  service: words('办理时长', 'Service'),
  due: words('承诺办结日', 'Promised day'),
  closed: words('办结日', 'Decided on'),
  amendments: words('更正次数', 'Amendments'),
  name: words('申请人姓名', 'Applicant’s name'),
  paper: words('证件类型', 'Paper'),
  paperNumber: words('证件号码', 'Number'),
  phone: words('电话', 'Telephone'),
  material: words('材料', 'Material'),
  listed: words('清单规定', 'Listed as'),
  way: words('办理方式', 'Way'),
  fate: words('结果', 'What became of it'),
  kept: words('留有复印件', 'Copy kept'),
  list: words('依据清单', 'List'),
  listVersion: words('清单版本', 'Version'),
  listRow: words('清单行号', 'Row'),
  dueBy: words('补交期限', 'To be handed in by'),
  commitment: words('承诺书编号', 'Commitment'),
  finding: words('不该有的事', 'What should not have happened'),
  found: words('查出', 'Found'),
  transactions: words('涉及办件', 'Transactions'),
  materials: words('材料份数', 'Materials'),
  guide: words('导办工号', 'Guide #'),
  visits: words('来访', 'Visits'),
  overridden: words('改派', 'Overridden'),
  rate: words('改派率', 'Rate'),
} as const;

export const yesWords = words('是', 'Yes');

export const dispositionWords: Readonly<Record<Disposition, Words>> = {
  cancelled: words('直接取消', 'Cancelled'), 'data-sharing': words('数据共享', 'Data sharing'), 'inter-department': words('部门核验', 'Department check'), commitment: words('告知承诺', 'Commitment'), submit: words('提交', 'Handed in'),
};

export const fateWords: Readonly<Record<LedgerFate, Words>> = {
  dropped: words('取消', 'Dropped'), fetched: words('共享获取', 'Fetched'), checked: words('部门核查', 'Checked'), promised: words('告知承诺', 'Promised'), tolerated: words('容缺', 'Tolerated'),
  collected: words('收取', 'Collected'), pending: words('待复函', 'Awaited'), missing: words('缺件', 'Missing'), 'not-applicable': words('不适用', 'Not applicable'),
};

export const findingWords: Readonly<Record<FindingKind, Words>> = {
  cancelledCollected: words('已取消仍收取', 'Cancelled, yet collected'),
  sharedKept: words('共享仍留存', 'Shared, yet kept'),
  sharedAsked: words('共享却让群众提交', 'Shared, yet asked of the visitor'),
  sharedUnreceipted: words('记了调取却没有回执', 'Fetched, yet no receipt'),
  sourceNotUsed: words('有数据源未用', 'Source not used'),
  promisePastDue: words('承诺逾期', 'Promise past due'),
  promiseUnsigned: words('承诺没有签', 'Promise without a signature'),
  noticeLate: words('告知书迟发或未发', 'Notice late or not given'),
};

export const listIdentities = {
  ledgerRows: words('台账行数＝办件所记的材料数', 'Rows of the ledger = materials recorded with the transactions'),
  ledgerFates: words('台账行数＝各去向之和', 'Rows of the ledger = sum of what became of them'),
  transactionRows: words('清单行数＝办件量＋作废', 'Rows of the list = transactions + voided'),
  scanFates: words('材料份数＝各去向之和', 'Materials = sum of what became of them'),
} as const;
