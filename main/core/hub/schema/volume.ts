/**
 * The district's figures, written out of the definitions of shared/statistics: `volume` over transactions, `ratings` over rated visits, and
 * `definitions`, which says what each column means. They run with the rights of whoever asks, and so they ask the tables and no view, which would
 * run with its owner's.
 */
import { lanes, channelOfLane } from '../../../../shared/routing/lanes.ts';
import type { Dimension } from '../../../../shared/statistics/dimensions.ts';
import { districtDimensions, districtMeasures, districtTable, notInDistrict, type DistrictTable } from '../../../../shared/statistics/district.ts';
import { formulaSql, plainDialect, type Dialect } from '../../../../shared/statistics/formula-sql.ts';
import { Measure, measures, type Formula } from '../../../../shared/statistics/measures.ts';
import { volumeMeasures } from '../../../../shared/statistics/volume.ts';
import { levelOf, ratingWords } from '../../../../shared/visit/rating.ts';

/** Times are milliseconds as double precision, so that they are added and interpolated as on the station, to the last digit. */
const dialect: Dialect = {
  attribute: (name) => `fact."${name}"`,
  quantity: (name) => `fact."${name}"`,
  timing: (name) => `fact."${name}"`,
  percentile: (expression, at, filter) => `percentile_cont(${at / 100}) WITHIN GROUP (ORDER BY ${expression})${filter}`,
};

/** Each transaction once, under however many life events it stands. */
const onceDialect: Dialect = { ...dialect, attribute: (name) => `CASE WHEN fact.first THEN fact."${name}" END` };

function measureSql(formula: Formula): string {
  if (formula.kind !== 'share') return formulaSql(formula, dialect);
  return `${formulaSql(formula.of, dialect)}::double precision / nullif(sum(${formulaSql(formula.of, onceDialect)}) OVER (), 0)`;
}

function measureType({ kind }: Formula): string {
  if (kind === 'count') return 'integer';
  return kind === 'sum' ? 'bigint' : 'double precision';
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const textOrNull = (value: string | undefined): string => (value === undefined ? 'NULL' : text(value));

const channels = lanes.map((lane) => `WHEN ${text(lane)} THEN ${textOrNull(channelOfLane(lane) ?? undefined)}`).join(' ');

/** Of a row `fact` and, for the life event, of one of those that it stands under. */
const dimensionSql: Readonly<Record<Dimension, string>> = {
  day: 'fact.day',
  week: `to_char(fact.day, 'IYYY-"W"IW')`,
  month: `to_char(fact.day, 'YYYY-MM')`,
  quarter: `to_char(fact.day, 'YYYY-"Q"Q')`,
  year: `to_char(fact.day, 'YYYY')`,
  reportYear: `(extract(year FROM fact.day)::integer - (to_char(fact.day, 'MM-DD') < report_year_start)::integer) || '-' || report_year_start`,
  weekday: 'extract(isodow FROM fact.day)::integer',
  hour: `extract(hour FROM fact.finished_at AT TIME ZONE INTERVAL '+08:00')::integer`,
  site: 'fact.site',
  window: 'fact."window"',
  clerk: 'fact.clerk',
  lane: 'fact.lane',
  channel: `CASE fact.lane ${channels} END`,
  matter: 'fact.matter',
  category: 'fact.category',
  caseKind: 'fact.case_kind',
  applicantKind: 'fact.applicant_kind',
  priority: `CASE WHEN fact.priority THEN 'priority' ELSE 'ordinary' END`,
  lifeEvent: 'fact.life_event',
  origin: `CASE WHEN fact.imported THEN 'imported' ELSE 'own' END`,
  outcome: 'fact.outcome',
};

const numbers: readonly Dimension[] = ['weekday', 'hour', 'window'];

function dimensionType(dimension: Dimension): string {
  if (dimension === 'day') return 'date';
  return numbers.includes(dimension) ? 'integer' : 'text';
}

/** A transaction with the properties that formulas name; what is concluded here, main/core/figures/facts.ts concludes at the station. */
const transactionRows = `
    SELECT handled.station, station.site, handled.day, handled.finished_at, handled."window", handled.clerk, handled.matter, coalesce(edition.category, handled.category) AS category, edition.case_kind,
           handled.applicant_kind, handled.priority, handled.imported, event.code AS life_event, coalesce(event.place, 1) = 1 AS first,
           handled.outcome, handled.lane,
           CASE WHEN edition.window_offered THEN 'yes' ELSE 'no' END AS "windowOffered", CASE WHEN handled.licence THEN 'yes' ELSE 'no' END AS licence,
           CASE WHEN handled.promised_due IS NULL THEN 'none' WHEN handled.closed_day IS NULL THEN 'open' WHEN handled.closed_day <= handled.promised_due THEN 'kept' ELSE 'late' END AS promise,
           CASE WHEN edition.statutory_days > 0 AND edition.promised_days IS NOT NULL AND edition.day_unit = 'working' THEN 'working' ELSE 'none' END AS limits,
           handled.wait_ms::double precision AS wait, handled.service_ms::double precision AS service,
           handled.units, handled.dropped, handled.fetched, handled.checked, handled.promised, handled.tolerated, handled.collected, handled.missing, handled.not_applicable AS "notApplicable",
           edition.statutory_days AS "statutoryDays", edition.promised_days AS "promisedDays"
      FROM handled JOIN station ON station.id = handled.station
           LEFT JOIN edition ON edition.station = handled.station AND edition.version = handled.catalogue_version AND edition.code = handled.matter AND edition.incarnation = handled.edition_incarnation
           LEFT JOIN LATERAL unnest(CASE WHEN 'lifeEvent' = ANY (by) THEN edition.life_events END) WITH ORDINALITY AS event (code, place) ON true
     WHERE handled.day BETWEEN from_day AND to_day AND (stations IS NULL OR handled.station = ANY (stations))`;

const ratingRows = `
    SELECT rating.station, station.site, rating.day, rating.lane, false AS imported, CASE rating.level ${ratingWords.map((word) => `WHEN ${levelOf(word)} THEN ${text(word)}`).join(' ')} END AS rating
      FROM rating JOIN station ON station.id = rating.station
     WHERE rating.day BETWEEN from_day AND to_day AND (stations IS NULL OR rating.station = ANY (stations))`;

type Column = { readonly name: string; readonly type: string; readonly sql: string; readonly groups: boolean };

const station: Column = { name: 'station', type: 'uuid', sql: `CASE WHEN 'station' = ANY (by) THEN fact.station END`, groups: true };

const dimensionColumn = (dimension: Dimension): Column => ({
  name: dimension, type: dimensionType(dimension), sql: `CASE WHEN ${text(dimension)} = ANY (by) THEN ${dimensionSql[dimension]} END`, groups: true,
});

const measureColumn = (measure: Measure): Column => {
  const { formula } = measures[measure];
  return { name: measure, type: measureType(formula), sql: measureSql(formula), groups: false };
};

/** A row for each combination of the dimensions that `by` names; the others are null. Whoever sees several stations has them together, or one by one by `station`. */
function groupedFunction(name: DistrictTable, rows: string, columns: readonly Column[]): string {
  const groups = columns.flatMap((column, index) => (column.groups ? [index + 1] : [])).join(', ');
  return `
CREATE OR REPLACE FUNCTION daoban.${name}(from_day date, to_day date, by text[] DEFAULT '{}', stations uuid[] DEFAULT NULL, report_year_start text DEFAULT '01-01') RETURNS TABLE (
  ${columns.map((column) => `"${column.name}" ${column.type}`).join(', ')})
LANGUAGE sql STABLE SET search_path = pg_catalog, daoban, pg_temp AS $$
  SELECT ${columns.map(({ sql }) => sql).join(',\n         ')}
    FROM (${rows}) AS fact
   GROUP BY ${groups}
   ORDER BY ${groups}
$$;
`;
}

/** As the first version had them; what came later stands behind, so that whoever reads by place still does. */
const firstDimensions = ['day', 'month', 'lane', 'matter', 'window', 'clerk', 'outcome', 'origin'] as const satisfies readonly Dimension[];

const without = <Name>(all: readonly Name[], some: readonly Name[]): readonly Name[] => all.filter((one) => !some.includes(one));

const volumeColumns = [
  station, ...firstDimensions.map(dimensionColumn), ...volumeMeasures.map(measureColumn),
  ...without(districtDimensions.volume, firstDimensions).map(dimensionColumn), ...without(districtMeasures('volume'), volumeMeasures).map(measureColumn),
];

const ratingColumns = [station, ...districtDimensions.ratings.map(dimensionColumn), ...districtMeasures('ratings').map(measureColumn)];

/** Every measure of a station: in which function it stands, or why in none. */
const definitions = `
CREATE OR REPLACE FUNCTION daoban.definitions() RETURNS TABLE (
  measure text, read_from text, unit text, name text, name_en text, definition text, definition_en text, formula text, left_out text, left_out_en text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, daoban, pg_temp AS $$
  VALUES ${Measure.options.map((measure) => {
    const { unit, name, definition, formula } = measures[measure];
    const because = notInDistrict[measure];
    return `(${[
      text(measure), textOrNull(districtTable(measure) ?? undefined), text(unit), text(name['zh-CN']), text(name.en), text(definition['zh-CN']), text(definition.en), text(formulaSql(formula, plainDialect)),
      textOrNull(because?.['zh-CN']), textOrNull(because?.en),
    ].join(', ')})`;
  }).join(',\n         ')}
$$;
`;

export const figureFunctions = [groupedFunction('volume', transactionRows, volumeColumns), groupedFunction('ratings', ratingRows, ratingColumns), definitions].join('\n');
export const figureSignatures = [...(['volume', 'ratings'] as const).map((name) => `daoban.${name}(date, date, text[], uuid[], text)`), 'daoban.definitions()'] as const;
