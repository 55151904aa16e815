/** What the visitor still has to bring, and the notices of it, read from the projections. */
import { perConnection } from './prepared.ts';
import type { Sqlite } from './sqlite.ts';

export type ToleratedMaterial = { readonly number: string; readonly matterName: string; readonly matterNameEn: string; readonly material: string; readonly dueBy: string | null };
export type MissingMaterial = { readonly number: string; readonly matterName: string; readonly matterNameEn: string; readonly day: string; readonly outcome: string; readonly material: string; readonly since: string };
export type GivenNotice = { readonly code: string; readonly printedAt: number; readonly clerk: string };

const statements = perConnection((database) => ({
  // Served by ledger_tolerated.
  tolerated: database.prepare<[], ToleratedMaterial>(
    `SELECT ledger.number, handled.matter_name AS matterName, handled.matter_name_en AS matterNameEn, ledger.material, ledger.due_by AS dueBy FROM ledger JOIN handled ON handled.number = ledger.number
      WHERE ledger.state = 'tolerated' AND ledger.imported = 0 AND handled.outcome IN ('accepted', 'reopened') ORDER BY ledger.due_by NULLS LAST, handled.seq, ledger.position`,
  ),
  // Served by ledger_missing.
  unnotified: database.prepare<[], MissingMaterial>(
    `SELECT ledger.number, handled.matter_name AS matterName, handled.matter_name_en AS matterNameEn, handled.day, handled.outcome, ledger.material, ledger.missing_since AS since
       FROM ledger JOIN handled ON handled.number = ledger.number
      WHERE ledger.state = 'missing' AND ledger.imported = 0 AND handled.outcome <> 'voided' AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.number = ledger.number)
      ORDER BY handled.seq, ledger.position`,
  ),
  notice: database.prepare<[string], GivenNotice>('SELECT code, printed_at AS printedAt, clerk FROM notice WHERE number = ?'),
  byNotice: database.prepare<[string], string>('SELECT number FROM notice WHERE code = ?').pluck(),
  // Those of the first version have no number of the series.
  numbered: database.prepare<[], number>(`SELECT count(*) FROM notice WHERE code GLOB '*-T[0-9]*'`).pluck(),
}));

/** Tolerated materials of transactions that are still under way, the earliest date first. */
export const toleratedMaterials = (database: Sqlite): readonly ToleratedMaterial[] => statements(database).tolerated.all();

/** Missing materials of transactions of which no notice was given, in the order of the journal. */
export const unnotifiedMaterials = (database: Sqlite): readonly MissingMaterial[] => statements(database).unnotified.all();

/** The notice of a transaction, or null: not yet given. */
export const findNotice = (database: Sqlite, number: string): GivenNotice | null => statements(database).notice.get(number) ?? null;

/** The station's next notice number: a series without gaps, because a notice is never taken back. */
export const nextNoticeNumber = (database: Sqlite, stationCode: string): string => `${stationCode}-T${String((statements(database).numbered.get() ?? 0) + 1).padStart(5, '0')}`;

/** The transaction that a notice was given for, or null where there is no such notice. */
export const transactionOfNotice = (database: Sqlite, code: string): string | null => statements(database).byNotice.get(code) ?? null;
