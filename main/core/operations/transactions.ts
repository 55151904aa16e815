/** Handling at the window: finishing, correcting by a new entry, reading back. */
import { z } from 'zod';
import { MatterCode, type Matter } from '../../../shared/catalogue/catalogue.ts';
import type { Input, Output } from '../../../shared/contract/contract.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { DueUnknown, type MaterialRecord, type Notice, type Receipt } from '../../../shared/contract/transaction.ts';
import type { Ticket } from '../../../shared/contract/visit.ts';
import { paperSubject } from '../../../shared/identity/paper.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';
import type { Measured, TransactionBody } from '../../../shared/journal/entry.ts';
import { actorName } from '../../../shared/journal/projection.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { AmendmentChange, Applicant } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { refutedChecks } from '../store/checks.ts';
import { falsePromises } from '../store/commitments.ts';
import { fromJson } from '../store/station.ts';
import { findAnyTransaction, findTransaction, listTransactions, masked, nextNumber, openMaterials, readAnyMaterials, readMaterials, readPersons, summaryOf, type HandledRow } from '../store/transactions.ts';
import { ticketOf, visitTransactions, type VisitRow } from '../store/visits.ts';
import { plateOf } from './accounts.ts';
import { requireMatter } from './catalogue.ts';
import { entryOf, judge, type Proposal } from './handling.ts';
import { implement } from './implement.ts';
import { guardAmendment, guardFinish } from './licence-guard.ts';
import { bindPromises } from './promises.ts';
import { servedSince, ticketFor } from './tickets.ts';

const finish = implement('transaction.finish', (context, { ticket, visit, ...handling }) => {
  const row = ticketOfSubject(context, { ticket, visit });
  guardFinish(context, row.id, {
    matter: requireMatter(context.shelf.require(businessDay(context.moment.at)), handling.matter, '$.matter'), entries: handling.materials, outcome: handling.outcome,
  });
  return finishMatter(context, row, handling);
});

/** The ticket that an operation names in one of two ways, if a matter of it may be finished now. */
export function ticketOfSubject(context: Context, { ticket, visit }: Pick<Input<'transaction.finish'>, 'ticket' | 'visit'>): VisitRow {
  return ticketFor(context, ticket ?? visit ?? '', 'finish', ticket === undefined ? '$.visit' : '$.ticket');
}

/** Journals one matter of a visit as a counted transaction, whoever decided it: the one place where a number is given. */
export function finishMatter(context: Context, row: VisitRow, input: Omit<Input<'transaction.finish'>, 'ticket' | 'visit'>): Output<'transaction.finish'> {
  const day = businessDay(context.moment.at);
  const catalogue = context.shelf.require(day);
  const matter = requireMatter(catalogue, input.matter, '$.matter');
  const ticket = ticketOf(context.database, row);
  const { settles, visitDone } = settlesWhich(context, ticket, input.matter, input.replaces);
  const body = judge(context, {
    visit: row.id, matter, catalogueVersion: catalogue.version, applicant: input.applicant, proxy: input.proxy ?? null, entries: input.materials, outcome: input.outcome,
    note: input.note ?? null, persons: input.persons ?? null, day, known: [], refuted: [], promisedBefore: [], path: '$',
  });
  const number = nextNumber(context.database, context.station.code);
  context.append({
    type: 'transaction.finished',
    body: {
      ...body, number, visit: row.id, ticket: ticket.number, lane: row.lane, window: input.window ?? row.window ?? context.session?.window ?? null,
      clerk: actorName(context.actor), priority: row.priority === 1, settles, visitDone,
      wait: row.wait_ms === null ? null : { milliseconds: row.wait_ms, clock: 'monotonic' },
      service: serviceOf(context, row),
    },
  });
  bindPromises(context, row.id, number, body, input.applicant);
  const receipt = receiptOf(context, findTransaction(context.database, number), input.applicant);
  const notice = noticeOf(receipt, matter, { number, day, clerk: receipt.clerk });
  return {
    number, visitDone, receipt,
    ...(body.due === null ? {} : { due: body.due }),
    ...(body.dueUnknown === null ? {} : { dueUnknown: body.dueUnknown }),
    ...(notice === null ? {} : { notice }),
  };
}

/** The one-time notice (一次性告知): everything that is missing, with what the catalogue says of it; null where nothing is. */
export function noticeOf(receipt: Receipt, matter: Matter, given: Pick<Notice, 'number' | 'day' | 'clerk'>): Notice | null {
  const missing = receipt.materials.filter((material) => material.state === 'missing');
  if (missing.length === 0) return null;
  const listed = new Map(matter.materials.map((material) => [material.name, material]));
  return {
    ...given, station: receipt.station, site: receipt.site, trial: receipt.trial, matterName: matter.name, matterNameEn: matter.nameEn, applicant: receipt.applicant,
    missing: missing.map(({ name }) => ({ name, nameEn: listed.get(name)?.nameEn ?? '', note: listed.get(name)?.note ?? '' })),
  };
}

/** All stretches of serving since the last matter of the visit; by the wall clock as soon as one of them was. */
function serviceOf(context: Context, row: VisitRow): Measured | null {
  const last = servedSince(context, row);
  if (last === null && row.served_ms === 0 && row.served_untrusted === 0) return null;
  return { milliseconds: row.served_ms + (last?.milliseconds ?? 0), clock: row.served_untrusted > 0 || last?.clock === 'wall' ? 'wall' : 'monotonic' };
}

/** Which of the visit's matters this handling settles, and whether it is the last one. */
export function settlesWhich(context: Context, { visit, matters }: Ticket, matter: string, replaces: string | undefined): { settles: MatterCode | null; visitDone: boolean } {
  const handled = visitTransactions(context.database, visit).some((transaction) => transaction.matter === matter);
  const wanted = replaces ?? matter;
  const own = matters.find((candidate) => candidate.code === wanted);
  if (own === undefined && replaces !== undefined) throw badInput('$.replaces', 'not-in-visit', 'the visit has no such matter');
  if (handled || own?.done === true) throw new Refusal('matter-already-finished', 'this matter of the visit already has an outcome');
  return { settles: own === undefined ? null : MatterCode.parse(own.code), visitDone: matters.every((candidate) => candidate.done || candidate.code === own?.code) };
}

const amend = implement('transaction.amend', (context, { number, change, reason }) => {
  const amendment = amendTransaction(context, findTransaction(context.database, number), change, reason);
  return { number, amendment, receipt: receiptOf(context, findTransaction(context.database, number)) };
});

/** Lays the change over the transaction, judged like a finishing, as an entry that names the one it corrects. Gives the number of the amendment. */
export function amendTransaction(context: Context, row: HandledRow, change: AmendmentChange, reason: string): number {
  if (row.outcome === 'voided') throw new Refusal('transaction-voided', 'a voided transaction stays voided; handle the matter anew');
  const { body, changed } = amended(context, row, change);
  if (changed.length === 0) throw new Refusal('amendment-changes-nothing', 'the transaction already says so');
  const amendment = row.amendments + 1;
  context.append({
    type: 'transaction.amended',
    body: { ...body, number: row.number, amendment, amends: row.latest_seq, changed, reason: context.sealing.seal(`transaction:${row.number}`, context.moment.at, reason) },
  });
  return amendment;
}

/** The transaction with the change laid over it, and which parts really differ. */
function amended(context: Context, row: HandledRow, change: AmendmentChange): { body: TransactionBody; changed: string[] } {
  const persons = readPersons(context.sealing, row);
  const applicant = change.applicant ?? persons?.applicant;
  if (applicant === undefined) throw badInput('$.change.applicant', 'shredded', 'the applicant is no longer on record; give the applicant again');
  const matter = requireMatter(context.shelf.version(row.catalogue_version), change.matter ?? row.matter, '$.change.matter');
  const note = row.note === null ? null : context.sealing.open(fromJson(row.note, SealedBox), z.string());
  const records = readMaterials(context.sealing, row);
  const before = { matter: row.matter, applicant: persons?.applicant ?? null, proxy: persons?.proxy ?? null, materials: records.map(entryOf), outcome: row.outcome, note, persons: row.units };
  const proposal: Proposal = {
    visit: row.visit, matter, catalogueVersion: row.catalogue_version, applicant, proxy: change.proxy ?? before.proxy, entries: change.materials ?? before.materials,
    outcome: change.outcome ?? row.outcome, note: change.note ?? note, persons: change.persons ?? (matter.code === row.matter ? personsOnRecord(matter, row) : null), day: row.day, known: matter.code === row.matter ? records : [],
    refuted: matter.code === row.matter ? [...refutedChecks(context.database, row.number).map(({ material }) => material), ...falsePromises(context.database, row.number)] : [],
    promisedBefore: persons !== null && samePaper(persons.applicant, applicant) ? promisedIn(records) : [], path: '$.change',
  };
  guardAmendment(context, row, proposal);
  const body = judge(context, proposal);
  // The materials as they were settled: what a request leaves to the defaults is no difference.
  const after = { ...proposal, matter: matter.code, materials: openMaterials(context.sealing, body.materials).map(entryOf), persons: body.persons ?? 1 };
  const names = ['matter', 'applicant', 'proxy', 'materials', 'outcome', 'note', 'persons'] as const;
  return { body, changed: names.filter((name) => canonicalize(before[name]) !== canonicalize(after[name])) };
}

const personsOnRecord = (matter: Matter, { units }: HandledRow): number | null => (matter.countedBy === 'person' ? units : null);

const promisedIn = (records: readonly MaterialRecord[]): readonly string[] => records.filter(({ way, state }) => way === 'commitment' && state === 'done').map(({ name }) => name);

const samePaper = (one: Applicant, other: Applicant): boolean => paperSubject(one.paper) === paperSubject(other.paper);

/** The receipt of what stands in the books; `known` spares opening the box that was sealed a moment ago. */
export function receiptOf(context: Context, row: HandledRow, known?: Applicant): Receipt {
  const applicant = known ?? readPersons(context.sealing, row)?.applicant;
  return {
    station: context.station.name, site: context.station.site, trial: context.station.trial, number: row.number, official: row.official, ticket: row.ticket, matterName: row.matter_name,
    matterNameEn: row.matter_name_en, outcome: row.outcome, finishedAt: row.finished_at, due: row.due, dueUnknown: DueUnknown.nullable().parse(row.due_unknown),
    applicant: applicant === undefined ? '—' : masked(applicant).name, clerk: plateOf(context.database, row.clerk), window: row.window,
    ...(row.units > 1 ? { persons: row.units } : {}), materials: readMaterials(context.sealing, row), head: context.journal.head().hash,
  };
}

const read = implement('transaction.read', (context, { number }) => {
  const row = findAnyTransaction(context.database, number);
  const amendments = context.database
    .prepare<[string], { seq: number; at: number; by: string; reason: string; changed: string }>('SELECT seq, at, by, reason, changed FROM amendment WHERE number = ? ORDER BY amendment')
    .all(number);
  return {
    transaction: summaryOf(context.sealing, row),
    materials: readAnyMaterials(context.sealing, row),
    amendments: amendments.map((one) => ({
      at: one.at, by: one.by, reason: context.sealing.open(fromJson(one.reason, SealedBox), z.string()) ?? '—', changed: fromJson(one.changed, z.array(z.string())),
    })),
    entries: [row.seq, ...amendments.map((one) => one.seq)],
  };
});

const list = implement('transaction.list', (context, input): Output<'transaction.list'> => {
  const limit = input.limit ?? 50;
  const rows = listTransactions(context.database, { ...input, limit: limit + 1 });
  return { transactions: rows.slice(0, limit).map((row) => summaryOf(context.sealing, row)), more: rows.length > limit };
});

const reveal = implement('transaction.reveal', (context, { number, reason }) => {
  const row = findTransaction(context.database, number);
  const persons = readPersons(context.sealing, row);
  context.append({ type: 'transaction.revealed', body: { number, reason: context.sealing.seal(`transaction:${number}`, context.moment.at, reason) } });
  if (persons === null) return { name: '—', paper: { type: 'other', number: '—' }, phone: null };
  const { name, paper, phone } = persons.applicant;
  return { name, paper, phone: phone ?? null };
});

export const transactionImplementations = {
  'transaction.finish': finish,
  'transaction.amend': amend,
  'transaction.read': read,
  'transaction.receipt': implement('transaction.receipt', (context, { number }) => receiptOf(context, findTransaction(context.database, number))),
  'transaction.list': list,
  'transaction.reveal': reveal,
};
