import { QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import { laneLetters } from '../../../shared/routing/lanes.ts';
import type { Slip as SlipContent } from '../../../shared/contract/visit.ts';
import { localName, type Language } from '../../app/language.ts';
import { dispositionSigns } from '../../components/DispositionSign.tsx';
import { formatInstant, formatMinutes } from '../../components/format.ts';

/** The visitor's slip on an 80 mm roll: read at arm's length by someone of 75. */
export function Slip({ slip, language }: { readonly slip: SlipContent; readonly language: Language }) {
  const { t } = useTranslation('papers', { lng: language });
  const { t: common } = useTranslation('components', { lng: language });
  const waits = slip.lane !== 'remote' && slip.lane !== 'referral';
  return (
    <article className="paper paper-roll slip" lang={language} data-lane={slip.lane}>
      {slip.trial && <p className="paper-trial">{t('trial')}</p>}
      <p className="paper-station">{slip.station} · {slip.site}</p>
      <p className="slip-lane">
        <span className="slip-lane-letter">{laneLetters[slip.lane]}</span>
        <span>{common(`lane.${slip.lane}`)}</span>
      </p>
      <p className="for-readers">{t('slip.number')}</p>
      <p className="slip-number" data-length={slip.number.length}>{slip.number}</p>
      {slip.priority && <p className="slip-priority">{t('slip.priority')}</p>}
      <p className="slip-go">{t(`slip.go.${slip.lane}`)}</p>
      {waits && (
        <dl className="slip-wait">
          <div>
            <dt>{t('slip.ahead')}</dt>
            <dd>{t('slip.people', { people: slip.ahead })}</dd>
          </div>
          <div>
            <dt>{t('slip.wait')}</dt>
            <dd>{slip.expectedMinutes === null ? t('slip.waitUnknown') : formatMinutes(common, slip.expectedMinutes)}</dd>
          </div>
        </dl>
      )}
      <section>
        <h2>{t('slip.matters')}</h2>
        <ul>{slip.matters.map((matter) => <li key={matter.name}>{localName(matter, language)}</li>)}</ul>
      </section>
      <section className="slip-bring">
        <h2>{t('slip.bring')}</h2>
        {slip.bring.length === 0 ? (
          <p>{t('slip.bringNothing')}</p>
        ) : (
          <ul>{slip.bring.map((material) => <li key={material.name}><span className="paper-sign" aria-hidden="true">{dispositionSigns.submit}</span>{localName(material, language)}</li>)}</ul>
        )}
      </section>
      {slip.needNotBring.length > 0 && (
        <section className="slip-need-not">
          <h2>{t('slip.needNotBring')}</h2>
          <ul>
            {slip.needNotBring.map((material) => (
              <li key={material.name}>
                <span className="paper-sign" aria-hidden="true">{dispositionSigns[material.disposition]}</span>
                <span>{localName(material, language)} <small>{common(`disposition.${material.disposition}`)}</small></span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <figure className="slip-qr">
        <QRCode type="svg" aria-label={t('slip.qr')} value={slip.qr} size={224} bordered={false} color="#000000" bgColor="#ffffff" errorLevel="M" />
        <figcaption>{t('slip.qr')}</figcaption>
      </figure>
      <p className="paper-foot">{t('slip.received')} {formatInstant(common, slip.receivedAt)}<br />{t('slip.keep')}</p>
      {slip.trial && <p className="paper-trial">{t('trial')}</p>}
    </article>
  );
}
