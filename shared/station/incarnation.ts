/**
 * Incarnations of a station. What goes on from a copy or a backup is the same station in another life: its numbers get a
 * letter of their own, so that they can never be those of entries that only the lost machine had.
 */

/** Letters that nobody takes for a figure, without the A: the first life has none. */
const letters = 'BCDEFGHJKMNPQRSTUVWXYZ';

/** A founded station has a code of four characters. */
const foundedLength = 4;

/** The code of a station in its `incarnation`: `ABCD`, `ABCDB`, `ABCDC`, … and `ABCDBB` after the last letter. Pure in both. */
export function codeOfIncarnation(founded: string, incarnation: number): string {
  let suffix = '';
  for (let rest = incarnation; rest > 0; rest = Math.floor((rest - 1) / letters.length)) suffix = `${letters.charAt((rest - 1) % letters.length)}${suffix}`;
  return `${founded}${suffix}`;
}

/** The code with which the station was founded. */
export const foundedCode = (code: string): string => code.slice(0, foundedLength);
