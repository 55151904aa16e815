/** A table of any of the formats that a previous system may give, told apart by what stands in the file, not by its name. */
import type { HistoryMapping } from '../../../shared/history/mapping.ts';
import type { HistoryRow } from '../../../shared/history/row-reading.ts';
import { noTable, usualLimits, type HistoryLimits } from './history-fault.ts';
import { openHistoryFile } from './history-file.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';

const zipMark = 0x04034b50;
/** Compound files: workbooks before 2007, and today's under a password. */
const compoundMark = 0xe011cfd0;
const pdfMark = 0x46445025;

/** Rows in order, from the top of the sheet. The file is closed at the end, and when the reading is broken off. */
export async function* readTable(path: string, { sheet, headerRow }: Pick<HistoryMapping, 'sheet' | 'headerRow'>, limits: HistoryLimits = usualLimits): AsyncGenerator<HistoryRow, void, undefined> {
  const file = await openHistoryFile(path, limits);
  try {
    const head = await file.bytes(0, 4);
    const mark = head.length === 4 ? head.readUInt32LE(0) : 0;
    if (mark === compoundMark) throw noTable('this is an old .xls workbook, or one with a password; save it as .xlsx without one');
    if (mark === pdfMark) throw noTable('this is a PDF, not a table');
    if (file.size === 0) throw noTable('the file is empty');
    yield* mark === zipMark ? readXlsx(file, sheet, limits) : readCsv(file, headerRow, limits);
  } finally {
    await file.close();
  }
}
