/** The look-back's reading: the ledger of a transaction, and the scan over the covering index ledger_scan. */
import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import { FindingKind, LedgerFate, lookBackOperations, type LedgerRow } from '../../../shared/contract/look-back.ts';
import { Disposition } from '../../../shared/catalogue/catalogue.ts';
import { fateOf } from '../../../shared/look-back/fate.ts';
import { MaterialState } from '../../../shared/transaction/transaction.ts';
import type { Sqlite } from './database.ts';
import { findingsOf, type Span } from './findings.ts';
import { fromJson } from './station.ts';

type LedgerRecord = {
  number: string; material: string; listed: string | null; way: string; state: string; kept: number; list: string | null; list_version: number | null; list_row: number | null;
  due_by: string | null; imported: number; receipts: string; promise: string | null;
};

/** One row a listed material, in the matter's order, with the requests that were made for it. */
export function readLedger(database: Sqlite, number: string): LedgerRow[] {
  return database
    .prepare<[string], LedgerRecord>(
      `SELECT ledger.*, (
         SELECT json_group_array(request) FROM (
           SELECT request FROM receipt JOIN handled ON handled.visit = receipt.visit AND handled.matter = receipt.matter
            WHERE handled.number = ledger.number AND receipt.material = ledger.material ORDER BY receipt.seq DESC)
       ) AS receipts,
       (SELECT code FROM commitment WHERE ledger.way = 'commitment' AND commitment.number = ledger.number AND commitment.material = ledger.material AND choice = 'promise' ORDER BY seq DESC LIMIT 1) AS promise
       FROM ledger WHERE number = ? ORDER BY position`,
    )
    .all(number)
    .map((row) => {
      const way = Disposition.parse(row.way);
      const state = MaterialState.parse(row.state);
      return {
        number, material: row.material, listed: row.listed === null ? null : Disposition.parse(row.listed), way, state, fate: fateOf(way, state), kept: row.kept === 1,
        decidedBy: row.list === null || row.list_version === null || row.list_row === null ? null : { list: row.list, version: row.list_version, row: row.list_row },
        receipts: fromJson(row.receipts, z.array(z.string())), dueBy: row.due_by, commitment: row.promise, imported: row.imported === 1,
      };
    });
}

export type ScanQuery = Span & { readonly limit: number; /** The moment the question is asked. */ readonly now: number };
export type Scan = Output<'lookback.scan'>;

/** Everything from one read transaction, so that the counts belong together. Voided transactions are left out: they are in the journal, but were not done. */
export function scanLedger(database: Sqlite, { from, to, limit, now }: ScanQuery): Scan {
  return database.transaction(() => {
    const transactions = database.prepare<[string, string], number>(`SELECT count(*) FROM handled WHERE day BETWEEN ? AND ? AND outcome <> 'voided'`).pluck().get(from, to) ?? 0;
    const { rows, fates } = countFates(database, from, to);
    const findings = findingsOf(database, { from, to }, now);
    const found = FindingKind.options.map((kind) => {
      const counted = findings[kind].count();
      return [kind, { ...counted, numbers: counted.count === 0 ? [] : [...findings[kind].numbers(null, limit)] }] as const;
    });
    return { from, to, transactions, rows, fates, findings: scanFindings.parse(Object.fromEntries(found)), overrides: overridesByGuide(database, from, to) };
  })();
}

const scanFindings = lookBackOperations['lookback.scan'].output.shape.findings;

export type ListQuery = ScanQuery & { readonly finding: FindingKind; readonly after: string | null };

/** The numbers behind one finding that follow `after`. */
export function listFinding(database: Sqlite, { from, to, limit, now, finding, after }: ListQuery): Output<'lookback.list'> {
  const numbers = database.transaction(() => findingsOf(database, { from, to }, now)[finding].numbers(after, limit + 1))();
  return { numbers: numbers.slice(0, limit), more: numbers.length > limit };
}

type Group = { readonly way: string; readonly state: string; readonly rows: number };

/** One pass over ledger_scan. The groups come in the order of the index, days and all, so that nothing has to be sorted; they are few. */
function countFates(database: Sqlite, from: string, to: string): { rows: number; fates: Scan['fates'] } {
  const counted = database
    .prepare<[string, string], Group>('SELECT way, state, count(*) AS rows FROM ledger INDEXED BY ledger_scan WHERE voided = 0 AND day BETWEEN ? AND ? GROUP BY day, way, state')
    .all(from, to);
  const none = Object.fromEntries(LedgerFate.options.map((fate) => [fate, 0]));
  const fates = z.record(LedgerFate, z.number()).parse(none);
  for (const { way, state, rows } of counted) fates[fateOf(Disposition.parse(way), MaterialState.parse(state))] += rows;
  return { rows: counted.reduce((sum, row) => sum + row.rows, 0), fates };
}

function overridesByGuide(database: Sqlite, from: string, to: string): Scan['overrides'] {
  return database
    .prepare<[string, string], { guide: string; visits: number; overridden: number }>(
      'SELECT guide, count(*) AS visits, sum(overridden) AS overridden FROM visit WHERE day BETWEEN ? AND ? GROUP BY guide ORDER BY guide',
    )
    .all(from, to)
    .map((row) => ({ ...row, rate: row.overridden / row.visits }));
}
