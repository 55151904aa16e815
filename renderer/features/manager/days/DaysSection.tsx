/** The days of a span, which of them are closed, the manifest of the one that is looked at, and whether all of it has arrived. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { useCommand, useOperation } from '../../../app/client.ts';
import { useStation } from '../../../app/session.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatDay, formatInstant, formatTime, dayOf } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import { SpanFilter } from '../SpanFilter.tsx';
import type { Selection } from '../transactions/selection.ts';
import { presetSpan, type Span } from '../volume/spans.ts';
import { ManifestPanel } from './ManifestPanel.tsx';
import { ReconcilePanel } from './reconcile/ReconcilePanel.tsx';
import '../volume/volume.css';
import './days.css';

type Day = Output<'day.list'>['days'][number];

type DaysSectionProps = { readonly onOpen: (selection: Selection) => void };

export function DaysSection({ onOpen }: DaysSectionProps) {
  const station = useStation();
  return station === undefined ? null : <Days today={station.today} onOpen={onOpen} />;
}

function Days({ today, onOpen }: DaysSectionProps & { readonly today: string }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const { t: app } = useTranslation('app');
  const [span, setSpan] = useState<Span>(() => presetSpan('month', today));
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, refetch } = useOperation('day.list', { from: span.from, to: span.to }, { keepPrevious: true });
  const close = useCommand('day.close');
  const days = data?.days ?? [];
  const shown = days.find(({ day }) => day === chosen) ?? days.find(({ closed }) => closed !== null);

  const state = ({ day, closed, joined, corrected }: Day): string => {
    if (closed === null) return t('days.open');
    // Closed on its own evening, a day needs no date beside the time.
    const time = dayOf(closed.at) === day ? formatTime(closed.at) : formatInstant(common, closed.at);
    const said = closed.number === 0 ? t('days.closed', { time }) : t('days.amended', { number: closed.number, time });
    return joined + corrected === 0 ? said : `${said} · ${t('days.pending', { count: joined + corrected })}`;
  };
  const closeDay = (day: string): void => {
    setChosen(day);
    close.mutate({ day });
  };
  const action = ({ day, closed, joined, corrected }: Day) => {
    if (closed !== null && joined + corrected === 0) return null;
    const word = t(closed === null ? 'days.close' : 'days.amend');
    return (
      <Button size="small" type={day === today ? 'primary' : 'default'} className="days-action" aria-label={t('days.closeFor', { day, action: word })} loading={close.isPending && close.variables.day === day} onClick={() => closeDay(day)}>
        {word}
      </Button>
    );
  };
  const columns: readonly Column<Day>[] = [
    { key: 'day', title: t('days.columns.day'), className: 'manager-nowrap', cell: (row) => (row.day === shown?.day ? <strong>{formatDay(common, row.day)}</strong> : formatDay(common, row.day)) },
    { key: 'transactions', title: t('days.columns.transactions'), figure: true, cell: (row) => row.transactions },
    { key: 'voided', title: t('days.columns.voided'), figure: true, cell: (row) => row.voided },
    { key: 'state', title: t('days.columns.state'), cell: state },
    { key: 'action', title: t('days.columns.action'), cell: action },
  ];
  const said = (): string => {
    if (close.data === undefined) return '';
    const { manifest, changed } = close.data;
    if (!changed) return t('days.unchanged', { day: manifest.day });
    return manifest.number === 0 ? t('days.done', { day: manifest.day }) : t('days.amendedNow', { day: manifest.day, number: manifest.number });
  };
  return (
    <>
      <h2 className="for-readers">{t('days.label')}</h2>
      <SpanFilter label={t('days.filter')} span={span} today={today} onSpan={setSpan} />
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      <div className="days-columns">
        <section className="manager-card" aria-label={t('days.label')}>
          <p className="manager-secondary">{t('days.help')}</p>
          <p className="manager-said" role="status">{said()}</p>
          <ErrorNotice error={close.error} />
          {data !== undefined && days.length === 0
            ? <EmptyState text={t('days.empty')} />
            : <DataTable caption={t('days.label')} columns={columns} rows={days} keyOf={(row) => row.day} busy={data === undefined} onOpen={(row) => setChosen(row.day)} />}
        </section>
        {shown !== undefined && shown.closed !== null && <ManifestPanel key={shown.day} day={shown.day} />}
      </div>
      <ReconcilePanel span={span} onOpen={onOpen} />
    </>
  );
}
