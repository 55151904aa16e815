import { useTranslation } from 'react-i18next';

/** The small mark of a value without a public source. What opens beside it explains it; the title does for a mouse. */
export function UnsourcedMark({ of }: { readonly of: 'matter' | 'material' }) {
  const { t } = useTranslation('guide');
  return <span className="guide-unsourced" title={t(`unsourced.${of}`)}>{t('unsourced.mark')}</span>;
}
