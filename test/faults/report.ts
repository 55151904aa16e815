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
    '| fault | what is done | tried | lost | duplicated | otherwise wrong | seconds to recover, median (most) |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...outcomes.map(({ fault, tally }) => `| ${fault.name} | ${fault.what} | ${tally.tried} | ${tally.lost} | ${tally.duplicated} | ${tally.wrong} | ${recovery(tally.recoveries)} |`),
    ...kindsOf(outcomes),
    ...outcomes.flatMap(({ tally }) => tally.notes.flatMap((note) => ['', note])),
  ].join('\n');
}

const recovery = (milliseconds: readonly number[]): string => `${seconds(quantile(milliseconds, 0.5))} (${seconds(quantile(milliseconds, 1))})`;

/** What the faults with kinds are made of, and what the station took each for: so that it shows whether the fault really struck. */
function kindsOf(outcomes: readonly Outcome[]): readonly string[] {
  const rows = outcomes.flatMap(({ fault, tally }) =>
    [...tally.kinds].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([kind, { recoveries, seen }]) => {
      const words = [...seen].toSorted(([, one], [, other]) => other - one).map(([word, times]) => `${word} ${times}`);
      return `| ${fault.name} | ${kind} | ${recoveries.length} | ${words.join(', ')} | ${recovery(recoveries)} |`;
    }));
  return rows.length === 0 ? [] : ['', '| fault | kind | tried | what the station saw | seconds to recover, median (most) |', '| --- | --- | ---: | --- | ---: |', ...rows];
}

/** Puts the table between the markers of the document, which says around it what it proves. */
export function writeReport(file: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for the table`);
  writeFileSync(file, `${before.slice(0, from)}${begin}\n${text}\n${before.slice(to)}`);
}
