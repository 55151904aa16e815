/** A table of 100,000 rows and 20 columns as a file, beside joining the same cells by commas and writing them, and for a spreadsheet compressing them as well. */
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import type { Cell, Column, Table } from '../../main/core/export/table.ts';
import { writeTable, type TableFormat } from '../../main/core/export/write-file.ts';
import { addDays } from '../../shared/transaction/china-time.ts';
import { inTurns, type Outcome } from './figures.ts';
import { makeFolder } from './station.ts';

const rowCount = 100_000;
const kinds = ['date', 'text', 'text', 'integer', 'duration-seconds', 'number', 'text', 'integer', 'integer', 'text'] as const;
const columns: readonly Column[] = [...kinds, ...kinds].map((kind, index) => ({ key: `column-${index}`, title: `第 ${index + 1} 列`, kind }));

function cellOf({ kind }: Column, row: number, column: number): Cell {
  switch (kind) {
    case 'date':
      return addDays('2015-01-01', row % 4000);
    case 'text':
      return column % 3 === 0 ? `综合受理窗口 ${row % 8}` : `事项${(row * 7 + column) % 101}（区级，当场办结）`;
    case 'integer':
      return (row * 31 + column) % 1000;
    case 'number':
      return ((row * 17) % 10_000) / 7;
    case 'percent':
      return (row % 101) / 100;
    case 'duration-seconds':
      return (row * 13) % 3600;
  }
}

const rows: readonly (readonly Cell[])[] = Array.from({ length: rowCount }, (_, row) => columns.map((column, index) => cellOf(column, row, index)));

const table = (): Table => ({ sheets: [{ name: '数据', columns, rows, frozenHeader: true, autoFilter: true }] });

export async function benchExport(runs: number): Promise<Outcome> {
  const folder = makeFolder();
  const notes: string[] = [];
  try {
    const measure = async (format: TableFormat, floorOf: (text: Buffer) => Uint8Array): Promise<{ ours: number[]; floor: number[] }> => {
      const file = path.join(folder, `table.${format}`);
      const peaks: number[] = [];
      const write = async (): Promise<number> => {
        const { milliseconds, mebibytes } = await writing(format, file);
        peaks.push(mebibytes);
        return milliseconds;
      };
      // Once unmeasured: the compiler knows the code then.
      await write();
      const measured = await inTurns(runs, write, () => timed(() => writeBytes(path.join(folder, 'floor'), floorOf(joined()))));
      const bytes = readFileSync(file);
      const bare = timed(() => writeBytes(path.join(folder, 'floor'), bytes));
      notes.push(`export: ${rowCount} × ${columns.length} as ${format} takes ${(statSync(file).size / 2 ** 20).toFixed(1)} MiB and at most ${Math.round(Math.max(...peaks))} MiB of memory more than before; writing the same bytes once more takes ${Math.round(bare)} ms`);
      return measured;
    };
    const xlsx = await measure('xlsx', (text) => deflateRawSync(text, { level: constants.Z_BEST_SPEED }));
    const csv = await measure('csv', (text) => text);
    const what = `${rowCount} rows of ${columns.length} columns`;
    return {
      rows: [
        { what: `${what} as xlsx`, unit: 'ms', floorIs: 'joining the same cells by commas, compressing and writing them', ...xlsx },
        { what: `${what} as csv`, unit: 'ms', floorIs: 'joining the same cells by commas and writing them', ...csv },
      ],
      notes,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const joined = (): Buffer => Buffer.from(rows.map((row) => row.join(',')).join('\r\n'), 'utf8');

function timed(action: () => void): number {
  const started = performance.now();
  action();
  return performance.now() - started;
}

async function writing(format: TableFormat, file: string): Promise<{ readonly milliseconds: number; readonly mebibytes: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => void (most = Math.max(most, process.memoryUsage.rss())), 20);
  const started = performance.now();
  try {
    const written = await writeTable(table(), { format, file });
    if (!written.ok) throw new Error(written.error.message);
    return { milliseconds: performance.now() - started, mebibytes: (most - before) / 2 ** 20 };
  } finally {
    clearInterval(watch);
  }
}

function writeBytes(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, 'w');
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
