import { useEffect, useRef, useState, type RefObject } from 'react';

/** Rows drawn above and below what is seen, so that a turn of the wheel finds them there. */
const beside = 12;

export type RowWindow = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The rows to draw: from the first up to and without the last. */
  readonly first: number;
  readonly last: number;
  /** How many are in sight. */
  readonly rows: number;
  readonly onScroll: () => void;
  /** Brings a row into sight between what sticks above and below. */
  readonly show: (row: number) => void;
};

/** Of `count` rows, each `height` pixels high, those that can be seen in the scroller. */
export function useWindow(count: number, height: number): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [rows, setRows] = useState(20);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setRows(Math.ceil(element.clientHeight / height)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [height]);
  const onScroll = (): void => {
    if (scroller.current !== null) setTop(Math.floor(scroller.current.scrollTop / height));
  };
  const show = (row: number): void => {
    const element = scroller.current;
    if (element === null) return;
    const head = element.querySelector('thead')?.offsetHeight ?? 0;
    const foot = element.querySelector('tfoot')?.offsetHeight ?? 0;
    const highest = (row + 1) * height + head + foot - element.clientHeight;
    if (row * height < element.scrollTop) element.scrollTop = row * height;
    else if (highest > element.scrollTop) element.scrollTop = highest;
  };
  const first = Math.max(0, Math.min(top, count - rows) - beside);
  return { scroller, rows, first, last: Math.min(count, first + rows + 2 * beside), onScroll, show };
}
