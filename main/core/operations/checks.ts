/** What comes after acceptance: the issuing body's answer, materials supplied later, the notice of what is missing. Each moves the transaction by an amendment. */
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import type { MaterialRecord } from '../../../shared/contract/transaction.ts';
import { actorName } from '../../../shared/journal/projection.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { AmendmentChange, MaterialEntry, MaterialState, RecordedOutcome } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { findCheck, findNotice, hasOpenCheck, listChecks, nextCheckNumber, refutedChecks, toleratedMaterials } from '../store/checks.ts';
import { findTransaction, readMaterials, type HandledRow } from '../store/transactions.ts';
import { plateOf } from './accounts.ts';
import { requireMatter } from './catalogue.ts';
import { entryOf, handledMaterials } from './handling.ts';
import { implement } from './implement.ts';
import { amendTransaction, noticeOf, receiptOf } from './transactions.ts';

/** Working days in which a body is expected to answer where nobody says otherwise. */
const answerDays = 5;

/** Checks that a list names where the caller says no limit. */
const namedChecks = 200;

/** Reasons of the counter's own amendments stand in the bureau's books, which are kept in Chinese whatever language the screen has. */
const reasons = {
  confirmed: (check: string): string => `部门核验 ${check}：属实`,
  refuted: (check: string): string => `部门核验 ${check}：不属实`,
  supplied: (material: string): string => `补交材料：${material}`,
} as const;

function standing(context: Context, number: string): HandledRow {
  const row = findTransaction(context.database, number, '$.transaction');
  if (row.outcome === 'voided') throw new Refusal('transaction-voided', 'a voided transaction stays voided; handle the matter anew');
  return row;
}

const matterOf = (context: Context, row: HandledRow): Matter => requireMatter(context.shelf.version(row.catalogue_version), row.matter, '$.transaction');

const listedIn = (context: Context, row: HandledRow): ReturnType<typeof handledMaterials> =>
  handledMaterials(context, { matter: matterOf(context, row), day: row.day, visit: row.visit, known: readMaterials(context.sealing, row), refuted: [] });

const unknownMaterial = (): Refusal => badInput('$.material', 'unknown-material', 'the transaction has no such material');

const request = implement('check.request', (context, input) => {
  const row = standing(context, input.transaction);
  const material = readMaterials(context.sealing, row).find(({ name }) => name === input.material);
  if (material === undefined) throw unknownMaterial();
  if (material.way !== 'inter-department' && material.way !== 'data-sharing') throw new Refusal('way-not-lawful', 'the issuing body is not asked about this material');
  if (material.state !== 'pending' || !underWay(row.outcome)) throw new Refusal('nothing-outstanding', 'the transaction does not wait for this material');
  if (hasOpenCheck(context.database, row.number, material.name)) throw new Refusal('check-exists', 'the issuing body was asked already and has not answered');
  const matter = matterOf(context, row);
  const body = input.body ?? matter.materials.find(({ name }) => name === material.name)?.provider ?? '';
  if (body === '') throw badInput('$.body', 'required', 'the catalogue does not say which body issues this; name it');
  const today = businessDay(context.moment.at);
  if (input.due !== undefined && input.due < today) throw badInput('$.due', 'in-the-past', 'the day has passed');
  const expected = context.station.calendar.addWorkingDays(today, answerDays);
  const check = nextCheckNumber(context.database, context.station.code);
  context.append({
    type: 'check.requested',
    body: { check, number: row.number, matter: matter.code, matterName: row.matter_name, material: material.name, body, due: input.due ?? (expected.ok ? expected.day : null) },
  });
  return findCheck(context.database, check);
});

const answer = implement('check.answer', (context, { check: code, answer: said, note }) => {
  const check = findCheck(context.database, code);
  if (check.answer !== null) throw new Refusal('check-not-open', 'the answer was recorded already');
  const sealed = note === undefined ? null : context.sealing.seal(`transaction:${check.number}`, context.moment.at, note);
  context.append({ type: 'check.answered', body: { check: code, answer: said, note: sealed } });
  const row = findTransaction(context.database, check.number);
  const waiting = readMaterials(context.sealing, row).find(({ name, state }) => name === check.material && state === 'pending');
  // What was voided or settled otherwise meanwhile stays so; the answer is in the books all the same.
  if (waiting !== undefined && row.matter === check.matter && row.outcome !== 'voided') {
    // The body was asked, so this is the way it came, also where a source had been asked first: only a receipt says "fetched".
    const settled: MaterialEntry = { ...entryOf(waiting), way: 'inter-department', state: said === 'confirmed' ? 'done' : 'missing' };
    const reason = reasons[said](code);
    amendTransaction(context, row, settleOne(context, row, settled).change, note === undefined ? reason : `${reason}（${note}）`);
  }
  return { check: findCheck(context.database, code), transaction: { number: row.number, outcome: findTransaction(context.database, row.number).outcome } };
});

const supplement = implement('supplement.receive', (context, { transaction, material: name }) => {
  const row = standing(context, transaction);
  const listed = listedIn(context, row).find((material) => material.name === name);
  if (listed === undefined) throw unknownMaterial();
  const record = readMaterials(context.sealing, row).find((material) => material.name === name);
  // A transaction that was not accepted need not speak of every material; the unmentioned one was not there.
  const state = record?.state ?? 'missing';
  if (state !== 'tolerated' && state !== 'missing') throw new Refusal('nothing-outstanding', 'this material is not awaited');
  if (!listed.ways.includes('submit')) throw new Refusal(listed.disposition === 'data-sharing' ? 'shared-not-collectable' : 'way-not-lawful', 'this is not the visitor’s to bring');
  const { change, open } = settleOne(context, row, { ...(record === undefined ? { name } : entryOf(record)), way: 'submit', state: 'done' });
  amendTransaction(context, row, change, reasons.supplied(name));
  return { number: row.number, outcome: findTransaction(context.database, row.number).outcome, open: open.map((one) => one.name) };
});

type Open = { readonly name: string; readonly state: MaterialState };

/** The change that puts one material into its new state and moves the transaction with it, and what is still open then. */
export function settleOne(context: Context, row: HandledRow, settled: MaterialEntry): { readonly change: AmendmentChange; readonly open: readonly Open[] } {
  const others = readMaterials(context.sealing, row).map(entryOf);
  const isKnown = others.some(({ name }) => name === settled.name);
  const materials = isKnown ? others.map((entry) => (entry.name === settled.name ? settled : entry)) : [...others, settled];
  const open = stillOpen(context, row, materials);
  return { change: { materials, outcome: outcomeWith(row.outcome, open) }, open };
}

/** In the order of the matter's materials; one of which the transaction says nothing is missing, unless it was cancelled. */
function stillOpen(context: Context, row: HandledRow, entries: readonly MaterialEntry[]): readonly Open[] {
  return listedIn(context, row).flatMap(({ name, disposition }): Open[] => {
    const entry = entries.find((candidate) => candidate.name === name);
    if (entry === undefined) return disposition === 'cancelled' ? [] : [{ name, state: 'missing' }];
    const state = entry.state ?? 'done';
    return state === 'done' || state === 'not-applicable' ? [] : [{ name, state }];
  });
}

const underWay = (outcome: RecordedOutcome): outcome is 'accepted' | 'reopened' => outcome === 'accepted' || outcome === 'reopened';

/** A transaction under way is completed with its last material and reopened (补正) while one is missing; any other ending stays. */
function outcomeWith(outcome: RecordedOutcome, open: readonly Open[]): RecordedOutcome {
  if (!underWay(outcome)) return outcome;
  if (open.length === 0) return 'completed';
  return open.some(({ state }) => state === 'missing') ? 'reopened' : 'accepted';
}

const supplementList = implement('supplement.list', (context) => {
  const today = businessDay(context.moment.at);
  return { supplements: toleratedMaterials(context.database).map((material) => ({ ...material, overdue: material.dueBy !== null && material.dueBy < today })) };
});

const printNotice = implement('notice.print', (context, { transaction }) => {
  const row = standing(context, transaction);
  const given = findNotice(context.database, row.number);
  // A copy carries the day and the clerk of the paper it is a copy of.
  const clerk = plateOf(context.database, given?.clerk ?? actorName(context.actor));
  const notice = noticeOf(receiptOf(context, row), matterOf(context, row), { number: `${row.number}-T`, day: businessDay(given?.printedAt ?? context.moment.at), clerk });
  if (notice === null) throw new Refusal('nothing-outstanding', 'nothing is missing');
  const copy = given !== null;
  context.append({ type: 'notice.printed', body: { number: row.number, copy } });
  return { notice: { ...notice, missing: notice.missing.map(toBePutRight(refutedChecks(context.database, row.number))) }, copy };
});

/** What a check refuted is put right at the body that refuted it; the catalogue's note speaks of a paper, which is not to be brought (rule 3). */
const toBePutRight =
  (refuted: ReturnType<typeof refutedChecks>) =>
  <Missing extends Pick<MaterialRecord, 'name'> & { readonly note: string }>(missing: Missing): Missing => {
    const body = refuted.find(({ material }) => material === missing.name)?.body;
    return body === undefined ? missing : { ...missing, note: body };
  };

export const checkImplementations = {
  'check.request': request,
  'check.answer': answer,
  'check.list': implement('check.list', (context, { answered, limit }) => ({ checks: listChecks(context.database, answered === true ? 'answered' : 'open', limit ?? namedChecks) })),
  'supplement.receive': supplement,
  'supplement.list': supplementList,
  'notice.print': printNotice,
};
