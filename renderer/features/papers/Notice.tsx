import { useTranslation } from 'react-i18next';
import type { Notice as NoticeContent } from '../../../shared/contract/transaction.ts';
import { localName, type Language } from '../../app/language.ts';
import { staffLine } from './staff.ts';

/** The one-time notice (一次性告知书) on A4, in the wording of an official paper. */
export function Notice({ notice, copy, language }: { readonly notice: NoticeContent; readonly copy: boolean; readonly language: Language }) {
  const { t } = useTranslation('papers', { lng: language });
  const matter = localName({ name: notice.matterName, nameEn: notice.matterNameEn }, language);
  const [year = '', month = '', date = ''] = notice.day.split('-');
  return (
    <article className="paper paper-sheet notice" lang={language}>
      {notice.trial && <p className="paper-trial">{t('trial')}</p>}
      <h2 className="notice-title">{t('notice.title')}{copy && t('notice.copy')}</h2>
      <p className="notice-number">{t('notice.number', { number: notice.number })}</p>
      <p>{t('notice.to', { applicant: notice.applicant })}</p>
      <p className="notice-text">{t('notice.opening', { matter })}</p>
      <table>
        <thead>
          <tr><th scope="col">{t('notice.index')}</th><th scope="col">{t('notice.name')}</th><th scope="col">{t('notice.note')}</th></tr>
        </thead>
        <tbody>
          {notice.missing.map((material, index) => (
            <tr key={material.name}>
              <td>{index + 1}</td>
              <td>{localName(material, language)}</td>
              <td>{material.note === '' ? t('notice.noNote') : material.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="notice-text">{t('notice.complete')}</p>
      <p className="notice-text">{t('notice.rights')}</p>
      <footer>
        <div className="notice-sign">
          <p>{t('notice.sign')}</p>
          <p>{t('notice.copies')}</p>
        </div>
        <div className="notice-seal">
          <p>{notice.station}</p>
          <p>{notice.site}</p>
          <p>{t('notice.clerk', { clerk: staffLine(t, notice.clerk) })}</p>
          <p>{t('notice.day', { year, month: language === 'en' ? month : Number(month), date: language === 'en' ? date : Number(date) })}</p>
        </div>
      </footer>
    </article>
  );
}
