import type { Outcome } from './figures.ts';
export async function benchStart(runs: number): Promise<Outcome> { void runs; return { rows: [], notes: [] }; }
