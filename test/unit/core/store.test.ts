import { appendFileSync, copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { handled, received } from '../../fixtures/handling.ts';
import { commandLine, databaseOf, dump, emptyFolder, key, morning, opened, openStation, rawDatabase, sha256, stationFolder, stationOf } from '../../fixtures/station.ts';
import type { CounterOptions } from '../../../main/core/counter.ts';
import { openDatabase } from '../../../main/core/store/database.ts';
import { schemaVersion } from '../../../main/core/store/schema.ts';
import { Refusal, type ErrorCode } from '../../../shared/contract/errors.ts';

/** The hash of every file of a folder that holds something; the lock and the shared memory do not. */
function bytesOf(folder: string): unknown {
  const files = readdirSync(folder).filter((file) => !file.startsWith('station.lock') && !file.endsWith('-shm') && statSync(path.join(folder, file)).size > 0);
  return files.toSorted().map((file) => [file, sha256(path.join(folder, file))]);
}

/** The code with which opening is refused, or `opened`. */
function opening(options: Partial<CounterOptions> & { readonly folder: string }): ErrorCode | 'opened' {
  try {
    opened(options);
    return 'opened';
  } catch (error) {
    if (error instanceof Refusal) return error.error.code;
    throw error;
  }
}

async function changedFolder(change: (file: string) => void): Promise<string> {
  const folder = await stationFolder();
  change(databaseOf(folder));
  return folder;
}

function sql(file: string, statements: string): void {
  const database = new Database(file);
  database.exec(statements);
  database.close();
}

describe('opening a station', () => {
  it.each(['write', 'read'] as const)('of a newer Daoban for %s is refused and changes not one byte', async (access) => {
    const folder = await changedFolder((file) => sql(file, `PRAGMA user_version = ${schemaVersion + 1}`));
    const before = bytesOf(folder);
    expect(opening({ folder, access })).toBe('station-newer');
    expect(bytesOf(folder)).toEqual(before);
  });

  it('whose newer form stands only in the log beside the file is refused too, and nothing is lost', async () => {
    const { folder } = await openStation();
    const database = rawDatabase(folder);
    database.pragma(`user_version = ${schemaVersion + 1}`);
    const copy = emptyFolder();
    cpSync(folder, copy, { recursive: true });
    database.close();
    const before = bytesOf(copy);
    expect(opening({ folder: copy })).toBe('station-newer');
    expect(bytesOf(copy)).toEqual(before);
  });

  it('that is broken and was killed is refused with the log beside the file left as it was', async () => {
    const station = await openStation();
    for (let turn = 0; turn < 5; turn += 1) await handled(station, 'si-account');
    const copy = emptyFolder();
    cpSync(station.folder, copy, { recursive: true });
    truncateSync(databaseOf(copy), Math.floor(statSync(databaseOf(copy)).size / 8192) * 4096);
    const before = bytesOf(copy);
    expect(opening({ folder: copy, checkPages: true })).toBe('station-broken');
    expect(bytesOf(copy)).toEqual(before);
  });

  const broken: readonly (readonly [string, (file: string) => void])[] = [
    ['is empty', (file) => truncateSync(file, 0)],
    ['ends in the header', (file) => truncateSync(file, 60)],
    ['ends half way, between two pages', (file) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096)],
    ['ends half way, inside a page', (file) => truncateSync(file, Math.floor(statSync(file).size / 2) + 7)],
    ['is no database', (file) => writeFileSync(file, Buffer.alloc(10_000, 'no database '))],
    ['is the database of something else', (file) => { rmSync(file); sql(file, 'CREATE TABLE other (x); INSERT INTO other VALUES (1)'); }],
    ['has a first page of rubbish behind a good header', (file) => writeFileSync(file, Buffer.concat([readFileSync(file).subarray(0, 100), Buffer.alloc(3996, 0xab), readFileSync(file).subarray(4096)]))],
  ];

  it.each(broken)('whose file %s is refused as broken and changes not one byte', async (_what, change) => {
    const folder = await changedFolder(change);
    const before = bytesOf(folder);
    expect(opening({ folder })).toBe('station-broken');
    expect(opening({ folder, access: 'read' })).toBe('station-broken');
    expect(bytesOf(folder)).toEqual(before);
  });

  it('with a page of rubbish somewhere is refused where the start looks at every page', async () => {
    const folder = await changedFolder((file) => {
      const bytes = readFileSync(file);
      bytes.fill(0xab, bytes.length - 3 * 4096, bytes.length - 2 * 4096);
      writeFileSync(file, bytes);
    });
    const before = bytesOf(folder);
    expect(opening({ folder, checkPages: true })).toBe('station-broken');
    expect(bytesOf(folder)).toEqual(before);
  });

  it('whose vault is gone, unreadable or locked is refused and changes not one byte', async () => {
    const folder = await stationFolder();
    const before = bytesOf(folder);
    expect(opening({ folder, key: null })).toBe('vault-locked');
    expect(opening({ folder, key: { kind: 'passphrase', passphrase: 'another one' } })).toBe('vault-locked');
    expect(opening({ folder, key: { kind: 'system', secret: Buffer.alloc(32) } })).toBe('vault-locked');
    expect(opening({ folder, key: { kind: 'unprotected' } })).toBe('vault-locked');
    expect(bytesOf(folder)).toEqual(before);
    writeFileSync(path.join(folder, 'vault.json'), '{}');
    expect(opening({ folder })).toBe('vault-missing');
    rmSync(path.join(folder, 'vault.json'));
    expect(opening({ folder })).toBe('vault-missing');
  });

  it('takes a passphrase in either of its Unicode forms', async () => {
    const folder = emptyFolder();
    const composed = { kind: 'passphrase', passphrase: 'caf\u00e9 du coin' } as const;
    const station = stationOf(opened({ folder, key: composed }), folder, { now: morning });
    await station.call('station.init', { name: '台', site: '厅', trial: true });
    station.close();
    expect(opening({ folder, key: { kind: 'passphrase', passphrase: 'cafe\u0301 du coin' } })).toBe('opened');
  });

  it('of an older Daoban backs it up, brings its tables up to date from the journal, and verifies', async () => {
    const folder = await stationFolder();
    const older = 'DROP TABLE clock_answer; DROP TABLE upload_target; DROP TABLE quarantine; DROP TABLE deferred; DROP TABLE station_run; ALTER TABLE handled DROP COLUMN amendments; DELETE FROM account; PRAGMA user_version = 1';
    sql(databaseOf(folder), older);
    // An update before was killed while it copied.
    writeFileSync(path.join(folder, 'station-before-2.db.partial'), 'half a copy');
    const station = stationOf(opened({ folder }), folder, { now: morning });
    expect(existsSync(path.join(folder, 'station-before-2.db'))).toBe(true);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true, faults: [] });
    expect((await station.call('account.list', {})).accounts).toHaveLength(4);
  });

  it('of an older Daoban whose journal does not verify is refused, with the backup made and nothing replayed over its tables', async () => {
    const folder = await stationFolder();
    sql(databaseOf(folder), `DROP TABLE clock_answer; DROP TABLE upload_target; DROP TABLE quarantine; DROP TABLE deferred; DROP TABLE station_run; DROP TRIGGER journal_keeps_its_words; UPDATE journal SET hash = '${'0'.repeat(64)}' WHERE seq = 2; PRAGMA user_version = 1`);
    const before = dump(folder);
    expect(opening({ folder })).toBe('station-broken');
    expect(dump(folder)).toBe(before);
  });

  it('twice for writing is refused, and reading beside the writer sees what is committed', async () => {
    const station = await openStation();
    expect(opening({ folder: station.folder })).toBe('station-in-use');
    const reader = stationOf(opened({ folder: station.folder, access: 'read' }), station.folder, station.time);
    await received(station, ['si-account']);
    expect((await reader.call('visit.read', { ticket: 'A001' })).ticket.state).toBe('waiting');
    expect(await reader.call('journal.verify', {})).toMatchObject({ ok: true });
    station.close();
    reader.close();
    expect(opening({ folder: station.folder })).toBe('opened');
  });

  it('for reading changes no byte of the file', async () => {
    const folder = await stationFolder();
    const before = sha256(databaseOf(folder));
    const reader = stationOf(opened({ folder, access: 'read' }), folder, { now: morning });
    await reader.call('journal.verify', {});
    await reader.call('catalogue.search', { query: '社保' });
    reader.close();
    expect(sha256(databaseOf(folder))).toBe(before);
  });
});

describe('the database of a station', () => {
  it('is as durable as it was asked to be, and says whose it is', async () => {
    const folder = await stationFolder();
    for (const access of ['write', 'read'] as const) {
      const database = openDatabase(folder, access);
      const pragma = (name: string): unknown => database.pragma(name, { simple: true });
      expect(['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'user_version', 'application_id'].map(pragma)).toEqual(['wal', 2, 1, 0, schemaVersion, 0x44414f42]);
      database.close();
    }
  });

  it('runs on a SQLite without the WAL-reset fault', () => {
    const version = new Database(':memory:').prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
    expect(major * 1_000_000 + minor * 1000 + patch).toBeGreaterThanOrEqual(3_051_003);
  });

  it('has only strict tables', async () => {
    const database = rawDatabase(await stationFolder());
    expect(database.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND strict = 0`).all()).toEqual([]);
    database.close();
  });

  it('keeps nothing in the log beside the file once it was closed', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    station.close();
    expect(existsSync(`${databaseOf(station.folder)}-wal`)).toBe(false);
  });

  it('loses no more than the torn end of a log that was cut', async () => {
    const station = await openStation();
    const { number } = await handled(station, 'si-account');
    const copy = emptyFolder();
    cpSync(station.folder, copy, { recursive: true });
    appendFileSync(`${databaseOf(copy)}-wal`, Buffer.alloc(2000, 0x5a));
    const again = stationOf(opened({ folder: copy }), copy, station.time);
    expect((await again.call('transaction.read', { number })).transaction.number).toBe(number);
    // Nothing is wrong with it but that it is a copy.
    expect((await again.call('journal.verify', {})).faults).toMatchObject([{ kind: 'witness' }]);
  });
});

describe('founding', () => {
  const init = { name: '台', site: '厅', trial: true };

  it('happens once', async () => {
    const folder = emptyFolder();
    const station = stationOf(opened({ folder }), folder, { now: morning });
    expect(station.counter.founded()).toBe(false);
    expect(await station.refused('station.status', {})).toMatchObject({ code: 'station-missing' });
    expect(await station.refused('station.init', { ...init, name: '' })).toMatchObject({ code: 'bad-input' });
    expect(bytesOf(folder)).toEqual([]);
    await station.call('station.init', init);
    expect(station.counter.founded()).toBe(true);
    expect(await station.refused('station.init', init)).toMatchObject({ code: 'station-exists' });
    expect(await station.call('journal.verify', {})).toMatchObject({ entries: 1, ok: true });
  });

  it('goes on where it stopped after the keys, or after the file', async () => {
    const founded = await stationFolder();
    const keysOnly = emptyFolder();
    copyFileSync(path.join(founded, 'vault.json'), path.join(keysOnly, 'vault.json'));
    const station = stationOf(opened({ folder: keysOnly }), keysOnly, { now: morning });
    const { publicKey } = await station.call('station.init', init);
    expect(readFileSync(path.join(founded, 'vault.json'), 'utf8')).toContain(publicKey);
    expect(await station.call('journal.verify', {})).toMatchObject({ entries: 1, ok: true });
  });

  it('without a key makes a trial station that says that it is not protected, and no other', async () => {
    const folder = emptyFolder();
    const station = stationOf(opened({ folder, key: null }), folder, { now: morning });
    expect(await station.refused('station.init', { ...init, trial: false })).toMatchObject({ code: 'vault-locked' });
    await station.call('station.init', init);
    expect(await station.call('station.status', {})).toMatchObject({ trial: true, unprotected: true });
  });

  it('gives each station an identity of its own', async () => {
    const found = async (): Promise<string> => {
      const folder = emptyFolder();
      const answer = await opened({ folder, key }).call('station.init', init, commandLine('manager'));
      return answer.ok ? JSON.stringify(answer.value) : 'refused';
    };
    expect(await found()).not.toBe(await found());
  });
});
