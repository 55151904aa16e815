/**
 * The reducer: what an entry changes in the tables that screens read. It reads nothing but the entry, so replaying the
 * journal gives the same bytes as having lived through it. The tables themselves stand in the store's migrations.
 */
import type { ReductionList } from '../catalogue/reduction-list.ts';
import { canonicalize, type Json } from './canonical.ts';
import type { Body, Entry, Measured, TransactionBody } from './entry.ts';
import { certificateChanges, ledgerChanges } from './reduce-certificates.ts';
import { ratingChanges } from './reduce-rating.ts';
import { recoveryChanges } from './reduce-recovery.ts';
import { licenceChanges } from './reduce-licences.ts';
import { commitmentChanges } from './reduce-commitments.ts';
import { exportChanges } from './reduce-exports.ts';
import { historyChanges } from './reduce-history.ts';
import { uploadChanges } from './reduce-upload.ts';
import { actorName, insert, type Change, type Row } from './projection.ts';
import { materialColumns } from '../statistics/material-counts.ts';
import { businessDay } from '../transaction/china-time.ts';
import type { RecordedOutcome } from '../transaction/transaction.ts';

/** The changes of one entry, in order. Total over all entry types; a new type does not compile until it stands here. */
export function reduce(entry: Entry): readonly Change[] {
  switch (entry.type) {
    case 'station.initialised':
      return [
        insert('station', {
          id: entry.station, code: entry.body.code, name: entry.body.name, site: entry.body.site, trial: Number(entry.body.trial),
          public_key: entry.body.publicKey, layout: json(entry.body.layout), holidays: json(entry.body.holidays), founded_at: entry.at, incarnation: 0,
        }),
        insert('clock_state', { station: entry.station, source: null, limit_seconds: usualClockLimit, ahead_by: null, measured_at: null }),
      ];
    case 'station.trusted':
      return [insert('trusted_station', { code: entry.body.code, public_key: entry.body.publicKey, seq: entry.seq })];
    case 'hall.configured':
      return [{ kind: 'update', table: 'station', key: { id: entry.station }, set: { layout: json(entry.body.layout) } }];
    case 'account.created': {
      const { number, name, roles, position, active } = entry.body.account;
      return [insert('account', { number, name, roles: json(roles), position, active: Number(active), pin: json(entry.body.pin) })];
    }
    case 'catalogue.adopted':
      return catalogueChanges(entry.body, entry.at);
    case 'reductions.adopted':
      return entry.body.document.lists.map((list, index) => reductionList(list, entry.body.versions[index]?.version ?? 1, entry.at));
    case 'visit.received':
      return visitChanges(entry);
    case 'ticket.called':
      return [
        ticket(entry.body.visit, {
          state: 'called', called_at: entry.at, window: entry.body.window, clerk: actorName(entry.actor),
          ...(entry.body.wait === null ? {} : { wait_ms: trusted(entry.body.wait), waited: 1 }),
        }, { calls: 1 }),
      ];
    case 'ticket.recalled':
      return [ticket(entry.body.visit, { state: 'called' }, { calls: 1 })];
    case 'ticket.no-show':
      return [ticket(entry.body.visit, { state: 'no-show', ...stopped })];
    case 'ticket.put-aside':
      return [ticket(entry.body.visit, { state: 'aside', ...stopped }, served(entry.body.served))];
    case 'ticket.transferred':
      return [ticket(entry.body.visit, { state: 'waiting', lane: entry.body.to, window: null, clerk: null, called_at: null, ...stopped }, served(entry.body.served))];
    case 'ticket.started':
      return [
        ticket(entry.body.visit, {
          state: 'serving', started_at: entry.at, started_monotonic: entry.clock.monotonic, started_run: entry.clock.run, clerk: actorName(entry.actor),
          ...(entry.body.window === null ? {} : { window: entry.body.window }),
        }),
      ];
    case 'ticket.closed':
      return [ticket(entry.body.visit, { state: 'left', ended_at: entry.at })];
    case 'transaction.finished':
      return finishChanges(entry);
    case 'transaction.amended':
      return [
        {
          kind: 'update', table: 'handled', key: { number: entry.body.number },
          set: { ...transactionColumns(entry.body), ...decisionColumns(entry), latest_seq: entry.seq, amendments: entry.body.amendment },
        },
        insert('amendment', {
          number: entry.body.number, amendment: entry.body.amendment, seq: entry.seq, at: entry.at, by: actorName(entry.actor),
          reason: json(entry.body.reason), changed: json(entry.body.changed),
        }),
        { kind: 'delete', table: 'ledger', key: { number: entry.body.number } },
        ...ledgerChanges(entry.body.number, entry.body),
      ];
    case 'sources.configured':
    case 'consent.recorded':
    case 'certificate.fetched':
    case 'certificate.purged':
    case 'check.requested':
    case 'check.printed':
    case 'check.exported':
    case 'check.answered':
    case 'notice.printed':
    case 'lookback.announced':
    case 'lookback.revealed':
    case 'lookback.found':
    case 'lookback.rectified':
      return certificateChanges(entry);
    case 'commitment.configured':
    case 'commitment.offered':
    case 'commitment.signed':
    case 'commitment.bound':
    case 'commitment.checked':
    case 'commitment.revealed':
      return commitmentChanges(entry);
    case 'clock.configured':
      return [{ kind: 'update', table: 'clock_state', key: { station: entry.station }, set: { source: entry.body.source === null ? null : json(entry.body.source), limit_seconds: entry.body.limitSeconds, ahead_by: null, measured_at: null } }];
    case 'clock.measured':
      return [{ kind: 'update', table: 'clock_state', key: { station: entry.station }, set: { ahead_by: entry.body.offset, measured_at: entry.at } }];
    case 'clock.jumped':
      return [insert('clock_jump', { seq: entry.seq, at: entry.at, moved_by: entry.body.by })];
    case 'upload.configured':
    case 'transaction.bound':
      return uploadChanges(entry);
    case 'day.closed': {
      const { manifest, hash, signature } = entry.body;
      return [insert('day_close', { day: manifest.day, number: manifest.number, seq: entry.seq, at: entry.at, by: manifest.closedBy, head_seq: manifest.head.seq, manifest: json(manifest), hash, signature })];
    }
    case 'licence.adopted':
    case 'licence.opened':
    case 'licence.committed':
    case 'licence.checked':
    case 'licence.reviewed':
    case 'licence.decided':
    case 'licence.withdrawn':
      return licenceChanges(entry);
    case 'visit.rated':
    case 'rating.closed':
      return ratingChanges(entry);
    case 'history.mapping-saved':
    case 'history.imported':
      return historyChanges(entry);
    case 'statistics.view-saved': {
      const { name, query } = entry.body;
      return [{ kind: 'delete', table: 'saved_view', key: { name } }, insert('saved_view', { name, query: json(query), saved_at: entry.at, saved_by: actorName(entry.actor) })];
    }
    case 'statistics.view-removed':
      return [{ kind: 'delete', table: 'saved_view', key: { name: entry.body.name } }];
    case 'export.written':
    case 'export.names-asked':
    case 'schedule.set':
    case 'schedule.removed':
      return exportChanges(entry);
    case 'backup.configured':
    case 'backup.made':
    case 'station.reopened':
      return recoveryChanges(entry);
    case 'session.opened':
    case 'session.closed':
    case 'session.refused':
    case 'transaction.revealed':
    case 'lookback.reported':
    case 'bundle.exported':
    case 'journal.rebuilt':
      return [];
    default:
      return unreachable(entry);
  }
}

function catalogueChanges({ version, effectiveFrom, document }: Body<'catalogue.adopted'>, adoptedAt: number): readonly Change[] {
  return [
    insert('catalogue_version', {
      version, effective_from: effectiveFrom, adopted_at: adoptedAt, matters: document.matters.length, life_events: json(document.dictionaries?.lifeEvents ?? {}),
    }),
    ...document.matters.map((matter, position) => insert('catalogue_matter', { version, position, code: matter.code, content: json(matter) })),
  ];
}

function reductionList(list: ReductionList, version: number, adoptedAt: number): Change {
  return insert('reduction_list', {
    code: list.code, version, effective_from: list.effectiveFrom, effective_to: list.effectiveTo, adopted_at: adoptedAt, content: json(list),
  });
}

function visitChanges({ body, clock, at, actor }: Extract<Entry, { type: 'visit.received' }>): readonly Change[] {
  return [
    insert('visit', {
      id: body.visit, day: body.day, sequence: body.sequence, number: body.number, lane: body.lane, state: 'waiting', priority: Number(body.priority),
      overridden: Number(body.overridden), guide: actorName(actor), received_at: body.receivedAt, received_monotonic: clock.monotonic,
      // A paper ticket was received on another machine's clock: its wait can only be a wall-clock figure.
      received_run: body.receivedAt === at ? clock.run : null,
      called_at: null, started_at: null, started_monotonic: null, started_run: null, ended_at: null, window: null, clerk: null, calls: 0, wait_ms: null, waited: 0,
      served_ms: 0, served_untrusted: 0,
      catalogue_version: body.catalogueVersion, learned: json(body.learned), override_reason: body.overrideReason === null ? null : json(body.overrideReason),
      qr: json(body.qr), issued_by: body.issuedBy,
    }),
    ...body.matters.map((matter, position) =>
      insert('visit_matter', { visit: body.visit, position, code: matter.code, name: matter.name, name_en: matter.nameEn, transaction_number: null }),
    ),
  ];
}

function finishChanges({ body, seq, at, clock }: Extract<Entry, { type: 'transaction.finished' }>): readonly Change[] {
  const settled: Change =
    body.settles === null
      ? // On top of what the guide took down; the sequence number keeps it behind the others.
        insert('visit_matter', { visit: body.visit, position: seq, code: body.matter, name: body.matterName, name_en: body.matterNameEn, transaction_number: body.number })
      : { kind: 'update', table: 'visit_matter', key: { visit: body.visit, code: body.settles }, set: { transaction_number: body.number } };
  return [
    insert('handled', {
      number: body.number, seq, latest_seq: seq, imported: 0, source_number: null, visit: body.visit, ticket: body.ticket, lane: body.lane, window: body.window, clerk: body.clerk, day: body.day,
      finished_at: at, priority: Number(body.priority), wait_ms: trusted(body.wait), service_ms: trusted(body.service), amendments: 0, ...transactionColumns(body),
      promised_due: body.due, closed_day: isOpen(body.outcome) ? null : body.day,
    }),
    settled,
    ...ledgerChanges(body.number, body),
    // The next matter of the visit begins where this one ended.
    ticket(body.visit, {
      served_ms: 0, served_untrusted: 0,
      ...(body.visitDone ? { state: 'done', ended_at: at } : body.service === null ? {} : { started_at: at, started_monotonic: clock.monotonic, started_run: clock.run }),
    }),
  ];
}

function transactionColumns(body: TransactionBody): Row {
  return {
    matter: body.matter, matter_name: body.matterName, matter_name_en: body.matterNameEn, category: body.category, catalogue_version: body.catalogueVersion,
    outcome: body.outcome, applicant_kind: body.applicantKind, applicant: json(body.applicant), note: body.note === null ? null : json(body.note),
    materials: json(body.materials), due: body.due, due_unknown: body.dueUnknown, units: body.persons ?? 1, ...materialColumns(body.materials),
  };
}

/** Accepted, or to be put right: the applicant waits for the decision. */
const isOpen = (outcome: RecordedOutcome): boolean => outcome === 'accepted' || outcome === 'reopened';

/** A correction that decides says when that was; it does not take back what had been promised. */
function decisionColumns({ body, at }: Extract<Entry, { type: 'transaction.amended' }>): Row {
  return {
    ...(body.due === null ? {} : { promised_due: body.due }),
    ...(body.changed.includes('outcome') ? { closed_day: isOpen(body.outcome) ? null : businessDay(at) } : {}),
  };
}

/** Seconds; a manager may set another. */
const usualClockLimit = 30;

/** The visitor is no longer being served. */
const stopped = { started_at: null, started_monotonic: null, started_run: null } as const;

/** Adds what was served to the visit; a stretch by the wall clock spoils the sum. */
const served = (measured: Measured | null): Readonly<Record<string, number>> =>
  measured === null ? {} : measured.clock === 'monotonic' ? { served_ms: measured.milliseconds } : { served_untrusted: 1 };

/** A wall-clock duration is kept in the entry but stays out of the figures: a clock that was set would falsify them. */
function trusted(measured: Measured | null): number | null {
  return measured?.clock === 'monotonic' ? measured.milliseconds : null;
}

const ticket = (visit: string, set: Row, add?: Readonly<Record<string, number>>): Change =>
  add === undefined ? { kind: 'update', table: 'visit', key: { id: visit }, set } : { kind: 'update', table: 'visit', key: { id: visit }, set, add };

const json = (value: Json): string => canonicalize(value);

function unreachable(entry: never): never {
  throw new Error(`no projection for ${JSON.stringify(entry)}`);
}
