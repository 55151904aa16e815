/** Where the columns of a mapping stand in one file. */
import type { ApplicantKind } from '../catalogue/catalogue.ts';
import type { Lane } from '../routing/lanes.ts';
import type { DateFormat } from './day-text.ts';
import type { ImportedOutcome } from './imported-transaction.ts';
import { namedColumns, type HistoryMapping } from './mapping.ts';
import { titleKey } from './title.ts';
import { applicantTable, laneTable, materialTable, outcomeTable, withWords, type MaterialWord, type WordTable } from './words.ts';

/** `at` counts cells from 0; `title` is the mapping's. */
export type Position = { readonly at: number; readonly title: string };

/** A column whose cells are words of a table. */
type WordColumn<Code extends string> = { readonly position: Position | null; readonly table: WordTable<Code>; readonly absent: Code | null };

export type MaterialLayout =
  | { readonly shape: 'none' }
  | { readonly shape: 'columns'; readonly columns: readonly { readonly position: Position; readonly name: string }[] }
  | { readonly shape: 'rows'; readonly name: Position; readonly way: Position };

export type HistoryLayout = {
  readonly sourceNumber: Position;
  readonly day: Position;
  readonly dayHasTime: boolean;
  readonly dateFormat: DateFormat;
  readonly matter: Position;
  readonly matterCodes: WordTable<string>;
  readonly window: Position | null;
  readonly clerk: Position | null;
  readonly waitMinutes: Position | null;
  readonly serviceMinutes: Position | null;
  readonly lane: WordColumn<Lane>;
  readonly outcome: WordColumn<ImportedOutcome>;
  readonly applicantKind: WordColumn<ApplicantKind>;
  readonly materials: MaterialLayout;
  readonly materialNames: WordTable<string>;
  readonly ways: WordTable<MaterialWord>;
  /** The columns that describe the transaction, not one of its materials. */
  readonly transaction: readonly Position[];
  /** Every mapped column; nothing else of a row is looked at. */
  readonly all: readonly Position[];
};

/** Titles that the file has not, and titles that it has more than once; all of them at once. */
export type HistoryLayoutResult =
  | { readonly ok: true; readonly layout: HistoryLayout }
  | { readonly ok: false; readonly missing: readonly string[]; readonly ambiguous: readonly string[] };

/** Finds the mapped columns in the row of titles; width, case and spacing of a title do not count. */
export function layOut(header: readonly string[], mapping: HistoryMapping): HistoryLayoutResult {
  const places = new Map<string, number[]>();
  header.forEach((title, at) => places.set(titleKey(title), [...(places.get(titleKey(title)) ?? []), at]));
  const placesOf = (title: string): readonly number[] => places.get(titleKey(title)) ?? [];

  const titles = namedColumns(mapping.columns).map(({ title }) => title);
  const missing = titles.filter((title) => placesOf(title).length === 0);
  const ambiguous = titles.filter((title) => placesOf(title).length > 1);
  if (missing.length > 0 || ambiguous.length > 0) return { ok: false, missing, ambiguous };

  const find = (title: string): Position => ({ at: placesOf(title)[0] ?? -1, title });
  const findAny = (title: string | undefined): Position | null => (title === undefined ? null : find(title));
  const { columns, values = {}, defaults = {}, dateFormat } = mapping;
  const materialNames = withWords(new Map<string, string>(), values.materials);
  const materials = layOutMaterials(columns.materials, materialNames, header, find);
  const transaction = [
    columns.sourceNumber, columns.day, columns.finishedAt, columns.matter, columns.lane, columns.window, columns.clerk, columns.outcome,
    columns.waitMinutes, columns.serviceMinutes, columns.applicantKind,
  ].flatMap((title) => (title === undefined ? [] : [find(title)]));
  return {
    ok: true,
    layout: {
      sourceNumber: find(columns.sourceNumber),
      // The schema holds that exactly one of them is named.
      day: find(columns.finishedAt ?? columns.day ?? ''),
      dayHasTime: columns.finishedAt !== undefined,
      dateFormat,
      matter: find(columns.matter),
      matterCodes: withWords(new Map<string, string>(), values.matter),
      window: findAny(columns.window),
      clerk: findAny(columns.clerk),
      waitMinutes: findAny(columns.waitMinutes),
      serviceMinutes: findAny(columns.serviceMinutes),
      lane: { position: findAny(columns.lane), table: withWords(laneTable, values.lane), absent: defaults.lane ?? (columns.lane === undefined ? 'window' : null) },
      outcome: { position: findAny(columns.outcome), table: withWords(outcomeTable, values.outcome), absent: defaults.outcome ?? (columns.outcome === undefined ? 'completed' : null) },
      applicantKind: { position: findAny(columns.applicantKind), table: withWords(applicantTable, values.applicantKind), absent: defaults.applicantKind ?? null },
      materials,
      materialNames,
      ways: withWords(materialTable, values.ways),
      transaction,
      all: titles.map(find),
    },
  };
}

function layOutMaterials(
  materials: HistoryMapping['columns']['materials'],
  names: WordTable<string>,
  header: readonly string[],
  find: (title: string) => Position,
): MaterialLayout {
  if (materials === undefined) return { shape: 'none' };
  if (materials.shape === 'rows') return { shape: 'rows', name: find(materials.name), way: find(materials.way) };
  return {
    shape: 'columns',
    columns: materials.titles.map((title) => {
      const position = find(title);
      return { position, name: names.get(titleKey(title)) ?? (header[position.at] ?? title).trim().replaceAll(/\s+/gu, ' ') };
    }),
  };
}
