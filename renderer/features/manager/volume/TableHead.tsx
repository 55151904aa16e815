import { dimensions } from '../../../../shared/statistics/dimensions.ts';
import { measures } from '../../../../shared/statistics/measures.ts';
import { useLanguage } from '../../../app/language.ts';
import type { Part, Sorting, TableColumn } from './table-columns.ts';
import type { Place } from './use-grid-keys.ts';

type TableHeadProps = {
  readonly id: string;
  readonly columns: readonly TableColumn[];
  /** Of a part of a measure, or of the whole column. */
  readonly titleOf: (column: TableColumn, part: Part | null) => string;
  readonly compared: boolean;
  readonly sorting: Sorting | null;
  readonly active: Place;
};

/** One line of titles; with a comparison two, the measures over their parts. What sorts is part of the grid, as the row before the first. */
export function TableHead({ id, columns, titleOf, compared, sorting, active }: TableHeadProps) {
  const language = useLanguage();
  const helpOf = (column: TableColumn): string | undefined => {
    if (column.kind === 'none') return undefined;
    return column.kind === 'figure' ? measures[column.measure].definition[language] : dimensions[column.dimension].definition[language];
  };
  const title = (column: TableColumn, index: number) => {
    const sorted = sorting?.column === index ? (sorting.descending ? 'descending' as const : 'ascending' as const) : undefined;
    return (
      <th
        key={index}
        id={`${id}--1-${index}`}
        scope="col"
        className={column.kind === 'figure' ? `manager-figure-cell volume-part-${column.part}` : 'volume-name'}
        title={helpOf(column)}
        aria-sort={sorted}
        aria-colindex={index + 1}
        data-row={-1}
        data-column={index}
        {...(compared && column.kind !== 'figure' ? { rowSpan: 2 } : {})}
        {...(active.row === -1 && active.column === index ? { 'data-active': true } : {})}
      >
        {titleOf(column, compared && column.kind === 'figure' ? column.part : null)}
        <span className="volume-sorted" aria-hidden="true">{sorted === undefined ? '' : sorted === 'descending' ? '↓' : '↑'}</span>
      </th>
    );
  };
  if (!compared) return <thead><tr aria-rowindex={1}>{columns.map(title)}</tr></thead>;
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column, index) => {
          if (column.kind !== 'figure') return title(column, index);
          return column.part === 'value' && <th key={index} scope="colgroup" colSpan={3} className="volume-head-measure" title={helpOf(column)}>{titleOf(column, null)}</th>;
        })}
      </tr>
      <tr aria-rowindex={2}>{columns.map((column, index) => column.kind === 'figure' && title(column, index))}</tr>
    </thead>
  );
}
