/** What a row of the bench is, and the few statistics that it needs. */

/** One row: the same thing measured on the counter and on its floor, in turns, in the same run. */
export type Row = {
  readonly what: string;
  /** `ms` and `s`: less is better, the ratio says how many times the floor it takes. `/s`: more is better, the ratio is a share of the floor. */
  readonly unit: 'ms' | 's' | '/s';
  readonly floorIs: string;
  /** One figure for each run. */
  readonly ours: readonly number[];
  readonly floor: readonly number[];
};

export type Outcome = { readonly rows: readonly Row[]; /** Lines printed below the table: where the time goes. */ readonly notes: readonly string[] };

/** The value below which the share `part` (0 to 1) of the values lies; the nearest rank, so always a value that was measured. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Runs both sides in turns, so that a machine that slows down slows both. */
export async function inTurns<Figures>(runs: number, ours: () => Promise<Figures> | Figures, floor: () => Promise<Figures> | Figures): Promise<{ ours: Figures[]; floor: Figures[] }> {
  const figures: { ours: Figures[]; floor: Figures[] } = { ours: [], floor: [] };
  for (let run = 0; run < runs; run += 1) {
    figures.ours.push(await ours());
    figures.floor.push(await floor());
  }
  return figures;
}
