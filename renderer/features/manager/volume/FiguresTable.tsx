/**
 * The table of an answer: a grid of figures of which only the rows in sight are drawn, so that thousands stay smooth. The grid keeps the focus and names the
 * cell that is active: a cell that is scrolled away cannot take the focus with it.
 */
import { useId, useLayoutEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StatisticsResult, StatisticsRow } from '../../../../shared/statistics/query.ts';
import { useLanguage } from '../../../app/language.ts';
import { measureName } from './figure-text.ts';
import { FigureRow } from './FigureRow.tsx';
import { columnsOf, nextSorting, sortRows, type Part, type Sorting, type TableColumn } from './table-columns.ts';
import { TableHead } from './TableHead.tsx';
import { useFigureWords } from './use-figure-words.ts';
import { useGridKeys, type Place } from './use-grid-keys.ts';
import { useWindow } from './use-window.ts';

/** A matter's name is long, a day is not. */
function widthOf(column: TableColumn): string {
  if (column.kind === 'figure') return `volume-col-${column.part}`;
  return column.kind === 'dimension' && (column.dimension === 'matter' || column.dimension === 'lifeEvent') ? 'volume-col-wide' : 'volume-col-name';
}

/** As high as volume.css makes a row. */
const rowHeight = 32;

type FiguresTableProps = {
  readonly caption: string;
  readonly answer: StatisticsResult;
  readonly busy: boolean;
  /** A figure of a row, or of the totals where there is no row. */
  readonly onOpen: (row: StatisticsRow | null, column: Extract<TableColumn, { kind: 'figure' }>) => void;
};

export function FiguresTable({ caption, answer, busy, onOpen }: FiguresTableProps) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const words = useFigureWords();
  const id = useId();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const compared = answer.compare !== undefined;
  const columns = useMemo(() => columnsOf(answer.by, answer.measures, compared), [answer.by, answer.measures, compared]);
  const rows = useMemo(() => sortRows(answer.rows, columns, sorting, words.textOf), [answer.rows, columns, sorting, words]);
  const { scroller, first, last, rows: inSight, onScroll, show } = useWindow(rows.length, rowHeight);
  const table = useRef<HTMLTableElement>(null);

  const enter = ({ row, column }: Place): void => {
    const entered = columns[column];
    if (entered === undefined) return;
    if (row < 0) {
      if (entered.kind !== 'none') setSorting(nextSorting(sorting, column, entered.kind === 'figure'));
      return;
    }
    // A name opens the first figure beside it.
    const figure = entered.kind === 'figure' ? entered : columns.find((one) => one.kind === 'figure');
    if (figure !== undefined) onOpen(rows[row] ?? null, figure);
  };
  const keys = useGridKeys({ rows: rows.length, columns: columns.length, page: Math.max(1, inSight - 3), onShow: show, onEnter: enter });
  const { active } = keys;
  const moved = `${active.row} ${active.column}`;
  useLayoutEffect(() => {
    if (document.activeElement === table.current) table.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [moved]);
  const click = ({ target }: MouseEvent): void => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
    if (cell === null) return;
    const place = { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
    keys.setPlace(place);
    enter(place);
  };
  const titleOf = (column: TableColumn, part: Part | null): string => {
    switch (column.kind) {
      case 'none':
        return '';
      case 'dimension':
        return words.nameOf(column.dimension);
      case 'figure':
        return part === null ? measureName(column.measure, language) : t(`volume.part.${part}`);
    }
  };
  const drawn = rows.slice(first, last);
  return (
    <div ref={scroller} className="volume-scroller" onScroll={onScroll}>
      <table
        ref={table}
        className="manager-table volume-grid"
        role="grid"
        tabIndex={0}
        aria-label={caption}
        aria-busy={busy}
        aria-rowcount={rows.length + (compared ? 3 : 2)}
        aria-colcount={columns.length}
        aria-activedescendant={`${id}-${active.row}-${active.column}`}
        onKeyDown={keys.onKeyDown}
        onClick={click}
      >
        <colgroup>{columns.map((column, index) => <col key={index} className={widthOf(column)} />)}</colgroup>
        <TableHead id={id} columns={columns} titleOf={titleOf} compared={compared} sorting={sorting} active={active} />
        <tbody>
          <Space rows={first} />
          {drawn.map((row, index) => (
            <FigureRow key={first + index} id={id} place={first + index} row={row} columns={columns} values={row} compared={row.compare} activeColumn={active.row === first + index ? active.column : null} headRows={compared ? 2 : 1} />
          ))}
          <Space rows={rows.length - last} />
        </tbody>
        <tfoot>
          <FigureRow
            id={id}
            place={rows.length}
            row={null}
            columns={columns}
            values={answer.totals}
            compared={answer.compare?.totals}
            total={t('volume.totalOf', { count: rows.length })}
            activeColumn={active.row === rows.length ? active.column : null}
            headRows={compared ? 2 : 1}
          />
        </tfoot>
      </table>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
function Space({ rows }: { readonly rows: number }) {
  return rows > 0 && <tr aria-hidden="true" className="volume-space" style={{ height: rows * rowHeight }} />;
}
