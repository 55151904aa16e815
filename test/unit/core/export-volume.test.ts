import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { handled, residentId, person } from '../../fixtures/handling.ts';
import { databaseOf, emptyFolder, lastingStation, sha256, type Station } from '../../fixtures/station.ts';
import { outcomes } from '../../../shared/transaction/transaction.ts';
import { volumeDimensions, volumeMeasures, type VolumeDimension, type VolumeMeasures } from '../../../shared/statistics/volume.ts';
import { readCsv } from '../export/read-csv.ts';
import { readWorkbook } from '../export/read-xlsx.ts';

const counts = ['transactions', 'completed', 'accepted', 'notAccepted', 'returned', 'referred', 'voided', 'untimedWait', 'untimedService'] as const satisfies readonly (keyof VolumeMeasures)[];
const span = { from: '2026-10-01', to: '2026-11-30' };

describe('the figures', () => {
  let station: Station;
  beforeAll(async () => {
    station = await lastingStation();
    const matters = ['si-account', 'si-flex-enroll', 'si-person-cert'];
    for (let turn = 0; turn < 24; turn += 1) {
      const outcome = outcomes[turn % outcomes.length] ?? 'completed';
      const applicant = { ...person, paper: { type: 'resident-id' as const, number: residentId(turn) } };
      const { number } = await handled(station, matters[turn % 3] ?? '', { outcome, applicant, window: 1 + (turn % 4) });
      if (turn % 7 === 0) await station.call('transaction.amend', { number, change: { outcome: 'voided' }, reason: '重复录入' });
      if (turn % 5 === 0) station.time.now += 5 * 24 * 3_600_000;
    }
    return () => station.counter.close();
  });

  const figuresOf = (row: VolumeMeasures): readonly (number | null)[] => volumeMeasures.map((measure) => row[measure]);

  it('of every outcome add up to the whole', async () => {
    const { totals } = await station.call('statistics.volume', { ...span, by: [] });
    expect(totals.transactions + totals.voided).toBe(24);
    expect(totals.completed + totals.accepted + totals.notAccepted + totals.returned + totals.referred).toBe(totals.transactions);
  });

  const groupings: readonly VolumeDimension[][] = [...volumeDimensions.map((one) => [one]), ['day', 'lane', 'outcome'], ['month', 'matter', 'window'], ['matter', 'clerk']];
  const table = groupings.map((by): readonly [string, VolumeDimension[]] => [by.join(', '), by]);

  it.each(table)('by %s add up to the totals, each group once', async (_name, by) => {
    const { rows, totals } = await station.call('statistics.volume', { ...span, by });
    for (const measure of counts) expect([measure, rows.reduce((sum, row) => sum + row[measure], 0)]).toEqual([measure, totals[measure]]);
    const groups = rows.map((row) => JSON.stringify(by.map((dimension) => row[dimension])));
    expect(new Set(groups).size).toBe(rows.length);
  });

  it('of a span are those of its days, first and last included', async () => {
    const whole = await station.call('statistics.volume', { ...span, by: ['day'] });
    const day = whole.rows[1]?.day ?? '';
    const { totals } = await station.call('statistics.volume', { from: day, to: day, by: [] });
    expect(totals.transactions).toBe(whole.rows[1]?.transactions);
  });

  it.each(table)('by %s are the same on the screen, in csv and in xlsx', async (_name, by) => {
    const volume = await station.call('statistics.volume', { ...span, by });
    const folder = emptyFolder();
    const files = { csv: path.join(folder, 'volume.csv'), xlsx: path.join(folder, 'volume.xlsx') };
    for (const format of ['csv', 'xlsx'] as const) {
      const { entries } = await station.call('station.status', {});
      const answer = await station.call('export.volume', { ...span, by, format, file: files[format] });
      expect(answer).toMatchObject({ format, rows: volume.rows.length, totals: volume.totals, sha256: sha256(files[format]), bytes: readFileSync(files[format]).length });
      expect((await station.call('journal.read', { limit: 1 })).entries).toMatchObject([{ seq: entries + 1, type: 'export.written', subject: `${span.from} ${span.to} ${format}` }]);
    }
    const expected = [...volume.rows, volume.totals].map(figuresOf);
    const text = readFileSync(files.csv, 'utf8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const csv = readCsv(text.slice(1)).slice(1).map((record) => record.slice(-volumeMeasures.length).map((cell) => (cell === '' ? null : Number(cell))));
    expect(csv).toEqual(expected);

    const sheet = readWorkbook(readFileSync(files.xlsx)).sheets[0];
    const first = (sheet?.rows[0]?.length ?? 0) - volumeMeasures.length;
    const column = (reference: string): number => Array.from(reference.replace(/\d/g, '')).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const xlsx = sheet?.rows.slice(1).map((cells) => volumeMeasures.map((_, index) => cells.find(({ reference }) => column(reference) === first + index)?.value ?? null));
    expect(xlsx).toEqual(expected);
  });

  it('are not written over a file that cannot be, and nothing is journaled then', async () => {
    const { entries } = await station.call('station.status', {});
    const folder = emptyFolder();
    const refused = async (file: string): Promise<string> => (await station.refused('export.volume', { ...span, by: ['day'], format: 'csv', file })).code;
    expect(await refused(folder)).toBe('export-target-is-folder');
    expect(await refused(path.join(folder, 'no', 'such', 'volume.csv'))).toBe('export-parent-missing');
    expect((await station.call('station.status', {})).entries).toBe(entries);
  });

  it('are not written over the station’s own files', async () => {
    const file = databaseOf(station.folder);
    const error = await station.refused('export.volume', { ...span, by: ['day'], format: 'csv', file });
    expect(error.code).toBe('export-not-writable');
    const other = path.join(emptyFolder(), 'older.csv');
    writeFileSync(other, 'older');
    await station.call('export.volume', { ...span, by: ['day'], format: 'csv', file: other });
    expect(readFileSync(other, 'utf8')).not.toBe('older');
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });
});
