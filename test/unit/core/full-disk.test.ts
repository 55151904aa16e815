import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { finishing, handled, received } from '../../fixtures/handling.ts';
import { copyOf, morning, opened, stationFolder, stationOf } from '../../fixtures/station.ts';
import { setClock } from '../../../main/core/clock.ts';

const mount = mkdtempSync(path.join(tmpdir(), 'daoban-full-'));

/** A small disk of our own needs root and a kernel that lets it mount one. */
const mounted = ((): boolean => {
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', mount], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

afterAll(() => {
  if (mounted) execFileSync('/bin/umount', ['-l', mount]);
  rmSync(mount, { recursive: true, force: true });
});

describe.skipIf(!mounted)('a disk without room (skipped where no small file system can be mounted: that needs root)', () => {
  const folder = path.join(mount, 'station');
  const ballast = path.join(mount, 'ballast');
  beforeAll(async () => {
    copyOf(await stationFolder(), folder);
  });
  afterEach(() => rmSync(ballast, { force: true }));

  it('refuses further work as disk-full, keeps what was answered, and goes on when there is room again', async () => {
    const time = { now: morning };
    const station = stationOf(opened({ folder, clock: setClock(() => time.now) }), folder, time);
    const { number } = await handled(station, 'si-account');
    const { visit } = await received(station, ['si-account']);
    const room = (): number => statfsSync(mount).bavail * statfsSync(mount).bsize;
    writeFileSync(ballast, Buffer.alloc(room() - 60 * 4096));

    const finish = await finishing(station, visit, 'si-account');
    const codes = new Set<string>();
    let last = '';
    for (let turn = 0; turn < 60 && !codes.has('disk-full'); turn += 1) {
      const answer = await station.counter.call('visit.receive', { matters: ['si-account'], visitor: { applicant: 'person' } }, { kind: 'command-line', user: 'tester', role: 'guide' });
      codes.add(answer.ok ? 'done' : answer.error.code);
      if (answer.ok) last = (await station.call('hall.today', {})).received.toString();
    }
    expect([...codes]).toEqual(['done', 'disk-full']);
    expect((await station.refused('transaction.finish', finish)).code).toBe('disk-full');
    const { entries } = await station.call('station.status', {});
    expect((await station.call('hall.today', {})).received.toString()).toBe(last);
    expect((await station.call('transaction.read', { number })).transaction.outcome).toBe('completed');
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true, entries });

    rmSync(ballast);
    expect((await station.call('transaction.finish', finish)).number.slice(-6)).toBe('000002');
    const again = station.reopen();
    expect(await again.call('journal.verify', {})).toMatchObject({ ok: true, entries: entries + 1 });
  });

  it('is told where there is no room for a backup on its disk, no half one counts, and the older one still stands', async () => {
    const time = { now: morning };
    const station = stationOf(opened({ folder: await stationFolder(), clock: setClock(() => time.now) }), folder, time);
    const backups = path.join(mount, 'backups');
    mkdirSync(backups, { recursive: true });
    const { file } = await station.call('backup.create', { folder: backups });
    writeFileSync(ballast, Buffer.alloc(statfsSync(mount).bavail * statfsSync(mount).bsize - 20 * 4096));
    time.now += 60_000;
    const { entries } = await station.call('station.status', {});
    expect((await station.refused('backup.create', { folder: backups })).code).toBe('backup-disk-full');
    expect((await station.call('station.status', {})).entries).toBe(entries);
    expect(readdirSync(backups)).toEqual([path.basename(file)]);
    expect((await station.call('backup.verify', { file })).file).toBe(file);
    rmSync(backups, { recursive: true });
  });

  it('is told where there is no room for the export either, and the older file still stands', async () => {
    const time = { now: morning };
    const station = stationOf(opened({ folder, clock: setClock(() => time.now) }), folder, time);
    const { entries } = await station.call('station.status', {});
    const file = path.join(mount, 'volume.csv');
    writeFileSync(file, 'older');
    writeFileSync(ballast, Buffer.alloc(statfsSync(mount).bavail * statfsSync(mount).bsize));
    expect((await station.refused('export.volume', { from: '2026-10-01', to: '2026-10-31', by: ['day'], format: 'csv', file })).code).toBe('export-disk-full');
    expect((await station.call('station.status', {})).entries).toBe(entries);
  });
});
