/** Judging a handling: what finishing and amending have in common. */
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import { lawfulWays } from '../../../shared/catalogue/lawful-ways.ts';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import { badInput, Refusal, type InputIssue } from '../../../shared/contract/errors.ts';
import type { MaterialRecord } from '../../../shared/contract/transaction.ts';
import type { TransactionBody } from '../../../shared/journal/entry.ts';
import { bornAfter, paperSubject } from '../../../shared/identity/paper.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { settleMaterials, type SettledMaterial, type SettlementFault } from '../../../shared/transaction/settle-materials.ts';
import type { Applicant, MaterialEntry, Proxy, RecordedOutcome } from '../../../shared/transaction/transaction.ts';
import { dueDate, type WorkingCalendar } from '../../../shared/transaction/working-days.ts';
import type { Context } from '../context.ts';
import { promisedMaterials } from '../store/commitments.ts';
import { materialsOfVisit } from './catalogue.ts';
import { personOf, refuseAfterFalsePromise } from './promises.ts';

/** A handling with everything in its place; the optional parts are null, not absent. */
export type Proposal = {
  readonly visit: string;
  readonly matter: Matter;
  readonly catalogueVersion: number;
  readonly applicant: Applicant;
  readonly proxy: Proxy | null;
  readonly entries: readonly MaterialEntry[];
  readonly outcome: RecordedOutcome;
  readonly note: string | null;
  /** As the input says it; null where it says nothing. */
  readonly persons: number | null;
  /** The business day of the handling: lists and limits are those of this day, also when it is amended later. */
  readonly day: string;
  /** What an amended transaction said of its materials: a list that came later does not make what was lawful then unwritable now. */
  readonly known: readonly MaterialRecord[];
  /** Materials of which the issuing body answered, or a later check found, that it is not so. */
  readonly refuted: readonly string[];
  /** Materials that an amended transaction of the same applicant rested on as promised: what was lawful then stays writable. */
  readonly promisedBefore: readonly string[];
  /** Where applicant, proxy and materials stand in the input. */
  readonly path: '$' | '$.change';
};

/** The judged content of a transaction entry, or the refusal. Personal data leaves sealed. */
export function judge(context: Context, proposal: Proposal): TransactionBody {
  const { matter, applicant, proxy, outcome, day, path } = proposal;
  checkPersons(matter, applicant, proxy, day, path);
  const persons = personsOf(proposal);
  const materials = settled(context, proposal, outcome, `${path}.materials`);
  refuseBarredPromises(context, proposal, materials);
  const calendar = context.station.calendar;
  const due = outcome === 'accepted' ? dueDate({ accepted: day, days: matter.promisedDays, unit: matter.dayUnit }, calendar) : null;
  const subject = paperSubject(applicant.paper);
  return {
    day, matter: matter.code, matterName: matter.name, matterNameEn: matter.nameEn, category: matter.category, catalogueVersion: proposal.catalogueVersion, outcome,
    applicantKind: applicant.kind, applicant: context.sealing.seal(subject, context.moment.at, { applicant, proxy }),
    materials: materials.map(({ listed, way, state, copies, note }) => ({
      name: listed.name, listed: listed.disposition, way, state, copies, note: note === null ? null : context.sealing.seal(subject, context.moment.at, note),
      dueBy: state === 'tolerated' ? supplyBy(listed, day, calendar) : null, decidedBy: listed.decidedBy,
      ...(state === 'missing' ? { missingSince: missingSince(context, proposal, listed.name) } : {}),
    })),
    note: proposal.note === null ? null : context.sealing.seal(subject, context.moment.at, proposal.note),
    due: due?.known === true ? due.due : null,
    dueUnknown: due === null || due.known ? null : due.reason,
    ...(persons === null ? {} : { persons }),
  };
}

/** How many people the handling is for; null where the matter counts the application, and then the input may not name any. */
export function personsOf({ matter, persons, path }: Pick<Proposal, 'matter' | 'persons' | 'path'>): number | null {
  if (matter.countedBy === 'person') return persons ?? 1;
  if (persons !== null) throw badInput(`${path}.persons`, 'not-counted-by-person', 'this matter counts the application, not the persons in it');
  return null;
}

/**
 * A promise that nobody signed is still taken down, as an earlier release allowed, and the look-back counts it; but not from somebody who
 * promised falsely before. What the same person signed before that came out stands.
 */
function refuseBarredPromises(context: Context, { visit, matter, applicant, entries, promisedBefore, path }: Proposal, materials: readonly SettledMaterial<HandledMaterial>[]): void {
  const person = personOf(context, applicant);
  const signed = promisedMaterials(context.database, visit, matter.code, person);
  const unsigned = materials
    .filter(({ listed, way, state }) => way === 'commitment' && state === 'done' && !promisedBefore.includes(listed.name) && !signed.includes(listed.name))
    .map(({ listed }) => listed.name);
  if (unsigned.length === 0) return;
  refuseAfterFalsePromise(context, person, unsigned.map((name) => ({
    path: `${path}.materials[${entries.findIndex((entry) => entry.name === name)}].way`, code: 'commitment-false-promise', message: `${name}: an earlier commitment of this person was found false`,
  })));
}

/** The materials as they are settled for an outcome, or the refusal that names every place. */
export function settled(context: Context, handling: SettledHandling, outcome: RecordedOutcome, path: string): readonly SettledMaterial<HandledMaterial>[] {
  const settlement = settleMaterials(handledMaterials(context, handling), handling.entries, outcome, handling.proxy !== null && handling.proxy.guardian !== true);
  if (!settlement.ok) throw refusalOf(settlement.faults, path);
  return settlement.materials;
}

type SettledHandling = Pick<Proposal, 'matter' | 'day' | 'visit' | 'known' | 'refuted' | 'entries' | 'proxy'>;

type HandledMaterial = ResolvedMaterial & { readonly refuted: boolean };

/** The matter's materials as this handling is judged: under the disposition that they had, in the ways that the visit may use. */
export function handledMaterials(context: Context, handling: Pick<Proposal, 'matter' | 'day' | 'visit' | 'known' | 'refuted'>): readonly HandledMaterial[] {
  return materialsOfVisit(context, handling.matter, handling.day, handling.visit).map((material) => asHandled(material, handling));
}

function asHandled(listed: ResolvedMaterial, { known, refuted }: Pick<Proposal, 'known' | 'refuted'>): HandledMaterial {
  const material = { ...listed, refuted: refuted.includes(listed.name) };
  const record = known.find(({ name }) => name === material.name);
  if (record === undefined || record.listed === material.disposition) return material;
  return { ...material, disposition: record.listed, decidedBy: record.decidedBy, ways: lawfulWays({ disposition: record.listed }) };
}

/** Who may apply, and with which papers. */
export function checkPersons(matter: Matter, applicant: Applicant, proxy: Proxy | null, day: string, path: Proposal['path']): void {
  if (!matter.applicant.includes(applicant.kind)) throw new Refusal('applicant-kind-not-served', `${matter.code} is not for this kind of applicant`);
  if (applicant.kind === 'person' && applicant.paper.type === 'credit-code') throw badInput(`${path}.applicant.paper.type`, 'paper-of-enterprise', 'a person has no credit code');
  if (bornAfter(applicant.paper, day)) throw badInput(`${path}.applicant.paper.number`, 'born-in-the-future', 'the date of birth lies in the future');
  if (proxy !== null && bornAfter(proxy.paper, day)) throw badInput(`${path}.proxy.paper.number`, 'born-in-the-future', 'the date of birth lies in the future');
}

/** By when a tolerated material is to be handed in; null where the holidays of that year are not known yet. */
function supplyBy(listed: ResolvedMaterial, day: string, calendar: WorkingCalendar): string | null {
  const date = dueDate({ accepted: day, days: listed.toleranceDays, unit: 'working' }, calendar);
  return date.known ? date.due : null;
}

/** What was not missing when the papers came in is missing from the day of the amendment that says so. */
function missingSince(context: Context, { day, known }: Proposal, name: string): string {
  const record = known.find((material) => material.name === name);
  if (record === undefined) return day;
  return record.state === 'missing' ? (record.missingSince ?? day) : businessDay(context.moment.at);
}

/** Names that fit nothing are faults of the input; the rest is refused by the first rule that was broken, naming every place. */
function refusalOf(faults: readonly SettlementFault[], path: string): Refusal {
  const issues: InputIssue[] = faults.map((fault) => ({
    path: fault.at === null ? path : `${path}[${fault.at}].${fault.code === 'unknown-material' || fault.code === 'material-twice' ? 'name' : 'way'}`,
    code: fault.code,
    message: `${fault.material}: ${messages[fault.code]}`,
  }));
  const broken = faults.map((fault) => fault.code).find((code) => code !== 'unknown-material' && code !== 'material-twice');
  const unknown = faults.some((fault) => fault.code === 'unknown-material' || fault.code === 'material-twice');
  return unknown || broken === undefined ? new Refusal('bad-input', 'the materials do not fit the matter', issues) : new Refusal(broken, messages[broken], issues);
}

const messages: Readonly<Record<SettlementFault['code'], string>> = {
  'unknown-material': 'the matter lists no such material',
  'material-twice': 'the material stands twice',
  'cancelled-not-collectable': 'the certificate was cancelled and cannot be recorded as collected',
  'shared-not-collectable': 'the certificate is fetched by the counter; it is neither collected nor copied',
  'way-not-lawful': 'the material cannot come in this way',
  'tolerance-not-allowed': 'the catalogue does not let this material be handed in later',
  'material-unsettled': 'the material is not settled, so the matter cannot end like this',
  'commitment-needs-person': 'a commitment is given by the applicant in person',
};

/** A stored material as an entry again, for an amendment that leaves the materials as they were. */
export function entryOf(record: MaterialRecord): MaterialEntry {
  return {
    name: record.name, way: record.way, state: record.state,
    ...(record.copies === null ? {} : { copies: record.copies }),
    ...(record.note === null ? {} : { note: record.note }),
  };
}
