/** Which period a report is about: the kind, then one period after the other; or any days. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { periodFrom, periodOfDay, readPeriod, reportPeriodKinds, spanOfReport, type ReportPeriod, type ReportPeriodKind } from '../../../../shared/statistics/report-period.ts';
import { SpanFilter } from '../SpanFilter.tsx';

type PeriodFilterProps = { readonly period: ReportPeriod; readonly today: string; readonly onPeriod: (period: ReportPeriod) => void };

export function PeriodFilter({ period, today, onPeriod }: PeriodFilterProps) {
  const { t } = useTranslation('manager');
  const kind = typeof period === 'string' ? readPeriod(period).kind : 'days';
  // What is looked at stays in view: the month of the quarter's last day, the quarter of the month.
  const last = ((): string => {
    const { to } = spanOfReport(period);
    return to > today ? today : to;
  })();
  const choose = (next: ReportPeriodKind | 'days'): void => onPeriod(next === 'days' ? { from: spanOfReport(period).from, to: last } : periodOfDay(next, last));
  return (
    <>
      <section className="manager-card volume-filter report-filter" aria-label={t('report.filter')}>
        <div className="volume-presets" role="group" aria-label={t('report.filter')}>
          {[...reportPeriodKinds, 'days' as const].map((one) => (
            <Button key={one} type="text" aria-pressed={one === kind} onClick={() => { if (one !== kind) choose(one); }}>{t(`report.kinds.${one}`)}</Button>
          ))}
        </div>
        {typeof period === 'string' && <Stepper period={period} today={today} onPeriod={onPeriod} />}
      </section>
      {typeof period !== 'string' && <SpanFilter label={t('report.kinds.days')} span={period} today={today} onSpan={onPeriod} />}
    </>
  );
}

function Stepper({ period, today, onPeriod }: { readonly period: string; readonly today: string; readonly onPeriod: (period: ReportPeriod) => void }) {
  const { t } = useTranslation('manager');
  const { kind, year, number } = readPeriod(period);
  const after = periodFrom(period, 1);
  const name = kind === 'half' ? t(number === 1 ? 'report.half1' : 'report.half2', { year }) : t(`report.${kind}`, { year, number });
  return (
    <div className="report-stepper">
      <Button icon={<LeftOutlined />} aria-label={t('report.before')} onClick={() => onPeriod(periodFrom(period, -1))} />
      <strong aria-live="polite">{name}</strong>
      <Button icon={<RightOutlined />} aria-label={t('report.after')} disabled={spanOfReport(after).from > today} onClick={() => onPeriod(after)} />
    </div>
  );
}
