/** What certificates, checks, notices and the look-back change in the tables; the part of the reducer that proves afterwards. */
import { canonicalize } from './canonical.ts';
import type { Entry, TransactionBody } from './entry.ts';
import { actorName, insert, type Change } from './projection.ts';

/** One row a material; an amendment replaces them all, because it says the whole new state. */
export function ledgerChanges(number: string, body: TransactionBody): readonly Change[] {
  return body.materials.map((material, position) =>
    insert('ledger', {
      number, position, day: body.day, material: material.name, listed: material.listed, way: material.way, state: material.state, kept: 0,
      list: material.decidedBy?.list ?? null, list_version: material.decidedBy?.version ?? null, list_row: material.decidedBy?.row ?? null,
      due_by: material.dueBy, missing_since: material.state === 'missing' ? (material.missingSince ?? body.day) : null, imported: 0, voided: Number(body.outcome === 'voided'),
    }),
  );
}

type CertificateEntry = Extract<
  Entry,
  {
    type:
      | 'sources.configured' | 'consent.recorded' | 'certificate.fetched' | 'certificate.purged' | 'check.requested' | 'check.printed' | 'check.exported'
      | 'check.answered' | 'notice.printed' | 'lookback.announced' | 'lookback.revealed' | 'lookback.found' | 'lookback.rectified';
  }
>;

export function certificateChanges(entry: CertificateEntry): readonly Change[] {
  switch (entry.type) {
    case 'sources.configured':
      return [insert('source_set', { version: entry.body.version, configured_at: entry.at, document: canonicalize(entry.body.document), secrets: canonicalize(entry.body.secrets) })];
    case 'consent.recorded':
      return [
        insert('consent', {
          seq: entry.seq, visit: entry.body.visit, matter: entry.body.matter, material: entry.body.material, source: entry.body.source, consent: entry.body.consent, at: entry.at,
        }),
      ];
    case 'certificate.fetched': {
      const { receipt, number } = entry.body;
      return [
        insert('receipt', {
          request: receipt.request, seq: entry.seq, visit: receipt.visit, number, matter: receipt.matter, material: receipt.material, source: receipt.source,
          outcome: receipt.outcome, sent_at: receipt.sentAt, purged_at: receipt.purgedAt, used: null, receipt: canonicalize(receipt),
        }),
      ];
    }
    case 'certificate.purged':
      return [{ kind: 'update', table: 'receipt', key: { request: entry.body.request }, set: { purged_at: entry.at, used: Number(entry.body.used) } }];
    case 'check.requested': {
      const { check, number, matter, matterName, material, body, due } = entry.body;
      return [insert('department_check', { code: check, number, matter, matter_name: matterName, material, body, requested_at: entry.at, requested_seq: entry.seq, requested_by: actorName(entry.actor), due, sent_at: null, answer: null, answered_at: null, answered_seq: null, answered_by: null })];
    }
    case 'check.printed':
      return [sent(entry.body.check, entry.at)];
    case 'check.exported':
      return entry.body.checks.map((check) => sent(check, entry.at));
    case 'check.answered':
      return [{ kind: 'update', table: 'department_check', key: { code: entry.body.check }, set: { answer: entry.body.answer, answered_at: entry.at, answered_seq: entry.seq, answered_by: actorName(entry.actor) } }];
    case 'notice.printed':
      return entry.body.copy ? [] : [insert('notice', { number: entry.body.number, code: entry.body.notice ?? `${entry.body.number}-T`, printed_at: entry.at, clerk: actorName(entry.actor) })];
    case 'lookback.announced': {
      const { draw, from, to, size, seedCommitment, inspectors } = entry.body;
      return [
        insert('draw', {
          code: draw, seq: entry.seq, at: entry.at, announced_by: actorName(entry.actor), from_day: from, to_day: to, size, seed_commitment: seedCommitment, inspectors: canonicalize(inspectors),
          seed: null, revealed_seq: null, revealed_at: null, revealed_by: null,
        }),
      ];
    }
    case 'lookback.revealed':
      return [
        { kind: 'update', table: 'draw', key: { code: entry.body.draw }, set: { seed: entry.body.seed, revealed_seq: entry.seq, revealed_at: entry.at, revealed_by: actorName(entry.actor) } },
        ...entry.body.drawn.map(({ number, inspector }, position) =>
          insert('drawn', { draw: entry.body.draw, position, number, inspector, result: null, note: null, rectify_by: null, rectified_at: null, rectified_note: null }),
        ),
      ];
    case 'lookback.found': {
      const { draw, number, result, note, rectifyBy } = entry.body;
      // Found anew, a fault is to be put right anew.
      return [{ kind: 'update', table: 'drawn', key: { draw, number }, set: { result, note: note === null ? null : canonicalize(note), rectify_by: rectifyBy, rectified_at: null, rectified_note: null } }];
    }
    case 'lookback.rectified': {
      const { draw, number, note } = entry.body;
      return [{ kind: 'update', table: 'drawn', key: { draw, number }, set: { rectified_at: entry.at, rectified_note: note === null ? null : canonicalize(note) } }];
    }
  }
}

const sent = (check: string, at: number): Change => ({ kind: 'update', table: 'department_check', key: { code: check }, set: { sent_at: at } });
