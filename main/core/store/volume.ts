/** The volume table over the covering index handled_volume; percentiles are exact, by linear interpolation between ranks. */
import type { VolumeMeasures, VolumeQuery, VolumeRow } from '../../../shared/statistics/volume.ts';
import type { Sqlite } from './database.ts';

export type VolumeTable = { readonly from: string; readonly to: string; readonly by: VolumeQuery['by']; readonly rows: VolumeRow[]; readonly totals: VolumeMeasures };

const dimensionSql = {
  day: 'day',
  month: 'substr(day, 1, 7)',
  lane: 'lane',
  matter: 'matter',
  window: 'window',
  clerk: 'clerk',
  outcome: 'outcome',
  origin: `iif(imported = 1, 'imported', 'own')`,
} as const;

/** Voided transactions are counted as such and nowhere else; milliseconds become whole seconds at the very end. */
const measuresSql = `
  count(*) FILTER (WHERE outcome <> 'voided') AS transactions,
  count(*) FILTER (WHERE outcome = 'completed') AS completed,
  count(*) FILTER (WHERE outcome = 'accepted') AS accepted,
  count(*) FILTER (WHERE outcome = 'not-accepted') AS notAccepted,
  count(*) FILTER (WHERE outcome = 'returned') AS returned,
  count(*) FILTER (WHERE outcome = 'referred') AS referred,
  count(*) FILTER (WHERE outcome = 'reopened') AS reopened,
  count(*) FILTER (WHERE outcome = 'voided') AS voided,
  round(percentile(wait_ms, 50) FILTER (WHERE outcome <> 'voided') / 1000.0) AS waitMedian,
  round(percentile(wait_ms, 90) FILTER (WHERE outcome <> 'voided') / 1000.0) AS waitP90,
  round(percentile(service_ms, 50) FILTER (WHERE outcome <> 'voided') / 1000.0) AS serviceMedian,
  round(percentile(service_ms, 90) FILTER (WHERE outcome <> 'voided') / 1000.0) AS serviceP90,
  count(*) FILTER (WHERE outcome <> 'voided' AND wait_ms IS NULL) AS untimedWait,
  count(*) FILTER (WHERE outcome <> 'voided' AND service_ms IS NULL) AS untimedService
`;

/** Rows in the order of the dimensions; rows and totals come from one read transaction, so they belong together. */
export function readVolume(database: Sqlite, { from, to, by }: VolumeQuery): VolumeTable {
  return database.transaction(() => {
    const totals = database.prepare<[string, string], VolumeMeasures>(`SELECT ${measuresSql} FROM handled WHERE day BETWEEN ? AND ?`).get(from, to);
    if (totals === undefined) throw new Error('an aggregate always has a row');
    return { from, to, by, rows: by.length === 0 ? [] : readRows(database, from, to, by), totals };
  })();
}

function readRows(database: Sqlite, from: string, to: string, by: VolumeQuery['by']): VolumeRow[] {
  const columns = by.map((dimension) => `${dimensionSql[dimension]} AS ${dimension}`).join(', ');
  const groups = by.map((_, index) => index + 1).join(', ');
  const rows = database
    .prepare<[string, string], VolumeRow>(`SELECT ${columns}, ${measuresSql} FROM handled WHERE day BETWEEN ? AND ? GROUP BY ${groups} ORDER BY ${groups}`)
    .all(from, to);
  const matterNames = by.includes('matter') ? namesOfMatters(database) : null;
  const clerkNames = by.includes('clerk') ? namesOfClerks(database) : null;
  return rows.map((row) => ({
    ...row,
    ...(matterNames === null || row.matter === undefined ? {} : matterNames.get(row.matter)),
    ...(clerkNames === null || row.clerk === undefined || row.clerk === null ? {} : { clerkName: clerkNames.get(row.clerk) ?? row.clerk }),
  }));
}

/** The name in the newest version that has the matter. */
function namesOfMatters(database: Sqlite): ReadonlyMap<string, { matterName: string; matterNameEn: string }> {
  const rows = database
    .prepare<[], { code: string; name: string; nameEn: string }>(
      `SELECT code, content ->> 'name' AS name, content ->> 'nameEn' AS nameEn FROM catalogue_matter ORDER BY version`,
    )
    .all();
  return new Map(rows.map((row) => [row.code, { matterName: row.name, matterNameEn: row.nameEn }]));
}

function namesOfClerks(database: Sqlite): ReadonlyMap<string, string> {
  return new Map(database.prepare<[], { number: string; name: string }>('SELECT number, name FROM account').all().map((row) => [row.number, row.name]));
}
