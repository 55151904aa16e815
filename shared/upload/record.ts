/**
 * A transaction as a provincial platform takes it: the fields of the interface samples (handbook, rules: Transactions), derived from the
 * journal and from nothing that a clerk would have to type again (二次录入). One record a version: the first entry and each amendment
 * give a whole new state, so that no receiver has to merge.
 */
import { z } from 'zod';
import { CaseKind, DayUnit, Disposition, ApplicantKind, type Matter } from '../catalogue/catalogue.ts';
import { OfficialNumber } from '../contract/official-number.ts';
import { PaperType } from '../identity/paper.ts';
import type { Entry, StoredMaterial } from '../journal/entry.ts';
import { actorName } from '../journal/projection.ts';
import { Lane } from '../routing/lanes.ts';
import { instantText } from '../transaction/china-time.ts';
import { MaterialState, type Applicant, type Proxy, type RecordedOutcome } from '../transaction/transaction.ts';

const Instant = z.iso.datetime({ offset: true });
const Clerk = z.strictObject({ number: z.string(), name: z.string() });

export const TransactionRecord = z.strictObject({
  key: z.string().max(120).meta({ description: 'Idempotency key: station, number and version. The same key never carries another content.' }),
  // Spelt out: what was imported is the previous system's to have sent, and the published form changes with its version only.
  number: z.string().regex(/^[0-9A-Z]{4,8}-[0-9]{6,10}$/).meta({ description: 'The station’s own number, without gaps.' }),
  official: OfficialNumber.nullable().meta({ description: 'The official case number (申报号), where this platform has given one already.' }),
  dataVersion: z.number().int().min(1).meta({ description: 'Counts up by one with each correction (数据版本).' }),
  supersedes: z.string().nullable().meta({ description: 'Key of the version that this one corrects. It may have been refused, or arrive later.' }),
  entry: z.strictObject({ seq: z.number().int(), hash: z.string() }).meta({ description: 'The entry of the station’s journal that this version comes from, with its SHA-256.' }),
  serviceCode: z.string(),
  serviceName: z.string(),
  kind: CaseKind.nullable().meta({ description: 'instant 即办件, promised 承诺件; null where the catalogue is no longer there.' }),
  catalogueVersion: z.number().int(),
  areaCode: z.string().meta({ description: 'GB/T 2260' }),
  lane: Lane,
  applicantKind: ApplicantKind,
  applicant: z.strictObject({ name: z.string(), paperType: PaperType, paperNumber: z.string() }).nullable().meta({ description: 'Null once the person’s data were shredded.' }),
  contact: z.strictObject({ name: z.string(), phone: z.string().nullable() }).nullable().meta({ description: 'Who came: the proxy, or the applicant.' }),
  receivedAt: Instant.meta({ description: '收件' }),
  materials: z.array(
    z.strictObject({
      order: z.number().int().min(1), name: z.string(),
      how: Disposition.meta({ description: 'cancelled 直接取消, data-sharing 数据共享, inter-department 部门核验, commitment 告知承诺, submit 提交' }),
      taken: z.boolean(), state: MaterialState, copies: z.number().int().nullable(), takenAt: Instant.nullable(), dueBy: z.iso.date().nullable(),
    }),
  ),
  acceptance: z
    .strictObject({ clerk: Clerk, at: Instant, promisedDays: z.number().int().nullable(), dayUnit: DayUnit.nullable(), due: z.iso.date().nullable() })
    .nullable()
    .meta({ description: '受理; null where it was not accepted' }),
  completion: z
    .strictObject({
      clerk: Clerk, at: Instant,
      result: z.enum(['completed', 'not-accepted', 'returned', 'referred', 'voided']).meta({ description: '办结, 不予受理, 退件, 转报办结, 作废办结' }),
      description: z.string().nullable(),
    })
    .nullable()
    .meta({ description: '办结; null while it is under way' }),
});
export type TransactionRecord = z.infer<typeof TransactionRecord>;

/** The fields by which a platform says what it does not like, so that a clerk is told in the counter's own words. */
export const recordFields = ['service', 'applicant-name', 'applicant-paper', 'contact-name', 'contact-phone', 'received-at', 'area', 'materials', 'acceptance', 'completion'] as const;
export const RecordField = z.enum(recordFields);
export type RecordField = z.infer<typeof RecordField>;

type Finished = Extract<Entry, { type: 'transaction.finished' }>;
type Amended = Extract<Entry, { type: 'transaction.amended' }>;

/** A transaction up to the version that is sent: its first entry, then the amendments in their order. */
export type Versions = readonly [Finished, ...Amended[]];

/** What the journal's entries name but do not say. */
export type Known = {
  readonly station: string;
  readonly areaCode: string;
  /** SHA-256 of the last entry. */
  readonly hash: string;
  readonly official: string | null;
  /** Of the catalogue version that the last entry names; null where it is no longer there. */
  readonly matter: Matter | null;
  readonly receivedAt: number;
  /** Null once they were shredded. */
  readonly persons: { readonly applicant: Applicant; readonly proxy: Proxy | null } | null;
  readonly note: string | null;
  readonly nameOf: (clerk: string) => string;
};

const key = (station: string, number: string, version: number): string => `${station}/${number}/${version}`;

export function recordOf(versions: Versions, known: Known): TransactionRecord {
  const [first] = versions;
  const last = versions.at(-1) ?? first;
  const { number } = first.body;
  const { body } = last;
  const dataVersion = versions.length;
  return {
    key: key(known.station, number, dataVersion), number, official: known.official, dataVersion,
    supersedes: dataVersion === 1 ? null : key(known.station, number, dataVersion - 1),
    entry: { seq: last.seq, hash: known.hash },
    serviceCode: body.matter, serviceName: body.matterName, kind: known.matter?.caseKind ?? null, catalogueVersion: body.catalogueVersion, areaCode: known.areaCode,
    lane: first.body.lane, applicantKind: body.applicantKind, applicant: applicantOf(known), contact: contactOf(known), receivedAt: instantText(known.receivedAt),
    materials: body.materials.map((material, index) => materialOf(material, index + 1, versions)),
    acceptance: acceptanceOf(versions, known),
    completion: completionOf(versions, known),
  };
}

function applicantOf({ persons }: Known): TransactionRecord['applicant'] {
  if (persons === null) return null;
  const { name, paper } = persons.applicant;
  return { name, paperType: paper.type, paperNumber: paper.number };
}

function contactOf({ persons }: Known): TransactionRecord['contact'] {
  if (persons === null) return null;
  const came = persons.proxy ?? persons.applicant;
  return { name: came.name, phone: came.phone ?? null };
}

type Version = Versions[number];

const clerkOf = (version: Version): string => (version.type === 'transaction.finished' ? version.body.clerk : actorName(version.actor));
const clerkIn = (version: Version, known: Known): z.infer<typeof Clerk> => ({ number: clerkOf(version), name: known.nameOf(clerkOf(version)) });

/** The version with which something came to be as it is now, e.g. since when the outcome is this one. */
function sinceWhen(versions: Versions, holds: (version: Version) => boolean): Version | null {
  const broken = versions.findLastIndex((version) => !holds(version));
  return versions[broken + 1] ?? null;
}

function materialOf({ name, way, state, copies, dueBy }: StoredMaterial, order: number, versions: Versions): TransactionRecord['materials'][number] {
  // What is cancelled is dropped, not taken.
  const isTaken = (material: StoredMaterial | undefined): boolean => material?.state === 'done' && material.way !== 'cancelled';
  const since = sinceWhen(versions, (version) => isTaken(version.body.materials.find((material) => material.name === name)));
  return { order, name, how: way, taken: since !== null, state, copies, takenAt: since === null ? null : instantText(since.at), dueBy };
}

const isAcceptance = (outcome: RecordedOutcome): boolean => outcome === 'accepted' || outcome === 'completed' || outcome === 'reopened';

function acceptanceOf(versions: Versions, known: Known): TransactionRecord['acceptance'] {
  const accepted = versions.find(({ body }) => isAcceptance(body.outcome));
  const { outcome, due } = (versions.at(-1) ?? versions[0]).body;
  // What was voided after its acceptance was accepted all the same.
  if (accepted === undefined || !(isAcceptance(outcome) || outcome === 'voided')) return null;
  return { clerk: clerkIn(accepted, known), at: instantText(accepted.at), promisedDays: known.matter?.promisedDays ?? null, dayUnit: known.matter?.dayUnit ?? null, due };
}

type Ending = Exclude<RecordedOutcome, 'accepted' | 'reopened'>;
const isEnding = (outcome: RecordedOutcome): outcome is Ending => outcome !== 'accepted' && outcome !== 'reopened';

function completionOf(versions: Versions, known: Known): TransactionRecord['completion'] {
  const [first] = versions;
  const { outcome } = (versions.at(-1) ?? first).body;
  if (!isEnding(outcome)) return null;
  const since = sinceWhen(versions, (version) => version.body.outcome === outcome) ?? first;
  return { clerk: clerkIn(since, known), at: instantText(since.at), result: outcome, description: known.note };
}
