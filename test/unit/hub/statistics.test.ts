import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { districtDimensions, districtMeasures, districtTable, notInDistrict } from '../../../shared/statistics/district.ts';
import type { Dimension } from '../../../shared/statistics/dimensions.ts';
import { Measure, measures, type MeasureValues } from '../../../shared/statistics/measures.ts';
import { volumeMeasures, type VolumeDimension, type VolumeRow } from '../../../shared/statistics/volume.ts';
import { bringDistrict, districtSpan as span } from '../../fixtures/district.ts';
import { makeHub, query, type Hub } from '../../fixtures/hub.ts';
import { startPostgres, type Postgres } from '../../fixtures/postgres.ts';
import { senderOfFolder } from '../../fixtures/sent.ts';
import { opened, rawDatabase, stationOf, type Station } from '../../fixtures/station.ts';

let postgres: Postgres;
let hub: Hub;
let folders: readonly string[];
beforeAll(async () => {
  postgres = await startPostgres();
  hub = await makeHub(postgres);
  folders = await bringDistrict(hub);
}, 120_000);
afterAll(() => postgres.stop());

const reading = (folder: string): Station => stationOf(opened({ folder, access: 'read' }), folder, { now: 0 });

type Cells = Readonly<Record<string, string | number | null>>;

/** The dimensions that were asked for and the measures, without the names beside them. */
const cells = (by: readonly VolumeDimension[], row: VolumeRow): Cells => Object.fromEntries([...by, ...volumeMeasures].map((column) => [column, row[column] ?? null]));

const inOrder = (rows: readonly Cells[]): readonly string[] => rows.map((row) => JSON.stringify(row)).toSorted();

/** The volume table of the station has whole seconds, the district has them as they are. */
const inWholeSeconds = (row: VolumeRow): VolumeRow => ({ ...row, ...Object.fromEntries(volumeMeasures.map((measure) => [measure, row[measure] === null ? null : Math.round(row[measure])])) });

/** A share is divided in decimal digits there and in binary ones here. */
const digits = 12;

/** The values as they are compared: times and counts to the last digit. */
const valuesOf = (asked: readonly Measure[], row: Readonly<Record<string, unknown>>): readonly (number | null)[] =>
  asked.map((measure) => {
    const value = row[measure];
    if (value === null || value === undefined) return null;
    return measures[measure].unit === 'share' ? Number(Number(value).toPrecision(digits)) : Number(value);
  });

const keyed = (by: readonly Dimension[], asked: readonly Measure[], rows: readonly Readonly<Record<string, unknown>>[]): Readonly<Record<string, readonly (number | null)[]>> =>
  Object.fromEntries(rows.map((row) => [JSON.stringify(by.map((dimension) => row[dimension] ?? null)), valuesOf(asked, row)]));

/** What the hub says of one station, or of all that have been brought. */
async function district(table: 'volume' | 'ratings', by: readonly string[], stations: readonly string[] | null, yearStart = '01-01'): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return query<Readonly<Record<string, unknown>>>(hub.administrator, `SELECT *, to_char(day, 'YYYY-MM-DD') AS day FROM daoban.${table}($1, $2, $3, $4, $5)`, [span.from, span.to, by, stations, yearStart]);
}

const together: Readonly<Record<'volume' | 'ratings', readonly (readonly Dimension[])[]>> = {
  volume: [['month', 'lane'], ['origin', 'outcome'], ['clerk', 'outcome'], ['lifeEvent', 'lane'], ['caseKind', 'category'], ['window', 'hour'], ['day', 'lane', 'matter'], ['lifeEvent', 'matter', 'week']],
  ratings: [['day', 'lane'], ['month', 'channel', 'origin']],
};

describe('the district’s figures', () => {
  it.each(['volume', 'ratings'] as const)('%s: are those of each station, cell by cell, for every measure in every dimension', async (table) => {
    const asked = districtMeasures(table);
    const counted = new Set<Measure>();
    for (const folder of folders) {
      const station = reading(folder);
      const stations = [senderOfFolder(folder).station];
      for (const by of [...districtDimensions[table].map((dimension) => [dimension]), ...together[table]]) {
        const ours = await station.call('statistics.query', { ...span, measures: [...asked], by: [...by], reportYearStart: '09-01' });
        const rows = ours.rows.filter((row) => table === 'volume' || (row.ratings ?? 0) > 0);
        expect([by, keyed(by, asked, await district(table, by, stations, '09-01'))]).toEqual([by, keyed(by, asked, rows)]);
      }
      const { totals } = await station.call('statistics.query', { ...span, measures: [...asked] });
      expect((await district(table, [], stations)).map((row) => valuesOf(asked, row))).toEqual([valuesOf(asked, totals)]);
      for (const measure of asked) if ((totals[measure] ?? 0) > 0) counted.add(measure);
    }
    // Nothing is equal only because there was none of it; a hall's own traffic has no second chance, which only a refuted check gives.
    expect(asked.filter((measure) => !counted.has(measure))).toEqual(table === 'volume' ? ['reopened'] : []);
  }, 120_000);

  it('are the sum of the stations where all are asked for together, each by its own or by its site', async () => {
    const asked = districtMeasures('volume').filter((measure) => ['count', 'sum'].includes(measures[measure].formula.kind));
    const each: MeasureValues[] = [];
    for (const folder of folders) each.push((await reading(folder).call('statistics.query', { ...span, measures: asked })).totals);
    const sum = asked.map((measure) => each.reduce((all, totals) => all + (totals[measure] ?? 0), 0));
    expect((await district('volume', [], null)).map((row) => valuesOf(asked, row))).toEqual([sum]);
    const byStation = await district('volume', ['station'], null);
    expect(new Set(byStation.map(({ station }) => station))).toEqual(new Set(folders.map((folder) => senderOfFolder(folder).station)));
    const share = (rows: typeof byStation): number => rows.reduce((all, row) => all + Number(row['share']), 0);
    expect(share(byStation)).toBeCloseTo(1, digits);
    expect(share(await district('volume', ['lifeEvent'], null))).toBeGreaterThan(1);
  });

  it('say of each measure where it stands, or why it does not', async () => {
    const rows = await query<{ measure: Measure; read_from: string | null; left_out: string | null; name: string }>(hub.administrator, 'SELECT measure, read_from, left_out, name FROM daoban.definitions()');
    expect(rows).toEqual(Measure.options.map((measure) => ({ measure, read_from: districtTable(measure), left_out: notInDistrict[measure]?.['zh-CN'] ?? null, name: measures[measure].name['zh-CN'] })));
    expect(districtMeasures('volume')).toEqual(Measure.options.filter((measure) => measures[measure].fact === 'transactions'));
  });

  it('stand in the volume table as before, by name and by place', async () => {
    const dimensions: readonly (readonly VolumeDimension[])[] = [['day'], ['month', 'lane'], ['origin', 'outcome'], ['matter'], ['window'], ['clerk', 'outcome'], ['outcome'], ['day', 'lane', 'matter']];
    for (const folder of folders) {
      const { station: id } = senderOfFolder(folder);
      const station = reading(folder);
      for (const by of [[], ...dimensions]) {
        const { rows, totals: whole } = await station.call('statistics.volume', { ...span, by: [...by] });
        const ours = by.length === 0 ? [cells([], whole)] : rows.map((row) => cells(by, row));
        const theirs = await query<VolumeRow>(
          hub.administrator, `SELECT *, to_char(day, 'YYYY-MM-DD') AS day FROM daoban.volume($1, $2, $3) WHERE station = $4`, [span.from, span.to, ['station', ...by], id],
        );
        expect(inOrder(theirs.map((row) => cells(by, inWholeSeconds(row))))).toEqual(inOrder(ours));
      }
    }
    const [row = {}] = await query(hub.administrator, 'SELECT * FROM daoban.volume($1, $2)', [span.from, span.to]);
    expect(Object.keys(row).slice(0, 23)).toEqual(['station', 'day', 'month', 'lane', 'matter', 'window', 'clerk', 'outcome', 'origin', ...volumeMeasures]);
  }, 60_000);

  it('come from tables that are the stations’ own, row by row', async () => {
    expect(await query(hub.administrator, 'SELECT sum(unprojected)::integer AS unprojected FROM daoban.health()')).toEqual([{ unprojected: 0 }]);
    expect(await query(hub.administrator, 'SELECT sum(transactions)::integer AS all FROM daoban.daily_volume')).toEqual(await query(hub.administrator, 'SELECT count(*)::integer AS all FROM daoban.handled'));

    for (const folder of folders) {
      const { station } = senderOfFolder(folder);
      const database = rawDatabase(folder);
      const ledger = database.prepare('SELECT number, position, day, material, listed, way, state, kept, list, list_version, list_row, due_by, missing_since, imported, voided FROM ledger ORDER BY number, position').all();
      const handled = database.prepare('SELECT number, seq, latest_seq, amendments, imported, source_number, lane, window, clerk, day, finished_at, priority, wait_ms, service_ms, matter, matter_name, matter_name_en, category, catalogue_version, outcome, applicant_kind, due, units, promised_due, closed_day, dropped, fetched, checked, promised, tolerated, collected, missing, not_applicable FROM handled ORDER BY number').all();
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
                  wait_ms::integer, service_ms::integer, matter, matter_name, matter_name_en, category, catalogue_version, outcome, applicant_kind, due::text, units,
                  promised_due::text, closed_day::text, dropped, fetched, checked, promised, tolerated, collected, missing, not_applicable
             FROM daoban.handled WHERE station = $1 ORDER BY number`, [station],
        ),
      ).toEqual(handled);
    }
  });
});
