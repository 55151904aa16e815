/** Commitment (告知承诺): told in writing, freely chosen, signed, bound to the transaction it served, checked later. */
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import { CommitmentNumber, type CommitmentNotice } from '../../../shared/contract/commitments.ts';
import type { Input } from '../../../shared/contract/contract.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { paperSubject } from '../../../shared/identity/paper.ts';
import type { MaterialRecord } from '../../../shared/contract/transaction.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { commitmentBar, mayHaveGuardian, type CommitmentBar } from '../../../shared/transaction/commitment.ts';
import { noticeEdition, noticeTexts } from '../../../shared/transaction/commitment-notice.ts';
import { Signature } from '../../../shared/transaction/signature.ts';
import { Applicant } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { findCommitment, hasFalsePromise, hasSignedPromise, listCommitments, nextCommitmentNumber, readCommitmentRules, recordOf, signatureOf, type CommitmentRow } from '../store/commitments.ts';
import { fromJson } from '../store/station.ts';
import { findTransaction, masked, readMaterials, readPersons } from '../store/transactions.ts';
import { ticketOf } from '../store/visits.ts';
import { plateOf } from './accounts.ts';
import { materialsOfVisit, requireMatter } from './catalogue.ts';
import { entryOf } from './handling.ts';
import { implement } from './implement.ts';
import { personOf, refuseAfterFalsePromise } from './promises.ts';
import { settleOne } from './settling.ts';
import { ticketFor } from './tickets.ts';
import { amendTransaction } from './transactions.ts';

/** Reasons of the counter's own amendments stand in the bureau's books, which are kept in Chinese whatever language the screen has. */
const reasons = {
  promised: (code: string): string => `告知承诺 ${code}：已签署`,
  true: (code: string): string => `告知承诺 ${code}：核查属实`,
  false: (code: string): string => `告知承诺 ${code}：核查不实`,
} as const;

const bars: Readonly<Record<CommitmentBar, string>> = {
  'commitment-needs-person': 'a commitment is given by the applicant in person, or by their guardian',
  'commitment-bad-credit': 'serious bad credit that was not repaired excludes a commitment',
  'commitment-false-promise': 'an earlier commitment of this person was found false',
};

const today = (context: Context): string => businessDay(context.moment.at);

/** Whose promise, for which material of what. */
type Subject = {
  readonly visit: string;
  readonly number: string | null;
  readonly matter: Matter;
  readonly day: string;
  readonly catalogueVersion: number;
  readonly applicant: Applicant;
  readonly material: ResolvedMaterial;
};

function subjectOf(context: Context, input: Input<'commitment.offer'>): Subject {
  const named = (materials: readonly ResolvedMaterial[]): ResolvedMaterial => {
    const material = materials.find(({ name }) => name === input.material);
    if (material === undefined) throw badInput('$.material', 'unknown-material', 'the matter lists no such material');
    return material;
  };
  if (input.transaction !== undefined) {
    const row = findTransaction(context.database, input.transaction, '$.transaction');
    if (row.outcome === 'voided') throw new Refusal('transaction-voided', 'a voided transaction stays voided; handle the matter anew');
    if (input.matter !== undefined && input.matter !== row.matter) throw badInput('$.matter', 'not-in-transaction', 'the transaction is about another matter');
    const matter = requireMatter(context.shelf.version(row.catalogue_version), row.matter, '$.transaction');
    const record = readMaterials(context.sealing, row).find(({ name }) => name === input.material);
    // A promise in the books that nobody signed can still be signed.
    const settled = record !== undefined && (record.state === 'done' || record.state === 'not-applicable');
    if (settled && (record.way !== 'commitment' || hasSignedPromise(context.database, row.number, record.name))) throw new Refusal('nothing-outstanding', 'this material is settled already');
    const known = readPersons(context.sealing, row)?.applicant;
    if (known !== undefined && input.applicant !== undefined && personOf(context, known) !== personOf(context, input.applicant)) throw badInput('$.applicant.paper.number', 'other-applicant', 'the transaction is of another applicant');
    const applicant = known ?? input.applicant;
    if (applicant === undefined) throw badInput('$.applicant', 'shredded', 'the applicant is no longer on record; give the applicant again');
    return { visit: row.visit, number: row.number, matter, day: row.day, catalogueVersion: row.catalogue_version, applicant, material: named(materialsOfVisit(context, matter, row.day, row.visit)) };
  }
  const row = ticketFor(context, input.visit ?? '', 'finish', '$.visit');
  const open = ticketOf(context.database, row).matters.filter((matter) => !matter.done);
  const code = input.matter ?? (open.length === 1 ? open[0]?.code : undefined);
  if (code === undefined) throw badInput('$.matter', 'required', 'the visit has several matters; name one');
  if (input.applicant === undefined) throw badInput('$.applicant', 'required', 'say whose promise it is');
  const catalogue = context.shelf.require(today(context));
  const matter = requireMatter(catalogue, code, '$.matter');
  return {
    visit: row.id, number: null, matter, day: today(context), catalogueVersion: catalogue.version, applicant: input.applicant, material: named(materialsOfVisit(context, matter, today(context), row.id)),
  };
}

const offer = implement('commitment.offer', (context, input) => {
  const { visit, number, matter, day, catalogueVersion, applicant, material } = subjectOf(context, input);
  if (!material.ways.includes('commitment')) throw new Refusal('way-not-lawful', 'the lists do not let this material be promised');
  const person = personOf(context, applicant);
  const byGuardian = !input.inPerson && input.guardian === true && mayHaveGuardian(applicant.kind);
  const bar = commitmentBar({ inPerson: input.inPerson, guardian: byGuardian, badCredit: input.badCredit, earlierFalsePromise: hasFalsePromise(context.database, person) });
  if (bar !== null) throw new Refusal(bar, bars[bar]);
  const commitment = nextCommitmentNumber(context.database, context.station.code);
  context.append({
    type: 'commitment.offered',
    body: {
      commitment, visit, number, matter: matter.code, matterName: matter.name, matterNameEn: matter.nameEn, material: material.name, day, catalogueVersion, person,
      applicant: context.sealing.seal(paperSubject(applicant.paper), context.moment.at, applicant), byGuardian, basis: material.basis, edition: noticeEdition,
      withinDays: readCommitmentRules(context.database).withinDays,
    },
  });
  return { commitment, notice: noticeOf(context, findCommitment(context.database, commitment)) };
});

/** Null once the person's key was shredded. */
const readPromiser = (context: Context, row: CommitmentRow): Applicant | null => context.sealing.open(fromJson(row.applicant, SealedBox), Applicant);

/** Sealed with the person's own data, so that shredding the person takes the signature along. */
const sealFor = (context: Context, row: CommitmentRow, value: unknown): SealedBox => {
  const applicant = readPromiser(context, row);
  return context.sealing.seal(applicant === null ? `commitment:${row.code}` : paperSubject(applicant.paper), context.moment.at, value);
};

/** What stands on the written notice, as it was offered. */
function noticeOf(context: Context, row: CommitmentRow): CommitmentNotice {
  const matter = requireMatter(context.shelf.version(row.catalogue_version), row.matter, '$.commitment');
  const listed = matter.materials.find(({ name }) => name === row.material);
  const applicant = readPromiser(context, row);
  const materialEn = listed?.nameEn ?? '';
  const legalBasis = [...matter.legalBasis, ...(row.basis === null || row.basis === '' ? [] : [row.basis])];
  return {
    commitment: row.code, station: context.station.name, site: context.station.site, trial: context.station.trial, day: businessDay(row.offered_at),
    matterName: row.matter_name, matterNameEn: row.matter_name_en, material: row.material, materialEn, provider: listed?.provider ?? '',
    legalBasis, applicant: applicant === null ? '—' : masked(applicant).name,
    byGuardian: row.by_guardian === 1, withinDays: row.within_days, edition: row.edition,
    texts: [...noticeTexts({ material: row.material, materialEn, basis: legalBasis, withinDays: row.within_days })], clerk: plateOf(context.database, row.clerk),
  };
}

const sign = implement('commitment.sign', (context, { commitment, choice, signature }) => {
  const row = findCommitment(context.database, commitment);
  if (row.choice !== null) throw new Refusal('commitment-state', 'the choice was recorded already');
  // Between the offer and the signature an earlier promise may have been found false.
  if (choice === 'promise') refuseAfterFalsePromise(context, row.person);
  const { share } = readCommitmentRules(context.database);
  const toCheck = choice === 'promise' && context.random(4).readUInt32BE() / 2 ** 32 < share;
  const due = toCheck ? context.station.calendar.addWorkingDays(today(context), row.within_days) : null;
  context.append({
    type: 'commitment.signed',
    body: {
      commitment: CommitmentNumber.parse(commitment), choice, toCheck, checkDue: due?.ok === true ? due.day : null,
      signature:
        signature === undefined ? null
        : signature.kind === 'paper' ? signature
        : { kind: 'drawn', strokes: sealFor(context, row, signature.strokes) },
    },
  });
  if (choice === 'promise') moveTransaction(context, row, 'promised', reasons.promised(commitment));
  return recordOf(findCommitment(context.database, commitment), today(context));
});

const check = implement('commitment.check', (context, { commitment, finding, note }) => {
  const row = findCommitment(context.database, commitment);
  // A finding that was wrong is corrected by another one that says why; without a reason it is the same check twice.
  const corrects = row.finding !== null && row.finding !== finding && note !== undefined ? row.checked_seq : null;
  if (row.choice !== 'promise' || (row.finding !== null && corrects === null)) throw new Refusal('commitment-state', 'there is no promise here that was not checked yet');
  const sealed = note === undefined ? null : sealFor(context, row, note);
  context.append({ type: 'commitment.checked', body: { commitment: CommitmentNumber.parse(commitment), finding, note: sealed, corrects } });
  const reason = note === undefined ? reasons[finding](commitment) : `${reasons[finding](commitment)}（${note}）`;
  moveTransaction(context, row, finding, reason);
  return recordOf(findCommitment(context.database, commitment), today(context));
});

/**
 * Moves the material that was promised for a transaction, and the transaction with it: a false promise leaves it missing, and the
 * transaction has to be put right (补正), also where it was completed. What was voided, is now of another applicant, or was settled in
 * another way meanwhile stays as it is.
 */
function moveTransaction(context: Context, { number, material: name, matter, person }: CommitmentRow, event: 'promised' | 'true' | 'false', reason: string): void {
  if (number === null) return;
  const row = findTransaction(context.database, number, '$.commitment');
  const applicant = readPersons(context.sealing, row)?.applicant;
  if (row.outcome === 'voided' || row.matter !== matter || applicant === undefined || personOf(context, applicant) !== person) return;
  const record = readMaterials(context.sealing, row).find((material) => material.name === name);
  const state = movedTo(event, record);
  if (state === null) return;
  const { change } = settleOne(context, row, { ...(record === undefined ? { name } : entryOf(record)), way: 'commitment', state });
  const ended = row.outcome === 'completed' || row.outcome === 'accepted' || row.outcome === 'reopened';
  amendTransaction(context, row, state === 'missing' && ended ? { ...change, outcome: 'reopened' } : change, reason);
}

/** Into which state an event moves a material; null: it stays. */
function movedTo(event: 'promised' | 'true' | 'false', record: MaterialRecord | undefined): 'done' | 'missing' | null {
  if (event === 'promised') return record?.state === 'done' || record?.state === 'not-applicable' ? null : 'done';
  if (record?.way !== 'commitment') return null;
  // A finding corrected to true gives the promise its place back.
  if (event === 'true') return record.state === 'missing' ? 'done' : null;
  return record.state === 'done' ? 'missing' : null;
}

const Strokes = Signature.options[0].shape.strokes;

const reveal = implement('commitment.reveal', (context, { commitment, reason }) => {
  const row = findCommitment(context.database, commitment);
  context.append({ type: 'commitment.revealed', body: { commitment: CommitmentNumber.parse(commitment), reason: sealFor(context, row, reason) } });
  const signature = signatureOf(row);
  return { strokes: signature?.kind === 'drawn' ? context.sealing.open(signature.strokes, Strokes) : null };
});

const configure = implement('commitment.configure', (context, rules) => {
  context.append({ type: 'commitment.configured', body: rules });
  return rules;
});

const namedCommitments = 200;

export const commitmentImplementations = {
  'commitment.offer': offer,
  'commitment.sign': sign,
  'commitment.read': implement('commitment.read', (context, { commitment }) => {
    const row = findCommitment(context.database, commitment);
    return { commitment: recordOf(row, today(context)), notice: noticeOf(context, row) };
  }),
  'commitment.reveal': reveal,
  'commitment.list': implement('commitment.list', (context, { state, limit }) => ({
    commitments: listCommitments(context.database, state, limit ?? namedCommitments).map((row) => recordOf(row, today(context))),
  })),
  'commitment.check': check,
  'commitment.configure': configure,
  'commitment.rules': implement('commitment.rules', (context) => readCommitmentRules(context.database)),
};
