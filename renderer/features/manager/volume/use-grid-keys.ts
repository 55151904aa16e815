import { useState, type KeyboardEvent } from 'react';

/** -1 is the head, `rows` the totals below the last row. */
export type Place = { readonly row: number; readonly column: number };

type Grid = { readonly rows: number; readonly columns: number; readonly page: number; readonly onShow: (row: number) => void; readonly onEnter: (place: Place) => void };

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** One stop for the Tab key; inside, the arrows move from cell to cell and Enter opens (the grid pattern of WAI-ARIA). */
export function useGridKeys({ rows, columns, page, onShow, onEnter }: Grid) {
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const active = { row: within(place.row, -1, rows), column: within(place.column, 0, columns - 1) };
  const go = (row: number, column: number): void => {
    const next = { row: within(row, -1, rows), column: within(column, 0, columns - 1) };
    setPlace(next);
    if (next.row >= 0 && next.row < rows) onShow(next.row);
  };
  const target = ({ key, ctrlKey }: KeyboardEvent): Place | null => {
    const { row, column } = active;
    switch (key) {
      case 'ArrowDown':
        return { row: row + 1, column };
      case 'ArrowUp':
        return { row: row - 1, column };
      case 'ArrowRight':
        return { row, column: column + 1 };
      case 'ArrowLeft':
        return { row, column: column - 1 };
      case 'PageDown':
        return { row: row + page, column };
      case 'PageUp':
        return { row: row - page, column };
      case 'Home':
        return { row: ctrlKey ? 0 : row, column: 0 };
      case 'End':
        return { row: ctrlKey ? rows : row, column: columns - 1 };
      default:
        return null;
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = target(event);
    if (next === null && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (next === null) onEnter(active);
    else go(next.row, next.column);
  };
  return { active, setPlace, onKeyDown };
}
