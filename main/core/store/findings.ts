/**
 * What the look-back finds, each as a count and as pages of the transactions behind it. All read the few rows of ledger_suspect, but for
 * shared certificates without a receipt, which look at those of ledger_fetched.
 */
import type { FindingKind } from '../../../shared/contract/look-back.ts';
import { SourceDocument } from '../../../shared/sharing/source.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { lastDayOfNotice } from '../../../shared/transaction/one-time-notice.ts';
import type { Sqlite } from './sqlite.ts';
import { fetchedRows, suspectRows } from './projection-tables.ts';
import { createStationReader, fromJson } from './station.ts';

export type Span = { readonly from: string; readonly to: string };

export type FoundCount = { readonly count: number; readonly transactions: number };

export type Found = {
  /** Ledger rows (for a notice, transactions), and the transactions that they belong to. */
  count(): FoundCount;
  /** Transactions in the order of their numbers, those after `after`. */
  numbers(after: string | null, limit: number): readonly string[];
};

/** `now` in UTC milliseconds decides what is past due. */
export function findingsOf(database: Sqlite, span: Span, now: number): Readonly<Record<FindingKind, Found>> {
  const today = businessDay(now);
  const suspects = (condition: string, values: Values = {}): Found => inLedger(database, span, 'ledger_suspect', `${suspectRows} AND ${condition}`, values);
  return {
    cancelledCollected: suspects(`listed = 'cancelled' AND (way <> 'cancelled' OR kept = 1) AND state = 'done'`),
    sharedKept: suspects(`listed = 'data-sharing' AND kept = 1`),
    sharedAsked: suspects(
      `listed = 'data-sharing' AND way = 'submit' AND state <> 'not-applicable' AND NOT EXISTS (
         SELECT 1 FROM consent JOIN handled ON handled.visit = consent.visit AND handled.matter = consent.matter
          WHERE handled.number = ledger.number AND consent.material = ledger.material AND consent.consent = 'refused')`,
    ),
    sharedUnreceipted: inLedger(
      database, span, 'ledger_fetched',
      `${fetchedRows} AND NOT EXISTS (
         SELECT 1 FROM handled JOIN receipt ON receipt.visit = handled.visit AND receipt.matter = handled.matter
          WHERE handled.number = ledger.number AND receipt.material = ledger.material AND receipt.outcome = 'found')`,
    ),
    sourceNotUsed: suspects(
      `listed = 'data-sharing' AND way IN ('inter-department', 'commitment') AND imported = 0 AND EXISTS (
         SELECT 1 FROM handled JOIN json_each(@covered) AS source
          WHERE handled.number = ledger.number AND source.value ->> 'material' = ledger.material AND source.value ->> 'matter' IN ('*', handled.matter)
            AND handled.finished_at >= source.value ->> 'from' AND (source.value ->> 'until' IS NULL OR handled.finished_at < source.value ->> 'until')
            AND NOT EXISTS (SELECT 1 FROM receipt WHERE receipt.visit = handled.visit AND receipt.matter = handled.matter AND receipt.material = ledger.material))`,
      { covered: JSON.stringify(coveredCertificates(database)) },
    ),
    promisePastDue: suspects(
      `(state = 'tolerated' AND due_by < @today OR way = 'commitment' AND EXISTS (
         SELECT 1 FROM commitment WHERE commitment.number = ledger.number AND commitment.material = ledger.material
            AND to_check = 1 AND finding IS NULL AND choice = 'promise' AND check_due < @today))`,
      { today },
    ),
    promiseUnsigned: suspects(
      `way = 'commitment' AND state = 'done' AND imported = 0 AND NOT EXISTS (
         SELECT 1 FROM commitment WHERE commitment.number = ledger.number AND commitment.material = ledger.material AND choice = 'promise')
         AND NOT EXISTS (SELECT 1 FROM licence_case WHERE licence_case.number = ledger.number AND committed_at IS NOT NULL)`,
    ),
    noticeLate: noticeLate(database, span, today),
  };
}

type Values = Readonly<Record<string, string>>;

/**
 * Rows of the ledger in the span that fit a condition of ours. The index is named, because a planner without statistics, as in a station
 * that has just imported its history, takes another.
 */
function inLedger(database: Sqlite, span: Span, index: 'ledger_suspect' | 'ledger_fetched', condition: string, values: Values = {}): Found {
  const where = `day BETWEEN @from AND @to AND ${condition}`;
  return {
    count: () =>
      database.prepare<Values, FoundCount>(`SELECT count(*) AS count, count(DISTINCT number) AS transactions FROM ledger INDEXED BY ${index} WHERE ${where}`).get({ ...values, ...span }) ?? { count: 0, transactions: 0 },
    numbers: (after, limit) =>
      database
        .prepare<Readonly<Record<string, string | number>>, string>(`SELECT DISTINCT number FROM ledger INDEXED BY ${index} WHERE ${where} AND number > @after ORDER BY number LIMIT @limit`)
        .pluck()
        .all({ ...values, ...span, after: after ?? '', limit }),
  };
}

type Covered = { readonly matter: string; readonly material: string; readonly from: number; readonly until: number | null };

/** Which certificates a source answered, and from when until when: a counter is not to blame for a source that came later. */
function coveredCertificates(database: Sqlite): readonly Covered[] {
  const sets = database.prepare<[], { configured_at: number; document: string }>('SELECT configured_at, document FROM source_set ORDER BY version').all();
  return sets.flatMap(({ configured_at: from, document }, index) => {
    const until = sets[index + 1]?.configured_at ?? null;
    return fromJson(document, SourceDocument).sources.flatMap(({ certificates }) => certificates.map(({ matter, material }) => ({ matter, material, from, until })));
  });
}

/** Something was missing and the notice came after the fifth working day, or has not come although that day is over. */
function noticeLate(database: Sqlite, { from, to }: Span, today: string): Found {
  const late = (): readonly string[] => {
    const calendar = createStationReader(database)()?.calendar;
    return database
      .prepare<[string, string], { number: string; since: string; printed_at: number | null }>(
        `SELECT ledger.number, min(ledger.missing_since) AS since, notice.printed_at FROM ledger INDEXED BY ledger_suspect LEFT JOIN notice ON notice.number = ledger.number
          WHERE ${suspectRows} AND ledger.day BETWEEN ? AND ? AND state = 'missing' AND imported = 0 GROUP BY ledger.number ORDER BY ledger.number`,
      )
      .all(from, to)
      .filter(({ since, printed_at }) => {
        const last = calendar === undefined ? null : lastDayOfNotice(since, calendar);
        return last !== null && (printed_at === null ? today : businessDay(printed_at)) > last;
      })
      .map(({ number }) => number);
  };
  return {
    count: () => {
      const { length } = late();
      return { count: length, transactions: length };
    },
    numbers: (after, limit) => late().filter((number) => after === null || number > after).slice(0, limit),
  };
}
