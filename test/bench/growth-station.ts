/**
 * One station of the growth bench, measured in a process of its own, so that its memory is its own: `growth-station.ts FOLDER RUNS FROM TO prove`. Prints JSON.
 * The figures are asked as the window's core asks them: through the reader's thread, parsed on both sides.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openCounter, type Counter } from '../../main/core/counter.ts';
import { createFigures, type Figures } from '../../main/core/figures/figures.ts';
import { openDatabase } from '../../main/core/store/database.ts';
import { StatisticsQuery } from '../../shared/statistics/query.ts';
import { percentile, median } from './figures.ts';
import { clerk, receiveVisits } from './finish.ts';
import { floorsOf, questions, takeFacts, type Span } from './growth-questions.ts';
import type { Measured, Timed } from './growth.ts';
import { ask, manager, resources } from './station.ts';

const [folder = '', runs = '5', from = '', to = '', prove = ''] = process.argv.slice(2);
const readerModule = path.join(import.meta.dirname, '../../main/core/reader/worker.ts');
const whole: Span = { from, to };
const year: Span = { from: `${to.slice(0, 4)}-01-01` > from ? `${to.slice(0, 4)}-01-01` : from, to };

/** Milliseconds by the clock, and of processor time over all threads: on a machine that others use as well, the second is the truer one. */
async function timed(action: () => unknown): Promise<Timed> {
  const before = process.cpuUsage();
  const started = performance.now();
  await action();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 };
}

const middle = (all: readonly Timed[]): Timed => ({ wall: median(all.map(({ wall }) => wall)), cpu: median(all.map(({ cpu }) => cpu)) });

const open = (access: 'read' | 'write', checkPages = false): Counter => openCounter({ folder, access, key: null, resources, readerModule, checkPages });

/** Through the counter, as a screen asks; by the engine alone, which is what bare SQL can be held against; and by bare SQL. */
async function askQuestions(counter: Counter, engine: Figures, database: Database.Database): Promise<Measured['questions']> {
  const results: Measured['questions'][number][] = [];
  for (const [index, question] of questions.entries()) {
    const floors = floorsOf(database, question, index);
    for (const [name, span] of [['year', year], ['all', whole]] as const) {
      const query = StatisticsQuery.parse({ ...span, ...question.asked });
      let rows = 0;
      const ways: readonly (() => unknown)[] = [() => counter.call('statistics.query', query, manager), () => (rows = engine.query(query).rows.length), ...floors.map((floor) => () => floor(span))];
      const times = ways.map((): Timed[] => []);
      // Once unmeasured on all sides: pages and compiled code are there then, as on any day at an office.
      for (let run = -1; run < Number(runs); run += 1) {
        for (const [at, way] of ways.entries()) {
          const one = await timed(way);
          if (run >= 0) times[at]?.push(one);
        }
      }
      const [ours = nothing, alone = nothing, ...bare] = times.map(middle);
      results.push({ question: question.name, span: name, rows, ours, engine: alone, floor: bare.reduce((least, one) => (one.cpu < least.cpu ? one : least)) });
    }
    for (const name of [`by_day_${index}`, `by_group_${index}`]) database.exec(`DROP INDEX ${name}`);
  }
  return results;
}

const nothing: Timed = { wall: 0, cpu: 0 };

/** So many clicks each way. */
const clicks = 200;
const betweenClicks = 10;

/** Milliseconds from the moment a click was meant to come until its commit has returned, with and without questions being answered beside it. */
async function finishing(counter: Counter): Promise<Measured['finish']> {
  const inputs = await receiveVisits(counter, 2 * clicks);
  const click = async (some: typeof inputs): Promise<number[]> => {
    const times: number[] = [];
    for (const input of some) {
      const due = performance.now() + betweenClicks;
      await pause(betweenClicks);
      await ask(counter, clerk, 'transaction.finish', input);
      times.push(performance.now() - due);
    }
    return times;
  };
  const alone = await click(inputs.slice(0, clicks));
  let asking = true;
  const beside = (async () => {
    let asked = 0;
    for (; asking; asked += 1) await ask(counter, manager, 'statistics.query', { ...whole, measures: ['transactions', 'waitP90'], by: ['week', 'matter'] });
    return asked;
  })();
  const during = await click(inputs.slice(clicks));
  asking = false;
  return { alone: { p50: percentile(alone, 0.5), p99: percentile(alone, 0.99) }, during: { p50: percentile(during, 0.5), p99: percentile(during, 0.99) }, asked: await beside };
}

async function proving(counter: Counter): Promise<Measured['proof']> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => void (most = Math.max(most, process.memoryUsage.rss())), 50);
  let entries = 0;
  const verify = await timed(async () => {
    const answer = await ask(counter, manager, 'journal.verify', {});
    if (!answer.ok) throw new Error(`the journal does not verify: ${JSON.stringify(answer.faults.slice(0, 3))}`);
    entries = answer.entries;
  });
  clearInterval(watch);
  const rebuild = await timed(() => ask(counter, manager, 'journal.rebuild', {}));
  return { entries, verify, verifyMemory: most - before, rebuild };
}

// The reader's thread alone would not keep the process from ending.
const awake = setInterval(() => undefined, 1000);
const aside = mkdtempSync(path.join(tmpdir(), 'daoban-bench-'));
try {
  const file = path.join(folder, 'station.db');
  const bytes = statSync(file).size;
  const start = await timed(() => open('write').close());
  const checkedStart = await timed(() => open('write', true).close());
  const counter = open('write');
  const database = new Database(path.join(aside, 'floor.db'));
  const { entries } = await ask(counter, manager, 'station.status', {});
  const before = process.memoryUsage.rss();
  const cold = await timed(() => ask(counter, manager, 'statistics.query', { ...whole, measures: ['transactions', 'visits'], by: ['month'] }));
  const memory = process.memoryUsage.rss() - before;
  const { totals } = await ask(counter, manager, 'statistics.query', { ...whole, measures: ['transactions', 'visits'], by: [] });
  takeFacts(database, file);
  const bare = openDatabase(folder, 'read');
  const asked = await askQuestions(counter, createFigures(bare), database);
  bare.close();
  database.close();
  const finish = await finishing(counter);
  const proof = prove === 'prove' ? await proving(counter) : null;
  counter.close();
  const measured: Measured = { transactions: totals.transactions ?? 0, visits: totals.visits ?? 0, entries, bytes, start, checkedStart, cold, memory, questions: asked, finish, proof };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
} finally {
  clearInterval(awake);
  rmSync(aside, { recursive: true, force: true });
}
