/** The words of the volume table, once for screen and export. Chinese as such tables are headed; English complete. */
import type { Lane } from '../routing/lanes.ts';
import type { RecordedOutcome } from '../transaction/transaction.ts';
import type { VolumeDimension, VolumeMeasures } from './volume.ts';

export type Language = 'zh-CN' | 'en';
type Words = Readonly<Record<Language, string>>;

const words = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

export const dimensionWords: Readonly<Record<VolumeDimension, Words>> = {
  day: words('日期', 'Day'),
  month: words('月份', 'Month'),
  lane: words('通道', 'Lane'),
  matter: words('事项', 'Matter'),
  window: words('窗口', 'Window'),
  clerk: words('经办人', 'Clerk'),
  outcome: words('办理结果', 'Outcome'),
  origin: words('来源', 'Origin'),
};

export const measureWords: Readonly<Record<keyof VolumeMeasures, Words>> = {
  transactions: words('办件量', 'Transactions'),
  completed: words('办结', 'Completed'),
  accepted: words('受理', 'Accepted'),
  notAccepted: words('不予受理', 'Not accepted'),
  returned: words('退件', 'Returned'),
  referred: words('转办', 'Referred'),
  reopened: words('补正', 'Reopened'),
  voided: words('作废', 'Voided'),
  waitMedian: words('等候中位数（秒）', 'Wait, median (s)'),
  waitP90: words('等候九成以内（秒）', 'Wait, 90th percentile (s)'),
  serviceMedian: words('办理中位数（秒）', 'Service, median (s)'),
  serviceP90: words('办理九成以内（秒）', 'Service, 90th percentile (s)'),
  untimedWait: words('未计等候件数', 'Wait not timed'),
  untimedService: words('未计办理时长件数', 'Service not timed'),
};

export const laneWords: Readonly<Record<Lane, Words>> = {
  window: words('综合窗口', 'Window'),
  'self-service': words('网办自助区', 'Self-service'),
  'mobile-assisted': words('掌上帮办区', 'Mobile-assisted'),
  remote: words('不见面办理', 'Remote'),
  referral: words('转办', 'Referral'),
};

export const outcomeWords: Readonly<Record<RecordedOutcome, Words>> = {
  completed: words('办结', 'Completed'),
  accepted: words('受理', 'Accepted'),
  'not-accepted': words('不予受理', 'Not accepted'),
  returned: words('退件', 'Returned'),
  referred: words('转办', 'Referred'),
  reopened: words('补正', 'Reopened'),
  voided: words('作废', 'Voided'),
};

export const originWords = { own: words('本站办理', 'Handled here'), imported: words('历史导入', 'Imported') };

export const totalWords = words('合计', 'Total');
export const sheetWords = words('办件量', 'Volumes');
