/** What a run of the faults came to, as the table of docs/reliability.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Fault, Tally } from './fault.ts';

const begin = '<!-- faults: begin -->';
const end = '<!-- faults: end -->';

const quantile = (values: readonly number[], share: number): number => values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);

export type Outcome = { readonly fault: Pick<Fault, 'name' | 'what'>; readonly tally: Tally };

export function report(outcomes: readonly Outcome[], seed: number): string {
  return [
    `Seed ${seed}, ${outcomes.reduce((sum, { tally }) => sum + tally.tried, 0)} tries.`,
    '',
    '| fault | what is done | tried | lost | duplicated | otherwise wrong | seconds to open and check, median (most) |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...outcomes.map(({ fault, tally }) => `| ${fault.name} | ${fault.what} | ${tally.tried} | ${tally.lost} | ${tally.duplicated} | ${tally.wrong} | ${seconds(quantile(tally.recoveries, 0.5))} (${seconds(quantile(tally.recoveries, 1))}) |`),
  ].join('\n');
}

/** Puts the table between the markers of the document, which says around it what it proves. */
export function writeReport(file: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for the table`);
  writeFileSync(file, `${before.slice(0, from)}${begin}\n${text}\n${before.slice(to)}`);
}
