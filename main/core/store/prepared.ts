/** Statements kept ready: preparing one costs more than running it, and every call of the counter runs a dozen. */
import type { Sqlite } from './database.ts';

/**
 * A module's statements, prepared at their first use on a connection and kept for as long as it lives. They are shared by
 * all callers of the connection, so they are for `get`, `all` and `run`, which end before they return, not for `iterate`.
 */
export function perConnection<Statements>(prepare: (database: Sqlite) => Statements): (database: Sqlite) => Statements {
  const known = new WeakMap<Sqlite, Statements>();
  return (database) => {
    const kept = known.get(database);
    if (kept !== undefined) return kept;
    const made = prepare(database);
    known.set(database, made);
    return made;
  };
}
