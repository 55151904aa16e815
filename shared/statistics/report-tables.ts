/** The tables of a work report: cells are figures, so that every form of the report writes the same number its own way. No column mixes kinds. */
import { Lane } from '../routing/lanes.ts';
import { identities, sumOfRows, type Identity } from './identities.ts';
import { Measure, measures, type MeasureValues } from './measures.ts';
import type { StatisticsRow } from './query.ts';
import { amount, materialMeasures, outcomeMeasures, partOf, ratingMeasures } from './report-sentences.ts';
import { changeOf, type Figure, type FigureKind } from './report-text.ts';
import { reportColumns, resultWords, type ReportTable } from './report-words.ts';
import type { ReportFigures } from './report.ts';
import { laneWords, totalWords, type Language } from './wording.ts';

export type ReportCell = string | Figure;
/** `width` is relative to the other columns'. */
export type ReportColumn = { readonly key: string; readonly title: string; readonly kind: FigureKind | 'text'; readonly width: number };
export type ReportGrid = { readonly table: ReportTable; readonly columns: readonly ReportColumn[]; readonly rows: readonly (readonly ReportCell[])[]; readonly total?: readonly ReportCell[] };

/** Tables of no more rows stand whole on one page. */
export const glance = 14;

type Key = keyof typeof reportColumns;
type Layout = readonly (readonly [key: Key, kind: FigureKind | 'text', width?: number])[];

const columnsOf = (layout: Layout, language: Language): readonly ReportColumn[] => layout.map(([key, kind, width = kind === 'text' ? 3 : 1.5]) => ({ key, title: reportColumns[key][language], kind, width }));
const figure = (kind: FigureKind, value: number | null | undefined): Figure => ({ kind, value: value ?? null });
const count = (value: number | null | undefined): Figure => figure('count', value);
const share = (value: number | null | undefined): Figure => figure('share', value);
const change = (now: number | null | undefined, before: number | null | undefined): Figure => figure('change', changeOf(now, before));
const seconds = (value: number | null | undefined): Figure => figure('seconds', value);
const nameOf = (measure: Measure, language: Language): string => measures[measure].name[language];

/** Counts, with the change on the period before where there is one to be set beside, and on the year before. */
function overall({ totals, previous, yearBefore }: ReportFigures, language: Language): ReportGrid {
  const all = ['visits', 'transactions', 'cases', ...outcomeMeasures, 'voided'] as const;
  return {
    table: 'overall',
    columns: columnsOf([['measure', 'text', 2.8], ['now', 'count'], ...(previous === null ? [] : [['previous', 'count'] as const, ['fromPrevious', 'change'] as const]), ['yearBefore', 'count'], ['fromYearBefore', 'change']], language),
    rows: all.map((measure) => [
      nameOf(measure, language), count(totals[measure]),
      ...(previous === null ? [] : [count(previous.totals[measure]), change(totals[measure], previous.totals[measure])]),
      count(yearBefore.totals[measure]), change(totals[measure], yearBefore.totals[measure]),
    ]),
  };
}

function lanes({ lanes: rows, totals, yearBefore }: ReportFigures, language: Language): ReportGrid {
  const cells = (values: MeasureValues, before: number | null | undefined): readonly ReportCell[] => [
    count(values.transactions), share(values.share), count(before), change(values.transactions, before), count(values.completed), seconds(values.waitMedian), seconds(values.serviceMedian),
  ];
  return {
    table: 'lanes',
    columns: columnsOf([['lane', 'text', 2.1], ['transactions', 'count'], ['share', 'share'], ['yearBefore', 'count'], ['fromYearBefore', 'change'], ['completed', 'count', 1.8], ['wait', 'seconds', 1.8], ['service', 'seconds', 1.8]], language),
    rows: rows.map((row) => [laneOf(row, language), ...cells(row, row.compare?.transactions ?? 0)]),
    total: [totalWords[language], ...cells({ ...totals, share: partOf(amount(totals, 'transactions'), amount(totals, 'transactions')) }, yearBefore.totals.transactions)],
  };
}

function laneOf({ lane }: StatisticsRow, language: Language): string {
  const known = Lane.safeParse(lane).data;
  return known === undefined ? (lane ?? '') : laneWords[known][language];
}

const matterOf = ({ matter, matterName, matterNameEn }: StatisticsRow, language: Language): string => (language === 'en' && matterNameEn !== undefined && matterNameEn !== '' ? matterNameEn : (matterName ?? matter ?? ''));

function matters({ matters: rows }: ReportFigures, language: Language): ReportGrid {
  return {
    table: 'matters',
    columns: columnsOf([['rank', 'count', 1], ['matter', 'text', 5], ['transactions', 'count'], ['share', 'share'], ['yearBefore', 'count'], ['fromYearBefore', 'change'], ['service', 'seconds', 1.8]], language),
    rows: rows.map((row, index) => [
      count(index + 1), matterOf(row, language), count(row.transactions), share(row.share), count(row.compare?.transactions ?? 0), change(row.transactions, row.compare?.transactions), seconds(row.serviceMedian),
    ]),
  };
}

function materials({ totals, yearBefore }: ReportFigures, language: Language): ReportGrid {
  const cells = (measure: Measure): readonly ReportCell[] => [
    count(totals[measure]), share(partOf(amount(totals, measure), amount(totals, 'materials'))), count(yearBefore.totals[measure]), change(totals[measure], yearBefore.totals[measure]),
  ];
  return {
    table: 'materials',
    columns: columnsOf([['fate', 'text'], ['materials', 'count'], ['share', 'share'], ['yearBefore', 'count'], ['fromYearBefore', 'change']], language),
    rows: materialMeasures.map((measure) => [nameOf(measure, language), ...cells(measure)]),
    total: [totalWords[language], ...cells('materials')],
  };
}

function licences({ licences: { groups, total } }: ReportFigures, language: Language): ReportGrid {
  const cells = ({ decided, granted, refused, compression, medianWorkingDays }: typeof total): readonly ReportCell[] => [count(decided), count(granted), count(refused), share(compression.ratio), figure('days', medianWorkingDays)];
  return {
    table: 'licences',
    columns: columnsOf([['licence', 'text', 4], ['decided', 'count', 1.3], ['granted', 'count', 1.3], ['refused', 'count', 1.4], ['compression', 'share'], ['median', 'days', 2.6]], language),
    rows: groups.filter(({ decided }) => decided > 0).map(({ name, nameEn, ...group }) => [language === 'en' && nameEn !== '' ? nameEn : name, ...cells(group)]),
    total: [totalWords[language], ...cells(total)],
  };
}

/** Measures that are no counts, beside those of the other spans; a change of a share or a median says little and is left to the reader. */
function besides(table: 'durations' | 'rates', kind: 'seconds' | 'share', of: readonly Measure[], { totals, previous, yearBefore }: ReportFigures, language: Language): ReportGrid {
  return {
    table,
    columns: columnsOf([['measure', 'text', 4], ['now', kind], ...(previous === null ? [] : [['previous', kind] as const]), ['yearBefore', kind]], language),
    rows: of.map((measure) => [plainName(measure, language), figure(kind, totals[measure]), ...(previous === null ? [] : [figure(kind, previous.totals[measure])]), figure(kind, yearBefore.totals[measure])]),
  };
}

/** Without the unit, which stands in the cells. */
const plainName = (measure: Measure, language: Language): string => nameOf(measure, language).replace(/（秒）| \(s\)/, '');

function ratings({ totals, yearBefore }: ReportFigures, language: Language): ReportGrid {
  const cells = (measure: Measure): readonly ReportCell[] => [count(totals[measure]), share(partOf(amount(totals, measure), amount(totals, 'ratings'))), count(yearBefore.totals[measure])];
  return {
    table: 'ratings',
    columns: columnsOf([['rating', 'text'], ['ratings', 'count'], ['share', 'share'], ['yearBefore', 'count']], language),
    rows: ratingMeasures.map((measure) => [nameOf(measure, language), ...cells(measure)]),
    total: [totalWords[language], ...cells('ratings')],
  };
}

function trend({ trend: { by, rows }, totals, yearBefore }: ReportFigures, language: Language): ReportGrid {
  const cells = (values: MeasureValues, before: number | null | undefined): readonly ReportCell[] => [
    count(values.visits), count(values.transactions), count(before), change(values.transactions, before), count(values.completed), count(values.papersSaved),
  ];
  return {
    table: 'trend',
    columns: columnsOf([[by, 'text', 1.8], ['visits', 'count'], ['transactions', 'count'], ['yearBefore', 'count'], ['fromYearBefore', 'change'], ['completed', 'count'], ['saved', 'count']], language),
    rows: rows.map((row) => [row[by] ?? '', ...cells(row, row.compare?.transactions ?? 0)]),
    total: [totalWords[language], ...cells(totals, yearBefore.totals.transactions)],
  };
}

const named: Readonly<Record<string, Identity>> = identities;

function identityName(identity: string, language: Language): string {
  const measure = Measure.safeParse(identity.slice(sumOfRows.prefix.length)).data;
  if (!identity.startsWith(sumOfRows.prefix) || measure === undefined) return named[identity]?.name[language] ?? identity;
  return language === 'en' ? `${nameOf(measure, language)}: ${sumOfRows.name.en}` : `${nameOf(measure, language)}：${sumOfRows.name[language]}`;
}

function equations({ identities: results }: ReportFigures, language: Language): ReportGrid {
  return {
    table: 'identities',
    columns: columnsOf([['identity', 'text', 7], ['left', 'count'], ['right', 'count'], ['result', 'text', 1.3]], language),
    rows: results.map(({ identity, left, right, holds }) => [identityName(identity, language), count(left), count(right), resultWords[holds ? 'held' : 'broken'][language]]),
  };
}

function excluded({ excluded: left }: ReportFigures, language: Language): ReportGrid {
  return {
    table: 'excluded',
    columns: columnsOf([['leftOut', 'text', 3], ['count', 'count', 1], ['because', 'text', 6]], language),
    rows: left.map(({ measure, by, count: rows }) => [nameOf(by, language), count(rows), measures[measure].excludes?.because[language] ?? '']),
  };
}

export const grids = {
  overall, lanes, matters, materials, licences, ratings, trend, excluded, identities: equations,
  durations: (figures: ReportFigures, language: Language) => besides('durations', 'seconds', ['visitWaitMedian', 'visitWaitP90', 'serviceMedian', 'serviceP90'], figures, language),
  rates: (figures: ReportFigures, language: Language) => besides('rates', 'share', ['visitWaitWithin', 'serviceWithin', 'onTimeShare', 'compression', 'overrideShare', 'diversionShare'], figures, language),
} as const satisfies Readonly<Record<ReportTable, (figures: ReportFigures, language: Language) => ReportGrid>>;
