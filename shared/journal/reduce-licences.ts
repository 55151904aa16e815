/** What the steps of a licence case change in the tables. */
import { canonicalize } from './canonical.ts';
import type { Actor, Entry } from './entry.ts';
import { actorName, insert, type Cell, type Change, type Row } from './projection.ts';
import type { SealedBox } from './sealed.ts';

type LicenceEntry = Extract<
  Entry,
  { type: 'licence.adopted' | 'licence.opened' | 'licence.committed' | 'licence.checked' | 'licence.reviewed' | 'licence.decided' | 'licence.withdrawn' }
>;

/**
 * By what two steps are held to be another account's. The command line has no accounts: whoever has the passphrase is trusted
 * with the roles, so there the role that was named makes the difference, and the journal shows that it was so.
 */
export function accountOf(actor: Actor): string {
  return actor.kind === 'command-line' ? `${actorName(actor)}:${actor.role}` : actorName(actor);
}

export function licenceChanges(entry: LicenceEntry): readonly Change[] {
  switch (entry.type) {
    case 'licence.adopted':
      return [insert('licence_conditions', { version: entry.body.version, adopted_at: entry.at, document: canonicalize(entry.body.document) })];
    case 'licence.opened':
      return [opened(entry)];
    case 'licence.committed':
      return [moved(entry.body.case, { state: 'committed', signature: entry.body.signature, committed_at: entry.at })];
    case 'licence.checked':
      return [
        moved(
          entry.body.case,
          {
            state: 'checked', checked_at: entry.at, checked_by: actorName(entry.actor), checker: accountOf(entry.actor), met: Number(entry.body.met),
            items: canonicalize(entry.body.items), materials: canonicalize(entry.body.materials),
            // What was said of an earlier check was not said of this one.
            reviewed_at: null, reviewed_by: null, opinion: null, review_note: null,
          },
          { checks: 1 },
        ),
      ];
    case 'licence.reviewed':
      return [
        moved(entry.body.case, {
          state: entry.body.opinion === 'agree' ? 'reviewed' : 'committed', reviewed_at: entry.at, reviewed_by: actorName(entry.actor), opinion: entry.body.opinion,
          review_note: box(entry.body.note),
        }),
      ];
    case 'licence.decided':
      return [moved(entry.body.case, { state: entry.body.decision, decided_at: entry.at, decided_day: entry.body.day, number: entry.body.number, reason: box(entry.body.reason) })];
    case 'licence.withdrawn':
      return [moved(entry.body.case, { state: 'withdrawn', withdrawn_because: entry.body.because, reason: box(entry.body.note) })];
  }
}

function opened({ body, at, actor }: Extract<LicenceEntry, { type: 'licence.opened' }>): Change {
  return insert('licence_case', {
    code: body.case, visit: body.visit, ticket: body.ticket, day: body.day, opened_at: at, opened_by: actorName(actor), matter: body.matter, matter_name: body.matterName,
    matter_name_en: body.matterNameEn, replaces: body.replaces, licence_group: body.group, procedure: body.procedure, catalogue_version: body.catalogueVersion,
    conditions_version: body.conditionsVersion, applicant_kind: body.applicantKind, applicant: canonicalize(body.applicant), statutory_days: body.statutoryDays,
    promised_days: body.promisedDays, day_unit: body.dayUnit, state: 'opened', checks: 0,
  });
}

const moved = (code: string, set: Row, add?: Readonly<Record<string, number>>): Change =>
  add === undefined ? { kind: 'update', table: 'licence_case', key: { code }, set } : { kind: 'update', table: 'licence_case', key: { code }, set, add };

const box = (sealed: SealedBox | null): Cell => (sealed === null ? null : canonicalize(sealed));
