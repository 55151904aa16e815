/** A licence case as the contract tells it: the applicant masked, notes opened where their key still exists. */
import { z } from 'zod';
import type { LicenceCase, LicenceSummary } from '../../../shared/contract/licence.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { StoredLicenceItem, StoredLicenceMaterial } from '../../../shared/journal/licence-bodies.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { conditionsOf, groupOf } from '../../../shared/licence/document.ts';
import type { Applicant } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { findLicenceCase, licencesOf, type LicenceRow } from '../store/licences.ts';
import { fromJson } from '../store/station.ts';
import { masked, Persons } from '../store/transactions.ts';

/** Null once the applicant's key was shredded. */
export const readApplicant = (context: Context, row: LicenceRow): Applicant | null => context.sealing.open(fromJson(row.applicant, SealedBox), Persons)?.applicant ?? null;

/** The materials of the latest check with their notes. */
export const openMaterials = (context: Context, row: LicenceRow): LicenceCase['materials'] =>
  row.materials === null ? [] : fromJson(row.materials, z.array(StoredLicenceMaterial)).map((material) => ({ ...material, note: noteIn(context, material.note) }));

export function licenceSummary(context: Context, row: LicenceRow): LicenceSummary {
  const applicant = readApplicant(context, row);
  return {
    case: row.code, state: row.state, visit: row.visit, ticket: row.ticket, day: row.day, openedAt: row.opened_at, openedBy: row.opened_by, group: row.licence_group,
    procedure: row.procedure, matter: row.matter, matterName: row.matter_name, matterNameEn: row.matter_name_en, applicantKind: row.applicant_kind,
    applicantMasked: applicant === null ? { name: '—', paper: '—' } : masked(applicant),
    check: row.checked_at === null || row.checked_by === null ? null : { number: row.checks, by: row.checked_by, at: row.checked_at, met: row.met === 1 },
    review: row.reviewed_at === null || row.reviewed_by === null || row.opinion === null ? null : { by: row.reviewed_by, at: row.reviewed_at, opinion: row.opinion },
    decidedAt: row.decided_at, transaction: row.number, voided: row.voided === 1,
  };
}

export function licenceCase(context: Context, code: string): LicenceCase {
  const row = findLicenceCase(context.database, code);
  const document = licencesOf(context.database, row.conditions_version);
  const group = groupOf(document, row.matter);
  if (group === undefined) throw new Refusal('internal', `version ${row.conditions_version} of the licence conditions does not have ${row.matter}`);
  const items = row.items === null ? [] : fromJson(row.items, z.array(StoredLicenceItem));
  return {
    ...licenceSummary(context, row), conditionsVersion: row.conditions_version, authority: document.authority, groupName: group.name, groupNameEn: group.nameEn,
    ordinary: group.procedures.find(({ procedure }) => procedure === row.procedure)?.ordinary ?? null, notice: group.notice,
    conditions: conditionsOf(group, row.procedure).map(({ procedures: _those, ...condition }) => {
      const item = items.find((candidate) => candidate.condition === condition.code);
      return { ...condition, ok: item?.ok ?? null, note: noteIn(context, item?.note ?? null) };
    }),
    signature: row.signature === null || row.committed_at === null ? null : { kind: row.signature, at: row.committed_at },
    materials: openMaterials(context, row), reviewNote: textIn(context, row.review_note), reason: textIn(context, row.reason), withdrawnBecause: row.withdrawn_because,
    statutoryDays: row.statutory_days, promisedDays: row.promised_days, dayUnit: row.day_unit,
  };
}

const noteIn = (context: Context, box: SealedBox | null): string | null => (box === null ? null : context.sealing.open(box, z.string()));

const textIn = (context: Context, column: string | null): string | null => (column === null ? null : noteIn(context, fromJson(column, SealedBox)));
