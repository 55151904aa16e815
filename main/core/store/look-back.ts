/** The look-back's reading: the ledger of a transaction, and the scan over the covering index ledger_scan. */
import { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import { LedgerFate, type LedgerRow } from '../../../shared/contract/look-back.ts';
import { Disposition } from '../../../shared/catalogue/catalogue.ts';
import { fateOf } from '../../../shared/look-back/fate.ts';
import { SourceDocument } from '../../../shared/sharing/source.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { lastDayOfNotice } from '../../../shared/transaction/one-time-notice.ts';
import { MaterialState } from '../../../shared/transaction/transaction.ts';
import type { Sqlite } from './database.ts';
import { createStationReader, fromJson } from './station.ts';

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

export type ScanQuery = { readonly from: string; readonly to: string; readonly limit: number; /** The moment the question is asked. */ readonly now: number };
export type Scan = Output<'lookback.scan'>;
type Found = Scan['findings']['sharedKept'];

/** What was voided is in the journal, but was not done. */
const notVoided = `NOT EXISTS (SELECT 1 FROM handled WHERE handled.number = ledger.number AND handled.outcome = 'voided')`;

/** Everything from one read transaction, so that the counts belong together. Voided transactions are left out. */
export function scanLedger(database: Sqlite, query: ScanQuery): Scan {
  return database.transaction(() => {
    const { from, to } = query;
    const today = businessDay(query.now);
    const find = finder(database, query);
    const transactions = database.prepare<[string, string], number>(`SELECT count(*) FROM handled WHERE day BETWEEN ? AND ? AND outcome <> 'voided'`).pluck().get(from, to) ?? 0;
    const { rows, fates } = countFates(database, from, to);
    return {
      from, to, transactions, rows, fates,
      findings: {
        cancelledCollected: find(`ledger.listed = 'cancelled' AND (ledger.way <> 'cancelled' OR ledger.kept = 1) AND ledger.state = 'done'`),
        sharedKept: find(`ledger.listed = 'data-sharing' AND ledger.kept = 1`),
        sharedAsked: find(
          `ledger.listed = 'data-sharing' AND ledger.way = 'submit' AND ledger.state <> 'not-applicable' AND NOT EXISTS (
             SELECT 1 FROM consent JOIN handled ON handled.visit = consent.visit AND handled.matter = consent.matter
              WHERE handled.number = ledger.number AND consent.material = ledger.material AND consent.consent = 'refused')`,
        ),
        sourceNotUsed: sourceNotUsed(database, find),
        promisePastDue: find(
          `(ledger.state = 'tolerated' AND ledger.due_by < '${today}' OR ledger.way = 'commitment' AND EXISTS (
             SELECT 1 FROM commitment WHERE commitment.number = ledger.number AND commitment.material = ledger.material
                AND to_check = 1 AND finding IS NULL AND choice = 'promise' AND check_due < '${today}'))`,
        ),
        promiseUnsigned: find(
          `ledger.way = 'commitment' AND ledger.state = 'done' AND ledger.imported = 0 AND NOT EXISTS (
             SELECT 1 FROM commitment WHERE commitment.number = ledger.number AND commitment.material = ledger.material AND choice = 'promise')
             AND NOT EXISTS (SELECT 1 FROM licence_case WHERE licence_case.number = ledger.number AND committed_at IS NOT NULL)`,
        ),
        noticeLate: noticeLate(database, query, today),
      },
      overrides: overridesByGuide(database, from, to),
    };
  })();
}

function countFates(database: Sqlite, from: string, to: string): { rows: number; fates: Scan['fates'] } {
  const counted = database
    .prepare<[string, string], { way: string; state: string; rows: number }>(`SELECT way, state, count(*) AS rows FROM ledger WHERE day BETWEEN ? AND ? AND ${notVoided} GROUP BY way, state`)
    .all(from, to);
  const none = Object.fromEntries(LedgerFate.options.map((fate) => [fate, 0]));
  const fates = z.record(LedgerFate, z.number()).parse(none);
  for (const { way, state, rows } of counted) fates[fateOf(Disposition.parse(way), MaterialState.parse(state))] += rows;
  return { rows: counted.reduce((sum, row) => sum + row.rows, 0), fates };
}

/** Counts the ledger rows of the span that fit a condition of ours, and names their transactions up to the limit. */
function finder(database: Sqlite, { from, to, limit }: ScanQuery): (condition: string) => Found {
  return (condition) => {
    const where = `ledger.day BETWEEN @from AND @to AND ${condition} AND ${notVoided}`;
    const count = database.prepare<{ from: string; to: string }, number>(`SELECT count(*) FROM ledger WHERE ${where}`).pluck().get({ from, to }) ?? 0;
    const numbers = count === 0 ? [] : database.prepare<{ from: string; to: string; limit: number }, string>(`SELECT DISTINCT number FROM ledger WHERE ${where} ORDER BY number LIMIT @limit`).pluck().all({ from, to, limit });
    return { count, numbers };
  };
}

/** A source answers this certificate, the visitor's burden was met another way, and nobody had asked the source. */
function sourceNotUsed(database: Sqlite, find: (condition: string) => Found): Found {
  const document = database.prepare<[], string>('SELECT document FROM source_set ORDER BY version DESC LIMIT 1').pluck().get();
  const covered = document === undefined ? [] : fromJson(document, SourceDocument).sources.flatMap((source) => source.certificates);
  if (covered.length === 0) return { count: 0, numbers: [] };
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  const certificates = covered.map(({ matter, material }) => `(ledger.material = ${text(material)}${matter === '*' ? '' : ` AND handled.matter = ${text(matter)}`})`);
  return find(
    `ledger.listed = 'data-sharing' AND ledger.way IN ('inter-department', 'commitment') AND ledger.imported = 0 AND EXISTS (
       SELECT 1 FROM handled WHERE handled.number = ledger.number AND (${certificates.join(' OR ')})
          AND NOT EXISTS (SELECT 1 FROM receipt WHERE receipt.visit = handled.visit AND receipt.matter = handled.matter AND receipt.material = ledger.material))`,
  );
}

/** Something was missing and the notice came after the fifth working day, or has not come although that day is over. */
function noticeLate(database: Sqlite, { from, to, limit }: ScanQuery, today: string): Found {
  const calendar = createStationReader(database)()?.calendar;
  const rows = database
    .prepare<[string, string], { number: string; since: string; printed_at: number | null }>(
      `SELECT handled.number, min(ledger.missing_since) AS since, notice.printed_at FROM ledger JOIN handled ON handled.number = ledger.number LEFT JOIN notice ON notice.number = handled.number
        WHERE ledger.day BETWEEN ? AND ? AND ledger.state = 'missing' AND ledger.imported = 0 AND handled.outcome <> 'voided' GROUP BY handled.number ORDER BY handled.number`,
    )
    .all(from, to);
  const late = rows.filter(({ since, printed_at }) => {
    const last = calendar === undefined ? null : lastDayOfNotice(since, calendar);
    return last !== null && (printed_at === null ? today : businessDay(printed_at)) > last;
  });
  return { count: late.length, numbers: late.slice(0, limit).map((row) => row.number) };
}

function overridesByGuide(database: Sqlite, from: string, to: string): Scan['overrides'] {
  return database
    .prepare<[string, string], { guide: string; visits: number; overridden: number }>(
      'SELECT guide, count(*) AS visits, sum(overridden) AS overridden FROM visit WHERE day BETWEEN ? AND ? GROUP BY guide ORDER BY guide',
    )
    .all(from, to)
    .map((row) => ({ ...row, rate: row.overridden / row.visits }));
}
