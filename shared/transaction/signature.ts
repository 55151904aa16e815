/** A signature at the counter: drawn on a pad or a touch screen, or given on the paper that the bureau keeps. */
import { z } from 'zod';

/** The pad's own grid, so that a signature looks the same whatever the screen it was drawn on: 0 to 1023 across, half of that down. */
export const padWidth = 1024;
export const padHeight = 512;

const Point = z.tuple([z.number().int().min(0).max(padWidth - 1), z.number().int().min(0).max(padHeight - 1)]);

export const mostStrokes = 100;
export const mostPoints = 2000;

/** From where the pen came down to where it was lifted. */
const Stroke = z.array(Point).min(1).max(mostPoints);

/**
 * What was drawn is a mark of the person: it leaves the operation in a sealed box and is never part of a list.
 * `paper`: the signed sheet is in the bureau's file, and the clerk has seen it.
 */
export const Signature = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drawn'), strokes: z.array(Stroke).min(1).max(mostStrokes) }),
  z.strictObject({ kind: z.literal('paper') }),
]);
export type Signature = z.infer<typeof Signature>;

export type Strokes = Extract<Signature, { readonly kind: 'drawn' }>['strokes'];
