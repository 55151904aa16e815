/** A million ledger rows of imported history: how fast they come in, and how fast the look-back looks through them. */
import { createWriteStream, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readTable } from '../../main/core/history/read-table.ts';
import { openCounter, type Counter } from '../../main/core/counter.ts';
import { openDatabase } from '../../main/core/store/database.ts';
import { suspectRows } from '../../main/core/store/projection-tables.ts';
import type { Request } from '../../shared/contract/contract.ts';
import { addDays } from '../../shared/transaction/china-time.ts';
import { inTurns, type Outcome } from './figures.ts';
import { ask, foundStation, makeFolder, manager, resources } from './station.ts';

const firstDay = '2025-01-02';
const days = 450;
const span = { from: firstDay, to: addDays(firstDay, days) };
/** Materials of each transaction, and the words they come with: one in a hundred transactions breaks a rule. */
const materials = [['居民身份证', '收取'], ['居民户口簿', '共享'], ['本人银行账户（社保卡金融账户）', '收取'], ['无业证明', '取消']] as const;

const mapping: Request<'history.import'>['mapping'] = {
  columns: { sourceNumber: '流水号', day: '日期', matter: '事项', window: '窗口', clerk: '经办人', materials: { shape: 'rows', name: '材料', way: '方式' } },
};

function* linesOf(transactions: number): Generator<string> {
  yield '流水号,日期,事项,窗口,经办人,材料,方式\r\n';
  for (let index = 0; index < transactions; index += 1) {
    const day = addDays(firstDay, Math.floor((index * days) / transactions));
    for (const [name, word] of materials) {
      const planted = index % 100 === 0 && word === '取消' ? '收取' : index % 100 === 50 && word === '共享' ? '留存' : word;
      yield `S${index},${day},si-flex-enroll,${1 + (index % 8)},${10 + (index % 30)},${name},${planted}\r\n`;
    }
  }
}

export async function benchScan(runs: number, rows: number): Promise<Outcome> {
  const folder = makeFolder();
  try {
    await foundStation(folder);
    const file = path.join(folder, 'history.csv');
    const transactions = rows / materials.length;
    await pipeline(linesOf(transactions), createWriteStream(file));
    const reading = await timed(() => readAll(file));
    const counter = openCounter({ folder, access: 'write', key: null, resources });
    try {
      const importing = await timed(() => importAll(counter, file, transactions));
      const { ours, floor } = await inTurns(runs, () => scanOnce(counter, transactions, rows), () => countBare(folder, rows));
      return {
        rows: [
          { what: `lookback.scan over ${rows} ledger rows`, unit: 'ms', floorIs: 'the same counts by bare SQL over the same indexes', ours, floor },
          { what: `history.import of ${rows} rows`, unit: '/s', floorIs: 'reading the rows of the same file, once and no more', ours: [rows / importing.seconds], floor: [rows / reading.seconds] },
        ],
        notes: [`import: ${transactions} transactions in ${importing.seconds.toFixed(1)} s; at most ${Math.round(importing.mebibytes)} MiB of memory more than before`],
      };
    } finally {
      counter.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds, and how far the memory of the process rose above where it stood. */
async function timed(action: () => Promise<void>): Promise<{ readonly seconds: number; readonly mebibytes: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => void (most = Math.max(most, process.memoryUsage.rss())), 50);
  const started = performance.now();
  try {
    await action();
    return { seconds: (performance.now() - started) / 1000, mebibytes: (most - before) / 1024 / 1024 };
  } finally {
    clearInterval(watch);
  }
}

async function readAll(file: string): Promise<void> {
  let last = 0;
  for await (const { row } of readTable(file, { headerRow: 1 })) last = row;
  if (last === 0) throw new Error('the file has no rows');
}

async function importAll(counter: Counter, file: string, transactions: number): Promise<void> {
  const { imported, complete } = await ask(counter, manager, 'history.import', { file, mapping });
  if (!complete || imported !== transactions) throw new Error(`only ${imported} of ${transactions} were imported`);
}

async function scanOnce(counter: Counter, transactions: number, rows: number): Promise<number> {
  const started = performance.now();
  const scan = await ask(counter, manager, 'lookback.scan', { ...span, limit: 1 });
  const milliseconds = performance.now() - started;
  const planted = Math.ceil(transactions / 100);
  if (scan.rows !== rows || scan.findings.cancelledCollected.count !== planted || Math.abs(scan.findings.sharedKept.count - planted) > 1) throw new Error('the scan did not find what was planted');
  return milliseconds;
}

/** What these figures take from these tables at the least: one pass in the order of an index, and one over the rows that findings are made of. */
const bare = 'SELECT way, state, count(*) AS rows FROM ledger INDEXED BY ledger_scan WHERE voided = 0 AND day BETWEEN ? AND ? GROUP BY day, way, state';

const bareFindings = `
SELECT count(*) FILTER (WHERE listed = 'cancelled' AND (way <> 'cancelled' OR kept = 1) AND state = 'done') AS cancelledCollected,
       count(*) FILTER (WHERE listed = 'data-sharing' AND kept = 1) AS sharedKept,
       count(*) FILTER (WHERE listed = 'data-sharing' AND way = 'submit' AND state <> 'not-applicable') AS sharedAsked
  FROM ledger INDEXED BY ledger_suspect WHERE ${suspectRows} AND day BETWEEN ? AND ?`;

function countBare(folder: string, rows: number): number {
  const database = openDatabase(folder, 'read');
  try {
    const started = performance.now();
    const counted = database.prepare<[string, string], { rows: number }>(bare).all(span.from, span.to);
    database.prepare<[string, string], unknown>(bareFindings).get(span.from, span.to);
    database.prepare<[string, string], unknown>(`SELECT count(*) FROM handled WHERE day BETWEEN ? AND ? AND outcome <> 'voided'`).get(span.from, span.to);
    const milliseconds = performance.now() - started;
    if (counted.reduce((sum, group) => sum + group.rows, 0) !== rows) throw new Error('the bare count differs');
    return milliseconds;
  } finally {
    database.close();
  }
}
