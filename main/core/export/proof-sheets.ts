/** What goes with every exported table so that whoever doubts it can check it: definitions, what is left out, the equations, and where it comes from. */
import { allDefinitions } from '../../../shared/statistics/definitions.ts';
import { dimensions, type Dimension } from '../../../shared/statistics/dimensions.ts';
import { columnWords, exportSheets, heldWords, kindWords, sourceWords } from '../../../shared/statistics/export-words.ts';
import { identities, sumOfRows, type Identity } from '../../../shared/statistics/identities.ts';
import { Measure, measures, type Measure as MeasureName } from '../../../shared/statistics/measures.ts';
import type { IdentityResult, StatisticsResult } from '../../../shared/statistics/query.ts';
import { unitWords } from '../../../shared/statistics/value-words.ts';
import type { Language, Words } from '../../../shared/statistics/wording.ts';
import type { Cell, Column, ColumnKind, Sheet } from './table.ts';

/** The station and the stretch of its journal that a table was read from. No time of day: the same journal gives the same file. */
export type Origin = {
  readonly station: { readonly code: string; readonly name: string; readonly site: string; readonly trial: boolean };
  readonly head: { readonly seq: number; readonly hash: string };
};

/** Key, title, kind and width of a column. */
export type Layout = readonly (readonly [key: string, title: string, kind: ColumnKind, width?: number])[];

export const columnsOf = (layout: Layout): Column[] => layout.map(([key, title, kind, width]) => ({ key, title, kind, ...(width === undefined ? {} : { width }) }));

export const sheetOf = (name: string, layout: Layout, rows: Iterable<readonly Cell[]>, autoFilter = true): Sheet => ({ name, columns: columnsOf(layout), rows, frozenHeader: true, autoFilter });

/** The definitions that a question uses, also of the measures that count what it leaves out. */
export function usedDefinitions(used: readonly MeasureName[], by: readonly Dimension[]): Pick<ReturnType<typeof allDefinitions>, 'measures' | 'dimensions'> {
  const named = new Set([...used, ...used.flatMap((measure) => measures[measure].excludes?.measure ?? [])]);
  const all = allDefinitions();
  return { measures: all.measures.filter(({ measure }) => named.has(measure)), dimensions: all.dimensions.filter(({ dimension }) => by.includes(dimension)) };
}

export function definitionsSheet(used: readonly MeasureName[], by: readonly Dimension[], language: Language): Sheet {
  const of = usedDefinitions(used, by);
  const rows: readonly (readonly Cell[])[] = [
    ...of.measures.map(({ measure, name, unit, definition, formula, excludes }) => [
      kindWords.measure[language], name[language], measure, unitWords[unit][language], definition[language], formula, excludes === null ? null : excludes.because[language],
    ]),
    ...of.dimensions.map(({ dimension, name, definition }) => [kindWords.dimension[language], name[language], dimension, null, definition[language], null, null]),
  ];
  return sheetOf(
    exportSheets.definitions[language],
    [
      ['kind', columnWords.kind[language], 'text', 10], ['name', columnWords.name[language], 'text', 24], ['identifier', columnWords.identifier[language], 'text', 18], ['unit', columnWords.unit[language], 'text', 12],
      ['definition', columnWords.definition[language], 'text', 70], ['formula', columnWords.formula[language], 'text', 60], ['leavesOut', columnWords.leavesOut[language], 'text', 50],
    ],
    rows,
  );
}

export const excludedSheet = (excluded: StatisticsResult['excluded'], language: Language): Sheet =>
  sheetOf(
    exportSheets.excluded[language],
    [
      ['measure', columnWords.measure[language], 'text', 24], ['count', columnWords.count[language], 'integer'], ['countedAs', columnWords.countedAs[language], 'text', 24],
      ['because', columnWords.because[language], 'text', 70],
    ],
    excluded.map(({ measure, by, count }) => [measures[measure].name[language], count, measures[by].name[language], measures[measure].excludes?.because[language] ?? null]),
  );

const named: Readonly<Record<string, Identity>> = identities;

/** An equation in words: of the figures, of the rows of a measure, or in the table's own words. */
function identityInWords(identity: string, own: Readonly<Record<string, Words>>, language: Language): string {
  if (!identity.startsWith(sumOfRows.prefix)) return (own[identity] ?? named[identity]?.name)?.[language] ?? identity;
  const measure = Measure.safeParse(identity.slice(sumOfRows.prefix.length)).data;
  return measure === undefined ? identity : `${measures[measure].name[language]}: ${sumOfRows.name[language]}`;
}

export const identitiesSheet = (results: readonly IdentityResult[], language: Language, own: Readonly<Record<string, Words>> = {}): Sheet =>
  sheetOf(
    exportSheets.identities[language],
    [['identity', columnWords.identity[language], 'text', 60], ['left', columnWords.left[language], 'integer', 14], ['right', columnWords.right[language], 'integer', 14], ['result', columnWords.result[language], 'text', 12]],
    results.map(({ identity, left, right, holds }) => [identityInWords(identity, own, language), left, right, heldWords[holds ? 'held' : 'broken'][language]]),
  );

/** What Excel holds in one cell, with room for the mark of a cut. */
const longestText = 32_000;
const cut = (text: string): string => (text.length <= longestText ? text : `${text.slice(0, longestText)}…`);

/** A date is written as one, everything else as text. */
export type SourceLine = readonly [Words, string];

export function sourceSheet({ station, head }: Origin, about: readonly SourceLine[], language: Language): Sheet {
  const lines: readonly SourceLine[] = [
    ...(station.trial ? [[sourceWords.trial, ''] as const] : []),
    [sourceWords.station, `${station.code} ${station.name}`.trim()], [sourceWords.site, station.site], ...about,
    [sourceWords.first, '1'], [sourceWords.last, String(head.seq)], [sourceWords.hash, head.hash],
  ];
  return sheetOf(exportSheets.source[language], [['item', columnWords.item[language], 'text', 36], ['value', columnWords.content[language], 'date', 76]], lines.map(([words, value]) => [words[language], cut(value)]), false);
}

export const dimensionName = (dimension: Dimension, language: Language): string => dimensions[dimension].name[language];
