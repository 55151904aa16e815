import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cell, Table } from '../../../main/core/export/table.ts';
import { exportFaultOf, writeTable } from '../../../main/core/export/write-file.ts';
import { readCsv } from './read-csv.ts';
import { readWorkbook } from './read-xlsx.ts';

const formats = ['csv', 'xlsx'] as const;
const tableOf = (rows: Iterable<readonly Cell[]>): Table => {
  const columns = [{ key: 'a', title: '事项', kind: 'text' }, { key: 'b', title: '件', kind: 'integer' }] as const;
  return { sheets: [{ name: '量', columns, rows, frozenHeader: true, autoFilter: true, total: ['合计', 3] }, { name: '说明', columns, rows: [['第二页', 9]], frozenHeader: false, autoFilter: false }] };
};
const table = tableOf([['失业登记', 1], ['工伤认定', 2]]);
const breaking = function* (): Generator<readonly Cell[]> {
  for (let number = 0; number < 20_000; number += 1) yield [`行 ${number} ${Math.sin(number)}`, number];
  throw new Error('the query broke');
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);
const faultOf = async (file: string, format: 'csv' | 'xlsx' = 'csv'): Promise<string> => {
  const written = await writeTable(table, { format, file });
  return written.ok ? 'written' : written.error.code;
};

describe('writing a table', () => {
  it.each(formats)('answers with size, rows and sum of the %s file, and leaves nothing else', async (format) => {
    const file = at(`量.${format}`);
    const written = await writeTable(table, { format, file });
    const bytes = readFileSync(file);
    expect(written).toEqual({ ok: true, value: { bytes: bytes.length, rows: 2, sha256: createHash('sha256').update(bytes).digest('hex') } });
    expect(readdirSync(folder)).toEqual([`量.${format}`]);
  });

  it('puts the first sheet into CSV, and every sheet into xlsx', async () => {
    await writeTable(table, { format: 'csv', file: at('a.csv') });
    await writeTable(table, { format: 'xlsx', file: at('a.xlsx') });
    const csv = readCsv(readFileSync(at('a.csv'), 'utf8').slice(1));
    const { sheets } = readWorkbook(readFileSync(at('a.xlsx')));
    expect(csv).toEqual([['事项', '件'], ['失业登记', '1'], ['工伤认定', '2'], ['合计', '3']]);
    expect(sheets.map(({ name }) => name)).toEqual(['量', '说明']);
    expect(sheets[0]?.rows.map((row) => row.map(({ value }) => String(value)))).toEqual(csv);
  });

  it.each(formats)('gives the same %s bytes for the same rows', async (format) => {
    const sums = [await writeTable(table, { format, file: at('a') }), await writeTable(table, { format, file: at('b') })];
    expect(sums[0]).toEqual(sums[1]);
    expect(readFileSync(at('a')).equals(readFileSync(at('b')))).toBe(true);
  });

  it('replaces a file that stands there', async () => {
    writeFileSync(at('a.csv'), 'old');
    expect(await faultOf(at('a.csv'))).toBe('written');
    expect(readFileSync(at('a.csv'), 'utf8')).toContain('失业登记');
  });

  it.skipIf(process.platform === 'win32')('follows a link and replaces the file behind it', async () => {
    mkdirSync(at('behind'));
    writeFileSync(at('behind/a.csv'), 'old');
    symlinkSync(at('behind/a.csv'), at('link.csv'));
    expect(await faultOf(at('link.csv'))).toBe('written');
    expect(readFileSync(at('behind/a.csv'), 'utf8')).toContain('失业登记');
    expect(readdirSync(at('behind'))).toEqual(['a.csv']);
  });
});

describe('a table that cannot be written', () => {
  it('says that the folder is missing', async () => {
    expect(await faultOf(at('missing/a.csv'))).toBe('export-parent-missing');
    expect(existsSync(at('missing'))).toBe(false);
  });

  it('says that the parent is no folder', async () => {
    writeFileSync(at('file'), 'old');
    expect(await faultOf(at('file/a.csv'))).toBe('export-parent-missing');
    expect(readFileSync(at('file'), 'utf8')).toBe('old');
  });

  it('says that the name is a folder', async () => {
    mkdirSync(at('folder.xlsx'));
    expect(await faultOf(at('folder.xlsx'), 'xlsx')).toBe('export-target-is-folder');
    expect(await faultOf(`${at('new')}/`)).toBe('export-target-is-folder');
    expect(readdirSync(folder)).toEqual(['folder.xlsx']);
  });

  it.skipIf(process.platform === 'win32')('puts no file in the place of a device', async () => {
    expect(await faultOf('/dev/null')).toBe('export-not-writable');
  });

  it('says that a name no system takes cannot be written', async () => {
    expect(await faultOf(at(`${'长'.repeat(100)}.csv`))).toBe('export-not-writable');
    expect(await faultOf(at('a\u0000.csv'))).toBe('export-not-writable');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('leaves a read-only file alone', async () => {
    writeFileSync(at('a.csv'), 'old');
    chmodSync(at('a.csv'), 0o444);
    expect(await faultOf(at('a.csv'))).toBe('export-not-writable');
    expect(readFileSync(at('a.csv'), 'utf8')).toBe('old');
  });

  it.each(formats)('leaves the old %s file and nothing beside it when a row fails', async (format) => {
    writeFileSync(at('a'), 'old');
    await expect(writeTable(tableOf(breaking()), { format, file: at('a') })).rejects.toThrow('the query broke');
    expect(readFileSync(at('a'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it.each(formats)('passes a failing row on as it is, though it looks like an error of the disk (%s)', async (format) => {
    const full = Object.assign(new Error('database full'), { code: 'ENOSPC' });
    const rows: Iterable<readonly Cell[]> = {
      [Symbol.iterator]() {
        throw full;
      },
    };
    await expect(writeTable(tableOf(rows), { format, file: at('a') })).rejects.toBe(full);
    expect(readdirSync(folder)).toEqual([]);
  });

  // The shell's limit on the size of a file stands for the full disk: the write stops half way, as there.
  it.skipIf(process.platform === 'win32').each(formats)('leaves the old %s file and nothing beside it when the disk is full', (format) => {
    writeFileSync(at('a'), 'old');
    const module = path.join(import.meta.dirname, '../../../main/core/export/write-file.ts');
    const script = `
      import { writeTable } from ${JSON.stringify(module)};
      const rows = Array.from({ length: 50_000 }, (_, number) => [String(Math.sin(number))]);
      const sheet = { name: 's', columns: [{ key: 'a', title: 'a', kind: 'text' }], rows, frozenHeader: true, autoFilter: true };
      console.log(JSON.stringify(await writeTable({ sheets: [sheet] }, { format: ${JSON.stringify(format)}, file: ${JSON.stringify(at('a'))} })));
    `;
    const { stdout, stderr } = spawnSync('bash', ['-c', 'ulimit -f 100; exec "$0" --input-type=module -e "$1"', process.execPath, script], { encoding: 'utf8' });
    expect([stdout.trim(), stderr]).toEqual(['{"ok":false,"error":{"code":"export-disk-full","message":"there is no room left for the file"}}', '']);
    expect(readFileSync(at('a'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it.each([
    ['ENOENT', 'export-parent-missing'], ['ENOTDIR', 'export-parent-missing'], ['EISDIR', 'export-target-is-folder'], ['ENOSPC', 'export-disk-full'], ['EDQUOT', 'export-disk-full'],
    ['EFBIG', 'export-disk-full'], ['EACCES', 'export-not-writable'], ['EPERM', 'export-not-writable'], ['EBUSY', 'export-not-writable'], ['EROFS', 'export-not-writable'], ['EIO', 'export-not-writable'],
  ])('the system says %s, the counter %s', (code, fault) => {
    expect(exportFaultOf(code)).toBe(fault);
  });
});
