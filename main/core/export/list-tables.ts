/** Lists of single cases as workbooks, written row by row: the transactions of a span, and the ledger of their materials. */
import { Disposition } from '../../../shared/catalogue/catalogue.ts';
import { LedgerFate } from '../../../shared/contract/look-back.ts';
import { paperTypeWords } from '../../../shared/identity/paper-words.ts';
import { fateOf } from '../../../shared/look-back/fate.ts';
import { columnWords, exportSheets, kindWords, sourceWords } from '../../../shared/statistics/export-words.ts';
import { dispositionWords, fateWords, listIdentities, listWords, yesWords } from '../../../shared/statistics/list-words.ts';
import { readyMade } from '../../../shared/statistics/ready-made.ts';
import { valueInWords } from '../../../shared/statistics/value-words.ts';
import { totalWords, type Language } from '../../../shared/statistics/wording.ts';
import { MaterialState, type Applicant } from '../../../shared/transaction/transaction.ts';
import type { LedgerCounts, ListedMaterial, ListedTransaction } from '../store/export-rows.ts';
import type { JsonDocument } from './json.ts';
import { identitiesSheet, sheetOf, sourceSheet, type Layout, type Origin, type SourceLine } from './proof-sheets.ts';
import type { Cell, ColumnKind, Sheet, Table } from './table.ts';

export type ListAbout = { readonly from: string; readonly to: string; readonly origin: Origin };

/** Who applied, where a manager asked for names and said why. Null where nobody knows (any more). */
export type NamedList = { readonly entry: number; readonly applicantOf: (transaction: ListedTransaction) => Applicant | null };

type Lay<Key extends string> = readonly (readonly [Key, ColumnKind, number?])[];

const layout = (keys: Lay<keyof typeof listWords>, language: Language): Layout => keys.map(([key, kind, width]) => (width === undefined ? [key, listWords[key][language], kind] : [key, listWords[key][language], kind, width]));

export const aboutView = (view: 'certificates' | 'look-back' | 'transactions', { from, to }: ListAbout, language: Language): readonly SourceLine[] => [
  [sourceWords.table, readyMade[view].name[language]], [sourceWords.definition, readyMade[view].definition[language]], [sourceWords.from, from], [sourceWords.to, to],
];

const matterName = (row: { readonly matter_name: string; readonly matter_name_en: string }, language: Language): string => (language === 'en' && row.matter_name_en !== '' ? row.matter_name_en : row.matter_name);
const seconds = (milliseconds: number | null): number | null => (milliseconds === null ? null : milliseconds / 1000);

const transactionColumns: Lay<keyof typeof listWords> = [
  ['number', 'text', 18], ['day', 'date'], ['matter', 'text', 20], ['matterName', 'text', 40], ['category', 'text'], ['lane', 'text', 14], ['window', 'integer'], ['clerk', 'text', 10], ['outcome', 'text', 12],
  ['applicantKind', 'text', 12], ['origin', 'text', 12], ['wait', 'duration-seconds'], ['service', 'duration-seconds'], ['due', 'date', 14], ['closed', 'date'], ['amendments', 'integer'],
];
const personColumns: Lay<keyof typeof listWords> = [['name', 'text', 16], ['paper', 'text', 20], ['paperNumber', 'text', 22], ['phone', 'text', 16]];

export function transactionsTable(rows: Iterable<ListedTransaction>, count: { readonly counted: number; readonly voided: number }, names: NamedList | null, about: ListAbout, language: Language): Table {
  const people = (transaction: ListedTransaction): readonly Cell[] => {
    if (names === null) return [];
    const applicant = names.applicantOf(transaction);
    return applicant === null ? [null, null, null, null] : [applicant.name, paperTypeWords[applicant.paper.type][language], applicant.paper.number, applicant.phone ?? null];
  };
  const cells = function* (): Generator<readonly Cell[], void, undefined> {
    for (const row of rows) {
      yield [
        row.number, row.day, row.matter, matterName(row, language), row.category, valueInWords('lane', row.lane, language), row.window, row.clerk, valueInWords('outcome', row.outcome, language),
        valueInWords('applicantKind', row.applicant_kind, language), valueInWords('origin', row.imported === 1 ? 'imported' : 'own', language), seconds(row.wait_ms), seconds(row.service_ms),
        row.promised_due, row.closed_day, row.amendments, ...people(row),
      ];
    }
  };
  const all = count.counted + count.voided;
  const written = { rows: 0 };
  return {
    sheets: [
      sheetOf(exportSheets.data[language], layout([...transactionColumns, ...(names === null ? [] : personColumns)], language), tallied(cells(), written)),
      identitiesSheetOnce(() => [{ identity: 'transactionRows', left: written.rows, right: all, holds: written.rows === all }], language),
      sourceSheet(about.origin, [...aboutView('transactions', about, language), names === null ? [sourceWords.noNames, ''] : [sourceWords.names, String(names.entry)]], language),
    ],
  };
}

const materialColumns: Lay<keyof typeof listWords> = [
  ['number', 'text', 18], ['day', 'date'], ['matter', 'text', 20], ['matterName', 'text', 40], ['material', 'text', 32], ['listed', 'text', 12], ['way', 'text', 12], ['fate', 'text', 12], ['kept', 'text', 12],
  ['list', 'text', 18], ['listVersion', 'integer'], ['listRow', 'integer'], ['dueBy', 'date', 12], ['commitment', 'text', 20], ['origin', 'text', 12],
];

export function certificatesTable(rows: Iterable<ListedMaterial>, counts: LedgerCounts, about: ListAbout, language: Language): Table {
  const cells = function* (): Generator<readonly Cell[], void, undefined> {
    for (const row of rows) {
      const way = Disposition.parse(row.way);
      yield [
        row.number, row.day, row.matter, matterName(row, language), row.material, row.listed === null ? null : dispositionWords[Disposition.parse(row.listed)][language], dispositionWords[way][language],
        fateWords[fateOf(way, MaterialState.parse(row.state))][language], row.kept === 1 ? yesWords[language] : null, row.list, row.list_version, row.list_row, row.due_by, row.commitment,
        valueInWords('origin', row.imported === 1 ? 'imported' : 'own', language),
      ];
    }
  };
  const written = { rows: 0 };
  const summed = LedgerFate.options.reduce((sum, fate) => sum + counts.fates[fate], 0);
  return {
    sheets: [
      sheetOf(exportSheets.data[language], layout(materialColumns, language), tallied(cells(), written)),
      fatesSheet(exportSheets.summary[language], counts.fates, counts.rows, language),
      columnDefinitions(language),
      identitiesSheetOnce(
        () => [
          { identity: 'ledgerRows', left: written.rows, right: counts.recorded, holds: written.rows === counts.recorded },
          { identity: 'ledgerFates', left: written.rows, right: summed, holds: written.rows === summed },
        ],
        language,
      ),
      sourceSheet(about.origin, [...aboutView('certificates', about, language), [sourceWords.noNames, '']], language),
    ],
  };
}

export function fatesSheet(name: string, fates: Readonly<Record<LedgerFate, number>>, total: number, language: Language): Sheet {
  return {
    ...sheetOf(name, layout([['fate', 'text', 16], ['materials', 'integer', 14]], language), LedgerFate.options.map((fate) => [fateWords[fate][language], fates[fate]])),
    total: [totalWords[language], total],
  };
}

/** Counts what goes by, for the proof that is written after it. */
function* tallied<Row>(rows: Iterable<Row>, tally: { rows: number }): Generator<Row, void, undefined> {
  for (const row of rows) {
    tally.rows += 1;
    yield row;
  }
}

/** Asked when its turn has come: by then the rows before it are written and counted. */
function identitiesSheetOnce(results: () => Parameters<typeof identitiesSheet>[0], language: Language): Sheet {
  const rows = function* (): Generator<readonly Cell[], void, undefined> {
    yield* identitiesSheet(results(), language, listIdentities).rows;
  };
  return { ...identitiesSheet([], language), rows: rows() };
}

const columnDefinitions = (language: Language): Sheet =>
  sheetOf(
    exportSheets.definitions[language],
    [['kind', columnWords.kind[language], 'text', 10], ['name', columnWords.name[language], 'text', 24], ['definition', columnWords.definition[language], 'text', 80]],
    [
      [kindWords.column[language], listWords.listed[language], ledgerDefinitions.listed[language]], [kindWords.column[language], listWords.way[language], ledgerDefinitions.way[language]],
      [kindWords.column[language], listWords.fate[language], ledgerDefinitions.fate[language]],
    ],
  );

const ledgerDefinitions = {
  listed: { 'zh-CN': '办理当天的减证清单对这份材料的规定，多份清单不一致的取最轻的', en: 'What the reduction lists of the day say of the material; where they differ, the lightest' },
  way: { 'zh-CN': '实际采用的办法', en: 'The way in which it was settled' },
  fate: { 'zh-CN': '办妥的按办理方式计，没有办妥的按现状计（待复函、容缺、缺件、不适用）', en: 'Counted by its way once it is settled, before that by its state (awaited, tolerated, missing, not applicable)' },
} as const;

/** A list as JSON: its rows by the keys of their columns, then the other sheets. Null where nothing stands. */
export function tableDocument({ sheets: [first, ...others] }: Table, about: ListAbout): JsonDocument {
  const objects = function* (sheet: Sheet): Generator<object, void, undefined> {
    for (const row of sheet.rows) yield Object.fromEntries(sheet.columns.map(({ key }, index) => [key, row[index] ?? null]));
  };
  return {
    before: { from: about.from, to: about.to, columns: first?.columns.map(({ key, title, kind }) => ({ key, title, kind })) ?? [] }, rows: first === undefined ? [] : objects(first),
    // Read when its turn has come, after the rows.
    after: { get sheets() { return Object.fromEntries(others.map((sheet) => [sheet.name, [...objects(sheet)]])); }, head: about.origin.head, station: about.origin.station },
  };
}
