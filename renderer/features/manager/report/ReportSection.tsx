/** The work report of a period: chosen, read as the page that is printed, printed, and saved. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { periodFrom, periodOfDay, type ReportPeriod } from '../../../../shared/statistics/report-period.ts';
import { useOperation } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { useStation } from '../../../app/session.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PaperPreview } from '../../../components/PaperPreview.tsx';
import { PaperSheet } from '../../papers/PaperSheet.tsx';
import { PeriodFilter } from './PeriodFilter.tsx';
import { SaveReport } from './SaveReport.tsx';
import '../volume/volume.css';
import './report.css';

type ReportSectionProps = {
  /** Null until one is chosen: the month that was over last, which is the one that is due. */
  readonly period: ReportPeriod | null;
  readonly onPeriod: (period: ReportPeriod) => void;
};

export function ReportSection({ period, onPeriod }: ReportSectionProps) {
  const station = useStation();
  return station === undefined ? null : <Report period={period ?? periodFrom(periodOfDay('month', station.today), -1)} today={station.today} onPeriod={onPeriod} />;
}

function Report({ period, today, onPeriod }: { readonly period: ReportPeriod; readonly today: string; readonly onPeriod: (period: ReportPeriod) => void }) {
  const { t } = useTranslation('manager');
  const { t: app } = useTranslation('app');
  const language = useLanguage();
  const [printing, setPrinting] = useState(false);
  const { data, error, refetch, isPlaceholderData } = useOperation('report.read', { period }, { keepPrevious: true });
  const paper = data === undefined ? null : ({ kind: 'report', language, report: data } as const);
  const busy = paper === null || isPlaceholderData;
  return (
    <>
      <h2 className="for-readers">{t('report.label')}</h2>
      <PeriodFilter period={period} today={today} onPeriod={onPeriod} />
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      <section className="manager-card report" aria-label={t('report.page')}>
        <header className="manager-head">
          <Button type="primary" disabled={busy} onClick={() => setPrinting(true)}>{t('report.print')}</Button>
          <SaveReport key={JSON.stringify(period)} period={period} disabled={busy} />
        </header>
        <div className="report-ground" aria-busy={busy}>{paper !== null && <PaperSheet paper={paper} />}</div>
      </section>
      <PaperPreview paper={printing ? paper : null} onClose={() => setPrinting(false)} />
    </>
  );
}
