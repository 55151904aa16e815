import { useTranslation } from 'react-i18next';
import { LedgerFate } from '../../../../shared/contract/look-back.ts';
import { Figures } from '../Figures.tsx';
import { percent } from './percent.ts';
import type { Scan } from './scan.ts';

/** What became of the materials of a span, as nine figures, each with its share. */
export function FateFigures({ scan, busy }: { readonly scan: Scan | undefined; readonly busy: boolean }) {
  const { t } = useTranslation('manager');
  const figures = LedgerFate.options.map((fate) => ({
    key: fate,
    title: t(`lookBack.fates.${fate}`),
    value: scan === undefined ? undefined : String(scan.fates[fate]),
    comparison: scan === undefined || scan.rows === 0 ? undefined : t('lookBack.fates.share', { share: percent(scan.fates[fate] / scan.rows) }),
  }));
  return <div className="look-back-fates"><Figures label={t('lookBack.fates.label')} figures={figures} busy={busy} /></div>;
}
