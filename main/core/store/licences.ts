/** Licence conditions as they were adopted, and licence cases, read from the projections. */
import type { ApplicantKind, DayUnit, MatterCode } from '../../../shared/catalogue/catalogue.ts';
import { badInput } from '../../../shared/contract/errors.ts';
import type { LicenceDecision, LicenceOpinion, LicenceState } from '../../../shared/licence/case.ts';
import { groupOf, LicenceDocument, type LicenceGroup, type Procedure } from '../../../shared/licence/document.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';
import { fromJson } from './station.ts';

export type LicenceRow = {
  readonly code: string;
  readonly visit: string;
  readonly ticket: string;
  readonly day: string;
  readonly opened_at: number;
  readonly opened_by: string;
  readonly matter: MatterCode;
  readonly matter_name: string;
  readonly matter_name_en: string;
  readonly replaces: MatterCode | null;
  readonly licence_group: string;
  readonly procedure: Procedure;
  readonly catalogue_version: number;
  readonly conditions_version: number;
  readonly applicant_kind: ApplicantKind;
  readonly applicant: string;
  readonly statutory_days: number | null;
  readonly promised_days: number | null;
  readonly day_unit: DayUnit;
  readonly state: LicenceState;
  readonly signature: 'drawn' | 'paper' | null;
  readonly committed_at: number | null;
  readonly checks: number;
  readonly checked_at: number | null;
  readonly checked_by: string | null;
  readonly checker: string | null;
  readonly met: 0 | 1 | null;
  readonly items: string | null;
  readonly materials: string | null;
  readonly reviewed_at: number | null;
  readonly reviewed_by: string | null;
  readonly opinion: LicenceOpinion | null;
  readonly review_note: string | null;
  readonly decided_at: number | null;
  readonly decided_day: string | null;
  readonly number: string | null;
  readonly reason: string | null;
  readonly withdrawn_because: 'ordinary-way' | 'taken-back' | null;
  /** The transaction of the decision was voided since. */
  readonly voided: 0 | 1;
};

export type DecidedRow = Pick<LicenceRow, 'licence_group' | 'conditions_version' | 'day' | 'statutory_days' | 'promised_days' | 'day_unit' | 'voided'> & {
  readonly state: LicenceDecision;
  readonly decided_day: string;
};

export type Licences = { readonly version: number; readonly document: LicenceDocument };

const columns = `licence_case.*, coalesce(handled.outcome = 'voided', 0) AS voided FROM licence_case LEFT JOIN handled ON handled.number = licence_case.number`;
const openStates = `('opened', 'committed', 'checked', 'reviewed')`;

const statements = perConnection((database) => ({
  byCode: database.prepare<[string], LicenceRow>(`SELECT ${columns} WHERE licence_case.code = ?`),
  lastCode: database.prepare<[], string>('SELECT code FROM licence_case ORDER BY rowid DESC LIMIT 1').pluck(),
  // Served by licence_case_of_visit.
  openOf: database.prepare<{ visit: string; matter: string }, string>(`SELECT code FROM licence_case WHERE visit = @visit AND (matter = @matter OR replaces = @matter) AND state IN ${openStates}`).pluck(),
  // Served by licence_case_of_number.
  ofTransaction: database.prepare<[string], string>('SELECT code FROM licence_case WHERE number = ?').pluck(),
  list: database.prepare<{ state: string | null; visit: string | null; limit: number }, LicenceRow>(
    `SELECT ${columns} WHERE (@state IS NULL OR licence_case.state = @state) AND (@visit IS NULL OR licence_case.visit = @visit) ORDER BY licence_case.rowid DESC LIMIT @limit`,
  ),
  // Served by licence_case_decided.
  decided: database.prepare<[string, string], DecidedRow>(
    `SELECT licence_group, conditions_version, licence_case.day, statutory_days, promised_days, day_unit, state, decided_day, coalesce(handled.outcome = 'voided', 0) AS voided
       FROM licence_case LEFT JOIN handled ON handled.number = licence_case.number WHERE decided_day BETWEEN ? AND ? ORDER BY licence_case.rowid`,
  ),
  newest: database.prepare<[], number | null>('SELECT max(version) FROM licence_conditions').pluck(),
  document: database.prepare<[number], string>('SELECT document FROM licence_conditions WHERE version = ?').pluck(),
}));

/** Documents by version: they never change, and every finishing asks whether its matter is a licence. */
const documents = perConnection(() => new Map<number, LicenceDocument>());

/** The texts of a version; every version that a case names was adopted. */
export function licencesOf(database: Sqlite, version: number): LicenceDocument {
  const known = documents(database).get(version);
  if (known !== undefined) return known;
  const document = fromJson(statements(database).document.get(version) ?? '', LicenceDocument);
  documents(database).set(version, document);
  return document;
}

/** The texts that were adopted last, or null: this station handles no licence by commitment. */
export function licencesInForce(database: Sqlite): Licences | null {
  const version = statements(database).newest.get() ?? null;
  return version === null ? null : { version, document: licencesOf(database, version) };
}

/** The group of a matter by the texts in force. */
export function licenceGroupOf(database: Sqlite, matter: string): LicenceGroup | undefined {
  const licences = licencesInForce(database);
  return licences === null ? undefined : groupOf(licences.document, matter);
}

export function findLicenceCase(database: Sqlite, code: string): LicenceRow {
  const row = statements(database).byCode.get(code);
  if (row === undefined) throw badInput('$.case', 'unknown-licence-case', 'there is no licence case with this number');
  return row;
}

/** The station's next case number. Rows are never deleted, so the last one inserted carries the highest. */
export function nextLicenceCase(database: Sqlite, stationCode: string): string {
  const last = statements(database).lastCode.get();
  const count = last === undefined ? 0 : Number(last.slice(last.lastIndexOf('-L') + 2));
  return `${stationCode}-L${String(count + 1).padStart(5, '0')}`;
}

/** The open case that settles, or would settle, this matter of a visit. */
export const openLicenceCase = (database: Sqlite, visit: string, matter: string): string | undefined => statements(database).openOf.get({ visit, matter });

/** The case whose decision a transaction is. */
export const licenceCaseOf = (database: Sqlite, number: string): string | undefined => statements(database).ofTransaction.get(number);

export type LicenceFilter = { readonly state: LicenceState | null; readonly visit: string | null; readonly limit: number };

export const listLicenceCases = (database: Sqlite, filter: LicenceFilter): readonly LicenceRow[] => statements(database).list.all(filter);

/** Cases decided in a span, by the business day of the decision. */
export const decidedLicences = (database: Sqlite, from: string, to: string): readonly DecidedRow[] => statements(database).decided.all(from, to);
