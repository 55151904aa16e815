/**
 * One chart over the table. Drawn here rather than by a chart library: those write style attributes into their SVG and their
 * tooltips, which the style policy of the pages refuses.
 */
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { Bars } from './Bars.tsx';
import { chartModel } from './chart-model.ts';
import { ChartPatterns, Swatch } from './ChartPatterns.tsx';
import { Columns } from './Columns.tsx';
import { useDimensionWords } from './use-dimension-words.ts';
import { useWidth } from './use-width.ts';

/** `volume` is undefined until it is known: the frame stands. */
export function VolumeChart({ volume, today }: { readonly volume: Output<'statistics.volume'> | undefined; readonly today: string }) {
  const { t } = useTranslation('manager');
  const words = useDimensionWords();
  const id = useId();
  const [frame, width] = useWidth<HTMLDivElement>();
  const { textOf } = words;
  const model = useMemo(() => {
    if (volume === undefined) return null;
    const until = today < volume.to ? today : volume.to;
    return chartModel(volume.rows, volume.by, until, { labelOf: textOf, rest: (count) => t('volume.rest', { count }), others: t('volume.others') });
  }, [volume, today, textOf, t]);
  const title = t('volume.chart', { by: words.join(volume?.by ?? []) });
  return (
    <figure className="manager-card volume-chart" aria-busy={volume === undefined}>
      <figcaption>
        <h3>{title}</h3>
        {model !== null && model.series.length > 0 && (
          <ul className="volume-legend">
            {model.series.map((series, index) => <li key={series.key}><Swatch chart={id} index={index} />{series.label}</li>)}
          </ul>
        )}
      </figcaption>
      {model !== null && <ChartPatterns chart={id} series={model.series} />}
      <div ref={frame} className="volume-chart-frame" data-form={model?.form ?? 'columns'}>
        {model !== null && width > 0 && (model.form === 'columns' ? <Columns chart={id} title={title} model={model} width={width} /> : <Bars chart={id} title={title} model={model} width={width} />)}
      </div>
      <p className="for-readers">{t('volume.chartHelp')}</p>
    </figure>
  );
}
