import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handled, received } from '../../fixtures/handling.ts';
import { databaseOf, dump, emptyFolder, key, minute, morning, opened, openStation, passphrase, stationFolder, stationOf, type Station } from '../../fixtures/station.ts';
import { isDue } from '../../../main/core/backup/daily.ts';
import { recover, type RecoveryName } from '../../../main/core/recovery/recovery.ts';
import { schemas, type Output, type Request } from '../../../shared/contract/contract.ts';
import { Refusal, type ErrorCode } from '../../../shared/contract/errors.ts';
import type { VaultKey } from '../../../main/core/vault/vault.ts';

/** Without an open station, as the command line does it. */
function way<Name extends RecoveryName>(folder: string, name: Name, input: Request<Name>, by: VaultKey | null = key): Output<Name> {
  return schemas[name].output.parse(recover(name, input, { folder, key: by, patience: 0 }));
}

function codeOf(action: () => unknown): ErrorCode | 'done' {
  try {
    action();
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}

const day = 24 * 60 * minute;

async function configured(keep = 3): Promise<{ readonly station: Station; readonly folder: string }> {
  const station = await openStation();
  const folder = path.join(emptyFolder(), 'backups');
  await station.call('backup.configure', { folder, keep, daily: true });
  return { station, folder };
}

describe('a backup', () => {
  it('is made while the station works, says exactly what it holds, and is listed as its own', async () => {
    const { station, folder } = await configured();
    const { number } = await handled(station, 'si-account');
    const { entries, head } = await station.call('station.status', {});
    const made = await station.call('backup.create', {});
    expect(made.manifest).toMatchObject({ head: { seq: entries, hash: head }, transactions: { first: number, last: number, count: 1 }, incarnation: 0, madeAt: station.time.now });
    expect((await station.call('backup.list', {})).backups).toMatchObject([{ file: made.file, bytes: made.bytes, authentic: true }]);
    expect(await station.call('backup.verify', { file: made.file })).toMatchObject({ manifest: made.manifest });
    expect(await station.call('backup.status', {})).toMatchObject({ policy: { folder, keep: 3, daily: true }, last: { seq: entries, bytes: made.bytes }, stale: false });
    expect(readdirSync(folder)).toEqual([path.basename(made.file)]);
    expect(readdirSync(station.folder).filter((name) => name.includes('partial'))).toEqual([]);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('holds nothing that can be read without the keys', async () => {
    const { station } = await configured();
    await handled(station, 'si-account');
    const { file } = await station.call('backup.create', {});
    const bytes = readFileSync(file);
    for (const text of ['SQLite format 3', '演示一号台区', 'transaction.finished', 'data_key']) expect(bytes.includes(text)).toBe(false);
  });

  it('goes when there are more than are to be kept, but never one of another station or another life', async () => {
    const { station, folder } = await configured(2);
    const other = await openStation();
    await other.call('account.create', { number: '77', name: '甲', roles: ['clerk'], pin: '123456' });
    writeFileSync(path.join(folder, 'notes.daoban-backup'), 'not a backup');
    const files: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      station.time.now += day;
      files.push((await station.call('backup.create', {})).file);
    }
    expect(files.map((file) => existsSync(file))).toEqual([false, false, true, true]);
    await station.call('station.reopen', { reason: '演练' });
    for (let turn = 0; turn < 3; turn += 1) {
      station.time.now += day;
      files.push((await station.call('backup.create', {})).file);
    }
    expect(files.map((file) => existsSync(file))).toEqual([false, false, true, true, false, true, true]);
    expect(existsSync(path.join(folder, 'notes.daoban-backup'))).toBe(true);
  });

  it('is not put beside the station, nor through a link into it', async () => {
    const { station } = await configured();
    for (const folder of [station.folder, path.join(station.folder, 'deep', 'er')]) {
      expect(await station.refused('backup.configure', { folder, keep: 1, daily: false })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.folder' }] });
      expect(await station.refused('backup.create', { folder })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.folder' }] });
    }
    expect(existsSync(path.join(station.folder, 'deep'))).toBe(false);
  });

  it('says so where the folder went away, and the older ones stand when it comes back', async () => {
    const { station, folder } = await configured();
    const { file } = await station.call('backup.create', {});
    const away = `${folder}-away`;
    mkdirSync(away);
    copyFileSync(file, path.join(away, path.basename(file)));
    rmSync(folder, { recursive: true });
    const { entries } = await station.call('station.status', {});
    expect(await station.refused('backup.create', {})).toMatchObject({ code: 'backup-folder-missing' });
    expect(await station.refused('backup.list', {})).toMatchObject({ code: 'backup-folder-missing' });
    expect((await station.call('station.status', {})).entries).toBe(entries);
    expect((await station.call('backup.list', { folder: away })).backups).toHaveLength(1);
  });

  it('is not asked of a page with a folder of its own choice', async () => {
    const { station } = await configured();
    const caller = { kind: 'window', client: 'a' } as const;
    await station.counter.call('session.signIn', { number: '03', pin: '246810' }, caller);
    expect(await station.counter.call('backup.create', { folder: emptyFolder() }, caller)).toMatchObject({ error: { code: 'role-not-allowed' } });
    expect(await station.counter.call('backup.create', {}, caller)).toMatchObject({ ok: true });
  });

  it('is missed after two days, calmly, and not before', async () => {
    const { station } = await configured();
    await station.call('backup.create', {});
    station.time.now += 2 * day;
    expect((await station.call('station.status', {})).backup).toEqual({ lastAt: morning, stale: false });
    station.time.now += minute;
    expect((await station.call('station.status', {})).backup).toEqual({ lastAt: morning, stale: true });
    expect((await (await openStation()).call('station.status', {})).backup).toBeNull();
  });
});

describe('the backup of each day', () => {
  const quietly = { daily: true, lastMadeAt: null, lastTriedAt: null, lastCommandAt: morning - 2 * minute, openedAt: morning - 5 * minute };

  it.each([
    ['is made at a quiet moment', {}, true],
    ['is not made where nobody asked for it', { daily: false }, false],
    ['is not made twice a day', { lastMadeAt: morning - minute }, false],
    ['is made again the next business day', { lastMadeAt: morning - day }, true],
    ['waits while people work', { lastCommandAt: morning - 1000 }, false],
    ['waits no longer than an hour', { lastCommandAt: morning - 1000, openedAt: morning - 61 * minute }, true],
    ['is not tried again at once after it failed', { lastTriedAt: morning - minute }, false],
    ['is tried again after a while', { lastTriedAt: morning - 16 * minute }, true],
  ])('%s', (_what, change, due) => {
    expect(isDue({ ...quietly, ...change }, morning)).toBe(due);
  });

  it('is made by the station itself, once, and what hinders it is said', async () => {
    const { station, folder } = await configured();
    rmSync(folder, { recursive: true });
    station.time.now += 5 * minute;
    await station.counter.tend();
    expect((await station.call('backup.status', {})).hindrance).toMatchObject({ code: 'backup-folder-missing' });
    mkdirSync(folder);
    station.time.now += 20 * minute;
    await station.counter.tend();
    station.time.now += 20 * minute;
    await station.counter.tend();
    expect(readdirSync(folder)).toHaveLength(1);
    expect(await station.call('backup.status', {})).toMatchObject({ hindrance: null });
    expect((await station.call('journal.read', { type: 'backup.made' })).entries).toMatchObject([{ actor: 'station' }]);
  });
});

describe('restoring', () => {
  it('on another machine takes the file and the passphrase, and gives the station back to the byte', async () => {
    const { station } = await configured();
    await handled(station, 'si-account');
    const { file, manifest } = await station.call('backup.create', {});
    station.close();
    const elsewhere = path.join(emptyFolder(), 'new');
    expect(way(elsewhere, 'backup.restore', { file })).toMatchObject({ folder: elsewhere, manifest, missing: { entries: null, numbers: null, agrees: true }, setAside: null });
    const again = stationOf(opened({ folder: elsewhere, clock: () => ({ at: morning, clock: { run: 'set', monotonic: morning, offset: null } }) }), elsewhere, { now: morning });
    expect(await again.call('journal.verify', {})).toMatchObject({ ok: true, entries: manifest.head.seq, head: manifest.head.hash });
    expect(dump(elsewhere, ['journal_head', 'journal', 'backup', 'sqlite_stat1'])).toBe(dump(station.folder, ['journal_head', 'journal', 'backup', 'sqlite_stat1']));
  });

  it('tells what others know of and it does not hold: entries, numbers, and a branch that does not agree', async () => {
    const { station } = await configured();
    const { number } = await handled(station, 'si-account');
    const { file, manifest } = await station.call('backup.create', {});
    const { seq } = manifest.head;
    const later = `${number.slice(0, -2)}05`;
    const missing = (known: Request<'backup.restore'>['known']): unknown => way(path.join(emptyFolder(), 'x'), 'backup.restore', { file, known }).missing;
    expect(missing({ seq: seq + 7, lastNumber: later })).toEqual({ entries: { from: seq + 1, to: seq + 7 }, numbers: { from: 2, to: 5 }, agrees: true });
    expect(missing({ seq, hash: manifest.head.hash })).toEqual({ entries: null, numbers: null, agrees: true });
    expect(missing({ seq: seq - 1, hash: 'f'.repeat(64) })).toEqual({ entries: null, numbers: null, agrees: false });
    await handled(station, 'si-account');
    const newer = await station.call('backup.create', {});
    // The newer backup beside it knows as well.
    expect(missing({})).toEqual({ entries: { from: seq + 1, to: newer.manifest.head.seq }, numbers: { from: 2, to: 2 }, agrees: true });
  });

  it('is refused over a station, over what is left of one, with another key, and of what is no backup; nothing changes', async () => {
    const { station } = await configured();
    const { file } = await station.call('backup.create', {});
    const taken = await stationFolder();
    const left = emptyFolder();
    copyFileSync(path.join(taken, 'vault.json'), path.join(left, 'vault.json'));
    const empty = emptyFolder();
    const strange = path.join(emptyFolder(), 'strange');
    writeFileSync(strange, 'DAOBANB1 and then nothing of the kind');
    expect([
      codeOf(() => way(taken, 'backup.restore', { file })),
      codeOf(() => way(taken, 'backup.restore', { file, setAside: true })),
      codeOf(() => way(left, 'backup.restore', { file })),
      codeOf(() => way(empty, 'backup.restore', { file }, { kind: 'passphrase', passphrase: 'another' })),
      codeOf(() => way(empty, 'backup.restore', { file }, null)),
      codeOf(() => way(empty, 'backup.restore', { file: strange })),
      codeOf(() => way(empty, 'backup.restore', { file: `${file}-none` })),
    ]).toEqual(['station-exists', 'station-usable', 'station-exists', 'vault-locked', 'vault-locked', 'backup-damaged', 'bad-input']);
    expect(readdirSync(empty).filter((name) => !name.startsWith('station.lock'))).toEqual([]);
  });

  it('notices any byte that was flipped, any cut, and anything added', async () => {
    const { station } = await configured();
    const { file } = await station.call('backup.create', {});
    const bytes = readFileSync(file);
    const copy = path.join(emptyFolder(), 'copy.daoban-backup');
    const attempt = (changed: Uint8Array): ErrorCode | 'done' => {
      writeFileSync(copy, changed);
      return codeOf(() => way(emptyFolder(), 'backup.verify', { file: copy }, key));
    };
    expect(attempt(bytes)).toBe('done');
    const headEnd = 12 + bytes.readUInt32BE(8);
    // Every part of the head, every frame; a flip in the wrapped keys may show as a key that does not open them.
    const places = fc.oneof(fc.integer({ min: 0, max: headEnd - 1 }), fc.integer({ min: headEnd, max: bytes.length - 1 }));
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: 7 }), (place, bit) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(place) ^ (1 << bit), place);
        expect(['backup-damaged', 'backup-newer', 'vault-locked', 'vault-missing']).toContain(attempt(changed));
      }),
      { numRuns: 25 },
    );
    // A cost that is no power of two, which scrypt itself would throw at.
    const cost = bytes.indexOf('32768');
    expect(cost).toBeGreaterThan(0);
    expect(attempt(Buffer.concat([bytes.subarray(0, cost), Buffer.from('32769'), bytes.subarray(cost + 5)]))).toBe('backup-damaged');
    expect(attempt(bytes.subarray(0, -1))).toBe('backup-damaged');
    expect(attempt(bytes.subarray(0, headEnd))).toBe('backup-damaged');
    expect(attempt(Buffer.concat([bytes, Buffer.from([0])]))).toBe('backup-damaged');
  }, 120_000);

  it('opens a system-held key by the passphrase that was set for other machines, and by no other', async () => {
    const folder = emptyFolder();
    const secret: VaultKey = { kind: 'system', secret: Buffer.alloc(32, 7) };
    const station = stationOf(opened({ folder, key: secret }), folder, { now: morning });
    await station.call('station.init', { name: '台', site: '厅' });
    const backups = emptyFolder();
    expect((await station.call('backup.status', {})).needsPassphrase).toBe(true);
    expect(await station.refused('backup.create', { folder: backups })).toMatchObject({ code: 'bad-input' });
    expect(await station.refused('backup.configure', { folder: backups, keep: 1, daily: true })).toMatchObject({ issues: [{ path: '$.passphrase', code: 'required' }] });
    await station.call('backup.configure', { folder: backups, keep: 1, daily: true, passphrase });
    const { file } = await station.call('backup.create', {});
    const elsewhere = emptyFolder();
    expect(codeOf(() => way(elsewhere, 'backup.restore', { file }, { kind: 'passphrase', passphrase: 'not the right one' }))).toBe('vault-locked');
    way(elsewhere, 'backup.restore', { file });
    // There is no key store here, so the passphrase is the key from now on.
    expect(await stationOf(opened({ folder: elsewhere }), elsewhere, { now: morning }).call('station.status', {})).toMatchObject({ doubt: { reason: 'restored' } });
    // At home both open it.
    station.close();
    expect(codeOf(() => opened({ folder, key: secret, access: 'read' }))).toBe('done');
    expect(codeOf(() => opened({ folder, access: 'read' }))).toBe('done');
  });

  it('in the place of a broken station moves that one aside, with its log and its keys, and loses nothing of it', async () => {
    const { station } = await configured();
    await handled(station, 'si-account');
    const { file } = await station.call('backup.create', {});
    await received(station, ['si-account']);
    station.close();
    writeFileSync(databaseOf(station.folder), readFileSync(databaseOf(station.folder)).fill(7, 4096, 12_288));
    writeFileSync(`${databaseOf(station.folder)}-wal`, 'what a crash left');
    const broken = readFileSync(databaseOf(station.folder));
    expect(codeOf(() => way(station.folder, 'backup.restore', { file }))).toBe('station-exists');
    const { setAside: aside } = way(station.folder, 'backup.restore', { file, setAside: true });
    expect(path.basename(aside ?? '')).toMatch(/^broken-\d{8}-\d{6}$/);
    expect(readdirSync(aside ?? '').filter((name) => !name.endsWith('-shm')).toSorted()).toEqual(['station.db', 'station.db-wal', 'station.witness', 'vault.json', 'why.json']);
    expect(readFileSync(path.join(aside ?? '', 'station.db')).equals(broken)).toBe(true);
    const again = stationOf(opened({ folder: station.folder }), station.folder, station.time);
    expect(await again.call('journal.verify', {})).toMatchObject({ ok: true });
    expect(await again.refused('visit.receive', { matters: ['si-account'], visitor: { applicant: 'person' } })).toMatchObject({ code: 'station-copied' });
  });
});

describe('a station that cannot be opened', () => {
  it('is put aside only when that was confirmed for these very files, and never one that can be opened', async () => {
    const whole = await stationFolder();
    expect(codeOf(() => way(whole, 'station.setAside', { reason: '试' }))).toBe('station-usable');
    const folder = await stationFolder();
    writeFileSync(databaseOf(folder), Buffer.alloc(9000, 3));
    const asked = way(folder, 'station.setAside', { reason: '从头开始' });
    expect(asked).toMatchObject({ folder: null });
    expect(existsSync(databaseOf(folder))).toBe(true);
    expect(codeOf(() => way(folder, 'station.setAside', { reason: '从头开始', confirm: 'NOTTHIS1' }))).toBe('bad-input');
    expect(codeOf(() => way(folder, 'station.setAside', { reason: '从头开始', confirm: asked.confirm }, { kind: 'passphrase', passphrase: 'wrong' }))).toBe('vault-locked');
    const moved = way(folder, 'station.setAside', { reason: '从头开始', confirm: asked.confirm });
    expect(readFileSync(path.join(moved.folder ?? '', 'station.db')).equals(Buffer.alloc(9000, 3))).toBe(true);
    expect(existsSync(path.join(folder, 'vault.json'))).toBe(false);
    expect(codeOf(() => way(folder, 'station.setAside', { reason: '再来' }))).toBe('station-missing');
  });

  it('can be looked at as far as it can be read, and nothing is written to it', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'si-account');
    station.close();
    const before = statSync(databaseOf(station.folder));
    const bytes = readFileSync(databaseOf(station.folder));
    const reader = stationOf(opened({ folder: station.folder, access: 'read', damaged: true }), station.folder, station.time);
    const caller = { kind: 'window', client: 'a' } as const;
    expect(await reader.counter.call('session.signIn', { number: '02', pin: '246810', window: 1 }, caller)).toMatchObject({ ok: true });
    expect(await reader.counter.call('transaction.read', { number }, caller)).toMatchObject({ ok: true });
    expect(await reader.counter.call('ticket.call', { window: 1 }, caller)).toMatchObject({ error: { code: 'station-read-only' } });
    expect(await reader.call('station.status', {})).toMatchObject({ doubt: { reason: 'damaged' } });
    expect(await reader.counter.call('session.signOut', {}, caller)).toMatchObject({ ok: true });
    expect(readFileSync(databaseOf(station.folder)).equals(bytes)).toBe(true);
    expect(statSync(databaseOf(station.folder)).mtimeMs).toBe(before.mtimeMs);
  });
});

describe.skipIf(process.getuid?.() === 0)('a folder for backups that may not be written to (skipped for root, who may)', () => {
  it('is said, and nothing else happens', async () => {
    const { station, folder } = await configured();
    chmodSync(folder, 0o500);
    expect(await station.refused('backup.create', {})).toMatchObject({ code: 'backup-folder-not-writable' });
    chmodSync(folder, 0o700);
  });
});
