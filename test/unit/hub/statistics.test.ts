import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setClock } from '../../../main/core/clock.ts';
import { playDemo } from '../../../main/core/demo/play-demo.ts';
import { ingestBatches } from '../../../main/core/hub/ingest-batches.ts';
import { addCarrier } from '../../../main/core/hub/register.ts';
import { CatalogueDocument } from '../../../shared/catalogue/catalogue.ts';
import { ReductionDocument } from '../../../shared/catalogue/reduction-list.ts';
import { outcomes } from '../../../shared/transaction/transaction.ts';
import { volumeMeasures, type VolumeDimension, type VolumeRow } from '../../../shared/statistics/volume.ts';
import { makeHub, patient, query, type Hub } from '../../fixtures/hub.ts';
import { startPostgres, type Postgres } from '../../fixtures/postgres.ts';
import { batchesOf, senderOfFolder } from '../../fixtures/sent.ts';
import { historyFile, historyMapping, type HistoryLine } from '../../fixtures/history.ts';
import { enterprise, handled } from '../../fixtures/handling.ts';
import { bareStation, emptyFolder, key, minute, opened, rawDatabase, resources, sample, stationOf, type Station } from '../../fixtures/station.ts';

let postgres: Postgres;
let hub: Hub;
beforeAll(async () => {
  postgres = await startPostgres();
  hub = await makeHub(postgres);
}, 60_000);
afterAll(() => postgres.stop());

const evening = Date.parse('2026-09-01T20:00:00+08:00');
const span = { from: '2025-01-01', to: '2026-12-31' } as const;

/** Two days of believable traffic. */
async function playedOut(): Promise<Station> {
  const folder = emptyFolder();
  await playDemo({ folder, key, resources, days: 2, perDay: 40, seed: 5, from: '2026-08-31' });
  const time = { now: evening };
  return stationOf(opened({ folder, clock: setClock(() => time.now) }), folder, time);
}

/** Another station, on which whatever can be the matter has happened once at least. */
async function workedThrough(): Promise<Station> {
  const station = await bareStation();
  station.time.now = evening - 9 * 60 * minute;
  await station.call('catalogue.import', { document: CatalogueDocument.parse(sample('catalogue.json')), effectiveFrom: '2026-01-01' });
  await station.call('reductions.import', { document: ReductionDocument.parse(sample('reduction-lists.json')) });
  for (const outcome of outcomes) {
    for (const matter of ['si-account', 'si-pension-resume']) await handled(station, matter, { outcome });
  }
  const { number } = await handled(station, 'si-employee-enroll', { applicant: enterprise, persons: 20 });
  for (const level of [5, 2, 1] as const) {
    const { receipt } = await handled(station, 'si-account');
    const { rating } = await station.call('rating.give', { ticket: receipt.ticket ?? '', level });
    if (level === 2) await station.call('rating.close', { rating, note: '已回访' });
  }
  await handled(station, 'lab-filing', { applicant: enterprise, persons: 3 });
  await station.call('transaction.amend', { number, change: { persons: 21 }, reason: '试验更正' });
  const lines = Array.from({ length: 30 }, (_, index): HistoryLine => ({
    number: `2025-${index}`, day: `2025-03-0${1 + (index % 9)}`, matter: '灵活就业人员参保登记', outcome: ['办结', '受理', '作废'][index % 3] ?? '办结',
    materials: [['居民身份证', '收取'], ['无业证明', index % 2 === 0 ? '取消' : '收取']],
  }));
  await station.call('history.import', { file: historyFile(lines), mapping: historyMapping });
  return station;
}

/** A part of it is put right in the evening, corrected twice, or voided. */
async function corrected(station: Station): Promise<string> {
  const { transactions } = await station.call('transaction.list', { from: '2026-08-31', to: '2026-09-03', limit: 500 });
  for (const [index, { number, outcome }] of transactions.entries()) {
    if (index % 9 === 0) await amend(station, number, 'voided');
    else if (index % 7 === 0) await amend(station, number, outcome === 'completed' ? 'returned' : 'completed');
    if (index % 35 === 7) await amend(station, number, 'not-accepted');
  }
  station.close();
  return station.folder;
}

const amend = (station: Station, number: string, outcome: 'voided' | 'returned' | 'completed' | 'not-accepted'): Promise<unknown> =>
  station.call('transaction.amend', { number, change: { outcome }, reason: '试验更正' });

type Measures = Readonly<Record<string, string | number | null>>;

/** The dimensions that were asked for and the measures, without the names beside them. */
const cells = (by: readonly VolumeDimension[], row: VolumeRow): Measures =>
  Object.fromEntries([...by, ...volumeMeasures].map((column) => [column, row[column] ?? null]));

const inOrder = (rows: readonly Measures[]): readonly string[] => rows.map((row) => JSON.stringify(row)).toSorted();

describe('the district’s figures', () => {
  it('are those of each station, cell by cell, in every dimension', async () => {
    const folders = [await corrected(await playedOut()), await corrected(await workedThrough())];
    for (const folder of folders) await hub.register(senderOfFolder(folder));
    const carrier = hub.login(await addCarrier(hub.administrator, 'usb'));
    // Of the stations' batches in turns, as they come in a district.
    const batches = folders.map((folder, index) => batchesOf(folder, 37 + 100 * index));
    const turns = Array.from({ length: Math.max(...batches.map(({ length }) => length)) }, (_, turn) => batches.flatMap((own) => own[turn] ?? []));
    for (const brought of await ingestBatches(carrier, turns.flat(), patient())) expect(brought.held).toBeNull();

    const dimensions: readonly (readonly VolumeDimension[])[] = [['day'], ['month', 'lane'], ['origin', 'outcome'], ['matter'], ['window'], ['clerk', 'outcome'], ['outcome'], ['day', 'lane', 'matter']];
    for (const folder of folders) {
      const { station: id } = senderOfFolder(folder);
      const station = stationOf(opened({ folder, access: 'read' }), folder, { now: 0 });
      const totals = await station.call('statistics.volume', { ...span, by: [] });
      expect(Math.min(totals.totals.transactions, totals.totals.voided, totals.totals.returned)).toBeGreaterThan(0);
      for (const by of [[], ...dimensions]) {
        const { rows, totals: whole } = await station.call('statistics.volume', { ...span, by: [...by] });
        const ours = by.length === 0 ? [cells([], whole)] : rows.map((row) => cells(by, row));
        const district = await query<VolumeRow>(
          hub.administrator, `SELECT *, to_char(day, 'YYYY-MM-DD') AS day FROM daoban.volume($1, $2, $3) WHERE station = $4`, [span.from, span.to, ['station', ...by], id],
        );
        expect(inOrder(district.map((row) => cells(by, row)))).toEqual(inOrder(ours));
      }
    }
    expect(await query(hub.administrator, 'SELECT sum(unprojected)::integer AS unprojected FROM daoban.health()')).toEqual([{ unprojected: 0 }]);
    expect(await query(hub.administrator, 'SELECT sum(transactions)::integer AS all FROM daoban.daily_volume')).toEqual(await query(hub.administrator, 'SELECT count(*)::integer AS all FROM daoban.handled'));

    // The ledger and the transactions too, row by row.
    for (const folder of folders) {
      const { station } = senderOfFolder(folder);
      const database = rawDatabase(folder);
      const ledger = database.prepare('SELECT number, position, day, material, listed, way, state, kept, list, list_version, list_row, due_by, missing_since, imported, voided FROM ledger ORDER BY number, position').all();
      const handled = database.prepare('SELECT number, seq, latest_seq, amendments, imported, source_number, lane, window, clerk, day, finished_at, priority, wait_ms, service_ms, matter, matter_name, matter_name_en, category, catalogue_version, outcome, applicant_kind, due, units FROM handled ORDER BY number').all();
      const ratings = database.prepare('SELECT visit, seq, at, day, level, lane, window, clerk, follow_up, due, closed_at FROM rating ORDER BY visit').all();
      database.close();
      expect(
        await query(
          hub.administrator,
          `SELECT visit::text, seq::integer, (extract(epoch FROM at) * 1000)::double precision AS at, day::text, level, lane, "window", clerk, follow_up::integer, due::text,
                  (extract(epoch FROM closed_at) * 1000)::double precision AS closed_at FROM daoban.rating WHERE station = $1 ORDER BY visit`, [station],
        ),
      ).toEqual(ratings);
      expect(ratings.length).toBeGreaterThan(1);
      expect(await query(hub.administrator, `SELECT number, position, day::text, material, listed, way, state, kept::integer, list, list_version, list_row, due_by::text, missing_since::text, imported::integer, voided::integer FROM daoban.ledger WHERE station = $1 ORDER BY number, position`, [station])).toEqual(ledger);
      expect(
        await query(
          hub.administrator,
          `SELECT number, seq::integer, latest_seq::integer, amendments, imported::integer, source_number, lane, "window", clerk, day::text, (extract(epoch FROM finished_at) * 1000)::double precision AS finished_at, priority::integer,
                  wait_ms::integer, service_ms::integer, matter, matter_name, matter_name_en, category, catalogue_version, outcome, applicant_kind, due::text, units
             FROM daoban.handled WHERE station = $1 ORDER BY number`, [station],
        ),
      ).toEqual(handled);
    }
  }, 120_000);
});
