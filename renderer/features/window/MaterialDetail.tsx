import { useTranslation } from 'react-i18next';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import { localName } from '../../app/language.ts';

/** Under the ledger, of the row with the focus: which list row decided, which ones lost, and what the catalogue notes. */
export function MaterialDetail({ material }: { readonly material: ResolvedMaterial }) {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  const { decidedBy, overruled, provider, note, basis, sourced, toleranceDays } = material;
  const lines = [
    decidedBy === null ? t('detail.byCatalogue') : t('detail.byList', { list: decidedBy.list, version: decidedBy.version, row: decidedBy.row + 1 }),
    ...overruled.map((lost) => t(lost.version === null ? 'detail.overruledCatalogue' : 'detail.overruled', { list: lost.list, disposition: common(`disposition.${lost.disposition}`) })),
    ...(provider === '' ? [] : [t('detail.provider', { provider })]),
    ...(toleranceDays === null ? [] : [t('detail.tolerance', { days: toleranceDays })]),
    ...(basis === null || basis === '' ? [] : [t('detail.basis', { basis })]),
    ...(note === '' ? [] : [note]),
    ...(sourced ? [] : [t('detail.unsourced')]),
  ];
  return (
    <aside className="window-detail" aria-label={t('detail.label', { name: localName(material) })}>
      <h3>{localName(material)}</h3>
      <p>{lines.join(t('list.stop'))}</p>
    </aside>
  );
}
