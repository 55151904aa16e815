/**
 * The table that goes to the issuing bodies and comes back with their answers: its titles, and how a row that came back is read.
 * One form for both ways, so that nobody has to map columns; either language is understood, whatever the station's is.
 */
import type { CheckAnswer } from '../contract/checks.ts';
import type { HistoryRow } from '../history/row-reading.ts';
import { titleKey } from '../history/title.ts';
import type { Language } from '../statistics/wording.ts';

type Words = Readonly<Record<Language, string>>;
const words = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

export const checkColumns = ['check', 'body', 'matter', 'material', 'applicant', 'paper', 'paperNumber', 'transaction', 'asked', 'due', 'answer', 'note'] as const;
export type CheckColumn = (typeof checkColumns)[number];

export const checkColumnWords: Readonly<Record<CheckColumn, Words>> = {
  check: words('核验编号', 'Check'),
  body: words('核验单位', 'Body'),
  matter: words('事项', 'Matter'),
  material: words('核验内容', 'To be confirmed'),
  applicant: words('申请人', 'Applicant'),
  paper: words('证件', 'Paper'),
  paperNumber: words('证件号码', 'Paper number'),
  transaction: words('办件编号', 'Transaction'),
  asked: words('发出日期', 'Asked on'),
  due: words('答复期限', 'Answer by'),
  answer: words('答复（属实/不属实）', 'Answer (confirmed/refuted)'),
  note: words('说明', 'Note'),
};

/** What stands as an answer in the books; the others are understood as well. */
export const answerWords: Readonly<Record<CheckAnswer, readonly string[]>> = { confirmed: ['属实', 'confirmed', '是', 'yes'], refuted: ['不属实', 'refuted', '否', 'no'] };

export const answerFaultMessages = {
  'column-missing': 'the first row has no such title',
  'value-missing': 'the row has an answer and no number of a check',
  'check-twice': 'the check stands in an earlier row already',
  'word-unknown': 'an answer is 属实 or 不属实, confirmed or refuted',
  'text-too-long': 'a note has at most 500 characters',
  'text-damaged': 'the cell holds characters that could not be decoded',
  'unknown-check': 'there is no check with this number',
  'check-not-open': 'another answer is in the books already',
} as const satisfies Readonly<Record<string, string>>;
export type AnswerFaultCode = keyof typeof answerFaultMessages;

/** `row` as a spreadsheet counts it; `column` is the title as it stands in the file, or should. */
export type AnswerFault = { readonly row: number; readonly column: string; readonly code: AnswerFaultCode };

/** `column`: the title over the number of the check, for a fault that only the books can tell. */
export type AnswerRow = { readonly row: number; readonly column: string; readonly check: string; readonly answer: CheckAnswer; readonly note: string | null };
export type ReadAnswers = { readonly answers: readonly AnswerRow[]; readonly unanswered: number; readonly faults: readonly AnswerFault[] };

const longestNote = 500;

/** All rows below the titles in the first one, with every fault of them; a row without an answer is one that the body has not come to. */
export function readAnswers([titles, ...rows]: readonly HistoryRow[]): ReadAnswers {
  const at = (column: CheckColumn): number => (titles?.cells ?? []).findIndex((cell) => namesOf(column).includes(titleKey(cell.trim())));
  const places = { check: at('check'), answer: at('answer'), note: at('note') };
  const missing = (['check', 'answer'] as const).filter((column) => places[column] < 0);
  if (missing.length > 0) return { answers: [], unanswered: 0, faults: missing.map((column) => ({ row: 1, column: checkColumnWords[column]['zh-CN'], code: 'column-missing' })) };

  const titleOf = (column: keyof typeof places): string => (titles?.cells[places[column]] ?? '').trim();
  const answers: AnswerRow[] = [];
  const faults: AnswerFault[] = [];
  let unanswered = 0;
  const seen = new Set<string>();
  for (const { row, cells } of rows) {
    const text = (column: keyof typeof places): string => (cells[places[column]] ?? '').trim();
    const fault = (column: keyof typeof places, code: AnswerFaultCode): void => void faults.push({ row, column: titleOf(column), code });
    const [check, said, note] = [text('check'), text('answer'), text('note')];
    if (said === '') {
      if (check !== '') unanswered += 1;
      continue;
    }
    for (const column of ['check', 'answer', 'note'] as const) if (text(column).includes('\uFFFD')) fault(column, 'text-damaged');
    const answer = answerOf(said);
    if (answer === null && !said.includes('\uFFFD')) fault('answer', 'word-unknown');
    if (note.length > longestNote) fault('note', 'text-too-long');
    if (check === '') fault('check', 'value-missing');
    else if (seen.has(check)) fault('check', 'check-twice');
    seen.add(check);
    if (answer !== null) answers.push({ row, column: titleOf('check'), check, answer, note: note === '' ? null : note });
  }
  return { answers, unanswered, faults };
}

/** A title may have lost what explains it in brackets. */
function namesOf(column: CheckColumn): readonly string[] {
  return Object.values(checkColumnWords[column]).flatMap((title) => [titleKey(title), titleKey(title.replace(/\s*[（(].*$/u, ''))]);
}

function answerOf(text: string): CheckAnswer | null {
  const key = titleKey(text);
  return (['confirmed', 'refuted'] as const).find((answer) => answerWords[answer].includes(key)) ?? null;
}
