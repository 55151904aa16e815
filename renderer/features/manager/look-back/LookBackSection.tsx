/** The look-back of a span: what became of the materials, what should not have happened, and checks that anybody can repeat. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../../app/client.ts';
import { useStation } from '../../../app/session.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SpanFilter } from '../SpanFilter.tsx';
import type { Selection } from '../transactions/selection.ts';
import { presetSpan, type Span } from '../volume/spans.ts';
import { DrawsPanel } from './DrawsPanel.tsx';
import { FateFigures } from './FateFigures.tsx';
import { FindingsTable } from './FindingsTable.tsx';
import { OverridesTable } from './OverridesTable.tsx';
import { PromiseRuleForm } from './PromiseRuleForm.tsx';
import type { Seeds } from './use-seeds.ts';
import '../volume/volume.css';
import '../people/people.css';
import './look-back.css';

type LookBackSectionProps = {
  /** Null until one is chosen: this month. */
  readonly span: Span | null;
  readonly seeds: Seeds;
  readonly onSpan: (span: Span) => void;
  readonly onOpen: (selection: Selection) => void;
};

export function LookBackSection({ span, ...rest }: LookBackSectionProps) {
  const station = useStation();
  return station === undefined ? null : <LookBack {...rest} span={span ?? presetSpan('month', station.today)} today={station.today} />;
}

function LookBack({ span, today, seeds, onSpan, onOpen }: LookBackSectionProps & { readonly span: Span; readonly today: string }) {
  const { t } = useTranslation('manager');
  const { t: app } = useTranslation('app');
  const { data, error, refetch, isPlaceholderData } = useOperation('lookback.scan', { from: span.from, to: span.to, limit: 1 }, { keepPrevious: true });
  const busy = data === undefined || isPlaceholderData;
  return (
    <>
      <h2 className="for-readers">{t('lookBack.label')}</h2>
      <SpanFilter label={t('lookBack.filter')} span={span} today={today} onSpan={onSpan} />
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      <FateFigures scan={data} busy={busy} />
      <p className="manager-secondary look-back-summary" role="status">{data !== undefined && (data.transactions === 0 ? t('lookBack.empty') : t('lookBack.summary', data))}</p>
      <div className="look-back-columns">
        <section className="manager-card" aria-labelledby="look-back-findings">
          <h3 id="look-back-findings">{t('lookBack.findings.title')}</h3>
          <FindingsTable scan={data} busy={busy} onOpen={onOpen} />
        </section>
        <section className="manager-card" aria-labelledby="look-back-overrides">
          <h3 id="look-back-overrides">{t('lookBack.overrides.title')}</h3>
          {data?.overrides.length === 0 ? <p className="manager-secondary">{t('lookBack.overrides.none')}</p> : <OverridesTable overrides={data?.overrides ?? []} busy={busy} />}
        </section>
      </div>
      <section className="manager-card" aria-labelledby="look-back-promises">
        <h3 id="look-back-promises">{t('lookBack.promises.title')}</h3>
        <p className="manager-secondary">{t('lookBack.promises.help')}</p>
        <PromiseRuleForm />
      </section>
      <DrawsPanel span={span} today={today} seeds={seeds} onOpen={onOpen} />
    </>
  );
}
