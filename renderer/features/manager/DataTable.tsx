/** A plain table: figures right-aligned, head in sight, one column that opens the row. */
import type { ReactNode } from 'react';

export type Column<Row> = {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand at the right; everything else at the left. */
  readonly figure?: boolean;
  /** What the totals row says in this column. */
  readonly total?: ReactNode;
  readonly className?: string;
};

export type DataTableProps<Row> = {
  /** Names the table for whoever hears it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  /** Opens a row; the first column becomes the button for it, and its whole line takes the click. */
  readonly onOpen?: (row: Row) => void;
  readonly totals?: boolean;
  readonly busy?: boolean;
};

const classOf = <Row,>(column: Column<Row>): string => [column.figure === true ? 'manager-figure-cell' : '', column.className ?? ''].join(' ').trim();

export function DataTable<Row>({ caption, columns, rows, keyOf, onOpen, totals = false, busy = false }: DataTableProps<Row>) {
  return (
    <table className="manager-table" aria-busy={busy}>
      <caption className="for-readers">{caption}</caption>
      <thead>
        <tr>{columns.map((column) => <th key={column.key} scope="col" className={classOf(column)}>{column.title}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} className={onOpen === undefined ? '' : 'manager-row-opens'}>
            {columns.map((column, index) => (
              index === 0 && onOpen !== undefined
                ? <th key={column.key} scope="row" className={classOf(column)}><button type="button" className="manager-row-open" onClick={() => onOpen(row)}>{column.cell(row)}</button></th>
                : <td key={column.key} className={classOf(column)}>{column.cell(row)}</td>
            ))}
          </tr>
        ))}
      </tbody>
      {totals && (
        <tfoot>
          <tr>
            {columns.map((column, index) => (
              index === 0 ? <th key={column.key} scope="row" className={classOf(column)}>{column.total}</th> : <td key={column.key} className={classOf(column)}>{column.total}</td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}
