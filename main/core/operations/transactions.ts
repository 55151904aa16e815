/** Handling at the window: finishing, correcting by a new entry, reading back. */
import { z } from 'zod';
import { MatterCode } from '../../../shared/catalogue/catalogue.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { DueUnknown, type Notice, type Receipt } from '../../../shared/contract/transaction.ts';
import type { Ticket } from '../../../shared/contract/visit.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';
import type { TransactionBody } from '../../../shared/journal/entry.ts';
import { actorName } from '../../../shared/journal/reduce.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { AmendmentChange, Applicant } from '../../../shared/transaction/transaction.ts';
import { measure } from '../clock.ts';
import type { Context } from '../context.ts';
import { fromJson } from '../store/station.ts';
import { findTransaction, listTransactions, masked, nextNumber, openMaterials, readMaterials, readPersons, summaryOf, type HandledRow } from '../store/transactions.ts';
import { ticketOf } from '../store/visits.ts';
import { plateOf } from './accounts.ts';
import { requireMatter } from './catalogue.ts';
import { entryOf, judge, type Proposal } from './handling.ts';
import { implement } from './implement.ts';
import { ticketFor } from './tickets.ts';

const finish = implement('transaction.finish', (context, input) => {
  const row = ticketFor(context, input.ticket ?? input.visit ?? '', 'finish', input.ticket === undefined ? '$.visit' : '$.ticket');
  const day = businessDay(context.moment.at);
  const catalogue = context.shelf.require(day);
  const matter = requireMatter(catalogue, input.matter, '$.matter');
  const ticket = ticketOf(context.database, row);
  const { settles, visitDone } = settlesWhich(ticket, input.matter, input.replaces);
  const body = judge(context, {
    matter, catalogueVersion: catalogue.version, applicant: input.applicant, proxy: input.proxy ?? null, entries: input.materials, outcome: input.outcome,
    note: input.note ?? null, day, known: [], path: '$',
  });
  const number = nextNumber(context.database, context.station.code);
  context.append({
    type: 'transaction.finished',
    body: {
      ...body, number, visit: row.id, ticket: ticket.number, lane: row.lane, window: input.window ?? row.window ?? context.session?.window ?? null,
      clerk: actorName(context.actor), day, priority: row.priority === 1, settles, visitDone,
      wait: row.wait_ms === null ? null : { milliseconds: row.wait_ms, clock: 'monotonic' },
      service: row.started_at === null || row.started_monotonic === null ? null : measure({ at: row.started_at, run: row.started_run, monotonic: row.started_monotonic }, context.moment),
    },
  });
  const receipt = receiptOf(context, findTransaction(context.database, number), input.applicant);
  const missing = receipt.materials.filter((material) => material.state === 'missing');
  const english = new Map(matter.materials.map((material) => [material.name, material]));
  const notice: Notice | null =
    missing.length === 0
      ? null
      : {
          station: receipt.station, site: receipt.site, trial: receipt.trial, number, day, matterName: matter.name, matterNameEn: matter.nameEn, applicant: receipt.applicant,
          missing: missing.map(({ name }) => ({ name, nameEn: english.get(name)?.nameEn ?? '', note: english.get(name)?.note ?? '' })), clerk: receipt.clerk,
        };
  return {
    number, visitDone, receipt,
    ...(body.due === null ? {} : { due: body.due }),
    ...(body.dueUnknown === null ? {} : { dueUnknown: body.dueUnknown }),
    ...(notice === null ? {} : { notice }),
  };
});

/** Which of the visit's matters this handling settles, and whether it is the last one. */
function settlesWhich({ matters }: Ticket, matter: string, replaces: string | undefined): { settles: MatterCode | null; visitDone: boolean } {
  const wanted = replaces ?? matter;
  const own = matters.find((candidate) => candidate.code === wanted);
  if (own === undefined && replaces !== undefined) throw badInput('$.replaces', 'not-in-visit', 'the visit has no such matter');
  const again = matters.some((candidate) => candidate.code === matter && candidate.done);
  if (again || own?.done === true) throw new Refusal('matter-already-finished', 'this matter of the visit already has an outcome');
  return { settles: own === undefined ? null : MatterCode.parse(own.code), visitDone: matters.every((candidate) => candidate.done || candidate.code === own?.code) };
}

const amend = implement('transaction.amend', (context, { number, change, reason }) => {
  const row = findTransaction(context.database, number);
  if (row.outcome === 'voided') throw new Refusal('transaction-voided', 'a voided transaction stays voided; handle the matter anew');
  const { body, changed } = amended(context, row, change);
  if (changed.length === 0) throw new Refusal('amendment-changes-nothing', 'the transaction already says so');
  const amendment = row.amendments + 1;
  context.append({
    type: 'transaction.amended',
    body: { ...body, number, amendment, amends: row.latest_seq, changed, reason: context.sealing.seal(`transaction:${number}`, context.moment.at, reason) },
  });
  return { number, amendment, receipt: receiptOf(context, findTransaction(context.database, number)) };
});

/** The transaction with the change laid over it, and which parts really differ. */
function amended(context: Context, row: HandledRow, change: AmendmentChange): { body: TransactionBody; changed: string[] } {
  const persons = readPersons(context.sealing, row);
  const applicant = change.applicant ?? persons?.applicant;
  if (applicant === undefined) throw badInput('$.change.applicant', 'shredded', 'the applicant is no longer on record; give the applicant again');
  const matter = requireMatter(context.shelf.version(row.catalogue_version), change.matter ?? row.matter, '$.change.matter');
  const note = row.note === null ? null : context.sealing.open(fromJson(row.note, SealedBox), z.string());
  const records = readMaterials(context.sealing, row);
  const before = { matter: row.matter, applicant: persons?.applicant ?? null, proxy: persons?.proxy ?? null, materials: records.map(entryOf), outcome: row.outcome, note };
  const proposal: Proposal = {
    matter, catalogueVersion: row.catalogue_version, applicant, proxy: change.proxy ?? before.proxy, entries: change.materials ?? before.materials,
    outcome: change.outcome ?? row.outcome, note: change.note ?? note, day: row.day, known: matter.code === row.matter ? records : [], path: '$.change',
  };
  const body = judge(context, proposal);
  // The materials as they were settled: what a request leaves to the defaults is no difference.
  const after = { ...proposal, matter: matter.code, materials: openMaterials(context.sealing, body.materials).map(entryOf) };
  const names = ['matter', 'applicant', 'proxy', 'materials', 'outcome', 'note'] as const;
  return { body, changed: names.filter((name) => canonicalize(before[name]) !== canonicalize(after[name])) };
}

/** The receipt of what stands in the books; `known` spares opening the box that was sealed a moment ago. */
function receiptOf(context: Context, row: HandledRow, known?: Applicant): Receipt {
  const applicant = known ?? readPersons(context.sealing, row)?.applicant;
  return {
    station: context.station.name, site: context.station.site, trial: context.station.trial, number: row.number, ticket: row.ticket, matterName: row.matter_name,
    matterNameEn: row.matter_name_en, outcome: row.outcome, finishedAt: row.finished_at, due: row.due, dueUnknown: DueUnknown.nullable().parse(row.due_unknown),
    applicant: applicant === undefined ? '—' : masked(applicant).name, clerk: plateOf(context.database, row.clerk), window: row.window,
    materials: readMaterials(context.sealing, row), head: context.journal.head().hash,
  };
}

const read = implement('transaction.read', (context, { number }) => {
  const row = findTransaction(context.database, number);
  const amendments = context.database
    .prepare<[string], { seq: number; at: number; by: string; reason: string; changed: string }>('SELECT seq, at, by, reason, changed FROM amendment WHERE number = ? ORDER BY amendment')
    .all(number);
  return {
    transaction: summaryOf(context.sealing, row),
    materials: readMaterials(context.sealing, row),
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
