/** How long a matter takes, in words; what nobody could source is said to be so, never guessed. */
import type { TFunction } from 'i18next';
import type { MatterSummary } from './draft.ts';

type Limited = Pick<MatterSummary, 'caseKind' | 'promisedDays' | 'dayUnit'>;

/** `即办`, `5 个工作日`, `未载明`. */
export function limitText(t: TFunction<'guide'>, { caseKind, promisedDays, dayUnit }: Limited): string {
  return caseKind === 'instant' ? t('limit.instant') : daysText(t, promisedDays, dayUnit);
}

export function daysText(t: TFunction<'guide'>, days: number | null, dayUnit: Limited['dayUnit']): string {
  return days === null ? t('limit.unknown') : t(`limit.promised.${dayUnit}`, { days });
}
