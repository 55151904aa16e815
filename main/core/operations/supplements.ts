/** What the visitor brings later: tolerated materials (容缺), and the one-time notice (一次性告知) of what is missing. */
import { Refusal } from '../../../shared/contract/errors.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import type { MaterialRecord } from '../../../shared/contract/transaction.ts';
import { actorName } from '../../../shared/journal/projection.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { lastDayOfNotice, noticeState } from '../../../shared/transaction/one-time-notice.ts';
import { standingOf } from '../../../shared/transaction/standing.ts';
import type { RecordedOutcome } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { findNotice, nextNoticeNumber, toleratedMaterials, transactionOfNotice, unnotifiedMaterials, type MissingMaterial } from '../store/awaited.ts';
import { refutedChecks, type RefutedCheck } from '../store/checks.ts';
import { falsePromises } from '../store/commitments.ts';
import { findTransaction, readMaterials, type HandledRow } from '../store/transactions.ts';
import { plateOf } from './accounts.ts';
import { entryOf } from './handling.ts';
import { implement } from './implement.ts';
import { listedIn, matterOf, settleOne, standing, underWay, unknownMaterial } from './settling.ts';
import { amendTransaction, noticeOf, receiptOf } from './transactions.ts';

/** Stands in the bureau's books, which are kept in Chinese whatever language the screen has. */
const suppliedReason = (material: string): string => `补交材料：${material}`;

const receive = implement('supplement.receive', (context, { transaction, material: name, reopen }) => {
  const row = standing(context, transaction);
  const listed = listedIn(context, row).find((material) => material.name === name);
  if (listed === undefined) throw unknownMaterial();
  const record = readMaterials(context.sealing, row).find((material) => material.name === name);
  // A transaction that was not accepted need not speak of every material; the unmentioned one was not there.
  const state = record?.state ?? 'missing';
  if (state !== 'tolerated' && state !== 'missing') throw new Refusal('nothing-outstanding', 'this material is not awaited');
  if (!listed.ways.includes('submit')) throw new Refusal(listed.disposition === 'data-sharing' ? 'shared-not-collectable' : 'way-not-lawful', 'this is not the visitor’s to bring');
  const { change, open } = settleOne(context, row, { ...(record === undefined ? { name } : entryOf(record)), way: 'submit', state: 'done' }, reopen === true ? takenUpAgain(row.outcome) : row.outcome);
  amendTransaction(context, row, change, suppliedReason(name));
  return { number: row.number, outcome: findTransaction(context.database, row.number).outcome, open: open.map((one) => one.name) };
});

/** What was sent back for what was missing goes on; a referral or a completion does not. */
const takenUpAgain = (outcome: RecordedOutcome): RecordedOutcome => (outcome === 'returned' || outcome === 'not-accepted' ? 'reopened' : outcome);

/** By the receipt's number or the notice's: the visitor has one of them in hand. */
const find = implement('supplement.find', (context, { number }) => {
  const row = standing(context, transactionOfNotice(context.database, number) ?? number, '$.number');
  const mayBeBrought = new Set(listedIn(context, row).flatMap(({ name, ways }) => (ways.includes('submit') ? [name] : [])));
  return {
    number: row.number, matterName: row.matter_name, matterNameEn: row.matter_name_en, outcome: row.outcome,
    materials: readMaterials(context.sealing, row).flatMap(({ name, state, dueBy }) =>
      (state === 'tolerated' || state === 'missing') && mayBeBrought.has(name) ? [{ material: name, state, dueBy }] : [],
    ),
  };
});

/** One act: what did not come in time is missing from today, the transaction is returned, and the visitor is told what is missing. */
const giveBack = implement('supplement.return', (context, { transaction, reason }) => {
  const row = standing(context, transaction);
  const today = businessDay(context.moment.at);
  const records = readMaterials(context.sealing, row);
  const tolerated = records.filter(({ state }) => state === 'tolerated');
  if (tolerated.length === 0 || !underWay(row.outcome)) throw new Refusal('nothing-outstanding', 'no material of this transaction is awaited');
  const overdue = tolerated.filter(({ dueBy }) => dueBy !== null && dueBy < today).map(({ name }) => name);
  if (overdue.length === 0) throw new Refusal('supplement-not-overdue', 'the visitor still has time to hand it in');
  const materials = records.map((record) => ({ ...entryOf(record), ...(overdue.includes(record.name) ? { state: 'missing' as const } : {}) }));
  amendTransaction(context, row, { materials, outcome: 'returned' }, reason);
  const returned = findTransaction(context.database, row.number);
  return { number: row.number, outcome: returned.outcome, receipt: receiptOf(context, returned), ...giveNotice(context, returned) };
});

const supplementList = implement('supplement.list', (context) => {
  const today = businessDay(context.moment.at);
  return {
    supplements: toleratedMaterials(context.database).map((material) => {
      const stands = standingOf(material.dueBy, today, context.station.calendar);
      return { ...material, overdue: stands === 'overdue', standing: stands };
    }),
  };
});

/** The notice of everything that is missing now, journaled; a copy where it was given before. */
function giveNotice(context: Context, row: HandledRow): Pick<Output<'notice.print'>, 'notice' | 'copy'> {
  const given = findNotice(context.database, row.number);
  const number = given?.code ?? nextNoticeNumber(context.database, context.station.code);
  // A copy carries the day and the clerk of the paper it is a copy of.
  const clerk = plateOf(context.database, given?.clerk ?? actorName(context.actor));
  const notice = noticeOf(receiptOf(context, row), matterOf(context, row), { number, day: businessDay(given?.printedAt ?? context.moment.at), clerk });
  if (notice === null) throw new Refusal('nothing-outstanding', 'nothing is missing');
  const copy = given !== null;
  context.append({ type: 'notice.printed', body: { number: row.number, ...(copy ? {} : { notice: number }), copy } });
  return { notice: { ...notice, missing: notice.missing.map(toBePutRight(refutedIn(context, row))) }, copy };
}

/** What was found not to be so and is not the visitor's to bring: refuted by a body, or promised falsely where a body would have answered. */
function refutedIn(context: Context, row: HandledRow): readonly RefutedCheck[] {
  const broken = new Set(falsePromises(context.database, row.number));
  const promised = listedIn(context, row).filter(({ name, ways }) => broken.has(name) && !ways.includes('submit'));
  return [...refutedChecks(context.database, row.number), ...promised.map(({ name, provider }) => ({ material: name, body: provider }))];
}

/** What a check refuted is put right at the body that refuted it; the catalogue's note speaks of a paper, which is not to be brought (rule 3). */
const toBePutRight =
  (refuted: readonly RefutedCheck[]) =>
  <Missing extends Pick<MaterialRecord, 'name'> & { readonly note: string }>(missing: Missing): Missing => {
    const body = refuted.find(({ material }) => material === missing.name)?.body;
    return body === undefined ? missing : { ...missing, note: body };
  };

type ListedNotice = Output<'notice.list'>['notices'][number];

/** The most pressing first; a transaction whose last day nobody can tell comes last. */
const noticeList = implement('notice.list', (context) => {
  const today = businessDay(context.moment.at);
  const { calendar } = context.station;
  const byTransaction = Map.groupBy(unnotifiedMaterials(context.database), ({ number }) => number);
  const notices = [...byTransaction.values()].flatMap((missing): ListedNotice[] => {
    const [first] = missing;
    if (first === undefined) return [];
    const { number, matterName, matterNameEn } = first;
    const since = missing.map((one) => one.since).reduce((earliest, day) => (day < earliest ? day : earliest));
    const state = noticeState({ since, wasAccepted: wasAccepted(first, since) }, today, calendar);
    return [{ number, matterName, matterNameEn, missing: missing.map(({ material }) => material), since, lastDay: lastDayOfNotice(since, calendar), state }];
  });
  return { notices: notices.toSorted((one, other) => (one.lastDay ?? '9999').localeCompare(other.lastDay ?? '9999')) };
});

/** A transaction is reopened only after it was accepted, and what came to be missing later had been taken for complete. */
const wasAccepted = ({ outcome, day }: MissingMaterial, since: string): boolean => outcome === 'reopened' || since > day;

export const supplementImplementations = {
  'supplement.receive': receive,
  'supplement.find': find,
  'supplement.return': giveBack,
  'supplement.list': supplementList,
  'notice.print': implement('notice.print', (context, { transaction }) => giveNotice(context, standing(context, transaction))),
  'notice.list': noticeList,
};
