/** The look-back as a workbook: what should not have happened, the transactions concerned, what became of the materials, the overrides. */
import { FindingKind, LedgerFate } from '../../../shared/contract/look-back.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { exportSheets, sourceWords } from '../../../shared/statistics/export-words.ts';
import { findingWords, listIdentities, listWords } from '../../../shared/statistics/list-words.ts';
import type { Language } from '../../../shared/statistics/wording.ts';
import { aboutView, fatesSheet, type ListAbout } from './list-tables.ts';
import { identitiesSheet, sheetOf, sourceSheet } from './proof-sheets.ts';
import type { Cell, Table } from './table.ts';

/** `numbersOf` reads all transactions behind a finding; `asOf` is the day by which a promise counts as past due. */
export type LookBackExport = { readonly scan: Output<'lookback.scan'>; readonly numbersOf: (finding: FindingKind) => Iterable<string>; readonly asOf: string };

export function lookBackTable({ scan, numbersOf, asOf }: LookBackExport, about: ListAbout, language: Language): Table {
  const title = (key: keyof typeof listWords): string => listWords[key][language];
  const concerned = function* (): Generator<readonly Cell[], void, undefined> {
    for (const finding of FindingKind.options) for (const number of numbersOf(finding)) yield [findingWords[finding][language], number];
  };
  const summed = LedgerFate.options.reduce((sum, fate) => sum + scan.fates[fate], 0);
  return {
    sheets: [
      sheetOf(
        exportSheets.data[language], [['finding', title('finding'), 'text', 30], ['found', title('found'), 'integer'], ['transactions', title('transactions'), 'integer', 12]],
        FindingKind.options.map((finding) => [findingWords[finding][language], scan.findings[finding].count, scan.findings[finding].transactions]),
      ),
      sheetOf(exportSheets.transactions[language], [['finding', title('finding'), 'text', 30], ['number', title('number'), 'text', 20]], concerned()),
      fatesSheet(exportSheets.fates[language], scan.fates, scan.rows, language),
      sheetOf(
        exportSheets.overrides[language],
        [['guide', title('guide'), 'text', 14], ['visits', title('visits'), 'integer'], ['overridden', title('overridden'), 'integer'], ['rate', title('rate'), 'percent']],
        scan.overrides.map(({ guide, visits, overridden, rate }) => [guide, visits, overridden, rate]),
      ),
      identitiesSheet([{ identity: 'scanFates', left: scan.rows, right: summed, holds: scan.rows === summed }], language, listIdentities),
      sourceSheet(about.origin, [...aboutView('look-back', about, language), [sourceWords.asOf, asOf], [sourceWords.noNames, '']], language),
    ],
  };
}
