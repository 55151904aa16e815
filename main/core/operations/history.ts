/** Importing history: reading the file of a previous system, telling its faults, appending what is new. */
import { randomUUID } from 'node:crypto';
import { badInput, jsonPath, Refusal, type InputIssue } from '../../../shared/contract/errors.ts';
import { ImportedNumber } from '../../../shared/contract/transaction.ts';
import type { RowFault } from '../../../shared/history/faults.ts';
import type { ImportedTransaction } from '../../../shared/history/imported-transaction.ts';
import { namedColumns, type HistoryMapping } from '../../../shared/history/mapping.ts';
import type { HistorySummary } from '../../../shared/history/summary.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { Context } from '../context.ts';
import { HistoryFault } from '../history/history-fault.ts';
import { appendAll, examine, judged, sha256Of, type ImportParts } from '../history/import-history.ts';
import { knownMatters, listsOfDay, type KnownMatter } from '../history/lists-of-day.ts';
import { readHistory } from '../history/read-history.ts';
import { readTable } from '../history/read-table.ts';
import { countImported, findImported, findMapping, listImports, listMappings } from '../store/history.ts';
import { implement } from './implement.ts';

const importHistory = implement('history.import', async (context, { file, mapping: given, dryRun }) => {
  const mapping = typeof given === 'string' ? savedMapping(context, given) : given;
  const run = context.imports.begin();
  try {
    const find = knownMatters(context.shelf);
    const known = { matter: (codeOrName: string) => find(codeOrName)?.matter ?? null, today: businessDay(context.moment.at) };
    const parts: ImportParts = {
      read: () => readHistory(file, mapping, known), find: (transaction) => findImported(context.database, transaction), listsOfDay: listsOfDay(context.shelf),
      signal: context.cancelled, report: (progress) => run.report(progress),
    };
    const { summary, complete, fresh, alreadyHere, differing, unjudgedMaterials } = await examine(parts);
    const told = { alreadyHere, differing, unjudgedMaterials, summary };
    if (dryRun === true || !complete) return { ...told, dryRun: dryRun === true, complete, imported: dryRun === true ? fresh : 0 };
    if (summary.faulty > 0) throw faultyRows(summary);
    const appended = await appendAll({ ...parts, expected: fresh, append: appender(context, { expected: fresh, sha256: await sha256Of(file), mapping: typeof given === 'string' ? given : null }, find, parts) });
    return { ...told, dryRun: false, ...appended };
  } catch (error) {
    throw error instanceof HistoryFault ? faultOfFile(error, given) : error;
  } finally {
    run.end();
  }
});

function savedMapping(context: Context, name: string): HistoryMapping {
  const mapping = findMapping(context.database, name);
  if (mapping === null) throw badInput('$.mapping', 'unknown-mapping', 'no mapping is saved under this name');
  return mapping;
}

type Origin = { readonly expected: number; readonly sha256: string; readonly mapping: string | null };

/** Appends batches under the numbers that follow those imported before. */
function appender(context: Context, origin: Origin, find: (code: string) => KnownMatter | null, { listsOfDay: lists }: ImportParts): (part: number, transactions: readonly ImportedTransaction[]) => void {
  const id = randomUUID();
  let given = countImported(context.database);
  return (part, transactions) => {
    const numbered = transactions.map((transaction, index) => {
      const known = find(transaction.matter);
      if (known === null) throw new Error('a checked transaction has a matter of the catalogue');
      const number = ImportedNumber.parse(`${context.station.code}-H${String(given + index + 1).padStart(6, '0')}`);
      return judged(transaction, number, known, lists);
    });
    context.commit(() => ({ type: 'history.imported', body: { import: id, part, ...origin, transactions: numbered } }));
    given += transactions.length;
  };
}

/** All faults of the rows at once; the path names the row as a spreadsheet counts it and the column by its title. */
function faultyRows({ faults, moreFaults }: HistorySummary): Refusal {
  const more: InputIssue[] = moreFaults === 0 ? [] : [{ path: '$.file', code: 'more-faults', message: `${moreFaults} more faults stand below` }];
  return new Refusal('bad-input', 'the file has faults; nothing was imported', [...faults.map(issueOf), ...more]);
}

const issueOf = ({ row, column, code, message }: RowFault): InputIssue => ({ path: jsonPath(['file', 'row', row, column]), code, message });

/** A title that is missing is a fault of the mapping that names it, if it came with the request. */
function faultOfFile({ code, message, names }: HistoryFault, mapping: string | HistoryMapping | null): Refusal {
  const paths =
    mapping === null || typeof mapping === 'string'
      ? names.map((name) => ({ name, path: '$.mapping' }))
      : namedColumns(mapping.columns).filter(({ title }) => names.includes(title)).map(({ title, path }) => ({ name: title, path: jsonPath(['mapping', 'columns', ...path]) }));
  const issues: InputIssue[] =
    code === 'column-missing'
      ? paths.map(({ name, path }) => ({ path, code, message: `${message}: ${name}` }))
      : [{ path: code === 'sheet-missing' ? '$.mapping.sheet' : '$.file', code, message }];
  return new Refusal('bad-input', 'the file cannot be read with this mapping', issues);
}

const columns = implement('history.columns', async (context, { file, sheet, headerRow = 1 }) => {
  try {
    for await (const { row, cells } of readTable(file, { headerRow, ...(sheet === undefined ? {} : { sheet }) })) {
      if (context.cancelled.aborted || row > headerRow) break;
      if (row === headerRow) return { titles: cells.map((title) => title.trim().slice(0, 200)) };
    }
    return { titles: [] };
  } catch (error) {
    throw error instanceof HistoryFault ? badInput(error.code === 'sheet-missing' ? '$.sheet' : '$.file', error.code, error.message) : error;
  }
});

const saveMapping = implement('history.saveMapping', (context, { name, mapping }) => {
  const before = findMapping(context.database, name);
  // Saved again as it is, there is nothing to say.
  if (before === null || canonicalize(before) !== canonicalize(mapping)) context.append({ type: 'history.mapping-saved', body: { name, mapping } });
  return { name };
});

export const historyImplementations = {
  'history.import': importHistory,
  'history.columns': columns,
  'history.progress': implement('history.progress', (context) => ({ running: context.imports.running() })),
  'history.cancel': implement('history.cancel', (context) => {
    context.underWay.cancel(context.client);
    return {};
  }),
  'history.imports': implement('history.imports', (context) => ({ imports: listImports(context.database) })),
  'history.saveMapping': saveMapping,
  'history.mappings': implement('history.mappings', (context) => ({ mappings: listMappings(context.database) })),
};
