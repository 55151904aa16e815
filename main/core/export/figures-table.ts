/** An answer of the figures as a workbook: the table as it stands on the screen, the same as rows for a pivot table, and its proof. */
import type { Dimension } from '../../../shared/statistics/dimensions.ts';
import { columnWords, exportSheets, rankingWords, sourceWords, wholeWords } from '../../../shared/statistics/export-words.ts';
import { measures, type Measure, type MeasureValues, type Unit } from '../../../shared/statistics/measures.ts';
import type { StatisticsQuery, StatisticsResult, StatisticsRow } from '../../../shared/statistics/query.ts';
import type { Ranking } from '../../../shared/statistics/ready-made.ts';
import { unitWords, valueInWords } from '../../../shared/statistics/value-words.ts';
import { totalWords, type Language } from '../../../shared/statistics/wording.ts';
import type { JsonDocument } from './json.ts';
import { definitionsSheet, dimensionName, excludedSheet, identitiesSheet, sourceSheet, usedDefinitions, type Origin, type SourceLine } from './proof-sheets.ts';
import type { Cell, Column, ColumnKind, Sheet, Table } from './table.ts';
import { longestSheet } from './worksheet.ts';

export type FiguresExport = {
  /** What the table is called, as whoever asked named it. */
  readonly title: string | null;
  readonly query: StatisticsQuery;
  readonly ranking: Ranking | null;
  readonly result: StatisticsResult;
  readonly origin: Origin;
};

/** A column of a dimension and what a row puts there. Matters, clerks and life events have two: the code that is stable and the name that is read. */
type DimensionColumn = { readonly column: Column; readonly cell: (row: StatisticsRow) => Cell };

const kinds: Readonly<Partial<Record<Dimension, ColumnKind>>> = { day: 'date', window: 'integer', hour: 'integer' };

const named = (name: string | undefined, nameEn: string | undefined, language: Language): string | null => (language === 'en' && nameEn !== undefined && nameEn !== '' ? nameEn : (name ?? null));

const namesOf = {
  matter: (row: StatisticsRow, language: Language): string | null => named(row.matterName, row.matterNameEn, language),
  clerk: (row: StatisticsRow): string | null => row.clerkName ?? null,
  lifeEvent: (row: StatisticsRow, language: Language): string | null => named(row.lifeEventName, row.lifeEventNameEn, language),
} as const;

function columnsOfDimension(dimension: Dimension, language: Language): readonly DimensionColumn[] {
  const title = dimensionName(dimension, language);
  if (dimension === 'matter' || dimension === 'clerk' || dimension === 'lifeEvent') {
    return [
      { column: { key: dimension, title: columnWords.code(title), kind: 'text', width: 18 }, cell: (row) => row[dimension] ?? null },
      { column: { key: `${dimension}Name`, title, kind: 'text', width: dimension === 'clerk' ? 14 : 40 }, cell: (row) => namesOf[dimension](row, language) },
    ];
  }
  return [{ column: { key: dimension, title, kind: kinds[dimension] ?? 'text' }, cell: (row) => valueInWords(dimension, row[dimension] ?? null, language) }];
}

/** A time is written as hours, minutes and seconds, which the name of its measure need not say again; as plain seconds it must. */
const titleOf = (measure: Measure, language: Language, seconds: boolean): string => {
  const { name, unit } = measures[measure];
  return unit === 'seconds' && !seconds ? name[language].replace(/ ?[（(](?:秒|s)[）)]$/u, '') : name[language];
};

const kindOf = (unit: Unit): ColumnKind => (unit === 'seconds' ? 'duration-seconds' : unit === 'share' ? 'percent' : 'integer');

/** Rows as the ranking has them; without one, as the figures gave them. The order of equals is the figures' own. */
export function rankedRows({ rows }: StatisticsResult, ranking: Ranking | null): readonly StatisticsRow[] {
  if (ranking === null) return rows;
  const { measure, order, count } = ranking;
  const valueOf = (row: StatisticsRow): number => row[measure] ?? 0;
  const sorted = rows.filter((row) => typeof row[measure] === 'number').toSorted((one, other) => (order === 'most' ? valueOf(other) - valueOf(one) : valueOf(one) - valueOf(other)));
  return count === null ? sorted : sorted.slice(0, count);
}

function dataSheet({ query, ranking, result }: FiguresExport, language: Language, seconds: boolean): Sheet {
  const leading: readonly { readonly column: Column; readonly cell: (row: StatisticsRow, index: number) => Cell }[] = [
    ...(ranking === null ? [] : [{ column: { key: 'rank', title: columnWords.rank[language], kind: 'integer' as const }, cell: (_row: StatisticsRow, index: number) => index + 1 }]),
    ...query.by.flatMap((dimension) => columnsOfDimension(dimension, language)),
  ];
  const { compare } = result;
  const figureColumns = query.measures.flatMap((measure): Column[] => {
    const kind = kindOf(measures[measure].unit);
    const column: Column = { key: measure, title: titleOf(measure, language, seconds), kind };
    return compare === undefined ? [column] : [column, { key: `${measure}:compared`, title: comparedTitle(column.title, language), kind }];
  });
  const figures = (own: MeasureValues, other: MeasureValues | null): Cell[] =>
    query.measures.flatMap((measure): Cell[] => (compare === undefined ? [own[measure] ?? null] : [own[measure] ?? null, other?.[measure] ?? null]));
  const rows = function* (): Generator<readonly Cell[], void, undefined> {
    for (const [index, row] of rankedRows(result, ranking).entries()) yield [...leading.map(({ cell }) => cell(row, index)), ...figures(row, row.compare ?? null)];
  };
  const totalName = (ranking?.count ?? null) === null ? totalWords : wholeWords;
  // A number's column holds the word as text.
  const heading: Cell[] = leading.map((_, index) => (index === 0 ? totalName[language] : null));
  return {
    name: exportSheets.data[language], columns: [...leading.map(({ column }) => column), ...figureColumns], rows: rows(), frozenHeader: true, autoFilter: true,
    total: [...heading, ...figures(result.totals, compare?.totals ?? null)],
  };
}

const comparedTitle = (title: string, language: Language): string => (language === 'en' ? `${title} (${columnWords.compared.en})` : `${title}（${columnWords.compared['zh-CN']}）`);

/** One row for each group and measure. Shares are parts of 1 and times are seconds, since both stand in one column. */
function pivotSheet({ query, ranking, result }: FiguresExport, language: Language): Sheet {
  const leading = query.by.flatMap((dimension) => columnsOfDimension(dimension, language));
  const compared = result.compare !== undefined;
  const rows = function* (): Generator<readonly Cell[], void, undefined> {
    const all = query.by.length === 0 ? [{ ...result.totals, compare: result.compare?.totals ?? null }] : rankedRows(result, ranking);
    for (const row of all) {
      const group = leading.map(({ cell }) => cell(row));
      for (const measure of query.measures) {
        const { name, unit } = measures[measure];
        yield [...group, name[language], unitWords[unit][language], row[measure] ?? null, ...(compared ? [row.compare?.[measure] ?? null] : [])];
      }
    }
  };
  return {
    name: exportSheets.pivot[language], rows: rows(), frozenHeader: true, autoFilter: true,
    columns: [
      ...leading.map(({ column }) => column), { key: 'measure', title: columnWords.measure[language], kind: 'text', width: 22 }, { key: 'unit', title: columnWords.unit[language], kind: 'text', width: 12 },
      { key: 'value', title: columnWords.value[language], kind: 'number' }, ...(compared ? [{ key: 'compared', title: columnWords.comparedValue[language], kind: 'number' as const }] : []),
    ],
  };
}

const between = (language: Language): string => (language === 'en' ? ', ' : '，');
const namesOfMeasures = (all: readonly Measure[], language: Language): string => all.map((measure) => measures[measure].name[language]).join(between(language));

function about({ title, query, ranking, result }: FiguresExport, language: Language): readonly SourceLine[] {
  const filter = Object.entries(query.where).map(([dimension, values]) => `${dimension} = ${values.map((value) => value ?? '—').join(' | ')}`).join('; ');
  return [
    ...(title === null ? [] : [[sourceWords.table, title] as const]),
    [sourceWords.from, query.from], [sourceWords.to, query.to],
    ...(result.compare === undefined ? [] : [[sourceWords.comparedFrom, result.compare.from] as const, [sourceWords.comparedTo, result.compare.to] as const]),
    [sourceWords.measures, namesOfMeasures(query.measures, language)],
    [sourceWords.by, query.by.map((dimension) => dimensionName(dimension, language)).join(between(language))],
    ...(filter === '' ? [] : [[sourceWords.where, filter] as const]),
    ...(query.by.includes('reportYear') ? [[sourceWords.reportYear, query.reportYearStart] as const] : []),
    ...(ranking === null ? [] : [[sourceWords.ranking, rankingInWords(ranking, language)] as const]),
    [sourceWords.query, JSON.stringify(query)], [sourceWords.noNames, ''],
  ];
}

function rankingInWords({ measure, order, count }: Ranking, language: Language): string {
  const limit = count === null ? [] : [`${rankingWords.first[language]} ${count}`];
  return [measures[measure].name[language], rankingWords[order][language], ...limit].join(between(language));
}

/** `seconds`: the format writes times as plain seconds. */
export function figuresTable(exported: FiguresExport, language: Language, seconds: boolean): Table {
  const { query, result, origin } = exported;
  // It says the same again: where it does not fit, the table itself still does.
  const pivot = result.rows.length * query.measures.length > longestSheet ? [] : [pivotSheet(exported, language)];
  return {
    sheets: [
      dataSheet(exported, language, seconds), ...pivot, definitionsSheet(query.measures, query.by, language), excludedSheet(result.excluded, language),
      identitiesSheet(result.identities, language), sourceSheet(origin, about(exported, language), language),
    ],
  };
}

/** The answer as `statistics.query` gives it, with what it needs to be understood beside it. */
export function figuresDocument({ title, query, ranking, result, origin }: FiguresExport): JsonDocument {
  const { rows: _rows, totals, compare, identities, excluded, ...head } = result;
  return {
    before: { ...(title === null ? {} : { table: title }), query, ...(ranking === null ? {} : { ranking }), from: head.from, to: head.to, by: head.by, measures: head.measures },
    rows: rankedRows(result, ranking),
    after: { totals, compare, identities, excluded, head: origin.head, station: origin.station, definitions: usedDefinitions(query.measures, query.by) },
  };
}
