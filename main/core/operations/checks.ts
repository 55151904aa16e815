/** Asking the issuing body and recording what it answered (部门核验). An answer moves the transaction by an amendment. */
import type { CheckAnswer, CheckLetter, DepartmentCheck } from '../../../shared/contract/checks.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { actorName } from '../../../shared/journal/projection.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { standingOf } from '../../../shared/transaction/standing.ts';
import type { MaterialEntry } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { hasOpenCheck, listChecks, nextCheckNumber, requireCheck, unaskedMaterials, type CheckRow, type UnaskedMaterial } from '../store/checks.ts';
import { findTransaction, readMaterials, readPersons } from '../store/transactions.ts';
import { plateOf } from './accounts.ts';
import { entryOf } from './handling.ts';
import { implement } from './implement.ts';
import { matterOf, settleOne, standing, underWay, unknownMaterial } from './settling.ts';
import { amendTransaction } from './transactions.ts';

/** Working days in which a body is expected to answer where nobody says otherwise. */
const answerDays = 5;

/** Checks that a list names where the caller says no limit. */
const namedChecks = 200;

/** Reasons of the counter's own amendments stand in the bureau's books, which are kept in Chinese whatever language the screen has. */
const reasons = {
  confirmed: (check: string): string => `部门核验 ${check}：属实`,
  refuted: (check: string): string => `部门核验 ${check}：不属实`,
} as const;

function checkOf(context: Context, row: CheckRow): DepartmentCheck {
  return {
    check: row.code, number: row.number, matter: row.matter, matterName: row.matter_name, matterNameEn: row.matter_name_en, material: row.material, body: row.body,
    requestedAt: row.requested_at, due: row.due, sentAt: row.sent_at,
    standing: row.answer === null ? standingOf(row.due, businessDay(context.moment.at), context.station.calendar) : null,
    answer: row.answer, answeredAt: row.answered_at,
  };
}

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
  return checkOf(context, requireCheck(context.database, check));
});

/** The request with the person in full; null once the person's key was shredded. */
export function letterOf(context: Context, check: CheckRow): CheckLetter | null {
  const persons = readPersons(context.sealing, findTransaction(context.database, check.number));
  if (persons === null) return null;
  const { name, paper } = persons.applicant;
  return {
    station: context.station.name, site: context.station.site, trial: context.station.trial, check: check.code, number: check.number, matterName: check.matter_name,
    matterNameEn: check.matter_name_en, material: check.material, body: check.body, applicant: { name, paper: { type: paper.type, number: paper.number } },
    day: businessDay(check.requested_at), due: check.due, clerk: plateOf(context.database, actorName(context.actor)),
  };
}

/** Whoever has the answer needs no letter; a person who is no longer on record cannot be asked about. */
export function mustBeOpen(check: CheckRow): void {
  if (check.answer !== null) throw new Refusal('check-not-open', 'the answer was recorded already');
}

const print = implement('check.print', (context, { check: code }) => {
  const check = requireCheck(context.database, code);
  mustBeOpen(check);
  const letter = letterOf(context, check);
  if (letter === null) throw badInput('$.check', 'shredded', 'the applicant is no longer on record');
  context.append({ type: 'check.printed', body: { check: code } });
  return letter;
});

type Said = { readonly answer: CheckAnswer; readonly note: string | undefined; readonly imported: boolean };

/** Puts the answer into the books and moves the transaction with it, where it still waits for it. */
export function recordAnswer(context: Context, check: CheckRow, { answer: said, note, imported }: Said): { readonly number: string; readonly outcome: string } {
  const sealed = note === undefined ? null : context.sealing.seal(`transaction:${check.number}`, context.moment.at, note);
  context.append({ type: 'check.answered', body: { check: check.code, answer: said, note: sealed, ...(imported ? { imported } : {}) } });
  const row = findTransaction(context.database, check.number);
  const waiting = readMaterials(context.sealing, row).find(({ name, state }) => name === check.material && state === 'pending');
  // What was voided or settled otherwise meanwhile stays so; the answer is in the books all the same.
  if (waiting !== undefined && row.matter === check.matter && row.outcome !== 'voided') {
    // The body was asked, so this is the way it came, also where a source had been asked first: only a receipt says "fetched".
    const settled: MaterialEntry = { ...entryOf(waiting), way: 'inter-department', state: said === 'confirmed' ? 'done' : 'missing' };
    const reason = reasons[said](check.code);
    amendTransaction(context, row, settleOne(context, row, settled).change, note === undefined ? reason : `${reason}（${note}）`);
  }
  return { number: row.number, outcome: findTransaction(context.database, row.number).outcome };
}

const answer = implement('check.answer', (context, { check: code, answer: said, note }) => {
  const check = requireCheck(context.database, code);
  mustBeOpen(check);
  const transaction = recordAnswer(context, check, { answer: said, note, imported: false });
  return { check: checkOf(context, requireCheck(context.database, code)), transaction };
});

const list = implement('check.list', (context, { answered, body, dueBy, limit }) => ({
  checks: listChecks(context.database, answered === true ? 'answered' : 'open', { body, dueBy, limit: limit ?? namedChecks }).map((row) => checkOf(context, row)),
}));

/** The provider that the catalogue of the transaction names, where it names one. */
function providerOf(context: Context, { matter, material, catalogueVersion }: UnaskedMaterial): string | null {
  const provider = context.shelf.version(catalogueVersion).byCode.get(matter)?.materials.find(({ name }) => name === material)?.provider ?? '';
  return provider === '' ? null : provider;
}

const unasked = implement('check.unasked', (context) => ({
  materials: unaskedMaterials(context.database).map((one) => {
    const { number, matterName, matterNameEn, material, day } = one;
    return { number, matterName, matterNameEn, material, day, body: providerOf(context, one) };
  }),
}));

export const checkImplementations = {
  'check.request': request,
  'check.print': print,
  'check.answer': answer,
  'check.list': list,
  'check.unasked': unasked,
};
