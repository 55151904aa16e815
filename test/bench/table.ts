/** The rows as a Markdown table, which is also what is printed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { median, type Outcome, type Row } from './figures.ts';

/** Each stands between markers of its own in the document. */
export type Part = 'bench' | 'growth';

/** Three significant figures, or whole numbers where there are more. */
const figure = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toPrecision(3));

/** The median and, in brackets, the least and the most of n runs. */
function spread(values: readonly number[], unit: Row['unit']): string {
  const middle = `${figure(median(values))} ${unit}`;
  return values.length === 1 ? middle : `${middle} (${figure(Math.min(...values))}–${figure(Math.max(...values))}, n=${values.length})`;
}

function ratio({ unit, ours, floor }: Row): string {
  const quotient = median(ours) / median(floor);
  return unit === '/s' ? `${Math.round(quotient * 100)} %` : `${quotient.toFixed(quotient < 10 ? 2 : 0)}×`;
}

/** Machine, table and notes as Markdown. */
export function report(machine: readonly string[], outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  const notes = outcomes.flatMap((outcome) => outcome.notes);
  return [
    ...machine.map((line) => `- ${line}`),
    '',
    '| what | Daoban | floor | floor is | ratio |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.what} | ${spread(row.ours, row.unit)} | ${spread(row.floor, row.unit)} | ${row.floorIs} | ${ratio(row)} |`),
    '',
    ...notes.map((note) => `- ${note}`),
  ].join('\n');
}

const introduction = `# How fast it is

Every figure is a ratio to a floor that was measured in the same run: the least that any program would have to do for the
same thing on the same machine. \`npm run bench\` measures it anew, \`npm run bench -- --write\` writes it down here.

`;

const headings: Readonly<Record<Part, string>> = { bench: '', growth: '\n## How it grows\n\n' };

/** Puts the report between the markers of its part; makes the document, or the part, where there is none. */
export function writeReport(file: string, part: Part, text: string): void {
  const [begin, end] = [`<!-- ${part}: begin -->`, `<!-- ${part}: end -->`];
  const block = `${begin}\n${text}\n${end}`;
  const before = existsSync(file) ? readFileSync(file, 'utf8') : introduction;
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  writeFileSync(file, from < 0 || to < from ? `${before}${headings[part]}${block}\n` : before.slice(0, from) + block + before.slice(to + end.length));
}
