/** Applies the reducer's changes to tables, replays a journal into them, and compares two sets of them. */
import { projectionTables, type Cell, type Change, type ProjectionTable } from '../../../shared/journal/projection.ts';
import type { Sqlite, Statement } from './sqlite.ts';
import { projections } from './projection-tables.ts';

export type Apply = (change: Change) => void;

/** A statement with the columns that it writes, adds to, and finds its row by. */
type Form = { readonly set: readonly string[]; readonly add: readonly string[]; readonly key: readonly string[]; readonly statement: Statement };

/**
 * A writer of changes over one connection; statements are prepared once for each table and set of columns. A table has a
 * handful of forms, so looking through them costs less than making a text to look them up by.
 */
export function createApply(database: Sqlite): Apply {
  const forms = new Map<ProjectionTable, Form[]>();
  const prepared = (table: ProjectionTable, set: readonly string[], add: readonly string[], key: readonly string[]): Statement => {
    const known = forms.get(table) ?? [];
    const found = known.find((form) => sameWords(form.set, set) && sameWords(form.add, add) && sameWords(form.key, key));
    if (found !== undefined) return found.statement;
    const statement = database.prepare<unknown[]>(key.length === 0 ? insertSql(table, set) : updateSql(table, set, add, key));
    forms.set(table, [...known, { set, add, key, statement }]);
    return statement;
  };
  const deletions = new Map<string, Statement>();
  const deletion = (table: ProjectionTable, key: readonly string[]): Statement => {
    const sql = `DELETE FROM ${table} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`;
    const statement = deletions.get(sql) ?? database.prepare<unknown[]>(sql);
    deletions.set(sql, statement);
    return statement;
  };
  return (change) => {
    if (change.kind === 'insert') {
      prepared(change.table, Object.keys(change.row), [], []).run(Object.values(change.row));
      return;
    }
    if (change.kind === 'delete') {
      deletion(change.table, Object.keys(change.key)).run(Object.values(change.key));
      return;
    }
    const added = change.add ?? {};
    prepared(change.table, Object.keys(change.set), Object.keys(added), Object.keys(change.key)).run([...Object.values(change.set), ...Object.values(added), ...Object.values(change.key)]);
  };
}

const sameWords = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((word, index) => word === other[index]);

const insertSql = (table: ProjectionTable, columns: readonly string[]): string => `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;

function updateSql(table: ProjectionTable, set: readonly string[], add: readonly string[], key: readonly string[]): string {
  const assignments = [...set.map((column) => `${column} = ?`), ...add.map((column) => `${column} = ${column} + ?`)];
  return `UPDATE ${table} SET ${assignments.join(', ')} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`;
}

/** Makes every projection anew and empty, whatever became of it; the caller replays the journal in the same transaction. */
export function remakeProjections(database: Sqlite): void {
  for (const table of projectionTables) database.exec(`DROP TABLE IF EXISTS ${table}`);
  database.exec(projections);
}

/** The first row in which two databases differ, table by table in key order; null when they are alike to the byte. */
export function firstDifference(stored: Sqlite, derived: Sqlite): { readonly table: ProjectionTable; readonly detail: string } | null {
  for (const table of projectionTables) {
    const columns = derived.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
    const left = rowsOf(stored, table, columns);
    const right = rowsOf(derived, table, columns);
    try {
      for (let index = 0; ; index += 1) {
        const one = left.next();
        const other = right.next();
        if (one.done === true && other.done === true) break;
        const difference = describe(columns, one.done === true ? undefined : one.value, other.done === true ? undefined : other.value);
        if (difference !== null) return { table, detail: `${table}, row ${index + 1}: ${difference}` };
      }
    } finally {
      // Also when a damaged page ended the reading: an open cursor would keep the connection busy.
      left.return?.();
      right.return?.();
    }
  }
  return null;
}

/** Rows in the order of the primary key, which every projection table has. */
function rowsOf(database: Sqlite, table: ProjectionTable, columns: readonly string[]): IterableIterator<readonly Cell[]> {
  const keys = database.prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').pluck().all(table);
  return database.prepare<[], readonly Cell[]>(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${keys.join(', ')}`).raw().iterate();
}

/** Names the columns that differ, never their values: they may be sealed or personal. */
function describe(columns: readonly string[], stored: readonly Cell[] | undefined, derived: readonly Cell[] | undefined): string | null {
  if (stored === undefined) return 'is missing';
  if (derived === undefined) return 'has no entry in the journal';
  const different = columns.filter((_, index) => stored[index] !== derived[index]);
  return different.length === 0 ? null : `differs in ${different.join(', ')}`;
}
