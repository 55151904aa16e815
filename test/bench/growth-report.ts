/** Growth as tables and a chart in Markdown. */
import type { Size, Timed } from './growth.ts';

const count = (value: number): string => value.toLocaleString('en-US');

/** Three significant figures, or whole numbers where there are more. */
const figure = (value: number): string => (value >= 100 ? count(Math.round(value)) : String(Number(value.toPrecision(3))));
const seconds = (milliseconds: number): string => (milliseconds >= 1000 ? `${figure(milliseconds / 1000)} s` : `${figure(milliseconds)} ms`);
const both = ({ wall, cpu }: Timed): string => `${seconds(wall)} (${seconds(cpu)})`;
const rate = (entries: number, { cpu, wall }: Timed): string => `${figure((1000 * entries) / wall)} /s (${figure((1000 * entries) / cpu)} /s)`;
const mebibytes = (bytes: number): string => `${figure(bytes / 2 ** 20)} MiB`;

type Line = readonly [what: string, valueOf: (size: Size) => string];

const slowest = (span: 'year' | 'all') => (size: Size): Timed =>
  size.questions.filter((one) => one.span === span).reduce((most, { ours }) => (ours.cpu > most.cpu ? ours : most), { wall: 0, cpu: 0 });

const lines: readonly Line[] = [
  ['visits; journal entries', ({ visits, entries }) => `${count(visits)}; ${count(entries)}`],
  ['file', ({ bytes, transactions }) => `${mebibytes(bytes)}, ${figure(bytes / transactions / 1024)} KiB a transaction`],
  ['written by `daoban demo`', ({ writing, transactions }) => (writing === null ? '—' : `${figure(transactions / writing)} transactions/s`)],
  ['opening the core', ({ start }) => both(start)],
  ['opening the core and looking at every page, as the application does', ({ checkedStart }) => both(checkedStart)],
  ['the first question, which reads the facts', ({ cold }) => both(cold)],
  ['memory that the facts take', ({ memory }) => mebibytes(memory)],
  ['slowest question over a year', (size) => both(slowest('year')(size))],
  ['slowest question over all', (size) => both(slowest('all')(size))],
  ['`transaction.finish`, p50 / p99', ({ finish }) => `${figure(finish.alone.p50)} / ${figure(finish.alone.p99)} ms`],
  ['the same while questions are answered', ({ finish }) => `${figure(finish.during.p50)} / ${figure(finish.during.p99)} ms, ${finish.asked} answered`],
  ['`journal.verify`, entries', ({ proof }) => (proof === null ? 'not measured' : `${rate(proof.entries, proof.verify)}, ${mebibytes(proof.verifyMemory)}`)],
  ['`journal.rebuild`, entries', ({ proof }) => (proof === null ? 'not measured' : rate(proof.entries, proof.rebuild))],
];

export function growthReport(machine: readonly string[], sizes: readonly Size[]): string {
  const largest = sizes.at(-1);
  return [
    ...machine.map((line) => `- ${line}`),
    '- by the clock, and in brackets the processor time of all threads: on a machine that others use as well, the second is the truer one',
    '',
    `| transactions | ${sizes.map(({ transactions }) => count(transactions)).join(' | ')} |`,
    `| --- |${sizes.map(() => ' --- |').join('')}`,
    ...lines.map(([what, valueOf]) => `| ${what} | ${sizes.map(valueOf).join(' | ')} |`),
    '',
    ...chart(sizes),
    '',
    ...(largest === undefined ? [] : questionTable(largest)),
  ].join('\n');
}

function questionTable({ transactions, questions }: Size): readonly string[] {
  return [
    `Questions to ${count(transactions)} transactions. *Asked* goes through the counter and the reader’s thread, as from a screen; *engine* is the counting alone, *floor* the fastest of bare SQL over a covering`,
    'index by day, over one by the groups, and over a table of sums by day made for exactly that question; the ratio is of the processor times of these two.',
    '',
    '| question | span | rows | asked | engine | floor | ratio |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...questions.map(({ question, span, rows, ours, engine, floor }) => `| ${question} | ${span === 'year' ? 'a year' : 'all'} | ${count(rows)} | ${both(ours)} | ${both(engine)} | ${both(floor)} | ${figure(engine.cpu / floor.cpu)}× |`),
  ];
}

/** One bar a size, its length by the logarithm: equal steps are equal factors. */
function chart(sizes: readonly Size[]): readonly string[] {
  const series: readonly (readonly [string, (size: Size) => number])[] = [
    ['slowest question over a year, ms', (size) => slowest('year')(size).cpu],
    ['slowest question over all, ms', (size) => slowest('all')(size).cpu],
    ['transaction.finish, p50, ms', ({ finish }) => finish.alone.p50],
    ['the first question, ms', ({ cold }) => cold.cpu],
    ['opening with every page, ms', ({ checkedStart }) => checkedStart.cpu],
    ['file, MiB', ({ bytes }) => bytes / 2 ** 20],
  ];
  const bar = (value: number): string => '█'.repeat(Math.max(1, Math.round(6 * Math.log10(Math.max(1, value) * 1.2))));
  return [
    '```text',
    ...series.flatMap(([name, valueOf]) => [name, ...sizes.map((size) => `  ${count(size.transactions).padStart(9)} ${bar(valueOf(size))} ${figure(valueOf(size))}`)]),
    'each bar is as long as the logarithm of its value: ten times as much is six blocks more',
    '```',
  ];
}
