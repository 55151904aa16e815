import type Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { handled, received } from '../../fixtures/handling.ts';
import { copyOf, dump, emptyFolder, opened, rawDatabase, stationFolder, stationOf, openStation, morning, type Station } from '../../fixtures/station.ts';
import { rechain, rewrite, rowAt, tamper } from '../../fixtures/tampering.ts';
import { firstDifference } from '../../../main/core/store/projections.ts';
import { verifyJournal, type Verification } from '../../../main/core/store/verify.ts';
import { projectionTables } from '../../../shared/journal/projection.ts';

/** A station with every kind of row in it, closed. */
let worked: string;
beforeAll(async () => {
  const folder = await stationFolder();
  const time = { now: morning };
  const station = stationOf(opened({ folder, clock: () => ({ at: time.now, clock: { run: 'r', monotonic: time.now, offset: null } }) }), folder, time);
  await station.call('station.trust', { code: 'ABCD', publicKey: 'a'.repeat(43) });
  const { number } = await handled(station, 'si-flex-enroll', { note: '备注' });
  await handled(station, 'si-account');
  await station.call('transaction.amend', { number, change: { outcome: 'accepted' }, reason: '应为受理' });
  await received(station, ['si-account']);
  station.close();
  worked = folder;
});

/** The folder of a copy of it, tampered with. */
function tamperedFolder(change: (database: Database.Database) => void): string {
  const folder = emptyFolder();
  copyOf(worked, folder);
  tamper(folder, change);
  return folder;
}

/** The same, opened by a counter. */
function tampered(change: (database: Database.Database) => void): Station {
  const folder = tamperedFolder(change);
  return stationOf(opened({ folder }), folder, { now: morning });
}

/** Verification alone, without the counter's door. */
function verification(change: (database: Database.Database) => void): Verification {
  const database = rawDatabase(tamperedFolder(change));
  try {
    return verifyJournal(database);
  } finally {
    database.close();
  }
}

const finishedAt = (database: Database.Database): number =>
  database.prepare<[], number>(`SELECT seq FROM journal WHERE type = 'transaction.finished' ORDER BY seq LIMIT 1`).pluck().get() ?? 0;

describe('the journal as a file', () => {
  it('aborts every UPDATE and DELETE in its triggers, and takes no second row of a number', async () => {
    const { folder } = await openStation();
    const database = rawDatabase(folder);
    try {
      const before = database.prepare('SELECT * FROM journal ORDER BY seq').all();
      expect(() => database.exec(`UPDATE journal SET entry = entry || ' ' WHERE seq = 2`)).toThrow('append-only');
      expect(() => database.exec('UPDATE journal SET hash = hash')).toThrow('append-only');
      expect(() => database.exec('DELETE FROM journal WHERE seq = 1')).toThrow('append-only');
      expect(() => database.exec('DELETE FROM journal')).toThrow('append-only');
      expect(() => database.exec(`INSERT INTO journal SELECT * FROM journal WHERE seq = 1`)).toThrow('append-only');
      expect(() => database.exec(`INSERT INTO journal SELECT seq + 5, type, at, entry, hash FROM journal ORDER BY seq DESC LIMIT 1`)).toThrow('append-only');
      expect(database.prepare('SELECT * FROM journal ORDER BY seq').all()).toEqual(before);
    } finally {
      database.close();
    }
  });

  it('is not rewritten by INSERT OR REPLACE either, which deletes without asking a trigger', async () => {
    const { folder } = await openStation();
    const database = rawDatabase(folder);
    try {
      expect(() => database.exec(`INSERT OR REPLACE INTO journal SELECT seq, type, at, '{}', hash FROM journal WHERE seq = 2`)).toThrow('append-only');
    } finally {
      database.close();
    }
  });

  it('stores exactly the canonical bytes that were hashed, each naming the one before', async () => {
    const station = await openStation();
    await handled(station, 'si-account');
    station.close();
    const database = rawDatabase(station.folder);
    try {
      const rows = database.prepare<[], number>('SELECT seq FROM journal ORDER BY seq').pluck().all().map((seq) => rowAt(database, seq));
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
      const prevs = rows.map(({ entry }) => /"prev":"([0-9a-f]{64})"/.exec(entry)?.[1]);
      expect(prevs).toEqual(['0'.repeat(64), ...rows.slice(0, -1).map(({ hash }) => hash)]);
    } finally {
      database.close();
    }
  });
});

describe('verifying', () => {
  it('finds nothing where nothing was changed', async () => {
    const station = tampered(() => undefined);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true, faults: [] });
  });

  const cases: readonly (readonly [what: string, kinds: readonly string[], change: (database: Database.Database) => void])[] = [
    ['a flipped byte in an entry', ['hash'], (database) => database.exec(`UPDATE journal SET entry = replace(entry, '演示一号台', '演示二号台') WHERE seq = 1`)],
    ['a blank more in an entry, hashed again', ['form', 'prev'], (database) => rewrite(database, 3, (text) => text.replace('{', '{ '))],
    ['another outcome in an entry, hashed again', ['prev'], (database) => rewrite(database, finishedAt(database), (text) => text.replace('"outcome":"completed"', '"outcome":"returned"'))],
    ['another hash', ['hash', 'prev'], (database) => database.exec(`UPDATE journal SET hash = '${'0'.repeat(64)}' WHERE seq = 5`)],
    ['a deleted entry', ['gap', 'prev'], (database) => database.exec('DELETE FROM journal WHERE seq = 4')],
    ['a deleted first entry', ['gap', 'prev'], (database) => database.exec('DELETE FROM journal WHERE seq = 1')],
    [
      'two entries that changed places', ['column', 'prev'],
      (database) => {
        const [one, other] = [rowAt(database, 5), rowAt(database, 6)];
        const put = database.prepare('UPDATE journal SET type = ?, at = ?, entry = ?, hash = ? WHERE seq = ?');
        put.run(other.type, other.at, other.entry, other.hash, 5);
        put.run(one.type, one.at, one.entry, one.hash, 6);
      },
    ],
    ['an entry that is no JSON', ['form', 'hash'], (database) => database.exec(`UPDATE journal SET entry = 'gone' WHERE seq = 3`)],
    ['an entry of a type that does not exist, the chain made anew', ['form', 'head'], (database) => rewrite(database, lastOf(database), (text) => text.replace('"type":"visit.received"', '"type":"visit.forgotten"'))],
    ['another type beside an entry', ['column'], (database) => database.exec(`UPDATE journal SET type = 'session.opened' WHERE seq = 6`)],
    ['another time beside an entry', ['column'], (database) => database.exec('UPDATE journal SET at = at + 1 WHERE seq = 6')],
    ['an entry put behind the last without a chain', ['form', 'hash', 'head'], (database) => database.exec(`INSERT INTO journal VALUES (${lastOf(database) + 1}, 'x', 0, '{}', '')`)],
    [
      'the same transaction number twice, the chain made anew', ['head', 'sequence'],
      (database) => {
        const [first, second] = database.prepare<[], number>(`SELECT seq FROM journal WHERE type = 'transaction.finished' ORDER BY seq`).pluck().all();
        const number = /"number":"([^"]+)"/.exec(rowAt(database, first ?? 0).entry)?.[1] ?? '';
        rewrite(database, second ?? 0, (text) => text.replace(/"number":"[^"]+-000002"/, `"number":"${number}"`));
        rechain(database, second ?? 0);
      },
    ],
    [
      'another day in an entry, the whole chain made anew', ['head', 'projection'],
      (database) => {
        const seq = finishedAt(database);
        rewrite(database, seq, (text) => text.replace('"day":"2026-10-12"', '"day":"2026-10-11"'));
        rechain(database, seq);
      },
    ],
    ['a trigger that does not belong there', ['schema'], (database) => database.exec(`CREATE TRIGGER foreign_trigger AFTER INSERT ON handled BEGIN SELECT 1; END`)],
    ['a cut tail whose tables still stand', ['head', 'projection'], (database) => database.exec(`DELETE FROM journal WHERE seq = ${lastOf(database)}`)],
    ['another value in a table', ['projection'], (database) => database.exec(`UPDATE handled SET outcome = 'completed' WHERE amendments = 1`)],
    ['a row too many', ['projection'], (database) => database.exec(`INSERT INTO account VALUES ('99', 'X', '["manager"]', '', 1, '{}')`)],
    ['a row too few', ['projection'], (database) => database.exec('DELETE FROM visit_matter WHERE position = 0')],
    ['another PIN', ['projection'], (database) => database.exec(`UPDATE account SET pin = (SELECT pin FROM account WHERE number = '02') WHERE number = '03'`)],
    ['a station that is no trial any more', ['projection'], (database) => database.exec('UPDATE station SET trial = 0')],
  ];

  it.each(cases)('finds %s', (_what, kinds, change) => {
    const { ok, faults } = verification(change);
    expect(ok).toBe(false);
    expect([...new Set(faults.map(({ kind }) => kind))].toSorted()).toEqual(kinds);
  });

  it('tells the entry at which the fault shows, and never what stands in it', async () => {
    const station = tampered((database) => rewrite(database, 2, (text) => text.replace('"effectiveFrom":"2025-01-01"', '"effectiveFrom":"2024-01-01"')));
    const { faults } = await station.call('journal.verify', {});
    expect(faults).toEqual([{ seq: 3, kind: 'prev', detail: 'the entry does not follow the one before it' }]);
  });

  it.each(projectionTables)('compares every column of %s', (table) => {
    const [untouched, changed] = [rawDatabase(tamperedFolder(() => undefined)), rawDatabase(tamperedFolder(() => undefined))];
    try {
      const columns = changed.prepare<[string], { name: string; type: string; pk: number }>('SELECT name, type, pk FROM pragma_table_info(?)').all(table);
      // A table that the day's work left empty gets the same row in both.
      const row = columns.map(({ type }) => (type === 'TEXT' ? `'x'` : 1)).join(', ');
      for (const database of [untouched, changed]) database.exec(`INSERT INTO ${table} SELECT ${row} WHERE NOT EXISTS (SELECT 1 FROM ${table})`);
      expect(firstDifference(changed, untouched)).toBeNull();
      for (const { name, type } of columns) {
        const value = type === 'TEXT' ? `coalesce("${name}", '') || 'x'` : `coalesce("${name}", 0) + 1000`;
        changed.exec('BEGIN');
        expect(changed.prepare(`UPDATE ${table} SET "${name}" = ${value} WHERE ${firstRow(table, columns)}`).run().changes).toBe(1);
        expect(firstDifference(changed, untouched)?.table).toBe(table);
        changed.exec('ROLLBACK');
      }
    } finally {
      untouched.close();
      changed.close();
    }
  });
});

describe('a station whose own row was damaged', () => {
  it.each(['DELETE FROM station', `UPDATE station SET layout = 'gone'`, `UPDATE station SET holidays = '{}'`])('is not opened after %s, and not founded a second time', (sql) => {
    const folder = tamperedFolder((database) => database.exec(sql));
    expect(() => opened({ folder })).toThrow(expect.objectContaining({ error: { code: 'station-broken', message: 'the station cannot be read from its table' } }));
  });
});

describe('rebuilding', () => {
  it('gives every table the same bytes again', async () => {
    const station = tampered(() => undefined);
    const before = dump(station.folder, ['journal', 'journal_head']);
    expect(await station.call('journal.rebuild', {})).toMatchObject({ ok: true });
    expect(dump(station.folder, ['journal', 'journal_head'])).toBe(before);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('mends tables that somebody changed', async () => {
    const before = dump(worked, ['journal', 'journal_head']);
    const station = tampered((database) => database.exec(`UPDATE handled SET outcome = 'returned', due = NULL; DELETE FROM visit WHERE number = 'A003'; DELETE FROM amendment; INSERT INTO trusted_station VALUES (999, 'EVIL', 'key')`));
    expect((await station.call('journal.verify', {})).ok).toBe(false);
    await station.call('journal.rebuild', {});
    expect(dump(station.folder, ['journal', 'journal_head'])).toBe(before);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it.each([
    ['does not verify', (database: Database.Database) => rewrite(database, 2, (text) => text.replace('2025-01-01', '2024-01-01'))],
    ['holds what no table takes', (database: Database.Database) => database.exec(`INSERT INTO journal VALUES (${lastOf(database) + 1}, 'x', 0, '{}', '')`)],
  ])('refuses a journal that %s, and leaves the tables as they are', async (_what, change) => {
    const station = tampered(change);
    const before = dump(station.folder);
    expect((await station.refused('journal.rebuild', {})).code).toBe('station-broken');
    expect(dump(station.folder)).toBe(before);
  });
});

function lastOf(database: Database.Database): number {
  return database.prepare<[], number>('SELECT max(seq) FROM journal').pluck().get() ?? 0;
}

function firstRow(table: string, columns: readonly { readonly name: string; readonly pk: number }[]): string {
  const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => `"${name}"`);
  return `(${keys.join(', ')}) = (SELECT ${keys.join(', ')} FROM ${table} ORDER BY ${keys.join(', ')} LIMIT 1)`;
}
