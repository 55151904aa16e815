/**
 * What can be wrong with the file of a previous system. A fault of the file ends the reading; a fault of a row is collected, so that
 * all of them are told at once, with row and column. No message repeats what stands in a cell: it may be personal.
 */

/**
 * - `history-not-readable`: the system does not give the bytes (no such file, a folder, no permission, a disk that fails);
 * - `history-not-a-table`: the bytes are neither CSV nor xlsx, or are damaged, encrypted, or not to be trusted;
 * - `history-too-large`: beyond the limits of the readers;
 * - `sheet-missing`, `column-missing`: the table has not what the mapping names.
 */
export const historyFaultCodes = ['history-not-readable', 'history-not-a-table', 'history-too-large', 'sheet-missing', 'column-missing'] as const;
export type HistoryFaultCode = (typeof historyFaultCodes)[number];

export const rowFaultCodes = [
  'value-missing',
  'text-damaged',
  'text-too-long',
  'cell-error',
  'personal-data',
  'number-damaged',
  'number-twice',
  'day-wrong',
  'day-in-future',
  'matter-unknown',
  'word-unknown',
  'window-wrong',
  'minutes-wrong',
  'applicant-kind-unknown',
  'material-twice',
  'too-many-materials',
  'row-disagrees',
] as const;
export type RowFaultCode = (typeof rowFaultCodes)[number];

/** `row` as a spreadsheet counts it, from 1; `column` is the title that the mapping names. */
export type RowFault = { readonly row: number; readonly column: string; readonly code: RowFaultCode; readonly message: string };

export const rowFaultMessages: Readonly<Record<RowFaultCode, string>> = {
  'value-missing': 'the cell is empty and must not be',
  'text-damaged': 'the cell holds characters that could not be decoded',
  'text-too-long': 'the text is longer than this column may be',
  'cell-error': 'the spreadsheet shows an error in this cell',
  'personal-data': 'the cell holds an identity or telephone number; personal data is not imported',
  'number-damaged': 'a spreadsheet has rounded this number; save the column as text',
  'number-twice': 'the source number stands in an earlier row already',
  'day-wrong': 'this is no day since 1990 in the format of the mapping',
  'day-in-future': 'the day has not come yet',
  'matter-unknown': 'no matter of the catalogue has this code or name',
  'word-unknown': 'the word is in no table of this column; add it to the values of the mapping',
  'window-wrong': 'this is no window number from 1 to 99',
  'minutes-wrong': 'this is no length of time from 0 to 1440 minutes',
  'applicant-kind-unknown': 'the matter serves persons and enterprises; name a column or a default for the kind of applicant',
  'material-twice': 'the material stands in this transaction already',
  'too-many-materials': 'a transaction has at most 200 materials',
  'row-disagrees': 'the rows of one source number say different things in this column',
};
