/** The volume table as a sheet: the same rows, in the same order, with the same totals as on the screen. */
import { Lane } from '../../../shared/routing/lanes.ts';
import { dimensions } from '../../../shared/statistics/dimensions.ts';
import { measures } from '../../../shared/statistics/measures.ts';
import { volumeMeasures, type VolumeDimension, type VolumeMeasures, type VolumeRow, type VolumeTable } from '../../../shared/statistics/volume.ts';
import { laneWords, originWords, outcomeWords, sheetWords, totalWords, type Language } from '../../../shared/statistics/wording.ts';
import { RecordedOutcome } from '../../../shared/transaction/transaction.ts';
import type { Cell, Column, Table } from './table.ts';

/** A column of a dimension and what a row puts there. A matter and a clerk have two: the code that is stable and the name that is read. */
type DimensionColumn = { readonly column: Column; readonly cell: (row: VolumeRow) => Cell };

function columnsOf(dimension: VolumeDimension, language: Language): readonly DimensionColumn[] {
  const title = dimensions[dimension].name[language];
  const text = (key: string, heading: string, cell: (row: VolumeRow) => Cell, width?: number): DimensionColumn => ({
    column: { key, title: heading, kind: 'text', ...(width === undefined ? {} : { width }) }, cell,
  });
  switch (dimension) {
    case 'day':
      return [{ column: { key: 'day', title, kind: 'date' }, cell: (row) => row.day ?? null }];
    case 'month':
      return [text('month', title, (row) => row.month ?? null)];
    case 'lane':
      return [text('lane', title, (row) => wordOf(Lane.safeParse(row.lane).data, laneWords, language) ?? row.lane ?? null, 14)];
    case 'outcome':
      return [text('outcome', title, (row) => wordOf(RecordedOutcome.safeParse(row.outcome).data, outcomeWords, language) ?? row.outcome ?? null, 12)];
    case 'window':
      return [{ column: { key: 'window', title, kind: 'integer' }, cell: (row) => row.window ?? null }];
    case 'matter':
      return [
        text('matter', `${title} #`, (row) => row.matter ?? null, 22),
        text('matterName', title, (row) => (language === 'en' && row.matterNameEn !== undefined && row.matterNameEn !== '' ? row.matterNameEn : (row.matterName ?? null)), 40),
      ];
    case 'origin':
      return [text('origin', title, (row) => (row.origin === undefined ? null : originWords[row.origin][language]), 12)];
    case 'clerk':
      return [text('clerk', `${title} #`, (row) => row.clerk ?? null), text('clerkName', title, (row) => row.clerkName ?? null)];
  }
}

function wordOf<Key extends string>(key: Key | undefined, words: Readonly<Record<Key, Readonly<Record<Language, string>>>>, language: Language): string | undefined {
  return key === undefined ? undefined : words[key][language];
}

/** Without dimensions the table has its total alone. */
export function volumeTable({ by, rows, totals }: VolumeTable, language: Language): Table {
  const leading = by.flatMap((dimension) => columnsOf(dimension, language));
  const figureColumns: Column[] = volumeMeasures.map((key) => ({ key, title: measures[key].name[language], kind: 'integer' }));
  const figures = (source: VolumeMeasures): Cell[] => volumeMeasures.map((key) => source[key]);
  const heading: Cell[] = leading.map((_, index) => (index === 0 ? totalWords[language] : null));
  return {
    sheets: [
      {
        name: sheetWords[language], columns: [...leading.map(({ column }) => column), ...figureColumns],
        rows: rows.map((row) => [...leading.map(({ cell }) => cell(row)), ...figures(row)]),
        frozenHeader: true, autoFilter: true, total: [...heading, ...figures(totals)],
      },
    ],
  };
}
