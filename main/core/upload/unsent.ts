/** What is unsent, read from the file alone: neither keys nor a counter are needed to say it. */
import type { Unsent } from '../../../shared/upload/unsent.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { openDatabase } from '../store/database.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { readStanding, readTargets, unsentAnywhere } from '../store/upload.ts';
import { takesOf } from './connect.ts';

export function unsentOf(database: Sqlite): Unsent {
  const standings = (readTargets(database)?.document.targets ?? []).map((target) => readStanding(database, target, takesOf(target)));
  return {
    readable: true,
    transactions: unsentAnywhere(database, standings.map(({ cursor }) => cursor)),
    targets: standings.map(({ target, kind, unsent, oldestUnsentAt, quarantined }) => ({ target, kind, transactions: unsent.transactions, since: oldestUnsentAt, quarantined })),
  };
}

/** Of a folder whose station is not open. What cannot be read is said, not refused; a folder without a station is refused. */
export function unsentIn(folder: string, hasFiles: boolean): Unsent {
  if (!hasFiles) throw new Refusal('station-missing', 'there is no station in this folder');
  let database: Sqlite | null = null;
  try {
    database = openDatabase(folder, 'read');
    return unsentOf(database);
  } catch {
    // Broken, half gone, of another version: whichever it is, nobody can say what it holds.
    return { readable: false, transactions: 0, targets: [] };
  } finally {
    database?.close();
  }
}
