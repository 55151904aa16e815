import { useTranslation } from 'react-i18next';
import type { StatisticsResult, StatisticsRow } from '../../../../shared/statistics/query.ts';
import { useLanguage } from '../../../app/language.ts';
import { Figures, type Figure } from '../Figures.tsx';
import { formatDifference, formatFigure, measureName } from './figure-text.ts';
import type { Question } from './question.ts';
import { figureOf, type TableColumn } from './table-columns.ts';

type VolumeFiguresProps = {
  readonly question: Question;
  /** Undefined until it is known: the frame stands. */
  readonly answer: StatisticsResult | undefined;
  readonly busy: boolean;
  readonly onOpen: (row: StatisticsRow | null, column: Extract<TableColumn, { kind: 'figure' }>) => void;
};

const most = 5;

/** The totals of the first five measures, each beside the same of the span that it is compared with. */
export function VolumeFigures({ question, answer, busy, onOpen }: VolumeFiguresProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const language = useLanguage();
  const asked = (answer?.measures ?? question.measures).slice(0, most);
  const figures: readonly Figure[] = asked.map((measure) => {
    const compare = answer?.compare;
    const other = compare === undefined ? null : figureOf({ values: compare.totals, compared: undefined }, measure, 'value');
    const against = (): string | undefined => {
      if (answer === undefined || compare === undefined) return undefined;
      if (other === null) return t('volume.againstNone');
      return t('volume.against', { value: formatFigure(common, measure, other), difference: formatDifference(common, measure, answer.totals[measure], other) });
    };
    return {
      key: measure, title: measureName(measure, language), value: answer === undefined ? undefined : formatFigure(common, measure, answer.totals[measure]),
      comparison: compare !== undefined && <span title={t('volume.againstSpan', { from: compare.from, to: compare.to })}>{against()}</span>,
      onOpen: () => onOpen(null, { kind: 'figure', measure, part: 'value' }),
    };
  });
  return <Figures label={t('volume.figures')} figures={figures} busy={busy || answer === undefined} />;
}
