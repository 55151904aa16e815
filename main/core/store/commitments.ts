/** Commitments, read from the projections. */
import type { z } from 'zod';
import type { CommitmentRecord, CommitmentRules } from '../../../shared/contract/commitments.ts';
import { badInput } from '../../../shared/contract/errors.ts';
import { commitmentBodies } from '../../../shared/journal/commitment-bodies.ts';
import { commitmentState, type CommitmentState } from '../../../shared/transaction/commitment.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';
import { fromJson } from './station.ts';

export type CommitmentRow = {
  readonly code: string;
  readonly visit: string;
  readonly number: string | null;
  readonly matter: string;
  readonly matter_name: string;
  readonly matter_name_en: string;
  readonly material: string;
  readonly day: string;
  readonly catalogue_version: number;
  readonly person: string;
  readonly applicant: string;
  readonly by_guardian: 0 | 1;
  readonly basis: string | null;
  readonly offered_at: number;
  readonly clerk: string;
  readonly choice: 'promise' | 'ordinary-way' | null;
  readonly signed_at: number | null;
  readonly signature: string | null;
  readonly to_check: 0 | 1;
  readonly check_due: string | null;
  readonly finding: 'true' | 'false' | null;
  readonly checked_at: number | null;
  readonly checked_seq: number | null;
  readonly edition: number;
  readonly within_days: number;
};

/** [D] Until a manager says otherwise. */
const usualRules: CommitmentRules = { share: 0.2, withinDays: 20 };

const stateSql: Readonly<Record<CommitmentState, string>> = {
  offered: 'choice IS NULL',
  promised: `choice = 'promise' AND finding IS NULL`,
  'ordinary-way': `choice = 'ordinary-way'`,
  kept: `finding = 'true'`,
  false: `finding = 'false'`,
};

const statements = perConnection((database) => ({
  rules: database.prepare<[], { share: number; within_days: number }>('SELECT share, within_days FROM commitment_rules ORDER BY seq DESC LIMIT 1'),
  byCode: database.prepare<[string], CommitmentRow>('SELECT * FROM commitment WHERE code = ?'),
  lastCode: database.prepare<[], string>('SELECT code FROM commitment ORDER BY seq DESC LIMIT 1').pluck(),
  // Served by commitment_of_person.
  falseOnes: database.prepare<[string], number>(`SELECT count(*) FROM commitment WHERE person = ? AND finding = 'false'`).pluck(),
  // Served by commitment_of_visit. The newest: whoever was asked again said it last.
  promise: database.prepare<[string, string, string, string], string>(
    `SELECT code FROM commitment WHERE visit = ? AND matter = ? AND material = ? AND person = ? AND choice = 'promise' AND finding IS NOT 'false' AND number IS NULL ORDER BY seq DESC LIMIT 1`,
  ).pluck(),
  standing: database.prepare<[string, string, string], string>(
    `SELECT material FROM commitment WHERE visit = ? AND matter = ? AND person = ? AND choice = 'promise' AND finding IS NOT 'false'`,
  ).pluck(),
  // Served by commitment_of_transaction, like `signedFor`.
  signedFor: database.prepare<[string, string], number>(`SELECT 1 FROM commitment WHERE number = ? AND material = ? AND choice = 'promise' AND finding IS NOT 'false'`).pluck(),
  falseOf: database.prepare<[string], string>(`SELECT material FROM commitment WHERE number = ? AND finding = 'false'`).pluck(),
  toCheck: database.prepare<[number], CommitmentRow>(`SELECT * FROM commitment WHERE to_check = 1 AND choice = 'promise' AND finding IS NULL ORDER BY check_due NULLS LAST, seq LIMIT ?`),
  all: database.prepare<[number], CommitmentRow>('SELECT * FROM commitment ORDER BY seq DESC LIMIT ?'),
}));

/** The share and the days in force. */
export function readCommitmentRules(database: Sqlite): CommitmentRules {
  const row = statements(database).rules.get();
  return row === undefined ? usualRules : { share: row.share, withinDays: row.within_days };
}

export function findCommitment(database: Sqlite, code: string): CommitmentRow {
  const row = statements(database).byCode.get(code);
  if (row === undefined) throw badInput('$.commitment', 'unknown-commitment', 'there is no commitment with this number');
  return row;
}

/** The station's next commitment number. Rows are never deleted, so the last one inserted carries the highest. */
export function nextCommitmentNumber(database: Sqlite, stationCode: string): string {
  const last = statements(database).lastCode.get();
  const count = last === undefined ? 0 : Number(last.slice(last.lastIndexOf('-C') + 2));
  return `${stationCode}-C${String(count + 1).padStart(5, '0')}`;
}

/** Whether a promise of this person (a pseudonym) was ever found false here. */
export const hasFalsePromise = (database: Sqlite, person: string): boolean => (statements(database).falseOnes.get(person) ?? 0) > 0;

/** The signed promise of this person that no transaction has used yet, or null. */
export const unusedPromise = (database: Sqlite, visit: string, matter: string, material: string, person: string): string | null =>
  statements(database).promise.get(visit, matter, material, person) ?? null;

/** Materials that this person promised in this visit, signed, and no check found false. */
export const promisedMaterials = (database: Sqlite, visit: string, matter: string, person: string): readonly string[] => statements(database).standing.all(visit, matter, person);

/** Whether a signed promise that no check found false stands behind a material of a transaction. */
export const hasSignedPromise = (database: Sqlite, number: string, material: string): boolean => statements(database).signedFor.get(number, material) !== undefined;

/** Materials of a transaction whose promise was found false. */
export const falsePromises = (database: Sqlite, number: string): readonly string[] => statements(database).falseOf.all(number);

export function listCommitments(database: Sqlite, state: CommitmentState | 'to-check' | undefined, limit: number): readonly CommitmentRow[] {
  if (state === undefined) return statements(database).all.all(limit);
  if (state === 'to-check') return statements(database).toCheck.all(limit);
  return database.prepare<[number], CommitmentRow>(`SELECT * FROM commitment WHERE ${stateSql[state]} ORDER BY seq DESC LIMIT ?`).all(limit);
}

const SignatureColumn = commitmentBodies['commitment.signed'].shape.signature;

/** How it was signed; the strokes stay in their box. */
export const signatureOf = (row: CommitmentRow): z.infer<typeof SignatureColumn> => (row.signature === null ? null : fromJson(row.signature, SignatureColumn));

/** As lists show it; `today` decides what is overdue. */
export function recordOf(row: CommitmentRow, today: string): CommitmentRecord {
  const open = row.to_check === 1 && row.finding === null;
  return {
    commitment: row.code, state: commitmentState(row), visit: row.visit, number: row.number, matter: row.matter, matterName: row.matter_name, matterNameEn: row.matter_name_en,
    material: row.material, offeredAt: row.offered_at, clerk: row.clerk, signedAt: row.signed_at, signature: signatureOf(row)?.kind ?? null, toCheck: row.to_check === 1,
    checkDue: row.check_due, overdue: open && row.check_due !== null && row.check_due < today, checkedAt: row.checked_at,
  };
}
