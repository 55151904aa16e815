import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { handled } from '../../fixtures/handling.ts';
import { databaseOf, emptyFolder, key, morning, opened, openStation, passphrase, resources, stationOf } from '../../fixtures/station.ts';
import { recover } from '../../../main/core/recovery/recovery.ts';
import { schemas } from '../../../shared/contract/contract.ts';

const worker = fileURLToPath(new URL('../../fixtures/back-up-until-killed.ts', import.meta.url));

/** Kills the process that many milliseconds after it began its work. */
async function killedAfter(milliseconds: number, words: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [worker, ...words, passphrase, resources], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), milliseconds));
  await once(child, 'close');
  expect(errors).toBe('');
}

const verified = (file: string): unknown => schemas['backup.verify'].output.parse(recover('backup.verify', { file }, { folder: emptyFolder(), key, patience: 0 }));

const moments = (most: number): readonly number[] => Array.from({ length: 6 }, () => Math.floor(Math.random() * most));

describe('killed at any moment', () => {
  it('a backup leaves the older ones whole, and none that is half', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    const folder = emptyFolder();
    const { file } = await station.call('backup.create', { folder });
    station.close();
    const times = moments(900);
    for (const after of times) await killedAfter(after, ['create', station.folder, folder]);
    const { backups } = schemas['backup.list'].output.parse(recover('backup.list', { folder }, { folder: emptyFolder(), key, patience: 0 }));
    expect(backups.map((one) => one.file)).toContain(file);
    for (const backup of backups) expect({ times, read: verified(backup.file) }).toMatchObject({ times, read: { manifest: backup.manifest } });
    // The next one clears away what the killed ones left.
    const again = stationOf(opened({ folder: station.folder }), station.folder, { now: morning });
    await again.call('backup.create', { folder });
    expect([...readdirSync(folder), ...readdirSync(station.folder)].filter((name) => name.includes('.partial'))).toEqual([]);
    expect(await again.call('journal.verify', {})).toMatchObject({ ok: true });
  }, 120_000);

  it('a restore leaves a whole station in doubt, or none', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    const { file, manifest } = await station.call('backup.create', { folder: emptyFolder() });
    const outcomes = new Set<boolean>();
    for (const after of [...moments(700), 0, 5000]) {
      const folder = path.join(emptyFolder(), 'restored');
      await killedAfter(after, ['restore', folder, file]);
      const there = existsSync(databaseOf(folder));
      outcomes.add(there);
      if (!there) recover('backup.restore', { file, setAside: true }, { folder, key, patience: 0 });
      const again = stationOf(opened({ folder }), folder, { now: morning });
      expect(await again.call('journal.verify', {})).toMatchObject({ ok: true, head: manifest.head.hash });
      expect(await again.call('station.status', {})).toMatchObject({ doubt: { reason: 'restored' } });
      again.close();
    }
    expect(outcomes.has(true)).toBe(true);
  }, 120_000);
});
