/** A transaction of the previous system read from its row, or from its rows where each holds one material. */
import type { ApplicantKind, Matter } from '../catalogue/catalogue.ts';
import { readResidentId } from '../identity/resident-id.ts';
import { halfWidth } from '../identity/text.ts';
import { addDays } from '../transaction/china-time.ts';
import { readMaterials } from './check-materials.ts';
import { readDay, type ReadDay } from './day-text.ts';
import type { RowFault } from './faults.ts';
import type { ImportedTransaction } from './imported-transaction.ts';
import type { HistoryLayout, Position } from './layout.ts';
import { addFault, addUnknownWord, isPersonal, readText, startReading, textAt, type HistoryRow, type RowReading, type UnknownWord } from './row-reading.ts';
import { titleKey } from './title.ts';
import { isNothing, type WordTable } from './words.ts';

/** What the counter knows. `today` (ISO day), where given, is the last day that history can have. */
export type Known = { readonly matter: (codeOrName: string) => Matter | null; readonly today?: string };

/**
 * `row` is the first of the transaction's rows, `rows` their number. `unlistedMaterials`: names that the matter does not list.
 * `repeats`: the earlier row with the same source number, null where there is none or nobody has looked.
 */
export type CheckedTransaction =
  | { readonly ok: true; readonly row: number; readonly rows: number; readonly transaction: ImportedTransaction; readonly unlistedMaterials: readonly string[] }
  | { readonly ok: false; readonly row: number; readonly rows: number; readonly faults: readonly RowFault[]; readonly unknownWords: readonly UnknownWord[]; readonly repeats: number | null };

/** [D] No hall of this kind kept electronic records before; an earlier day is a number misread as one. */
const firstDay = '1990-01-01';
const longestMinutes = 1440;
const longestNumber = 64;
const longestClerk = 60;
/** What a spreadsheet makes of a long number: 3.30902E+17. */
const rounded = /^\d(?:\.\d+)?E\+?\d+$/i;

/** One row that is a whole transaction. All faults at once. */
export function checkRow(row: HistoryRow, layout: HistoryLayout, known: Known): CheckedTransaction {
  return checkRows(row, [], layout, known);
}

/** The rows of one transaction (`continues`): the first says what it was, each of them one of its materials. */
export function checkRows(first: HistoryRow, others: readonly HistoryRow[], layout: HistoryLayout, known: Known): CheckedTransaction {
  const reading = startReading();
  const rows = [first, ...others];
  const day = dayOf(reading, first, layout, known);
  const sourceNumber = sourceNumberOf(reading, first, layout, day?.day ?? null);
  const matter = matterOf(reading, first, layout, known);
  const lane = wordOf(reading, first, layout.lane);
  const outcome = wordOf(reading, first, layout.outcome);
  const applicantKind = applicantKindOf(reading, first, layout, matter);
  const window = windowOf(reading, first, layout.window);
  const clerk = clerkOf(reading, first, layout.clerk);
  const waitSeconds = secondsOf(reading, first, layout.waitMinutes);
  const serviceSeconds = secondsOf(reading, first, layout.serviceMinutes);
  for (const other of others) agree(reading, first, other, layout);
  const { materials, unlisted } = readMaterials(reading, rows, layout, matter);

  if (reading.faults.length > 0 || day === null || sourceNumber === null || matter === null || lane === null || outcome === null || applicantKind === null) {
    return { ok: false, row: first.row, rows: rows.length, faults: reading.faults, unknownWords: reading.unknownWords, repeats: null };
  }
  const { code, name } = matter;
  return {
    ok: true,
    row: first.row,
    rows: rows.length,
    transaction: {
      sourceNumber, day: day.day, finishedAt: layout.dayHasTime ? day.finishedAt : null, matter: code, matterName: name, lane, window, clerk, outcome,
      waitSeconds, serviceSeconds, applicantKind, materials,
    },
    unlistedMaterials: unlisted,
  };
}

/** True where nothing that is mapped stands in the row. */
export function isBlank(row: HistoryRow, layout: HistoryLayout): boolean {
  return layout.all.every((position) => textAt(row, position) === '');
}

/**
 * True where a row holds a further material of the transaction above: it repeats the source number, or all that describes the
 * transaction is blank, as under a merged cell. Always false for tables of one row per transaction.
 */
export function continues(above: HistoryRow, row: HistoryRow, layout: HistoryLayout): boolean {
  if (layout.materials.shape !== 'rows') return false;
  const number = textAt(row, layout.sourceNumber);
  if (number !== '') return number === textAt(above, layout.sourceNumber);
  return layout.transaction.every((position) => textAt(row, position) === '');
}

/** What a further row repeats must be the same as in the first; blank cells repeat nothing. */
function agree(reading: RowReading, first: HistoryRow, other: HistoryRow, { transaction }: HistoryLayout): void {
  for (const position of transaction) {
    const text = textAt(other, position);
    if (text !== '' && text !== textAt(first, position)) addFault(reading, other, position, 'row-disagrees');
  }
}

function dayOf(reading: RowReading, row: HistoryRow, { day: position, dateFormat }: HistoryLayout, { today }: Known): ReadDay | null {
  const text = readText(reading, row, position);
  if (text === null) return null;
  if (isNothing(text)) return addFault(reading, row, position, 'value-missing');
  const read = readDay(halfWidth(text), dateFormat);
  if (read === null || read.day < firstDay) return addFault(reading, row, position, 'day-wrong');
  if (today !== undefined && read.day > today) return addFault(reading, row, position, 'day-in-future');
  return read;
}

function sourceNumberOf(reading: RowReading, row: HistoryRow, { sourceNumber: position }: HistoryLayout, day: string | null): string | null {
  const text = readText(reading, row, position);
  if (text === null) return null;
  if (isNothing(text)) return addFault(reading, row, position, 'value-missing');
  if (rounded.test(text)) return addFault(reading, row, position, 'number-damaged');
  if (text.length > longestNumber) return addFault(reading, row, position, 'text-too-long');
  // A case number of area, day and running number can pass for the identity number of somebody born on that day; nobody else's may stand here.
  const identity = readResidentId(text);
  if (identity.ok && (day === null || identity.birthDate <= addDays(day, -3 * 365))) return addFault(reading, row, position, 'personal-data');
  return text;
}

function matterOf(reading: RowReading, row: HistoryRow, { matter: position, matterCodes }: HistoryLayout, known: Known): Matter | null {
  const text = readText(reading, row, position);
  if (text === null) return null;
  if (isNothing(text)) return addFault(reading, row, position, 'value-missing');
  const mapped = matterCodes.get(titleKey(text));
  const matter = mapped === undefined ? (known.matter(text) ?? known.matter(halfWidth(text))) : known.matter(mapped);
  return matter ?? addUnknownWord(reading, row, position, 'matter-unknown');
}

function wordOf<Code extends string>(
  reading: RowReading,
  row: HistoryRow,
  { position, table, absent }: { readonly position: Position | null; readonly table: WordTable<Code>; readonly absent: Code | null },
): Code | null {
  if (position === null) return absent;
  const text = readText(reading, row, position);
  if (text === null) return null;
  const code = table.get(titleKey(text));
  if (code !== undefined) return code;
  if (!isNothing(text)) return addUnknownWord(reading, row, position, 'word-unknown');
  return absent ?? addFault(reading, row, position, 'value-missing');
}

function applicantKindOf(reading: RowReading, row: HistoryRow, { applicantKind: column, matter: matterPosition }: HistoryLayout, matter: Matter | null): ApplicantKind | null {
  const { position, table, absent } = column;
  const served = matter?.applicant.length === 1 ? (matter.applicant[0] ?? null) : null;
  const otherwise = served ?? absent;
  if (otherwise !== null || (position !== null && !isNothing(textAt(row, position)))) return wordOf(reading, row, { position, table, absent: otherwise });
  // Without a matter nothing can be said, and its own fault stands already.
  return matter === null ? null : addFault(reading, row, position ?? matterPosition, 'applicant-kind-unknown');
}

function windowOf(reading: RowReading, row: HistoryRow, position: Position | null): number | null {
  const text = position === null ? '' : readText(reading, row, position);
  if (position === null || text === null || isNothing(text)) return null;
  const match = /^(?:窗口|第|window)?0*([1-9]\d?)(?:号)?(?:窗口?)?$/.exec(titleKey(text));
  return match === null ? addFault(reading, row, position, 'window-wrong') : Number(match[1]);
}

function clerkOf(reading: RowReading, row: HistoryRow, position: Position | null): string | null {
  const text = position === null ? '' : readText(reading, row, position);
  if (position === null || text === null || isNothing(text)) return null;
  if (isPersonal(text)) return addFault(reading, row, position, 'personal-data');
  return text.length > longestClerk ? addFault(reading, row, position, 'text-too-long') : text;
}

/** Minutes, with a fraction or without, or hours, minutes and seconds with colons; to whole seconds. */
function secondsOf(reading: RowReading, row: HistoryRow, position: Position | null): number | null {
  const text = position === null ? '' : readText(reading, row, position);
  if (position === null || text === null || isNothing(text)) return null;
  const seconds = secondsIn(titleKey(text));
  return seconds === null || seconds > longestMinutes * 60 ? addFault(reading, row, position, 'minutes-wrong') : seconds;
}

function secondsIn(text: string): number | null {
  const clock = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (clock !== null) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
  const minutes = /^(\d{1,6}(?:\.\d+)?)(?:分钟?|min(?:utes?)?)?$/.exec(text);
  return minutes === null ? null : Math.round(Number(minutes[1]) * 60);
}
