/** Volumes of a span: the sentence that asks, five figures, one chart, the table that feeds it. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { VolumeQuery } from '../../../../shared/statistics/volume.ts';
import { bridge } from '../../../app/bridge.ts';
import { useOperation } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { useStation } from '../../../app/session.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import type { Selection } from '../transactions/selection.ts';
import { ExportButtons } from '../ExportButtons.tsx';
import { presetSpan } from './spans.ts';
import { useDimensionWords } from './use-dimension-words.ts';
import { VolumeChart } from './VolumeChart.tsx';
import { VolumeFigures } from './VolumeFigures.tsx';
import { VolumeFilter } from './VolumeFilter.tsx';
import { VolumeTable } from './VolumeTable.tsx';
import './volume.css';

type VolumeSectionProps = {
  readonly query: VolumeQuery | undefined;
  readonly onQuery: (query: VolumeQuery) => void;
  readonly onOpen: (selection: Selection) => void;
};

export function VolumeSection({ query, onQuery, onOpen }: VolumeSectionProps) {
  const station = useStation();
  return query === undefined || station === undefined ? null : <Volume query={query} today={station.today} onQuery={onQuery} onOpen={onOpen} />;
}

function Volume({ query, today, onQuery, onOpen }: VolumeSectionProps & { readonly query: VolumeQuery; readonly today: string }) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const { t: app } = useTranslation('app');
  const words = useDimensionWords();
  // The former figures stay until the new ones are there: nothing jumps.
  const { data, error, refetch, isPlaceholderData } = useOperation('statistics.volume', query, { keepPrevious: true });
  const empty = data !== undefined && data.rows.length === 0;
  return (
    <>
      <h2 className="for-readers">{t('volume.label')}</h2>
      <VolumeFilter query={query} today={today} onQuery={onQuery} />
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      <VolumeFigures span={data ?? query} totals={data?.totals} today={today} busy={isPlaceholderData} onOpen={onOpen} />
      {empty ? (
        <EmptyState text={t('volume.empty')} action={<Button onClick={() => onQuery({ ...presetSpan('year', today), by: query.by })}>{t('volume.emptyAction')}</Button>} />
      ) : (
        <>
          <VolumeChart volume={data} today={today} />
          <section className="manager-card volume-table" aria-labelledby="volume-table-title">
            <header className="manager-head">
              <h3 id="volume-table-title">{data === undefined ? t('volume.label') : t('volume.table', { by: words.join(data.by), from: data.from, to: data.to })}</h3>
              <ExportButtons save={(format) => bridge.saveVolume({ query: { from: query.from, to: query.to, by: query.by }, format, language })} savedAs={(file) => t('volume.savedAs', { file })} disabled={data === undefined || isPlaceholderData} />
            </header>
            {data !== undefined && <VolumeTable key={`${data.from} ${data.to} ${data.by.join(' ')}`} volume={data} busy={isPlaceholderData} onOpen={onOpen} />}
          </section>
        </>
      )}
    </>
  );
}
