/** Requests to the bodies as a file, and their answers from one. Both wait for the disk, so both append in a transaction of their own. */
import { answerFaultMessages, readAnswers, type AnswerFault, type AnswerRow } from '../../../shared/check/answer-table.ts';
import type { CheckLetter } from '../../../shared/contract/checks.ts';
import { badInput, jsonPath, Refusal } from '../../../shared/contract/errors.ts';
import type { HistoryRow } from '../../../shared/history/row-reading.ts';
import type { Context } from '../context.ts';
import { checkTable } from '../export/check-table.ts';
import { writeTable } from '../export/write-file.ts';
import { HistoryFault, usualLimits } from '../history/history-fault.ts';
import { readTable } from '../history/read-table.ts';
import { findCheck, listChecks, requireCheck, type CheckRow } from '../store/checks.ts';
import { findTransaction } from '../store/transactions.ts';
import { letterOf, mustBeOpen, recordAnswer } from './checks.ts';
import { isOwnFile } from './export-file.ts';
import { implement } from './implement.ts';

/** More than that at once is no letter to a body any more. */
const mostRows = 10_000;

const exportChecks = implement('check.export', async (context, { checks, body, format, file, language }) => {
  if (isOwnFile(context.database.name, file)) throw new Refusal('export-not-writable', 'this is a file of the station itself');
  const letters = wanted(context, checks, body).flatMap((check): CheckLetter[] => {
    const letter = letterOf(context, check);
    // A person who is no longer on record cannot be asked about.
    return letter === null ? [] : [letter];
  });
  if (letters.length === 0) throw new Refusal('nothing-outstanding', 'no check waits for an answer');
  const numbers = letters.map(({ check }) => check);
  const written = await writeTable(checkTable(letters, language ?? 'zh-CN'), { format, file });
  if (!written.ok) throw new Refusal(written.error.code, `${written.error.message}; nothing was replaced`);
  const { bytes, sha256 } = written.value;
  context.commit(() => ({ type: 'check.exported', body: { checks: numbers, format, sha256 } }));
  return { file, format, checks: numbers, bytes, sha256 };
});

/** Those named, each of which must be open, or all open ones; of one body where it is given. */
function wanted(context: Context, codes: readonly string[] | undefined, body: string | undefined): readonly CheckRow[] {
  if (codes === undefined) return listChecks(context.database, 'open', { body, limit: mostRows });
  const named = codes.map((code, index) => requireCheck(context.database, code, `$.checks[${index}]`));
  named.forEach(mustBeOpen);
  return body === undefined ? named : named.filter((check) => check.body === body);
}

const importAnswers = implement('check.import', async (context, { file, dryRun = false }) => {
  const { answers, unanswered, faults } = readAnswers(await rowsOf(file));
  return context.atomically((now) => {
    const judged = answers.map((row) => judge(now, row));
    const all = [...faults, ...judged.flatMap(({ fault }) => (fault === null ? [] : [fault]))].toSorted((one, other) => one.row - other.row);
    if (all.length > 0) throw new Refusal('bad-input', 'the file has faults; nothing was recorded', all.map(issueOf));
    const open = judged.flatMap(({ row, check }) => (check === null || check.answer !== null ? [] : [{ row, check }]));
    const recorded = open.map(({ row, check }) => ({
      check: check.code, answer: row.answer,
      transaction: dryRun
        ? { number: check.number, outcome: findTransaction(now.database, check.number).outcome }
        : recordAnswer(now, check, { answer: row.answer, note: row.note ?? undefined, imported: true }),
    }));
    return { dryRun, recorded, unanswered, known: judged.length - open.length };
  });
});

type Judged = { readonly row: AnswerRow; readonly check: CheckRow | null; readonly fault: AnswerFault | null };

/** The same answer again is no fault: a file may be imported twice, or hold what was entered by hand meanwhile. */
function judge(context: Context, row: AnswerRow): Judged {
  if (row.check === '') return { row, check: null, fault: null };
  const check = findCheck(context.database, row.check);
  const fault = (code: AnswerFault['code']): Judged => ({ row, check, fault: { row: row.row, column: row.column, code } });
  if (check === null) return fault('unknown-check');
  return check.answer !== null && check.answer !== row.answer ? fault('check-not-open') : { row, check, fault: null };
}

/** No message repeats what stands in a cell: it may be personal. */
const issueOf = ({ row, column, code }: AnswerFault) => ({ path: jsonPath(['file', row, column]), code, message: answerFaultMessages[code] });

async function rowsOf(file: string): Promise<readonly HistoryRow[]> {
  const rows: HistoryRow[] = [];
  try {
    for await (const row of readTable(file, { headerRow: 1 }, { ...usualLimits, rows: mostRows })) rows.push(row);
  } catch (error) {
    if (error instanceof HistoryFault) throw badInput('$.file', error.code, error.message);
    throw error;
  }
  return rows;
}

export const checkExchangeImplementations = {
  'check.export': exportChecks,
  'check.import': importAnswers,
};
