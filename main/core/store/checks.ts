/** Checks by the issuing body, read from the projections. */
import type { MatterCode } from '../../../shared/catalogue/catalogue.ts';
import type { CheckAnswer } from '../../../shared/contract/checks.ts';
import { badInput } from '../../../shared/contract/errors.ts';
import { perConnection } from './prepared.ts';
import type { Sqlite } from './sqlite.ts';

export type CheckRow = {
  readonly code: string;
  readonly number: string;
  readonly matter: MatterCode;
  readonly matter_name: string;
  readonly matter_name_en: string;
  readonly material: string;
  readonly body: string;
  readonly requested_at: number;
  readonly due: string | null;
  readonly sent_at: number | null;
  readonly answer: CheckAnswer | null;
  readonly answered_at: number | null;
};

export type RefutedCheck = { readonly material: string; readonly body: string };
export type UnaskedMaterial = {
  readonly number: string;
  readonly matter: string;
  readonly matterName: string;
  readonly matterNameEn: string;
  readonly material: string;
  readonly day: string;
  readonly catalogueVersion: number;
};
export type CheckFilter = { readonly body?: string | undefined; readonly dueBy?: string | undefined; readonly limit: number };
type FilterValues = { readonly body: string | null; readonly dueBy: string | null; readonly limit: number };

/** The transaction is that of the check, or was corrected to another matter since. */
const columns = `department_check.*, coalesce((SELECT matter_name_en FROM handled WHERE handled.number = department_check.number AND handled.matter = department_check.matter), '') AS matter_name_en`;
const filtered = '(@body IS NULL OR body = @body) AND (@dueBy IS NULL OR due <= @dueBy)';

const statements = perConnection((database) => ({
  byCode: database.prepare<[string], CheckRow>(`SELECT ${columns} FROM department_check WHERE code = ?`),
  lastCode: database.prepare<[], string>('SELECT code FROM department_check ORDER BY rowid DESC LIMIT 1').pluck(),
  // Served by check_open, like `refuted` and `open`.
  openOf: database.prepare<[string, string], string>('SELECT code FROM department_check WHERE answer IS NULL AND number = ? AND material = ?').pluck(),
  refuted: database.prepare<[string], RefutedCheck>(
    `SELECT refuted.material, refuted.body FROM department_check AS refuted
      WHERE refuted.answer = 'refuted' AND refuted.number = ? AND NOT EXISTS (
        SELECT 1 FROM department_check AS later WHERE later.number = refuted.number AND later.material = refuted.material AND later.answer IS NOT NULL AND later.rowid > refuted.rowid)`,
  ),
  open: database.prepare<FilterValues, CheckRow>(`SELECT ${columns} FROM department_check WHERE answer IS NULL AND ${filtered} ORDER BY due NULLS LAST, body, rowid LIMIT @limit`),
  answered: database.prepare<FilterValues, CheckRow>(`SELECT ${columns} FROM department_check WHERE answer IS NOT NULL AND ${filtered} ORDER BY answered_at DESC, rowid DESC LIMIT @limit`),
  // Served by ledger_pending.
  unasked: database.prepare<[], UnaskedMaterial>(
    `SELECT ledger.number, handled.matter, handled.matter_name AS matterName, handled.matter_name_en AS matterNameEn, ledger.material, ledger.day, handled.catalogue_version AS catalogueVersion
       FROM ledger JOIN handled ON handled.number = ledger.number
      WHERE ledger.state = 'pending' AND handled.outcome IN ('accepted', 'reopened')
        AND NOT EXISTS (SELECT 1 FROM department_check WHERE answer IS NULL AND department_check.number = ledger.number AND department_check.material = ledger.material)
      ORDER BY handled.seq, ledger.position`,
  ),
}));

/** `path` is where the number stands in the input. */
export function requireCheck(database: Sqlite, code: string, path = '$.check'): CheckRow {
  const row = findCheck(database, code);
  if (row === null) throw badInput(path, 'unknown-check', 'there is no check with this number');
  return row;
}

export const findCheck = (database: Sqlite, code: string): CheckRow | null => statements(database).byCode.get(code) ?? null;

/** The station's next check number. Rows are never deleted, so the last one inserted carries the highest. */
export function nextCheckNumber(database: Sqlite, stationCode: string): string {
  const last = statements(database).lastCode.get();
  const count = last === undefined ? 0 : Number(last.slice(last.lastIndexOf('-K') + 2));
  return `${stationCode}-K${String(count + 1).padStart(5, '0')}`;
}

export const hasOpenCheck = (database: Sqlite, number: string, material: string): boolean => statements(database).openOf.get(number, material) !== undefined;

/** Materials of a transaction of which the last answer was that it is not so, with the body that said it. */
export const refutedChecks = (database: Sqlite, number: string): readonly RefutedCheck[] => statements(database).refuted.all(number);

/** Open ones by due date (unknown ones last), then by body; answered ones with the latest answer first. `dueBy` leaves unknown dates out. */
export const listChecks = (database: Sqlite, which: 'open' | 'answered', { body, dueBy, limit }: CheckFilter): readonly CheckRow[] =>
  statements(database)[which].all({ body: body ?? null, dueBy: dueBy ?? null, limit });

/** Materials of transactions under way that wait for an answer to a question nobody put, the oldest first. */
export const unaskedMaterials = (database: Sqlite): readonly UnaskedMaterial[] => statements(database).unasked.all();
