/** The words of the figures' values, once for screen and export. Chinese as such tables are headed; English complete. */
import type { Lane } from '../routing/lanes.ts';
import type { RecordedOutcome } from '../transaction/transaction.ts';

export type Language = 'zh-CN' | 'en';
export type Words = Readonly<Record<Language, string>>;

export const words = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

export const laneWords: Readonly<Record<Lane, Words>> = {
  window: words('综合受理窗口', 'Integrated window'),
  'self-service': words('网办自助区', 'Self-service zone'),
  'mobile-assisted': words('掌上帮办区', 'Mobile-assisted zone'),
  remote: words('不见面办理', 'Done from home'),
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
