/** History through the counter's door: all faults or none of the file, each transaction once, and marked as imported wherever it shows. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HistoryMapping } from '../../../shared/history/mapping.ts';
import { historyFile, historyMapping, historyTitles, type HistoryLine } from '../../fixtures/history.ts';
import { handled } from '../../fixtures/handling.ts';
import { commandLine, dump, emptyFolder, openStation, resources } from '../../fixtures/station.ts';

const span = { from: '2020-01-01', to: '2030-12-31' };

const line = (index: number, change: Partial<HistoryLine> = {}): HistoryLine => ({
  number: `2025-${String(index).padStart(6, '0')}`, day: '2025-03-04', matter: '灵活就业人员参保登记', materials: [['居民身份证', '收取'], ['无业证明', '取消']], ...change,
});
const lines = (count: number): HistoryLine[] => Array.from({ length: count }, (_, index) => line(index + 1));

describe('an import', () => {
  it('tells what it would bring and changes nothing, then brings it', async () => {
    const station = await openStation();
    const file = historyFile([...lines(30), line(31, { day: '2019-05-06', materials: [['居民身份证', '收取'], ['一张没有列出的纸', '收取']] })]);
    const before = dump(station.folder);
    const dry = await station.call('history.import', { file, mapping: historyMapping, dryRun: true });
    expect(dry).toMatchObject({ dryRun: true, complete: true, imported: 31, alreadyHere: 0, differing: { count: 0 }, unjudgedMaterials: 2 });
    expect(dry.summary).toMatchObject({ rows: 62, sound: 31, faulty: 0, firstDay: '2019-05-06', lastDay: '2025-03-04', unlistedMaterials: [{ name: '一张没有列出的纸', count: 1 }] });
    expect(dry.summary.preview).toHaveLength(20);
    expect(dump(station.folder)).toBe(before);
    expect(await station.call('history.import', { file, mapping: historyMapping })).toMatchObject({ dryRun: false, complete: true, imported: 31, alreadyHere: 0 });
    expect((await station.call('history.imports', {})).imports).toMatchObject([{ transactions: 31, expected: 31, mapping: null, by: 'cli:tester' }]);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
    expect(await station.call('journal.rebuild', {})).toMatchObject({ ok: true });
  });

  it('of a file with faults brings nothing and names all of them by row and column', async () => {
    const station = await openStation();
    const file = historyFile([line(1), line(2, { day: '2025-02-30', matter: '没有这个事项' }), line(3, { outcome: '挂起' })]);
    const before = dump(station.folder);
    const error = await station.refused('history.import', { file, mapping: historyMapping });
    expect(error.code).toBe('bad-input');
    expect(error.issues?.map(({ path: place, code }) => [place, code])).toEqual([
      ['$.file.row[4]["办理日期"]', 'day-wrong'], ['$.file.row[4]["事项"]', 'matter-unknown'], ['$.file.row[6]["结果"]', 'word-unknown'],
    ]);
    expect(dump(station.folder)).toBe(before);
    const dry = await station.call('history.import', { file, mapping: historyMapping, dryRun: true });
    expect(dry.summary).toMatchObject({ sound: 1, faulty: 2, unknownWords: [{ column: '事项', word: '没有这个事项' }, { column: '结果', word: '挂起' }] });
    const mended = { ...historyMapping, values: { outcome: { 挂起: 'accepted' as const }, matter: { 没有这个事项: 'si-flex-enroll' } } };
    expect((await station.refused('history.import', { file, mapping: mended })).issues).toMatchObject([{ code: 'day-wrong' }]);
  });

  it('says what is wrong with the file or with the mapping, where it stands', async () => {
    const station = await openStation();
    const issuesOf = async (input: unknown): Promise<unknown> => (await station.refused('history.import', input)).issues;
    const file = historyFile([line(1)]);
    expect(await issuesOf({ file: path.join(emptyFolder(), 'nowhere.csv'), mapping: historyMapping })).toMatchObject([{ path: '$.file', code: 'history-not-readable' }]);
    expect(await issuesOf({ file, mapping: { columns: { ...historyMapping.columns, clerk: '谁办的', lane: '哪个区' } } })).toMatchObject([
      { path: '$.mapping.columns.lane', code: 'column-missing' }, { path: '$.mapping.columns.clerk', code: 'column-missing' },
    ]);
    expect(await issuesOf({ file, mapping: { columns: { ...historyMapping.columns, clerk: '身份证号' }, colour: 1 } })).toMatchObject([{ path: '$.mapping.colour' }, { path: '$.mapping.columns.clerk' }]);
    expect(await issuesOf({ file, mapping: '没有存过' })).toMatchObject([{ path: '$.mapping', code: 'unknown-mapping' }]);
    writeFileSync(file, '%PDF-1.7');
    expect(await issuesOf({ file, mapping: historyMapping })).toMatchObject([{ path: '$.file', code: 'history-not-a-table' }]);
    expect(await station.refused('history.columns', { file })).toMatchObject({ issues: [{ path: '$.file', code: 'history-not-a-table' }] });
  });

  it('brings each source number once, and leaves one that says something else as it is', async () => {
    const station = await openStation();
    await station.call('history.import', { file: historyFile(lines(5)), mapping: historyMapping });
    const before = await station.call('transaction.list', span);
    const again = await station.call('history.import', { file: historyFile([...lines(4), line(5, { materials: [['居民身份证', '留存']] }), line(6)]), mapping: historyMapping });
    expect(again).toMatchObject({ imported: 1, alreadyHere: 4, differing: { count: 1, sourceNumbers: ['2025-000005'] } });
    const after = await station.call('transaction.list', span);
    expect(after.transactions.filter(({ sourceNumber }) => sourceNumber !== '2025-000006')).toEqual(before.transactions);
    const entries = (await station.call('station.status', {})).entries;
    expect(await station.call('history.import', { file: historyFile(lines(6)), mapping: historyMapping })).toMatchObject({ imported: 0, alreadyHere: 6, differing: { count: 0 } });
    expect((await station.call('station.status', {})).entries).toBe(entries);
  });

  it('that was broken off goes on where it stopped, and doubles nothing', async () => {
    const station = await openStation();
    const file = historyFile(lines(1500));
    const started = station.counter.call('history.import', { file, mapping: historyMapping }, commandLine('manager'));
    const second = await station.refused('history.import', { file, mapping: historyMapping });
    expect(second.code).toBe('import-under-way');
    for (;;) {
      const { running } = await station.call('history.progress', {});
      await new Promise((resolve) => void setImmediate(resolve));
      if (running?.phase === 'importing' && running.transactions > 0) break;
    }
    await station.call('history.cancel', {});
    const stopped = await started;
    expect(stopped).toMatchObject({ ok: true, value: { complete: false } });
    const [broken] = (await station.call('history.imports', {})).imports;
    expect(broken?.transactions).toBeGreaterThan(0);
    expect(broken?.transactions).toBeLessThan(1500);
    expect(await station.call('history.progress', {})).toEqual({ running: null });
    const rest = await station.call('history.import', { file, mapping: historyMapping });
    expect(rest).toMatchObject({ complete: true, alreadyHere: broken?.transactions, imported: 1500 - (broken?.transactions ?? 0) });
    expect((await station.call('statistics.volume', { ...span, by: [] })).totals.transactions).toBe(1500);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('leaves the counter free to answer', async () => {
    const station = await openStation();
    const file = historyFile(lines(2000));
    let over = false;
    const started = station.call('history.import', { file, mapping: historyMapping }).finally(() => void (over = true));
    const seen = new Set<string>();
    while (!over) {
      const { running } = await station.call('history.progress', {});
      if (running !== null) seen.add(`${running.phase} ${running.transactions}`);
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect((await started).imported).toBe(2000);
    // Once a batch at least, and some times while it was checked.
    expect([...seen].filter((one) => one.startsWith('importing')).length).toBeGreaterThanOrEqual(8);
    expect([...seen].filter((one) => one.startsWith('checking')).length).toBeGreaterThanOrEqual(2);
  });
});

describe('what was imported', () => {
  it('stands in lists, figures and ledger under its own day and number, marked', async () => {
    const station = await openStation();
    const own = await handled(station, 'si-flex-enroll');
    await station.call('history.import', { file: historyFile(lines(3)), mapping: historyMapping });
    const next = await handled(station, 'si-flex-enroll');
    // The own series goes on as if nothing had been.
    expect(Number(next.number.slice(-6))).toBe(Number(own.number.slice(-6)) + 1);
    const { transactions } = await station.call('transaction.list', span);
    expect(transactions.map(({ number, imported }) => [number.slice(-7), imported])).toEqual([['-000002', false], ['-000001', false], ['H000003', true], ['H000002', true], ['H000001', true]]);
    expect((await station.call('transaction.list', { ...span, imported: true })).transactions).toHaveLength(3);
    const [first] = (await station.call('transaction.list', { ...span, limit: 1, before: transactions[2]?.number })).transactions;
    expect(first?.number).toBe(transactions[3]?.number);
    const number = transactions[4]?.number ?? '';
    const read = await station.call('transaction.read', { number });
    expect(read.transaction).toMatchObject({ imported: true, sourceNumber: '2025-000001', visit: null, ticket: null, applicantMasked: null, day: '2025-03-04', finishedAt: null, clerk: '07', window: 3 });
    expect(read.materials).toMatchObject([{ name: '居民身份证', listed: 'submit', way: 'submit', kept: false }, { name: '无业证明', listed: 'cancelled', way: 'cancelled' }]);
    expect((await station.call('ledger.read', { transaction: number })).rows).toMatchObject([{ fate: 'collected', imported: true }, { fate: 'dropped', imported: true, receipts: [] }]);
    const volumes = await station.call('statistics.volume', { ...span, by: ['day', 'origin'] });
    expect(volumes.rows.map(({ day, origin, transactions: count }) => [day, origin, count])).toEqual([['2025-03-04', 'imported', 3], ['2026-10-12', 'own', 2]]);
    expect(volumes.rows[0]).toMatchObject({ waitMedian: 360, serviceMedian: 750 });
    const exported = path.join(emptyFolder(), 'volume.csv');
    expect((await station.call('export.volume', { ...span, by: ['origin'], format: 'csv', file: exported })).totals.transactions).toBe(5);
  });

  it('can be read, and nothing else can be done to it', async () => {
    const station = await openStation();
    await handled(station, 'si-flex-enroll');
    await station.call('history.import', { file: historyFile(lines(1)), mapping: historyMapping });
    const [one] = (await station.call('transaction.list', { ...span, imported: true })).transactions;
    const number = one?.number ?? '';
    const before = (await station.call('station.status', {})).entries;
    const refusals = await Promise.all([
      station.refused('transaction.amend', { number, change: { outcome: 'voided' }, reason: '导入有误' }),
      station.refused('transaction.receipt', { number }),
      station.refused('transaction.reveal', { number, reason: '核对' }),
      station.refused('notice.print', { transaction: number }),
      station.refused('supplement.receive', { transaction: number, material: '居民身份证' }),
      station.refused('check.request', { transaction: number, material: '居民身份证' }),
      station.refused('certificate.fetch', { transaction: number, material: '居民户口簿' }),
    ]);
    expect(refusals.map(({ code }) => code)).toEqual(Array.from({ length: 7 }, () => 'transaction-imported'));
    expect((await station.call('station.status', {})).entries).toBe(before);
    // Who inspects must have had no part in it, and nobody can say that of history.
    expect((await station.call('lookback.draw', { ...span, size: 9, seedCommitment: '0'.repeat(64), inspectors: ['03'] })).candidates).toBe(1);
    expect((await station.call('day.list', { from: '2025-01-01', to: '2025-12-31' })).days).toEqual([]);
  });
});

describe('the sample table', () => {
  it('comes in with its mapping, and the look-back finds the three that were planted', async () => {
    const station = await openStation();
    const mapping: unknown = JSON.parse(readFileSync(path.join(resources, 'sample', 'history-mapping.json'), 'utf8'));
    const result = await station.call('history.import', { file: path.join(resources, 'sample', 'history.csv'), mapping: HistoryMapping.parse(mapping) });
    expect(result).toMatchObject({ imported: 24, unjudgedMaterials: 0, summary: { rows: 72, unlistedMaterials: [] } });
    const { findings } = await station.call('lookback.scan', span);
    expect([findings.cancelledCollected.count, findings.sharedKept.count, findings.sharedAsked.count]).toEqual([1, 1, 1]);
  });
});

describe('a mapping', () => {
  it('is saved under a name, replaced by another of that name, and used by it', async () => {
    const station = await openStation();
    const file = historyFile(lines(2));
    expect(await station.call('history.columns', { file })).toEqual({ titles: [...historyTitles] });
    await station.call('history.saveMapping', { name: '旧系统', mapping: { columns: { sourceNumber: '号', day: '日', matter: '事' } } });
    await station.call('history.saveMapping', { name: '旧系统', mapping: historyMapping });
    const { entries } = await station.call('station.status', {});
    await station.call('history.saveMapping', { name: '旧系统', mapping: historyMapping });
    expect((await station.call('station.status', {})).entries).toBe(entries);
    expect((await station.call('history.mappings', {})).mappings).toMatchObject([{ name: '旧系统', mapping: historyMapping }]);
    expect(await station.call('history.import', { file, mapping: '旧系统' })).toMatchObject({ imported: 2 });
    expect((await station.call('history.imports', {})).imports).toMatchObject([{ mapping: '旧系统' }]);
    expect(await station.call('journal.rebuild', {})).toMatchObject({ ok: true });
  });
});
