/** Checks by the issuing body, materials that come later, and notices, read from the projections. */
import type { MatterCode } from '../../../shared/catalogue/catalogue.ts';
import type { DepartmentCheck } from '../../../shared/contract/checks.ts';
import { badInput } from '../../../shared/contract/errors.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';

type CheckRow = {
  readonly code: string;
  readonly number: string;
  readonly matter: MatterCode;
  readonly matter_name: string;
  readonly material: string;
  readonly body: string;
  readonly requested_at: number;
  readonly due: string | null;
  readonly answer: 'confirmed' | 'refuted' | null;
  readonly answered_at: number | null;
};

export type RefutedCheck = { readonly material: string; readonly body: string };
export type ToleratedMaterial = { readonly number: string; readonly matterName: string; readonly material: string; readonly dueBy: string | null };
type NoticeRow = { readonly printed_at: number; readonly clerk: string };

const statements = perConnection((database) => ({
  byCode: database.prepare<[string], CheckRow>('SELECT * FROM department_check WHERE code = ?'),
  lastCode: database.prepare<[], string>('SELECT code FROM department_check ORDER BY rowid DESC LIMIT 1').pluck(),
  // Served by check_open, like `refuted` and `open`.
  openOf: database.prepare<[string, string], string>('SELECT code FROM department_check WHERE answer IS NULL AND number = ? AND material = ?').pluck(),
  refuted: database.prepare<[string], RefutedCheck>(
    `SELECT refuted.material, refuted.body FROM department_check AS refuted
      WHERE refuted.answer = 'refuted' AND refuted.number = ? AND NOT EXISTS (
        SELECT 1 FROM department_check AS later WHERE later.number = refuted.number AND later.material = refuted.material AND later.answer IS NOT NULL AND later.rowid > refuted.rowid)`,
  ),
  open: database.prepare<[number], CheckRow>('SELECT * FROM department_check WHERE answer IS NULL ORDER BY due NULLS LAST, body, rowid LIMIT ?'),
  answered: database.prepare<[number], CheckRow>('SELECT * FROM department_check WHERE answer IS NOT NULL ORDER BY answered_at DESC, rowid DESC LIMIT ?'),
  tolerated: database.prepare<[], ToleratedMaterial>(
    `SELECT ledger.number, handled.matter_name AS matterName, ledger.material, ledger.due_by AS dueBy FROM ledger JOIN handled ON handled.number = ledger.number
      WHERE ledger.state = 'tolerated' AND handled.outcome IN ('accepted', 'reopened') ORDER BY ledger.due_by NULLS LAST, handled.seq, ledger.position`,
  ),
  notice: database.prepare<[string], NoticeRow>('SELECT printed_at, clerk FROM notice WHERE number = ?'),
}));

export function findCheck(database: Sqlite, code: string): DepartmentCheck {
  const row = statements(database).byCode.get(code);
  if (row === undefined) throw badInput('$.check', 'unknown-check', 'there is no check with this number');
  return checkOf(row);
}

/** The station's next check number. Rows are never deleted, so the last one inserted carries the highest. */
export function nextCheckNumber(database: Sqlite, stationCode: string): string {
  const last = statements(database).lastCode.get();
  const count = last === undefined ? 0 : Number(last.slice(last.lastIndexOf('-K') + 2));
  return `${stationCode}-K${String(count + 1).padStart(5, '0')}`;
}

export const hasOpenCheck = (database: Sqlite, number: string, material: string): boolean => statements(database).openOf.get(number, material) !== undefined;

/** Materials of a transaction of which the last answer was that it is not so, with the body that said it. */
export const refutedChecks = (database: Sqlite, number: string): readonly RefutedCheck[] => statements(database).refuted.all(number);

/** Open ones by due date (unknown ones last), then by body; answered ones with the latest answer first. */
export function listChecks(database: Sqlite, which: 'open' | 'answered', limit: number): DepartmentCheck[] {
  return statements(database)[which].all(limit).map(checkOf);
}

/** Tolerated materials of transactions that are still under way, the earliest date first. */
export const toleratedMaterials = (database: Sqlite): readonly ToleratedMaterial[] => statements(database).tolerated.all();

/** When and by whom the notice was given, or null: not yet. */
export function findNotice(database: Sqlite, number: string): { readonly printedAt: number; readonly clerk: string } | null {
  const row = statements(database).notice.get(number);
  return row === undefined ? null : { printedAt: row.printed_at, clerk: row.clerk };
}

function checkOf(row: CheckRow): DepartmentCheck {
  return {
    check: row.code, number: row.number, matter: row.matter, matterName: row.matter_name, material: row.material, body: row.body, requestedAt: row.requested_at,
    due: row.due, answer: row.answer, answeredAt: row.answered_at,
  };
}
