/** Commitment (告知承诺): told in writing, freely chosen, signed, bound to the transaction it served, checked later. */
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import { CommitmentNumber, type CommitmentNotice } from '../../../shared/contract/commitments.ts';
import type { Input } from '../../../shared/contract/contract.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { commitmentBar, type CommitmentBar } from '../../../shared/transaction/commitment.ts';
import { Signature } from '../../../shared/transaction/signature.ts';
import { Applicant, type MaterialEntry } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { findCommitment, hasFalsePromise, listCommitments, nextCommitmentNumber, readCommitmentRules, recordOf, signatureOf, type CommitmentRow } from '../store/commitments.ts';
import { fromJson } from '../store/station.ts';
import { findTransaction, masked, readMaterials, readPersons } from '../store/transactions.ts';
import { findTicket, ticketOf } from '../store/visits.ts';
import { plateOf } from './accounts.ts';
import { personOf } from './bind-promises.ts';
import { materialsOfVisit, requireMatter } from './catalogue.ts';
import { entryOf } from './handling.ts';
import { implement } from './implement.ts';
import { settleOne } from './settling.ts';
import { amendTransaction } from './transactions.ts';

/** Reasons of the counter's own amendments stand in the bureau's books, which are kept in Chinese whatever language the screen has. */
const reasons = {
  promised: (code: string): string => `告知承诺 ${code}：已签署`,
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
    if (record !== undefined && record.state === 'done') throw new Refusal('nothing-outstanding', 'this material is settled already');
    const applicant = readPersons(context.sealing, row)?.applicant ?? input.applicant;
    if (applicant === undefined) throw badInput('$.applicant', 'shredded', 'the applicant is no longer on record; give the applicant again');
    return { visit: row.visit, number: row.number, matter, day: row.day, catalogueVersion: row.catalogue_version, applicant, material: named(materialsOfVisit(context, matter, row.day, row.visit)) };
  }
  const row = findTicket(context.database, today(context), input.visit ?? '', '$.visit');
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
  const byGuardian = !input.inPerson && input.guardian === true;
  const bar = commitmentBar({ inPerson: input.inPerson, guardian: byGuardian, badCredit: input.badCredit, earlierFalsePromise: hasFalsePromise(context.database, person) });
  if (bar !== null) throw new Refusal(bar, bars[bar]);
  const commitment = nextCommitmentNumber(context.database, context.station.code);
  context.append({
    type: 'commitment.offered',
    body: {
      commitment, visit, number, matter: matter.code, matterName: matter.name, matterNameEn: matter.nameEn, material: material.name, day, catalogueVersion, person,
      applicant: context.sealing.seal(`paper:${applicant.paper.type}:${applicant.paper.number}`, context.moment.at, applicant), byGuardian, basis: material.basis,
    },
  });
  return { commitment, notice: noticeOf(context, findCommitment(context.database, commitment)) };
});

/** What stands on the written notice, as it was offered. */
function noticeOf(context: Context, row: CommitmentRow): CommitmentNotice {
  const matter = requireMatter(context.shelf.version(row.catalogue_version), row.matter, '$.commitment');
  const listed = matter.materials.find(({ name }) => name === row.material);
  const applicant = context.sealing.open(fromJson(row.applicant, SealedBox), Applicant);
  return {
    commitment: row.code, station: context.station.name, site: context.station.site, trial: context.station.trial, day: businessDay(row.offered_at),
    matterName: row.matter_name, matterNameEn: row.matter_name_en, material: row.material, materialEn: listed?.nameEn ?? '', provider: listed?.provider ?? '',
    legalBasis: [...matter.legalBasis, ...(row.basis === null || row.basis === '' ? [] : [row.basis])], applicant: applicant === null ? '—' : masked(applicant).name,
    byGuardian: row.by_guardian === 1, clerk: plateOf(context.database, row.clerk),
  };
}

const sign = implement('commitment.sign', (context, { commitment, choice, signature }) => {
  const row = findCommitment(context.database, commitment);
  if (row.choice !== null) throw new Refusal('commitment-state', 'the choice was recorded already');
  // Between the offer and the signature an earlier promise may have been found false.
  if (choice === 'promise' && hasFalsePromise(context.database, row.person)) throw new Refusal('commitment-false-promise', bars['commitment-false-promise']);
  const { share, withinDays } = readCommitmentRules(context.database);
  const toCheck = choice === 'promise' && context.random(4).readUInt32BE() / 2 ** 32 < share;
  const due = toCheck ? context.station.calendar.addWorkingDays(today(context), withinDays) : null;
  context.append({
    type: 'commitment.signed',
    body: {
      commitment: CommitmentNumber.parse(commitment), choice, toCheck, checkDue: due?.ok === true ? due.day : null,
      signature:
        signature === undefined ? null
        : signature.kind === 'paper' ? signature
        : { kind: 'drawn', strokes: context.sealing.seal(`commitment:${commitment}`, context.moment.at, signature.strokes) },
    },
  });
  if (choice === 'promise' && row.number !== null) settleTransaction(context, row.number, { name: row.material, way: 'commitment', state: 'done' }, reasons.promised(commitment));
  return recordOf(findCommitment(context.database, commitment), today(context));
});

/** Moves a transaction with one material, unless it was voided or says so already. */
function settleTransaction(context: Context, number: string, settled: MaterialEntry, reason: string): void {
  const row = findTransaction(context.database, number, '$.commitment');
  if (row.outcome !== 'voided') amendTransaction(context, row, settleOne(context, row, settled).change, reason);
}

const check = implement('commitment.check', (context, { commitment, finding, note }) => {
  const row = findCommitment(context.database, commitment);
  if (row.choice !== 'promise' || row.finding !== null) throw new Refusal('commitment-state', 'there is no promise here that was not checked yet');
  const sealed = note === undefined ? null : context.sealing.seal(`commitment:${commitment}`, context.moment.at, note);
  context.append({ type: 'commitment.checked', body: { commitment: CommitmentNumber.parse(commitment), finding, note: sealed } });
  if (finding === 'false' && row.number !== null) reopen(context, row.number, row);
  return recordOf(findCommitment(context.database, commitment), today(context));
});

/** A false promise leaves its material missing, and the transaction has to be put right (补正), also where it was completed. */
function reopen(context: Context, number: string, { code, material: name }: CommitmentRow): void {
  const row = findTransaction(context.database, number, '$.commitment');
  const record = readMaterials(context.sealing, row).find((material) => material.name === name);
  // What was voided, or settled in another way meanwhile, stays so.
  if (row.outcome === 'voided' || record?.way !== 'commitment' || record.state !== 'done') return;
  const { change } = settleOne(context, row, { ...entryOf(record), state: 'missing' });
  const ended = row.outcome === 'completed' || row.outcome === 'accepted' || row.outcome === 'reopened';
  amendTransaction(context, row, ended ? { ...change, outcome: 'reopened' } : change, reasons.false(code));
}

const Strokes = Signature.options[0].shape.strokes;

const reveal = implement('commitment.reveal', (context, { commitment, reason }) => {
  const row = findCommitment(context.database, commitment);
  context.append({ type: 'commitment.revealed', body: { commitment: CommitmentNumber.parse(commitment), reason: context.sealing.seal(`commitment:${commitment}`, context.moment.at, reason) } });
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
