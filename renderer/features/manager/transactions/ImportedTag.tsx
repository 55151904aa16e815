import { useTranslation } from 'react-i18next';

/** Marks what was not handled here but taken over from a previous system. */
export function ImportedTag() {
  const { t } = useTranslation('manager');
  return <span className="transactions-imported">{t('transactions.imported')}</span>;
}
