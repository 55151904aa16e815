/**
 * Rows of the exported lists, read as they are written: the ledger of a year has more of them than memory should. The connection is the
 * export's own and stands in one read transaction, so that counts and rows belong to one moment. A statement begins with the first row
 * that is taken; a list that is never read holds nothing.
 */
import { Disposition } from '../../../shared/catalogue/catalogue.ts';
import type { LedgerFate } from '../../../shared/contract/look-back.ts';
import type { EntryType } from '../../../shared/journal/entry.ts';
import { fateOf } from '../../../shared/look-back/fate.ts';
import { MaterialState } from '../../../shared/transaction/transaction.ts';
import type { Sqlite } from './sqlite.ts';

type Span = { readonly from: string; readonly to: string };

export type ListedTransaction = {
  readonly number: string; readonly day: string; readonly matter: string; readonly matter_name: string; readonly matter_name_en: string; readonly category: string;
  readonly lane: string; readonly window: number | null; readonly clerk: string | null; readonly outcome: string; readonly applicant_kind: string; readonly imported: number;
  readonly wait_ms: number | null; readonly service_ms: number | null; readonly promised_due: string | null; readonly closed_day: string | null; readonly amendments: number;
  /** A sealed box as JSON; null for what was imported. */
  readonly applicant: string | null;
};

/** All transactions of a span in the order of their days, voided ones too. Served by handled_of_day. */
export function* transactionsBetween(database: Sqlite, { from, to }: Span): Generator<ListedTransaction, void, undefined> {
  yield* database
    .prepare<[string, string], ListedTransaction>(
      `SELECT number, day, matter, matter_name, matter_name_en, category, lane, window, clerk, outcome, applicant_kind, imported, wait_ms, service_ms, promised_due, closed_day, amendments, applicant
       FROM handled WHERE day BETWEEN ? AND ? ORDER BY day, seq, number`,
    )
    .iterate(from, to);
}

export const countTransactions = (database: Sqlite, { from, to }: Span): { readonly counted: number; readonly voided: number } =>
  database
    .prepare<[string, string], { counted: number; voided: number }>(`SELECT count(*) FILTER (WHERE outcome <> 'voided') AS counted, count(*) FILTER (WHERE outcome = 'voided') AS voided FROM handled WHERE day BETWEEN ? AND ?`)
    .get(from, to) ?? { counted: 0, voided: 0 };

export type ListedMaterial = {
  readonly number: string; readonly day: string; readonly matter: string; readonly matter_name: string; readonly matter_name_en: string; readonly material: string;
  readonly listed: string | null; readonly way: string; readonly state: string; readonly kept: number; readonly list: string | null; readonly list_version: number | null; readonly list_row: number | null;
  readonly due_by: string | null; readonly imported: number; readonly commitment: string | null;
};

/** The ledger of a span in the order of days and numbers, without voided transactions. Transactions come by handled_of_day, their rows by the ledger's own key. */
export function* materialsBetween(database: Sqlite, { from, to }: Span): Generator<ListedMaterial, void, undefined> {
  yield* database
    .prepare<[string, string], ListedMaterial>(
      `SELECT handled.number, handled.day, matter, matter_name, matter_name_en, material, listed, way, state, kept, list, list_version, list_row, due_by, ledger.imported,
         (SELECT code FROM commitment WHERE ledger.way = 'commitment' AND commitment.number = ledger.number AND commitment.material = ledger.material AND choice = 'promise' ORDER BY seq DESC LIMIT 1) AS commitment
       FROM handled INDEXED BY handled_of_day CROSS JOIN ledger ON ledger.number = handled.number
       WHERE handled.day BETWEEN ? AND ? AND outcome <> 'voided' ORDER BY handled.day, handled.seq, handled.number, position`,
    )
    .iterate(from, to);
}

export type LedgerCounts = { readonly rows: number; readonly recorded: number; readonly fates: Readonly<Record<LedgerFate, number>> };

/** How many rows there will be, counted in the ledger and once more in the transactions. */
export function countMaterials(database: Sqlite, { from, to }: Span): LedgerCounts {
  const groups = database
    .prepare<[string, string], { way: string; state: string; rows: number }>('SELECT way, state, count(*) AS rows FROM ledger INDEXED BY ledger_scan WHERE voided = 0 AND day BETWEEN ? AND ? GROUP BY way, state')
    .all(from, to)
    .map(({ way, state, rows }) => ({ fate: fateOf(Disposition.parse(way), MaterialState.parse(state)), rows }));
  const of = (fate: LedgerFate): number => groups.filter((group) => group.fate === fate).reduce((sum, { rows }) => sum + rows, 0);
  const recorded = database
    .prepare<[string, string], number | null>(
      `SELECT sum(dropped + fetched + checked + promised + tolerated + collected + missing + not_applicable) FROM handled WHERE day BETWEEN ? AND ? AND outcome <> 'voided'`,
    )
    .pluck()
    .get(from, to);
  return {
    rows: groups.reduce((sum, { rows }) => sum + rows, 0), recorded: recorded ?? 0,
    fates: {
      dropped: of('dropped'), fetched: of('fetched'), checked: of('checked'), promised: of('promised'), tolerated: of('tolerated'), collected: of('collected'), pending: of('pending'), missing: of('missing'),
      'not-applicable': of('not-applicable'),
    },
  };
}

/** Entries that tell of looking, signing in, copying and asking; nothing that an export holds depends on them. */
const lookingOnly = [
  'session.opened', 'session.closed', 'session.refused', 'export.written', 'export.names-asked', 'schedule.set', 'schedule.removed', 'statistics.view-saved', 'statistics.view-removed',
  'backup.configured', 'backup.made', 'clock.configured', 'clock.measured', 'clock.jumped', 'transaction.revealed', 'commitment.revealed', 'lookback.reported', 'check.exported', 'journal.rebuilt',
] as const satisfies readonly EntryType[];

/** The last entry on which an export can depend: exported twice in a row, the same file comes out. */
export function countedHead(database: Sqlite): { readonly seq: number; readonly hash: string } {
  const marks = lookingOnly.map(() => '?').join(', ');
  const head = database.prepare<string[], { seq: number; hash: string }>(`SELECT seq, hash FROM journal WHERE type NOT IN (${marks}) ORDER BY seq DESC LIMIT 1`).get(...lookingOnly);
  if (head === undefined) throw new RangeError('the journal has no entry to count');
  return head;
}
