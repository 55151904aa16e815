import { useTranslation } from 'react-i18next';
import type { CheckLetter as CheckLetterContent } from '../../../shared/contract/checks.ts';
import { PaperType } from '../../../shared/identity/paper.ts';
import { paperTypeWords } from '../../../shared/identity/paper-words.ts';
import { localName, type Language } from '../../app/language.ts';
import { staffLine } from './staff.ts';

/** The request to the issuing body (部门核验函) on A4, with the room for its answer under it. The one paper that names a person in full. */
export function CheckLetter({ letter, language }: { readonly letter: CheckLetterContent; readonly language: Language }) {
  const { t } = useTranslation('papers', { lng: language });
  const matter = localName({ name: letter.matterName, nameEn: letter.matterNameEn }, language);
  const day = (iso: string): string => {
    const [year = '', month = '', date = ''] = iso.split('-');
    return t('notice.day', { year, month: language === 'en' ? month : Number(month), date: language === 'en' ? date : Number(date) });
  };
  const type = PaperType.safeParse(letter.applicant.paper.type).data;
  const rows: readonly (readonly [term: string, value: string])[] = [
    [t('check.what'), letter.material],
    [t('check.who'), letter.applicant.name],
    [t('check.paper'), type === undefined ? letter.applicant.paper.type : paperTypeWords[type][language]],
    [t('check.paperNumber'), letter.applicant.paper.number],
  ];
  return (
    <article className="paper paper-sheet notice check-letter" lang={language}>
      {letter.trial && <p className="paper-trial">{t('trial')}</p>}
      <h2 className="notice-title">{t('check.title')}</h2>
      <p className="notice-number">{t('check.number', { number: letter.check })}</p>
      <p>{t('check.to', { body: letter.body })}</p>
      <p className="notice-text">
        {letter.due === null ? t('check.openingUndated', { matter, number: letter.number }) : t('check.opening', { matter, number: letter.number, due: day(letter.due) })}
      </p>
      <table>
        <tbody>
          {rows.map(([term, value]) => <tr key={term}><th scope="row">{term}</th><td>{value}</td></tr>)}
        </tbody>
      </table>
      <div className="notice-seal">
        <p>{letter.station}</p>
        <p>{letter.site}</p>
        <p>{t('notice.clerk', { clerk: staffLine(t, letter.clerk) })}</p>
        <p>{day(letter.day)}</p>
      </div>
      <section className="check-letter-answer">
        <h3>{t('check.answer')}</h3>
        <p className="check-letter-boxes"><span>□ {t('check.confirmed')}</span><span>□ {t('check.refuted')}</span></p>
        <p>{t('check.note')}</p>
        <footer>
          <p>{t('check.checker')}</p>
          <div className="notice-seal"><p>{t('check.seal')}</p><p>{t('check.day')}</p></div>
        </footer>
      </section>
      <p className="check-letter-note">{t('check.privacy')}</p>
    </article>
  );
}
