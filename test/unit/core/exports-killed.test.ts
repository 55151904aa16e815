import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { historyFile, historyMapping } from '../../fixtures/history.ts';
import { emptyFolder, morning, opened, openStation, passphrase, resources, sha256, stationOf, type Station } from '../../fixtures/station.ts';

const exporter = fileURLToPath(new URL('../../fixtures/export-until-killed.ts', import.meta.url));
const readerModule = fileURLToPath(new URL('../../../main/core/reader/worker.ts', import.meta.url));
const period = { view: 'certificates', period: '2025-03' } as const;

async function longLedger(): Promise<Station> {
  const station = await openStation();
  const materials = ['居民身份证', '社会保障卡', '户口簿'].map((name): [string, string] => [name, '收取']);
  const file = historyFile(Array.from({ length: 3000 }, (_, index) => ({ number: `K${index}`, day: `2025-03-${String((index % 28) + 1).padStart(2, '0')}`, matter: '灵活就业人员参保登记', materials })));
  await station.call('history.import', { file, mapping: historyMapping });
  return station;
}

describe('a long export', () => {
  it('that is killed at any moment leaves the whole file or none under its name', async () => {
    const station = await longLedger();
    const folder = emptyFolder();
    const { sha256: whole } = await station.call('export.create', { ...period, format: 'xlsx', file: path.join(folder, 'whole.xlsx') });
    station.close();
    const file = path.join(folder, 'killed.xlsx');
    const input = path.join(emptyFolder(), 'input.json');
    writeFileSync(input, JSON.stringify({ ...period, format: 'xlsx', file }));
    const moments = Array.from({ length: 6 }, () => Math.floor(Math.random() * 1200));
    for (const after of moments) {
      const child = spawn(process.execPath, [exporter, station.folder, input, passphrase, resources], { stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), after));
      await once(child, 'close');
      expect({ moments, found: existsSync(file) ? sha256(file) : whole }).toEqual({ moments, found: whole });
    }
    const again = stationOf(opened({ folder: station.folder }), station.folder, { now: morning });
    expect(await again.call('journal.verify', {})).toMatchObject({ ok: true });
    expect((await again.call('export.create', { ...period, format: 'xlsx', file })).sha256).toBe(whole);
  }, 120_000);

  it('in the reader’s thread tells how far it is, lets reports by, and ends when it is cancelled', async () => {
    const before = await longLedger();
    const direct = await before.call('export.create', { ...period, format: 'csv', file: path.join(emptyFolder(), 'a.csv') });
    const station = before.reopen({ readerModule });
    const folder = emptyFolder();
    const file = path.join(folder, 'a.csv');
    expect((await station.call('export.create', { ...period, format: 'csv', file })).sha256).toBe(direct.sha256);

    const seen: number[] = [];
    let done = false;
    const running = station.call('export.create', { ...period, format: 'xlsx', file: path.join(folder, 'b.xlsx') }).finally(() => (done = true));
    let reports = 0;
    const watching = async (): Promise<void> => {
      const { running: now } = await station.call('export.progress', {});
      if (now !== null) seen.push(now.rows);
      await station.call('statistics.query', { from: '2025-03-01', to: '2025-03-31', measures: ['transactions'] });
      if (done) return;
      reports += 1;
      await watching();
    };
    await watching();
    expect(await running).toMatchObject({ rows: 9000 });
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
    expect([reports > 1, seen.some((rows) => rows > 0 && rows < 9000)]).toEqual([true, true]);

    const cancelled = station.refused('export.create', { ...period, format: 'xlsx', file: path.join(folder, 'c.xlsx') });
    await station.call('export.cancel', {});
    expect((await cancelled).code).toBe('export-cancelled');
    expect(readdirSync(folder)).toEqual(['a.csv', 'b.xlsx']);
    station.close();
  }, 120_000);
});
