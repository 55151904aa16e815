/** The machine that a table was measured on: a figure without it says nothing. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem, type } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { percentile } from './figures.ts';

/** Lines for the head of the table; `electron` is null where no window was opened. */
export function describeMachine(electron: string | null): readonly string[] {
  const [cpu] = cpus();
  const sync = measureSync();
  return [
    `CPU ${cpu?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, ${type()} ${release()}`,
    `Node ${process.versions.node}, ${electron === null ? '' : `Electron ${electron}, `}SQLite ${sqliteVersion()}`,
    `disk: fdatasync of 4 KiB p50 ${Math.round(percentile(sync, 0.5))} µs, p99 ${Math.round(percentile(sync, 0.99))} µs`,
  ];
}

function sqliteVersion(): string {
  const database = new Database(':memory:');
  try {
    return database.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? 'unknown';
  } finally {
    database.close();
  }
}

/** Microseconds of each of 300 pages that were written over and forced to the disk, as SQLite does with its log. */
function measureSync(): readonly number[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'daoban-bench-'));
  const handle = openSync(path.join(folder, 'sync'), 'w');
  const page = Buffer.alloc(4096, 1);
  try {
    for (let index = 0; index < 300; index += 1) writeSync(handle, page);
    fdatasyncSync(handle);
    return Array.from({ length: 300 }, (_, index) => {
      writeSync(handle, page, 0, page.length, index * page.length);
      const started = performance.now();
      fdatasyncSync(handle);
      return (performance.now() - started) * 1000;
    });
  } finally {
    closeSync(handle);
    rmSync(folder, { recursive: true });
  }
}
