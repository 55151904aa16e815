import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../shared/contract/bridge.ts';
import { localName, type Language } from '../../app/language.ts';

type Sentence = { readonly text: string; readonly textEn: string; readonly basis: string };

const parts = ['choice', 'liability', 'verification', 'promise'] as const;

/** Notice and commitment (行政许可告知承诺书) on A4: what the applicant is told, what they promise, and the place to sign. */
export function LicenceCommitment({ paper: { licence, language, station, site, trial, day } }: { readonly paper: Extract<Paper, { readonly kind: 'licence' }> }) {
  const { t } = useTranslation('papers', { lng: language });
  const { t: words } = useTranslation('licence', { lng: language });
  const matter = localName({ name: licence.matterName, nameEn: licence.matterNameEn }, language);
  const [year = '', month = '', date = ''] = day.split('-');
  return (
    <article className="paper paper-sheet notice licence-paper" lang={language}>
      {trial && <p className="paper-trial">{t('trial')}</p>}
      <h2 className="notice-title">{t('licence.title')}</h2>
      <p className="notice-number">{t('licence.number', { number: licence.case })}</p>
      <p>{t('licence.to', { applicant: licence.applicantMasked.name })}</p>
      <p className="notice-text">{t('licence.told', { matter, procedure: words(`procedure.${licence.procedure}`) })}</p>
      <h3>{t('licence.conditions')}</h3>
      <Sentences sentences={licence.conditions} language={language} />
      {parts.map((part) => (
        <section key={part}>
          <h3>{t(`licence.${part}`)}</h3>
          {part === 'promise' && <p className="notice-text">{t('licence.promised')}</p>}
          <Sentences sentences={licence.notice[part]} language={language} />
        </section>
      ))}
      <footer>
        <div className="notice-sign">
          <p>{t('licence.sign')}</p>
          <p>{t('licence.dated')}</p>
        </div>
        <div className="notice-seal">
          <p>{licence.authority}</p>
          <p>{station}</p>
          <p>{site}</p>
          <p>{t('notice.day', { year, month: language === 'en' ? month : Number(month), date: language === 'en' ? date : Number(date) })}</p>
        </div>
      </footer>
    </article>
  );
}

function Sentences({ sentences, language }: { readonly sentences: readonly Sentence[]; readonly language: Language }) {
  const { t } = useTranslation('papers', { lng: language });
  return (
    <ol>
      {sentences.map(({ text, textEn, basis }) => <li key={text}>{language === 'en' ? textEn : text}{basis !== '' && <small>{t('licence.basis', { basis })}</small>}</li>)}
    </ol>
  );
}
