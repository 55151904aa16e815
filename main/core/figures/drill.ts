/** Behind a figure: the transactions or visits that it was counted from, in the order of their days. */
import type { Output } from '../../../shared/contract/contract.ts';
import { Dimension } from '../../../shared/statistics/dimensions.ts';
import { measures as definitions, type Formula } from '../../../shared/statistics/measures.ts';
import type { StatisticsCell, Where } from '../../../shared/statistics/query.ts';
import type { Sqlite } from '../store/sqlite.ts';
import type { FactReader } from './facts.ts';
import { none } from './columns.ts';
import { selectRows } from './select.ts';
import { sourceOf, type Source, type Station } from './source.ts';

type Drilled = Output<'statistics.drill'>;
type CountedTransaction = Drilled['transactions'][number];
type CountedVisit = Drilled['visits'][number];

/** `after` is how many were read before; `next` is what to ask for next, null at the end. Of a ratio, its whole is opened; of a percentile, the times in it. */
export function drill(database: Sqlite, reader: FactReader, cell: StatisticsCell, station: Station, page: { readonly after: number; readonly limit: number }): Drilled {
  const { fact, formula } = definitions[cell.measure];
  const source = sourceOf(reader.present(fact), cell, cell.reportYearStart, station);
  const rows = countedRows(source, selectRows(source, cell, both(cell.key, cell.where)), wholeOf(formula));
  // Rows stand in the order of the journal, which an import of history leaves.
  const inOrder = rows.toSorted((one, other) => (source.day[one] ?? 0) - (source.day[other] ?? 0) || one - other);
  const ids = Array.from(inOrder.subarray(page.after, page.after + page.limit), (row) => row + 1);
  const next = page.after + ids.length;
  return {
    total: rows.length, next: next < rows.length ? next : null,
    transactions: fact === 'transactions' ? ids.flatMap((id) => readTransaction(database, id)) : [], visits: fact === 'visits' ? ids.flatMap((id) => readVisit(database, id)) : [],
  };
}

/** What both demand; where one dimension stands in both, what they have in common. */
function both(key: Where, where: Where): Where {
  return Object.fromEntries(
    Dimension.options.flatMap((dimension) => {
      const [one, other] = [key[dimension], where[dimension]];
      if (one === undefined && other === undefined) return [];
      return [[dimension, one === undefined || other === undefined ? (one ?? other ?? []) : one.filter((value) => other.includes(value))]];
    }),
  );
}

/** The part of a formula that counts rows. */
function wholeOf(formula: Formula): Exclude<Formula, { kind: 'ratio' | 'reduction' | 'share' }> {
  switch (formula.kind) {
    case 'ratio':
    case 'reduction':
      return wholeOf(formula.whole);
    case 'share':
      return wholeOf(formula.of);
    case 'count':
    case 'sum':
    case 'percentile':
    case 'mean':
      return formula;
  }
}

function countedRows(source: Source, rows: Int32Array, formula: ReturnType<typeof wholeOf>): Int32Array {
  const { traits, editions } = source.gate(formula.where);
  const passes = (row: number): boolean => traits[source.traits[row] ?? 0] === 1 && (editions === null || editions[(source.edition[row] ?? none) + 1] === 1);
  return rows.filter((row) => passes(row) && contributes(source, row, formula));
}

/** Whether a row adds to the figure: a sum is of rows that have something to add, a time of rows that were timed. */
function contributes(source: Source, row: number, formula: ReturnType<typeof wholeOf>): boolean {
  switch (formula.kind) {
    case 'sum':
      return formula.of.some((quantity) => {
        const { column, weights } = source.amount(quantity);
        const value = column[row] ?? 0;
        return (weights === null ? value : (weights[value] ?? 0)) > 0;
      });
    case 'percentile':
    case 'mean':
      return (source.timing(formula.of)[row] ?? -1) >= 0;
    case 'count': {
      if (formula.timing === undefined) return true;
      const time = source.timing(formula.timing.of)[row] ?? -1;
      const { is } = formula.timing;
      return is === 'known' ? time >= 0 : is === 'unknown' ? time < 0 : time >= 0 && time <= is.atMostSeconds * 1000;
    }
  }
}

const readTransaction = (database: Sqlite, id: number): readonly CountedTransaction[] =>
  database
    .prepare<[number], CountedTransaction>(
      `SELECT number, day, finished_at AS finishedAt, lane, window, clerk, matter, matter_name AS matterName, matter_name_en AS matterNameEn, outcome,
              wait_ms / 1000.0 AS waitSeconds, service_ms / 1000.0 AS serviceSeconds FROM handled WHERE rowid = ?`,
    )
    .all(id);

function readVisit(database: Sqlite, id: number): readonly CountedVisit[] {
  return database
    .prepare<[number], Omit<CountedVisit, 'transactions'>>(
      `SELECT id AS visit, number AS ticket, day, received_at AS receivedAt, lane, window, clerk, state, wait_ms / 1000.0 AS waitSeconds FROM visit WHERE rowid = ?`,
    )
    .all(id)
    .map((row) => ({ ...row, transactions: database.prepare<[string], string>('SELECT number FROM handled WHERE visit = ? ORDER BY seq').pluck().all(row.visit) }));
}
