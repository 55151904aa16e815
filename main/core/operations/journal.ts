/** Proof: verify, rebuild and read the journal. */
import { Refusal } from '../../../shared/contract/errors.ts';
import type { JournalFault, JournalLine } from '../../../shared/contract/journal.ts';
import type { Entry } from '../../../shared/journal/entry.ts';
import { actorName } from '../../../shared/journal/projection.ts';
import type { Context } from '../context.ts';
import { headText, readEntry, type Head, type StoredEntry } from '../store/journal.ts';
import { BrokenChain, rebuildProjections } from '../store/verify.ts';
import { implement } from './implement.ts';

const verify = implement('journal.verify', async (context) => {
  const { entries, head, faults: found, seal } = await context.reader.verify();
  const faults = [...found, ...sealFaults(context, { seq: entries, hash: head }, seal), ...keyFaults(context), ...witnessFaults(context)];
  return { entries, head, ok: faults.length === 0, witnessed: context.witness.witnessed(), faults };
});

/** Whoever rewrote the end of the journal without the vault could not seal it again. */
function sealFaults(context: Context, head: Head, seal: string | null): JournalFault[] {
  if (seal === null || seal === context.vault.pseudonym(headText(head))) return [];
  return [{ seq: head.seq, kind: 'head', detail: 'the end of the journal was not sealed by this station' }];
}

/** What was worked at here is more than what is here, or it was not worked at here. */
function witnessFaults({ witness }: Context): JournalFault[] {
  const doubt = witness.doubt();
  if (doubt === null || doubt.reason === 'restored') return [];
  return [{ seq: doubt.known, kind: 'witness', detail: `${doubt.reason}: the witness beside the database says otherwise than the journal` }];
}

/** A data key that the vault cannot open makes its boxes unreadable, though nobody asked for that. */
function keyFaults(context: Context): JournalFault[] {
  const keys = context.database.prepare<[], string>('SELECT wrapped FROM data_key').pluck().all();
  const damaged = keys.filter((wrapped) => !context.vault.opens(wrapped)).length;
  return damaged === 0 ? [] : [{ seq: null, kind: 'key', detail: `${damaged} of ${keys.length} data keys cannot be opened` }];
}

const rebuild = implement('journal.rebuild', (context) => {
  try {
    const { ok, entries } = rebuildProjections(context.database);
    context.append({ type: 'journal.rebuilt', body: { entries } });
    return { ok, entries };
  } catch (error) {
    if (error instanceof BrokenChain) throw new Refusal('station-broken', 'the journal does not verify; nothing was rebuilt');
    throw error;
  }
});

const read = implement('journal.read', (context, { before, limit, type }) => {
  const wanted = limit ?? 50;
  const rows = context.database
    .prepare<{ before: number | null; type: string | null; limit: number }, StoredEntry>(
      `SELECT seq, type, at, entry, hash FROM journal WHERE (@before IS NULL OR seq < @before) AND (@type IS NULL OR type = @type) ORDER BY seq DESC LIMIT @limit`,
    )
    .all({ before: before ?? null, type: type ?? null, limit: wanted + 1 });
  const ticketNumber = context.database.prepare<[string], string>('SELECT number FROM visit WHERE id = ?').pluck();
  return { entries: rows.slice(0, wanted).flatMap((row) => lineOf(row, (visit) => ticketNumber.get(visit) ?? null)), more: rows.length > wanted };
});

function lineOf(row: StoredEntry, ticketOf: (visit: string) => string | null): JournalLine[] {
  const entry = readEntry(row);
  if (entry === null) return [];
  return [{ seq: entry.seq, id: entry.id, type: entry.type, at: entry.at, actor: actorName(entry.actor), role: entry.actor.kind === 'station' ? 'station' : entry.actor.role, hash: row.hash, subject: subjectOf(entry, ticketOf) }];
}

/** What an entry is about, in a word that is on paper or on the screen. Nothing personal. */
function subjectOf({ type, body }: Entry, ticketOf: (visit: string) => string | null): string | null {
  switch (type) {
    case 'ticket.called':
    case 'ticket.recalled':
    case 'ticket.no-show':
    case 'ticket.put-aside':
    case 'ticket.transferred':
    case 'ticket.started':
    case 'ticket.closed':
    case 'visit.rated':
    case 'rating.closed':
      return ticketOf(body.visit);
    case 'visit.received':
    case 'transaction.finished':
    case 'transaction.amended':
    case 'transaction.revealed':
    case 'transaction.bound':
    case 'session.opened':
    case 'session.closed':
    case 'session.refused':
      return body.number;
    case 'account.created':
      return body.account.number;
    case 'catalogue.adopted':
    case 'licence.adopted':
    case 'upload.configured':
      return String(body.version);
    case 'reductions.adopted':
      return body.versions.map(({ code, version }) => `${code} ${version}`).join(', ');
    case 'lookback.announced':
    case 'lookback.revealed':
    case 'lookback.found':
    case 'lookback.rectified':
    case 'lookback.reported':
      return body.draw;
    case 'check.requested':
    case 'check.printed':
    case 'check.answered':
      return body.check;
    case 'check.exported':
      return body.checks.join(', ');
    case 'licence.opened':
    case 'licence.committed':
    case 'licence.checked':
    case 'licence.reviewed':
    case 'licence.decided':
    case 'licence.withdrawn':
      return body.case;
    case 'commitment.offered':
    case 'commitment.signed':
    case 'commitment.bound':
    case 'commitment.checked':
    case 'commitment.revealed':
      return body.commitment;
    case 'notice.printed':
      return body.number;
    case 'history.imported':
      return `${body.transactions.length} / ${body.expected}`;
    case 'history.mapping-saved':
    case 'statistics.view-saved':
    case 'statistics.view-removed':
    case 'schedule.set':
    case 'schedule.removed':
      return body.name;
    case 'day.closed':
      return `${body.manifest.day} ${body.manifest.number}`;
    case 'export.written':
      return [body.from, body.to, body.format, ...(body.view === undefined ? [] : [body.view])].join(' ');
    case 'export.names-asked':
      return `${body.from} ${body.to}`;
    case 'bundle.exported':
      return `${body.target} ${body.from} ${body.through}`;
    case 'station.initialised':
    case 'station.trusted':
    case 'station.reopened':
      return body.code;
    case 'backup.made':
      return body.file;
    default:
      return null;
  }
}

export const journalImplementations = {
  'journal.verify': verify,
  'journal.rebuild': rebuild,
  'journal.read': read,
};
