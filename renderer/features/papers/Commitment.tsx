import { useTranslation } from 'react-i18next';
import type { SignedOn } from '../../../shared/contract/bridge.ts';
import type { CommitmentNotice } from '../../../shared/contract/commitments.ts';
import { padHeight, padWidth } from '../../../shared/transaction/signature.ts';
import { localName, type Language } from '../../app/language.ts';
import { pathOf } from '../../components/signature-path.ts';
import { staffLine } from './staff.ts';

type CommitmentProps = { readonly notice: CommitmentNotice; readonly signed: SignedOn | null; readonly language: Language };

/** Notice and commitment for one material (告知承诺书) on A4, in the words of the edition that was given; signed by hand below, or with the signature that was given. */
export function Commitment({ notice, signed, language }: CommitmentProps) {
  const { t } = useTranslation('papers', { lng: language });
  const [year = '', month = '', date = ''] = notice.day.split('-');
  const matter = localName({ name: notice.matterName, nameEn: notice.matterNameEn }, language);
  const material = localName({ name: notice.material, nameEn: notice.materialEn }, language);
  return (
    <article className="paper paper-sheet notice licence-paper" lang={language}>
      {notice.trial && <p className="paper-trial">{t('trial')}</p>}
      <h2 className="notice-title">{t('commitment.title')}{signed !== null && t('notice.copy')}</h2>
      <p className="notice-number">{t('notice.number', { number: notice.commitment })}</p>
      <p>{t('commitment.to', { applicant: notice.applicant })}</p>
      <p className="notice-text">{t('commitment.told', { matter, material })}</p>
      {notice.provider !== '' && <p className="notice-text">{t('commitment.provider', { provider: notice.provider })}</p>}
      <ol>{notice.texts.map(({ topic, zh, en }) => <li key={topic}>{language === 'en' ? en : zh}</li>)}</ol>
      {notice.legalBasis.length > 0 && <p className="notice-text">{t('commitment.basis', { basis: notice.legalBasis.join('；') })}</p>}
      <footer>
        <div className="notice-sign">
          <p>{t(notice.byGuardian ? 'commitment.guardian' : 'commitment.sign')}</p>
          {signed !== null && <Signed signed={signed} label={t('commitment.drawn')} words={t(signed.how === 'paper' ? 'commitment.onPaper' : 'commitment.gone')} />}
          <p>{t('commitment.dated')}{signed?.on}</p>
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

function Signed({ signed: { strokes }, label, words }: { readonly signed: SignedOn; readonly label: string; readonly words: string }) {
  if (strokes === null) return <p>{words}</p>;
  return (
    <svg className="notice-signature" viewBox={`0 0 ${padWidth} ${padHeight}`} role="img" aria-label={label}>
      {strokes.map((stroke, at) => <path key={at} d={pathOf(stroke)} />)}
    </svg>
  );
}
