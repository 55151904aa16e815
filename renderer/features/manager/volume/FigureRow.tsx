import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Lane } from '../../../../shared/routing/lanes.ts';
import type { MeasureValues } from '../../../../shared/statistics/measures.ts';
import type { StatisticsRow } from '../../../../shared/statistics/query.ts';
import { LaneTag } from '../../../components/LaneTag.tsx';
import { formatDifference, formatFigure } from './figure-text.ts';
import { figureOf, type TableColumn } from './table-columns.ts';
import { useFigureWords } from './use-figure-words.ts';

type FigureRowProps = {
  /** Of the grid; cells are named after it. */
  readonly id: string;
  readonly place: number;
  /** Null for the totals. */
  readonly row: StatisticsRow | null;
  readonly columns: readonly TableColumn[];
  readonly values: MeasureValues;
  readonly compared: MeasureValues | null | undefined;
  /** What the totals are called. */
  readonly total?: string;
  readonly activeColumn: number | null;
  readonly headRows: number;
};

/** A line of figures. It is drawn again only when something in it changed: moving by one row draws two. */
export const FigureRow = memo(function FigureRow({ id, place, row, columns, values, compared, total = '', activeColumn, headRows }: FigureRowProps) {
  const { t: common } = useTranslation('components');
  const words = useFigureWords();
  const figure = (column: Extract<TableColumn, { kind: 'figure' }>): string => {
    const { measure, part } = column;
    if (part !== 'difference') return formatFigure(common, measure, figureOf({ values, compared }, measure, part));
    return formatDifference(common, measure, values[measure], figureOf({ values, compared }, measure, 'compared'));
  };
  return (
    <tr aria-rowindex={place + 1 + headRows}>
      {columns.map((column, index) => {
        const shared = { id: `${id}-${place}-${index}`, 'data-row': place, 'data-column': index, ...(activeColumn === index ? { 'data-active': true, 'aria-selected': true } : {}), 'aria-colindex': index + 1 };
        if (column.kind === 'figure') return <td key={index} className={`manager-figure-cell volume-part-${column.part}`} {...shared}>{figure(column)}</td>;
        const text = row === null ? (index === 0 ? total : '') : column.kind === 'none' ? '' : words.textOf(row, column.dimension);
        const lane = column.kind === 'dimension' && column.dimension === 'lane' ? Lane.safeParse(row?.lane).data : undefined;
        return <th key={index} scope="row" className="volume-name" title={text} {...shared}>{lane === undefined ? text : <LaneTag lane={lane} />}</th>;
      })}
    </tr>
  );
});
