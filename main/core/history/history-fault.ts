/** A fault that ends the reading of a file of history, and the limits beyond which a file is not read. */
import type { HistoryFaultCode } from '../../../shared/history/faults.ts';

/** `names`: the sheet or the columns concerned. The message holds nothing of what stands in the file's cells. */
export class HistoryFault extends Error {
  override readonly name = 'HistoryFault';
  readonly code: HistoryFaultCode;
  readonly names: readonly string[];
  constructor(code: HistoryFaultCode, message: string, names: readonly string[] = []) {
    super(message);
    this.code = code;
    this.names = names;
  }
}

/** The file is no table, or a damaged one. */
export const noTable = (message: string): HistoryFault => new HistoryFault('history-not-a-table', message);
export const tooLarge = (message: string): HistoryFault => new HistoryFault('history-too-large', message);

export type HistoryLimits = {
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Bytes that one part of a workbook, and all that are read, may unpack to: what keeps a zip bomb from filling the machine. */
  readonly partBytes: number;
  readonly totalBytes: number;
  /** Bytes of a part that is held whole: workbook, relations, styles. */
  readonly smallPartBytes: number;
  /** Texts that the cells of a workbook share, which have to be held in memory: their characters together, and their number. */
  readonly sharedCharacters: number;
  readonly sharedTexts: number;
  /** Characters of one record of a CSV, of one piece of XML markup, of one cell. */
  readonly pieceCharacters: number;
  readonly rows: number;
  /** Cells of a row that are looked at; those further right are left out. */
  readonly columns: number;
};

const mebi = 1024 * 1024;

/** [D] Ten times a year of the largest hall known, and little enough for an office machine. */
export const usualLimits: HistoryLimits = {
  fileBytes: 1024 * mebi,
  partBytes: 1024 * mebi,
  totalBytes: 1536 * mebi,
  smallPartBytes: 16 * mebi,
  sharedCharacters: 32 * mebi,
  sharedTexts: 2_000_000,
  pieceCharacters: mebi,
  // What a sheet of Excel can have.
  rows: 1_048_576,
  columns: 1000,
};
