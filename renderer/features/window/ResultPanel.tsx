import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract/contract.ts';
import type { CallError } from '../../app/client.ts';
import { formatDay } from '../../components/format.ts';
import { localName } from '../../app/language.ts';
import { KeyButton } from './KeyButton.tsx';
import { RatingPanel } from './RatingPanel.tsx';

type ResultPanelProps = {
  readonly visit: string;
  readonly finished: Output<'transaction.finish'>;
  /** The visit's next matter, or null where all have an outcome. */
  readonly next: { readonly name: string; readonly nameEn: string } | null;
  /** What became of the papers, in words; empty while they are on their way. */
  readonly papers: string;
  /** What should have followed the commit and did not. */
  readonly error: CallError | null;
  /** The papers are on the screen: the focus belongs to them. */
  readonly covered: boolean;
  readonly onNext: () => void;
  readonly onCall: () => void;
  readonly onShowPapers: () => void;
};

/** What was committed, in one sentence with its numbers; then the way on. */
export function ResultPanel({ visit, finished, next, papers, error, covered, onNext, onCall, onShowPapers }: ResultPanelProps) {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  const way = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);
  const { receipt, number, due, dueUnknown, notice, visitDone } = finished;
  useEffect(() => {
    if (!covered) way.current?.focus();
  }, [covered]);
  return (
    <section ref={panel} tabIndex={-1} className="window-result" aria-label={t('result.label')}>
      <div role="status">
        <p className="window-result-what" data-outcome={receipt.outcome}>{t('result.what', { ticket: receipt.ticket ?? '', outcome: t(`result.outcome.${receipt.outcome}`), number })}</p>
        <p>{localName({ name: receipt.matterName, nameEn: receipt.matterNameEn })} · {receipt.applicant}</p>
        {due !== undefined && <p>{t('result.due', { day: formatDay(common, due) })}</p>}
        {dueUnknown !== undefined && <p>{common(`dueUnknown.${dueUnknown}`)}</p>}
        {notice !== undefined && <p>{t('result.notice', { count: notice.missing.length })}</p>}
        {papers !== '' && <p>{papers}</p>}
      </div>
      {error !== null && <p className="window-result-left" role="alert">{common(`error.${error.code}.what`)} {t('result.inFollowUp')}</p>}
      <div className="window-result-actions">
        {next === null ? (
          <KeyButton ref={way} shortcut="F2" primary onClick={onCall}>{t('result.call')}</KeyButton>
        ) : (
          <KeyButton ref={way} shortcut="F5" primary onClick={onNext}>{t('result.next', { matter: localName(next) })}</KeyButton>
        )}
        <Button onClick={onShowPapers}>{t('result.showPapers')}</Button>
      </div>
      {visitDone && <RatingPanel key={visit} visit={visit} onEnd={() => panel.current?.focus()} />}
    </section>
  );
}
