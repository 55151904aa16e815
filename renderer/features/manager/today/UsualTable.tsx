/** Today so far beside the same weekday of the four weeks before, up to the same full hour: half a day beside whole ones would say nothing. */
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../../../shared/statistics/measures.ts';
import { useOperation } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatDay, formatTime } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import type { OpenedCell } from '../volume/cell.ts';
import { formatDifference, formatFigure, measureName } from '../volume/figure-text.ts';
import { hoursOver, usualMeasures, usualOf, usualQueries } from './usual.ts';

type UsualTableProps = { readonly day: string; readonly now: number; readonly onOpen: (opened: OpenedCell) => void };

export function UsualTable({ day, now, onOpen }: UsualTableProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const language = useLanguage();
  const hour = Number(formatTime(now).slice(0, 2));
  const queries = usualQueries(day, hour);
  const enabled = hour > 0;
  const today = useOperation('statistics.query', queries.today, { enabled, keepPrevious: true });
  const before = useOperation('statistics.query', queries.before, { enabled, keepPrevious: true });
  const days = before.data?.rows.length ?? 0;
  const usual = (measure: Measure): number | null => {
    const value = before.data === undefined ? null : usualOf(before.data, measure);
    return value === null ? null : Math.round(value);
  };
  const figure = (measure: Measure): string => (today.data === undefined ? '' : formatFigure(common, measure, today.data.totals[measure]));
  const open = (measure: Measure): void =>
    onOpen({ cell: { from: day, to: day, measure, where: { hour: [...hoursOver(hour)] } }, what: `${measureName(measure, language)} · ${formatDay(common, day)}`, figure: figure(measure) });
  const columns: readonly Column<Measure>[] = [
    { key: 'measure', title: t('today.usual.measure'), cell: (measure) => measureName(measure, language) },
    { key: 'today', title: t('today.usual.today'), figure: true, cell: figure },
    { key: 'usual', title: t('today.usual.before', { count: days }), figure: true, cell: (measure) => (before.data === undefined ? '' : formatFigure(common, measure, usual(measure))) },
    { key: 'difference', title: t('volume.part.difference'), figure: true, cell: (measure) => (today.data === undefined || before.data === undefined ? '' : formatDifference(common, measure, today.data.totals[measure], usual(measure))) },
  ];
  return (
    <section className="manager-card" aria-labelledby="today-usual">
      <h3 id="today-usual">{t('today.usual.title')}</h3>
      <p className="manager-secondary">{enabled ? t('today.usual.until', { hour: `${hour}:00` }) : t('today.usual.tooEarly')}</p>
      <ErrorNotice error={today.error ?? before.error} />
      {enabled && <DataTable caption={t('today.usual.title')} columns={columns} rows={usualMeasures} keyOf={(measure) => measure} onOpen={open} busy={today.data === undefined} />}
    </section>
  );
}
