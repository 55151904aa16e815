/** One chart beside the table, for one of its measures; what it draws stands in a table of its own for whoever hears the page. */
import { Select } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../../../shared/statistics/measures.ts';
import type { StatisticsResult } from '../../../../shared/statistics/query.ts';
import { useOperation } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { formatDay } from '../../../components/format.ts';
import { chartOption } from '../chart/option.ts';
import { readTones } from '../chart/tones.ts';
import { ChartTable } from './ChartTable.tsx';
import { chartModel } from './chart-model.ts';
import { formatFigure, measureName } from './figure-text.ts';
import { queryOf, type Question } from './question.ts';
import { useFigureWords } from './use-figure-words.ts';
import { useWidth } from './use-width.ts';

// The library is the largest piece of the page: it comes when a chart is looked at, after the frame and the table.
const Chart = lazy(async () => ({ default: (await import('../chart/Chart.tsx')).Chart }));

type VolumeChartProps = {
  readonly question: Question;
  /** Undefined until it is known: the frame stands. */
  readonly answer: StatisticsResult | undefined;
  readonly today: string;
  readonly measure: Measure;
  readonly onMeasure: (measure: Measure) => void;
};

export function VolumeChart({ question, answer, today, measure, onMeasure }: VolumeChartProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const language = useLanguage();
  const words = useFigureWords();
  const [frame, width] = useWidth<HTMLDivElement>();
  const by = useMemo(() => question.by.slice(0, 2), [question.by]);
  // A figure that is no sum cannot be put together from the rows of a third dimension: it is asked for by itself.
  const narrow = useOperation('statistics.query', queryOf({ ...question, by, measures: [measure] }), { enabled: question.by.length > by.length, keepPrevious: true });
  const shown = question.by.length > by.length ? narrow.data : answer;
  const model = useMemo(() => {
    if (shown === undefined || shown.by.join() !== by.join() || !shown.measures.includes(measure)) return null;
    const until = today < shown.to && today >= shown.from ? today : shown.to;
    return chartModel(shown.rows, { from: shown.from, to: until, by, measure, compared: shown.compare !== undefined, reportYearStart: question.reportYearStart }, {
      labelOf: words.textOf, stretch: (dimension, value) => (dimension === 'day' ? formatDay(common, value) : value),
      rest: (count) => t('volume.rest', { count }), others: t('volume.others'), own: t('volume.part.value'), compared: t('volume.part.compared'),
    });
  }, [shown, by, measure, today, question.reportYearStart, words, common, t]);
  const option = useMemo(() => (model === null ? null : chartOption({ model, tones: readTones(), format: (value) => formatFigure(common, model.measure, value) })), [model, common]);
  const title = by.length === 0 ? measureName(measure, language) : t('volume.chart', { measure: measureName(measure, language), by: words.join(by) });
  const height = model?.form === 'bars' ? Math.max(240, 72 + model.groups.length * (model.stacked || model.series.length === 0 ? 28 : 18 * model.series.length + 10)) : 320;
  return (
    <figure className="manager-card volume-chart" aria-busy={model === null}>
      <figcaption>
        <h3>{title}</h3>
        {question.measures.length > 1 && (
          <Select className="volume-chart-measure" aria-label={t('volume.chartMeasure')} value={measure} options={question.measures.map((value) => ({ value, label: measureName(value, language) }))} popupMatchSelectWidth={false} onChange={onMeasure} />
        )}
      </figcaption>
      <div ref={frame} className="volume-chart-frame" data-form={model?.form ?? 'none'}>
        {by.length === 0 && <p className="manager-secondary">{t('volume.chartNeedsBy')}</p>}
        {option !== null && width > 0 && <Suspense><Chart option={option} label={title} width={width} height={height} /></Suspense>}
      </div>
      {model !== null && model.left > 0 && <p className="manager-secondary">{t('volume.chartLeft', { count: model.left })}</p>}
      {model !== null && <ChartTable caption={t('volume.chartTable', { title })} model={model} />}
    </figure>
  );
}
