/** Applies the reducer's changes to tables, replays a journal into them, and compares two sets of them. */
import { projectionTables, type Change, type ProjectionTable, type Row } from '../../../shared/journal/reduce.ts';
import type { Sqlite, Statement } from './database.ts';

export type Apply = (change: Change) => void;

/** A writer of changes over one connection; statements are prepared once for each table and set of columns. */
export function createApply(database: Sqlite): Apply {
  const statements = new Map<string, Statement>();
  const prepared = (form: string, sql: () => string): Statement => {
    const known = statements.get(form);
    if (known !== undefined) return known;
    const made = database.prepare<unknown[]>(sql());
    statements.set(form, made);
    return made;
  };
  return (change) => {
    if (change.kind === 'insert') {
      const columns = Object.keys(change.row);
      const form = `${change.table} ${columns.join()}`;
      prepared(form, () => `INSERT INTO ${change.table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(Object.values(change.row));
      return;
    }
    const added = change.add ?? {};
    const [set, add, key] = [Object.keys(change.set), Object.keys(added), Object.keys(change.key)];
    const form = `${change.table} ${set.join()} ${add.join()} ${key.join()}`;
    const sql = (): string => {
      const assignments = [...set.map((column) => `${column} = ?`), ...add.map((column) => `${column} = ${column} + ?`)];
      return `UPDATE ${change.table} SET ${assignments.join(', ')} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`;
    };
    prepared(form, sql).run([...Object.values(change.set), ...Object.values(added), ...Object.values(change.key)]);
  };
}

/** Empties every projection; the caller replays the journal in the same transaction. */
export function clearProjections(database: Sqlite): void {
  for (const table of projectionTables) database.exec(`DELETE FROM ${table}`);
}

/** The first row in which two databases differ, table by table in key order; null when they are alike to the byte. */
export function firstDifference(left: Sqlite, right: Sqlite): { readonly table: ProjectionTable; readonly detail: string } | null {
  for (const table of projectionTables) {
    const a = rowsOf(left, table);
    const b = rowsOf(right, table);
    for (let index = 0; ; index += 1) {
      const one = a.next();
      const other = b.next();
      if (one.done === true && other.done === true) break;
      const difference = describe(one.done === true ? undefined : one.value, other.done === true ? undefined : other.value);
      if (difference !== null) {
        a.return?.();
        b.return?.();
        return { table, detail: `${table}, row ${index + 1}: ${difference}` };
      }
    }
  }
  return null;
}

/** Rows in the order of the primary key, which every projection table has. */
function rowsOf(database: Sqlite, table: ProjectionTable): IterableIterator<Row> {
  const keys = database.prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').pluck().all(table);
  return database.prepare<[], Row>(`SELECT * FROM ${table} ORDER BY ${keys.join(', ')}`).iterate();
}

/** Names the columns that differ, never their values: they may be sealed or personal. */
function describe(stored: Row | undefined, derived: Row | undefined): string | null {
  if (stored === undefined) return 'is missing';
  if (derived === undefined) return 'has no entry in the journal';
  const columns = Object.keys(derived).filter((column) => stored[column] !== derived[column]);
  return columns.length === 0 ? null : `differs in ${columns.join(', ')}`;
}
