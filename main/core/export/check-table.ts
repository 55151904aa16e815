/** Open requests as one sheet for the bodies to fill in. The one export that names persons: nobody can check a masked name. */
import { checkColumns, checkColumnWords, type CheckColumn } from '../../../shared/check/answer-table.ts';
import type { CheckLetter } from '../../../shared/contract/checks.ts';
import { PaperType } from '../../../shared/identity/paper.ts';
import { paperTypeWords } from '../../../shared/identity/paper-words.ts';
import type { Language } from '../../../shared/statistics/wording.ts';
import type { Cell, ColumnKind, Table } from './table.ts';

const kinds: Readonly<Partial<Record<CheckColumn, ColumnKind>>> = { asked: 'date', due: 'date' };
const widths: Readonly<Partial<Record<CheckColumn, number>>> = { matter: 30, material: 28, body: 22, paper: 18, paperNumber: 22, note: 36, answer: 24 };
const sheetName = { 'zh-CN': '部门核验', en: 'Department checks' } as const satisfies Record<Language, string>;

export function checkTable(letters: readonly CheckLetter[], language: Language): Table {
  return {
    sheets: [
      {
        name: sheetName[language],
        columns: checkColumns.map((key) => {
          const width = widths[key];
          return { key, title: checkColumnWords[key][language], kind: kinds[key] ?? 'text', ...(width === undefined ? {} : { width }) };
        }),
        rows: letters.map((letter) => checkColumns.map((column) => cellOf(letter, column, language))),
        frozenHeader: true, autoFilter: true,
      },
    ],
  };
}

function cellOf(letter: CheckLetter, column: CheckColumn, language: Language): Cell {
  switch (column) {
    case 'check':
      return letter.check;
    case 'body':
      return letter.body;
    case 'matter':
      return language === 'en' && letter.matterNameEn !== '' ? letter.matterNameEn : letter.matterName;
    case 'material':
      return letter.material;
    case 'applicant':
      return letter.applicant.name;
    case 'paper': {
      const type = PaperType.safeParse(letter.applicant.paper.type).data;
      return type === undefined ? letter.applicant.paper.type : paperTypeWords[type][language];
    }
    case 'paperNumber':
      return letter.applicant.paper.number;
    case 'transaction':
      return letter.number;
    case 'asked':
      return letter.day;
    case 'due':
      return letter.due;
    case 'answer':
    case 'note':
      return null;
  }
}
