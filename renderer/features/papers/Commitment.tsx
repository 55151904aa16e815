import { useTranslation } from 'react-i18next';
import type { CommitmentNotice } from '../../../shared/contract/commitments.ts';
import { localName, type Language } from '../../app/language.ts';
import { staffLine } from './staff.ts';

/** Notice and commitment for one material (告知承诺书) on A4, in the words of the edition that was given; signed by hand below. */
export function Commitment({ notice, language }: { readonly notice: CommitmentNotice; readonly language: Language }) {
  const { t } = useTranslation('papers', { lng: language });
  const [year = '', month = '', date = ''] = notice.day.split('-');
  const matter = localName({ name: notice.matterName, nameEn: notice.matterNameEn }, language);
  const material = localName({ name: notice.material, nameEn: notice.materialEn }, language);
  return (
    <article className="paper paper-sheet notice licence-paper" lang={language}>
      {notice.trial && <p className="paper-trial">{t('trial')}</p>}
      <h2 className="notice-title">{t('commitment.title')}</h2>
      <p className="notice-number">{t('notice.number', { number: notice.commitment })}</p>
      <p>{t('commitment.to', { applicant: notice.applicant })}</p>
      <p className="notice-text">{t('commitment.told', { matter, material })}</p>
      {notice.provider !== '' && <p className="notice-text">{t('commitment.provider', { provider: notice.provider })}</p>}
      <ol>{notice.texts.map(({ topic, zh, en }) => <li key={topic}>{language === 'en' ? en : zh}</li>)}</ol>
      {notice.legalBasis.length > 0 && <p className="notice-text">{t('commitment.basis', { basis: notice.legalBasis.join('；') })}</p>}
      <footer>
        <div className="notice-sign">
          <p>{t(notice.byGuardian ? 'commitment.guardian' : 'commitment.sign')}</p>
          <p>{t('commitment.dated')}</p>
        </div>
        <div className="notice-seal">
          <p>{notice.station}</p>
          <p>{notice.site}</p>
          <p>{t('commitment.clerk', { clerk: staffLine(t, notice.clerk) })}</p>
          <p>{t('notice.day', { year, month: language === 'en' ? month : Number(month), date: language === 'en' ? date : Number(date) })}</p>
        </div>
      </footer>
    </article>
  );
}
