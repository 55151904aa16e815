/** What was drawn on the pad, as the path of an SVG on the pad's own grid. */
import type { Strokes } from '../../shared/transaction/signature.ts';

/** A dot is a line to its own place: round ends make it seen. */
export const pathOf = (stroke: Strokes[number]): string => [...stroke, ...(stroke.length === 1 ? stroke : [])].map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');
