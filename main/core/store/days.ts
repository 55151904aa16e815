/** Closed days and what was handled on them, read from the projections. */
import { DayManifest, type CountedTransaction } from '../../../shared/day/manifest.ts';
import type { Lane } from '../../../shared/routing/lanes.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';
import { fromJson } from './station.ts';

type HandledOfDay = { readonly number: string; readonly seq: number; readonly latest_seq: number; readonly matter: string; readonly matter_name: string; readonly matter_name_en: string; readonly lane: Lane; readonly window: number | null; readonly outcome: string; readonly untimed: number };
type CloseRow = { readonly manifest: string; readonly hash: string; readonly signature: string };
type DayRow = { readonly day: string; readonly transactions: number; readonly voided: number; readonly number: number | null; readonly at: number | null; readonly by: string | null; readonly joined: number; readonly corrected: number };

const statements = perConnection((database) => ({
  // Served by handled_volume. Imported history was handled elsewhere and has no part in a day of this station.
  ofDay: database.prepare<[string], HandledOfDay>(
    'SELECT number, seq, latest_seq, matter, matter_name, matter_name_en, lane, window, outcome, (wait_ms IS NULL OR service_ms IS NULL) AS untimed FROM handled WHERE day = ? AND imported = 0 ORDER BY seq',
  ),
  openTickets: database.prepare<[string], number>(`SELECT count(*) FROM visit WHERE day = ? AND state IN ('waiting', 'called', 'serving', 'aside')`).pluck(),
  newest: database.prepare<[string], CloseRow>('SELECT manifest, hash, signature FROM day_close WHERE day = ? ORDER BY number DESC LIMIT 1'),
  numbered: database.prepare<[string, number], CloseRow>('SELECT manifest, hash, signature FROM day_close WHERE day = ? AND number = ?'),
  days: database.prepare<{ from: string; to: string }, DayRow>(
    `WITH counted AS (
       SELECT handled.day, count(*) FILTER (WHERE outcome <> 'voided') AS transactions, count(*) FILTER (WHERE outcome = 'voided') AS voided,
              count(*) FILTER (WHERE handled.seq > newest.head_seq) AS joined,
              count(*) FILTER (WHERE handled.seq <= newest.head_seq AND handled.latest_seq > newest.head_seq) AS corrected
         FROM handled LEFT JOIN (SELECT day, max(head_seq) AS head_seq FROM day_close GROUP BY day) AS newest ON newest.day = handled.day
        WHERE handled.day BETWEEN @from AND @to AND handled.imported = 0 GROUP BY handled.day)
     SELECT coalesce(counted.day, closed.day) AS day, coalesce(transactions, 0) AS transactions, coalesce(voided, 0) AS voided, closed.number, closed.at, closed.by,
            coalesce(joined, 0) AS joined, coalesce(corrected, 0) AS corrected
       FROM counted FULL JOIN (SELECT day, max(number) AS number, at, by FROM day_close WHERE day BETWEEN @from AND @to GROUP BY day) AS closed ON closed.day = counted.day
      ORDER BY 1 DESC`,
  ),
}));

export type DayTransaction = CountedTransaction & { readonly seq: number; readonly latestSeq: number; readonly untimed: boolean };

/** What was handled on a day, in the order of the journal, voided ones too. */
export function transactionsOfDay(database: Sqlite, day: string): readonly DayTransaction[] {
  return statements(database).ofDay.all(day).map(({ number, seq, latest_seq, matter, matter_name, matter_name_en, lane, window, outcome, untimed }) => ({
    number, seq, latestSeq: latest_seq, matter, matterName: matter_name, matterNameEn: matter_name_en, lane, window, voided: outcome === 'voided', untimed: untimed === 1,
  }));
}

export const openTicketsOf = (database: Sqlite, day: string): number => statements(database).openTickets.get(day) ?? 0;

export type Close = { readonly manifest: DayManifest; readonly hash: string; readonly signature: string };

/** The manifest of that number, or the newest; null where the day was not closed so often. */
export function findClose(database: Sqlite, day: string, number?: number): Close | null {
  const row = number === undefined ? statements(database).newest.get(day) : statements(database).numbered.get(day, number);
  return row === undefined ? null : { manifest: fromJson(row.manifest, DayManifest), hash: row.hash, signature: row.signature };
}

/** Days on which something was handled or closed, newest first. */
export const listDays = (database: Sqlite, from: string, to: string): readonly DayRow[] => statements(database).days.all({ from, to });
