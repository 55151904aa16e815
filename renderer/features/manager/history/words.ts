/** Words of the table and what a mapping lets them mean. */
import { ApplicantKind } from '../../../../shared/catalogue/catalogue.ts';
import { ImportedOutcome } from '../../../../shared/history/imported-transaction.ts';
import { HistoryValues } from '../../../../shared/history/mapping.ts';
import { titleKey } from '../../../../shared/history/title.ts';
import { materialWords } from '../../../../shared/history/words.ts';
import { lanes } from '../../../../shared/routing/lanes.ts';
import type { Draft } from './draft.ts';

/** What each table of words chooses from; a matter is searched for. */
export const meanings = { outcome: ImportedOutcome.options, lane: lanes, applicantKind: ApplicantKind.options, ways: materialWords } as const;
export type WordTable = keyof typeof meanings | 'matter' | 'materials';

export type Word = { readonly table: WordTable; readonly word: string; readonly code: string };

/** The table in which the words of a column stand. */
export function tableOf(column: string, columns: Draft['columns']): WordTable {
  const is = (title: string): boolean => titleKey(title) === titleKey(column);
  if (is(columns.outcome)) return 'outcome';
  if (is(columns.lane)) return 'lane';
  if (is(columns.applicantKind)) return 'applicantKind';
  return is(columns.matter) ? 'matter' : 'ways';
}

export function wordsOf(values: HistoryValues): readonly Word[] {
  const tables: readonly WordTable[] = ['outcome', 'lane', 'applicantKind', 'matter', 'ways', 'materials'];
  return tables.flatMap((table) => Object.entries(values[table] ?? {}).map(([word, code]) => ({ table, word, code })));
}

/** The words as a mapping holds them; the last meaning of a word counts. */
export function valuesOf(words: readonly Word[]): HistoryValues {
  const values: Partial<Record<WordTable, Record<string, string>>> = {};
  for (const { table, word, code } of words) values[table] = { ...values[table], [word]: code };
  return HistoryValues.parse(values);
}
