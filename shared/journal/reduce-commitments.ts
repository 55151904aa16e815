/** What commitments change in the tables. */
import { canonicalize } from './canonical.ts';
import type { Entry } from './entry.ts';
import { actorName, insert, type Change, type Row } from './projection.ts';

type CommitmentEntry = Extract<Entry, { type: 'commitment.configured' | 'commitment.offered' | 'commitment.signed' | 'commitment.bound' | 'commitment.checked' | 'commitment.revealed' }>;

export function commitmentChanges(entry: CommitmentEntry): readonly Change[] {
  switch (entry.type) {
    case 'commitment.configured':
      return [insert('commitment_rules', { seq: entry.seq, share: entry.body.share, within_days: entry.body.withinDays })];
    case 'commitment.offered': {
      const { commitment, visit, number, matter, matterName, matterNameEn, material, day, catalogueVersion, person, applicant, byGuardian, basis, edition, withinDays } = entry.body;
      return [
        insert('commitment', {
          code: commitment, seq: entry.seq, visit, number, matter, matter_name: matterName, matter_name_en: matterNameEn, material, day, catalogue_version: catalogueVersion,
          person, applicant: canonicalize(applicant), by_guardian: Number(byGuardian), basis, edition, within_days: withinDays, offered_at: entry.at, clerk: actorName(entry.actor),
          choice: null, signed_at: null, signature: null, to_check: 0, check_due: null, finding: null, checked_at: null, checked_seq: null,
        }),
      ];
    }
    case 'commitment.signed': {
      const { choice, signature, toCheck, checkDue } = entry.body;
      return [update(entry.body.commitment, { choice, signed_at: entry.at, signature: signature === null ? null : canonicalize(signature), to_check: Number(toCheck), check_due: checkDue })];
    }
    case 'commitment.bound':
      return [update(entry.body.commitment, { number: entry.body.number })];
    case 'commitment.checked':
      return [update(entry.body.commitment, { finding: entry.body.finding, checked_at: entry.at, checked_seq: entry.seq })];
    case 'commitment.revealed':
      return [];
  }
}

const update = (code: string, set: Row): Change => ({ kind: 'update', table: 'commitment', key: { code }, set });
