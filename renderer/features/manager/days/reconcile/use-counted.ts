import { useTranslation } from 'react-i18next';
import type { Counts } from '../../../../../shared/upload/reconcile.ts';

/** `12`, or `12（另作废 1）`. */
export function useCounted(): (counts: Counts) => string {
  const { t } = useTranslation('manager');
  return ({ transactions, voided }) => (voided === 0 ? String(transactions) : t('days.reconcile.counted', { transactions, voided }));
}
