/** The explorer: the sentence that asks, the totals, and the table beside its chart. Every figure opens what it was counted from. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataFormat } from '../../../../shared/contract/exports.ts';
import type { Measure } from '../../../../shared/statistics/measures.ts';
import type { StatisticsRow } from '../../../../shared/statistics/query.ts';
import { bridge } from '../../../app/bridge.ts';
import { useOperation } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { useStation } from '../../../app/session.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { ExportButtons } from '../ExportButtons.tsx';
import { cellOf, type OpenedCell } from './cell.ts';
import { formatFigure, measureName } from './figure-text.ts';
import { FiguresTable } from './FiguresTable.tsx';
import { LeftOut } from './LeftOut.tsx';
import { queryOf, type Question } from './question.ts';
import { QuestionForm } from './QuestionForm.tsx';
import { SavedViews } from './SavedViews.tsx';
import { presetSpan } from './spans.ts';
import { figureOf, type TableColumn } from './table-columns.ts';
import { useFigureWords } from './use-figure-words.ts';
import { VolumeChart } from './VolumeChart.tsx';
import { VolumeFigures } from './VolumeFigures.tsx';
import './volume.css';

type VolumeSectionProps = {
  readonly question: Question | undefined;
  readonly onQuestion: (question: Question) => void;
  readonly onOpen: (opened: OpenedCell) => void;
};

export function VolumeSection({ question, onQuestion, onOpen }: VolumeSectionProps) {
  const station = useStation();
  return question === undefined || station === undefined ? null : <Explorer question={question} today={station.today} onQuestion={onQuestion} onOpen={onOpen} />;
}

function Explorer({ question, today, onQuestion, onOpen }: VolumeSectionProps & { readonly question: Question; readonly today: string }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const { t: app } = useTranslation('app');
  const language = useLanguage();
  const words = useFigureWords();
  const [drawn, setDrawn] = useState<Measure | null>(null);
  // The former figures stay until the new ones are there: nothing jumps.
  const { data, error, refetch, isPlaceholderData } = useOperation('statistics.query', queryOf(question), { keepPrevious: true });
  const measure = drawn !== null && question.measures.includes(drawn) ? drawn : (question.measures[0] ?? 'transactions');
  const empty = data !== undefined && !isPlaceholderData && question.by.length > 0 && data.rows.length === 0;
  const open = (row: StatisticsRow | null, { measure: of, part }: Extract<TableColumn, { kind: 'figure' }>): void => {
    if (data === undefined || isPlaceholderData) return;
    const compared = part === 'compared';
    const cell = cellOf(question, row, of, compared);
    if (cell === null) return;
    const values = row === null ? { values: data.totals, compared: data.compare?.totals } : { values: row, compared: row.compare };
    const figure = formatFigure(common, of, figureOf(values, of, compared ? 'compared' : 'value'));
    const place = row === null ? t('volume.total') : question.by.map((dimension) => words.textOf(row, dimension)).join(' · ');
    onOpen({ cell, figure, what: t('volume.openedTitle', { measure: measureName(of, language), place, from: cell.from, to: cell.to }) });
  };
  const caption = data === undefined ? t('volume.label') : t('volume.table', { by: data.by.length === 0 ? t('volume.total') : words.join(data.by), from: data.from, to: data.to });
  return (
    <>
      <h2 className="for-readers">{t('volume.label')}</h2>
      <QuestionForm question={question} today={today} onQuestion={onQuestion} />
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      <VolumeFigures question={question} answer={data} busy={isPlaceholderData} onOpen={open} />
      {empty ? (
        <EmptyState text={t('volume.empty')} action={<Button onClick={() => onQuestion({ ...question, ...presetSpan('year', today) })}>{t('volume.emptyAction')}</Button>} />
      ) : (
        <div className="volume-body">
          <section className="manager-card volume-table" aria-labelledby="volume-table-title" aria-busy={data === undefined}>
            <header className="manager-head">
              <h3 id="volume-table-title">{caption}</h3>
              <SavedViews question={question} onQuestion={onQuestion} />
            </header>
            <div className="volume-frame">
              {data !== undefined && <FiguresTable key={`${data.by.join()} ${data.measures.join()} ${data.compare === undefined}`} caption={caption} answer={data} busy={isPlaceholderData} onOpen={open} />}
            </div>
            <footer className="volume-table-foot">
              {data !== undefined && <LeftOut answer={data} />}
              <ExportButtons formats={DataFormat.options} save={(format) => bridge.saveExport({ query: queryOf(question), format, language })} savedAs={(file) => t('volume.savedAs', { file })} disabled={data === undefined || isPlaceholderData} />
            </footer>
          </section>
          <VolumeChart question={question} answer={data} today={today} measure={measure} onMeasure={setDrawn} />
        </div>
      )}
    </>
  );
}
