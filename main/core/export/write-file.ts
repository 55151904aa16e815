/** A table as a file that is either whole or not there: written beside its place, forced to disk, then moved into it. */
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { writeCsv } from './csv.ts';
import { writeJson, type JsonDocument } from './json.ts';
import { firstSheet, type Sheet, type Sink, type Table } from './table.ts';
import { writePdf, type PdfBlock, type PdfDocument } from './pdf.ts';
import { tablePdf, type PdfFrame } from './table-pdf.ts';
import { writeXlsx } from './xlsx.ts';

export type TableFormat = 'csv' | 'xlsx';

/** What a file holds: a table in one of its formats or on paper, a document of rows, or one of pages, as PDF. */
export type Content =
  | { readonly format: TableFormat; readonly table: Table }
  | { readonly format: 'pdf'; readonly table: Table; readonly frame: PdfFrame }
  | { readonly format: 'json'; readonly document: JsonDocument }
  | { readonly format: 'pages'; readonly document: PdfDocument };

/** Whoever waits: told of every piece that was written, and free to break it off. */
export type Watch = { readonly signal?: AbortSignal; readonly report?: (written: { readonly rows: number; readonly bytes: number }) => void };

export type ExportFault = 'export-parent-missing' | 'export-target-is-folder' | 'export-disk-full' | 'export-not-writable';

/** `rows` counts the first sheet's rows without header and total, or those of all tables of a PDF; `sha256` is of the file, in hex. */
export type WrittenTable = { readonly bytes: number; readonly rows: number; readonly sha256: string };

export type TableWriting =
  | { readonly ok: true; readonly value: WrittenTable }
  | { readonly ok: false; readonly error: { readonly code: ExportFault; readonly message: string } };

const messages: Readonly<Record<ExportFault, string>> = {
  'export-parent-missing': 'the folder for the file does not exist',
  'export-target-is-folder': 'the name given is a folder',
  'export-disk-full': 'there is no room left for the file',
  'export-not-writable': 'the file cannot be written here; another program may have it open',
};

class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly code: ExportFault;
  constructor(code: ExportFault) {
    super(messages[code]);
    this.code = code;
  }
}

/** What a system error means to whoever chose the file name. */
export function exportFaultOf(systemCode: string): ExportFault {
  switch (systemCode) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'export-parent-missing';
    case 'EISDIR':
      return 'export-target-is-folder';
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'export-disk-full';
    default:
      return 'export-not-writable';
  }
}

const systemCodeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

/** Runs a call to the file system; its errors, and no others (a row's query may fail too), become faults of the closed set. */
const onDisk = async <Value>(call: () => Promise<Value>): Promise<Value> => {
  try {
    return await call();
  } catch (error) {
    throw new FileFault(exportFaultOf(systemCodeOf(error)));
  }
};

/** Where the file will stand; a link is followed, so that the file behind it is the one replaced. */
const placeOf = async (file: string): Promise<string> => {
  const place = path.resolve(file);
  const found = await onDisk(() => stat(place).catch((error: unknown) => (systemCodeOf(error) === 'ENOENT' ? null : Promise.reject(error))));
  if (found === null) {
    const parent = await onDisk(() => stat(path.dirname(place)));
    if (!parent.isDirectory()) throw new FileFault('export-parent-missing');
    if (file.endsWith(path.sep) || file.endsWith('/')) throw new FileFault('export-target-is-folder');
    return place;
  }
  if (found.isDirectory()) throw new FileFault('export-target-is-folder');
  // A rename would put a file in the place of a device or a pipe.
  if (!found.isFile()) throw new FileFault('export-not-writable');
  // Nor does a rename ask whether the old file may be written.
  await onDisk(() => access(place, constants.W_OK));
  return onDisk(() => realpath(place));
};

function* counted<Row>(rows: Iterable<Row>, tally: { rows: number }): Generator<Row, void, undefined> {
  for (const row of rows) {
    tally.rows += 1;
    yield row;
  }
}

function* countedBlocks(blocks: Iterable<PdfBlock>, tally: { rows: number }): Generator<PdfBlock, void, undefined> {
  for (const block of blocks) yield block.kind === 'table' ? { ...block, rows: counted(block.rows, tally) } : block;
}

const streamInto = async (handle: FileHandle, content: Content, { signal, report }: Watch): Promise<WrittenTable> => {
  const hash = createHash('sha256');
  let bytes = 0;
  const tally = { rows: 0 };
  const sink: Sink = async (piece) => {
    signal?.throwIfAborted();
    hash.update(piece);
    bytes += piece.length;
    // writeFile goes on from where the last one ended and, unlike write, does not stop half way.
    await onDisk(() => handle.writeFile(piece));
    report?.({ rows: tally.rows, bytes });
  };
  if (content.format === 'pages') {
    await writePdf({ ...content.document, blocks: countedBlocks(content.document.blocks, tally) }, sink);
  } else if (content.format === 'json') {
    await writeJson({ ...content.document, rows: counted(content.document.rows, tally) }, sink);
  } else {
    const first = firstSheet(content.table);
    const rows = counted(first.rows, tally);
    const counting: Sheet = { ...first, rows };
    const table: Table = { sheets: [counting, ...content.table.sheets.slice(1)] };
    try {
      if (content.format === 'pdf') await writePdf(tablePdf(table, content.frame), sink);
      else if (content.format === 'csv') await writeCsv(counting, sink);
      else await writeXlsx(table, sink);
    } finally {
      // A stream that failed lets go of its source when it likes; the rows may hold a connection that is closed now.
      rows.return();
    }
  }
  return { bytes, rows: tally.rows, sha256: hash.digest('hex') };
};

/** Fills the file, forces it to disk and closes it whatever happens: Windows neither moves nor removes an open one. */
const writeInto = async (handle: FileHandle, content: Content, watch: Watch): Promise<WrittenTable> => {
  try {
    const written = await streamInto(handle, content, watch);
    await onDisk(() => handle.sync());
    return written;
  } finally {
    await onDisk(() => handle.close());
  }
};

/** Makes the new name itself survive a power cut. The file is in place by then, so a system that cannot do it is no failure. */
const syncFolder = async (folder: string): Promise<void> => {
  // Windows cannot open a folder; there the rename is journaled by NTFS.
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Some network shares refuse this.
  }
};

const replace = async (content: Content, file: string, watch: Watch): Promise<WrittenTable> => {
  const place = await placeOf(file);
  const partial = `${place}.partial-${randomBytes(6).toString('hex')}`;
  const handle = await onDisk(() => open(partial, 'wx'));
  try {
    const written = await writeInto(handle, content, watch);
    watch.signal?.throwIfAborted();
    await onDisk(() => rename(partial, place));
    await syncFolder(path.dirname(place));
    return written;
  } catch (error) {
    // Should even this fail, the first error is the one to tell.
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
};

/**
 * Writes a file under a name, over one that stands there; CSV takes the first sheet only. What hinders the file is answered with a
 * code of `ExportFault`, and then the old file stands as it was and nothing is left beside it. Throws what the rows throw, the reason
 * of the signal, and a RangeError for a table that the format cannot hold, with the same promise.
 */
export async function writeContent(content: Content, file: string, watch: Watch = {}): Promise<TableWriting> {
  try {
    return { ok: true, value: await replace(content, file, watch) };
  } catch (error) {
    if (error instanceof FileFault) return { ok: false, error: { code: error.code, message: error.message } };
    throw error;
  }
}

export const writeTable = (table: Table, { format, file }: { readonly format: TableFormat; readonly file: string }): Promise<TableWriting> => writeContent({ format, table }, file);
