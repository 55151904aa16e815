import { useTranslation } from 'react-i18next';
import type { MaterialRecord, Receipt as ReceiptContent } from '../../../shared/contract/transaction.ts';
import { localName, type Language } from '../../app/language.ts';
import { dispositionSigns } from '../../components/DispositionSign.tsx';
import { formatDay, formatInstant } from '../../components/format.ts';
import { staffLine } from './staff.ts';

/** The receipt of one transaction on an 80 mm roll: its number, its ending, and what became of each material. */
export function Receipt({ receipt, language }: { readonly receipt: ReceiptContent; readonly language: Language }) {
  const { t } = useTranslation('papers', { lng: language });
  const { t: common } = useTranslation('components', { lng: language });
  const materialLine = (material: MaterialRecord): string =>
    [
      material.state === 'done' ? t(`receipt.way.${material.way}`) : t(`receipt.state.${material.state}`),
      material.state === 'done' && material.copies !== null && material.copies > 0 ? t('receipt.copies', { copies: material.copies }) : '',
      material.dueBy === null ? '' : t('receipt.dueBy', { day: material.dueBy }),
      material.note ?? '',
    ].filter((part) => part !== '').join(' · ');
  const rows: readonly (readonly [term: string, value: string])[] = [
    ...(receipt.official === null ? [] : [[t('receipt.official'), receipt.official] as const]),
    [t('receipt.matter'), localName({ name: receipt.matterName, nameEn: receipt.matterNameEn }, language)],
    [t('receipt.applicant'), receipt.applicant],
    ...(receipt.persons === undefined ? [] : [[t('receipt.persons'), t('receipt.personCount', { count: receipt.persons })] as const]),
    ...(receipt.due === null ? [] : [[t('receipt.due'), formatDay(common, receipt.due)] as const]),
    ...(receipt.dueUnknown === null ? [] : [[t('receipt.due'), common(`dueUnknown.${receipt.dueUnknown}`)] as const]),
    [t('receipt.at'), formatInstant(common, receipt.finishedAt)],
    ...(receipt.window === null ? [] : [[t('receipt.window'), t('receipt.windowNumber', { window: receipt.window })] as const]),
    [t('receipt.clerk'), staffLine(t, receipt.clerk)],
    ...(receipt.ticket === null ? [] : [[t('receipt.ticket'), receipt.ticket] as const]),
  ];
  return (
    <article className="paper paper-roll receipt" lang={language}>
      {receipt.trial && <p className="paper-trial">{t('trial')}</p>}
      <p className="paper-station">{receipt.station} · {receipt.site}</p>
      <h2 className="receipt-title">{t('receipt.title')}</h2>
      <p className="receipt-number"><span>{t('receipt.number')}</span><strong>{receipt.number}</strong></p>
      <p className="receipt-outcome">{common(`outcome.${receipt.outcome}`)}</p>
      <dl className="receipt-rows">
        {rows.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}
      </dl>
      <section>
        <h3>{t('receipt.materials')}</h3>
        {receipt.materials.length === 0 && <p>{t('receipt.noMaterials')}</p>}
        <ul>
          {receipt.materials.map((material) => (
            <li key={material.name}>
              <span className="paper-sign" aria-hidden="true">{dispositionSigns[material.way]}</span>
              <span>{material.name} <small>{materialLine(material)}</small></span>
            </li>
          ))}
        </ul>
      </section>
      <p className="paper-foot">{t('receipt.proof')} <span className="receipt-head">{receipt.head.slice(0, 16)}</span><br />{t('receipt.proofHelp')}</p>
      {receipt.trial && <p className="paper-trial">{t('trial')}</p>}
    </article>
  );
}
