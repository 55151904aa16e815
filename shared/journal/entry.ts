/** A journal entry: its envelope, the bodies by type, and what is hashed. */
import { z } from 'zod';
import { ApplicantKind, CatalogueDocument, MatterCode } from '../catalogue/catalogue.ts';
import { ReductionDocument } from '../catalogue/reduction-list.ts';
import { FetchReceipt } from '../contract/certificates.ts';
import { ClockOrigin, TimeSource } from '../contract/clock.ts';
import { CheckAnswer, CheckNumber, NoticeNumber } from '../contract/checks.ts';
import { DrawNumber } from '../contract/draws.ts';
import { Role } from '../contract/operation.ts';
import { Account, HallLayout, StaffNumber } from '../contract/station.ts';
import { DueUnknown, MaterialRecord, TransactionNumber } from '../contract/transaction.ts';
import { Lane } from '../routing/lanes.ts';
import { DayManifest } from '../day/manifest.ts';
import { SourceDocument } from '../sharing/source.ts';
import { HolidayDocument } from '../transaction/working-days.ts';
import { PersonCount, RecordedOutcome } from '../transaction/transaction.ts';
import { TicketNumber } from '../visit/ticket.ts';
import { licenceBodies } from './licence-bodies.ts';
import { ratingBodies } from './rating-bodies.ts';
import { recoveryBodies } from './recovery-bodies.ts';
import { commitmentBodies } from './commitment-bodies.ts';
import { exportBodies } from './export-bodies.ts';
import { historyBodies } from './history.ts';
import { statisticsBodies } from './statistics.ts';
import { SealedBox } from './sealed.ts';
import { uploadBodies } from './upload.ts';

const Day = z.iso.date();
const Visit = z.uuid();
const Window = z.number().int().min(1).max(99);

/** Milliseconds a phase took, and whether a monotonic clock measured it; a wall-clock figure is kept but not averaged. */
export const Measured = z.strictObject({ milliseconds: z.number().int().min(0), clock: z.enum(['monotonic', 'wall']) });
export type Measured = z.infer<typeof Measured>;

const VisitMatter = z.strictObject({ code: MatterCode, name: z.string(), nameEn: z.string() });

/** A material as it is stored: the clerk's note says why something does not apply to this person, so it is sealed with the person's data. */
export const StoredMaterial = MaterialRecord.extend({ note: SealedBox.nullable() });
export type StoredMaterial = z.infer<typeof StoredMaterial>;

/** What a transaction entry says, first time and after every amendment: the whole new state, so that no reader has to merge. */
export const TransactionBody = z.strictObject({
  /** The business day of the handling, which an amendment does not move. */
  day: Day,
  matter: MatterCode,
  matterName: z.string(),
  matterNameEn: z.string(),
  category: z.string(),
  catalogueVersion: z.number().int(),
  outcome: RecordedOutcome,
  applicantKind: ApplicantKind,
  /** Name, paper, phone, proxy. */
  applicant: SealedBox,
  materials: z.array(StoredMaterial),
  note: SealedBox.nullable(),
  due: Day.nullable(),
  dueUnknown: DueUnknown.nullable(),
  /** What it counts for where the matter counts persons; absent everywhere else, and in entries of the first version: one. */
  persons: PersonCount.optional(),
});
export type TransactionBody = z.infer<typeof TransactionBody>;

export const bodies = {
  'station.initialised': z.strictObject({ code: z.string(), name: z.string(), site: z.string(), trial: z.boolean(), publicKey: z.string(), layout: HallLayout, holidays: HolidayDocument }),
  'station.trusted': z.strictObject({ code: z.string(), publicKey: z.string() }),
  'hall.configured': z.strictObject({ layout: HallLayout }),
  'account.created': z.strictObject({ account: Account, pin: SealedBox }),
  'session.opened': z.strictObject({ number: StaffNumber, role: Role, window: Window.nullable() }),
  'session.closed': z.strictObject({ number: StaffNumber }),
  'session.refused': z.strictObject({ number: StaffNumber, blocked: z.boolean() }),
  'catalogue.adopted': z.strictObject({ version: z.number().int().min(1), effectiveFrom: Day, document: CatalogueDocument }),
  'reductions.adopted': z.strictObject({ versions: z.array(z.strictObject({ code: z.string(), version: z.number().int().min(1) })), document: ReductionDocument }),
  'visit.received': z.strictObject({
    visit: Visit,
    day: Day,
    /** Running number of the station's day; null for a paper ticket of another station. */
    sequence: z.number().int().min(1).nullable(),
    number: TicketNumber,
    lane: Lane,
    decidedLane: Lane,
    overridden: z.boolean(),
    overrideReason: SealedBox.nullable(),
    priority: z.boolean(),
    matters: z.array(VisitMatter).min(1),
    catalogueVersion: z.number().int(),
    /** Visitor and decision: the priority group is health data, so both are sealed. */
    learned: SealedBox,
    /** The signed text on the paper, sealed: it says what the guide learned, but for the priority group. */
    qr: SealedBox,
    /** Code of the station that issued the paper ticket, where it was taken in from paper. */
    issuedBy: z.string().nullable(),
    receivedAt: z.number().int(),
  }),
  /** The wait ends with the first call; a later call says null. */
  'ticket.called': z.strictObject({ visit: Visit, window: Window, wait: Measured.nullable() }),
  'ticket.recalled': z.strictObject({ visit: Visit }),
  'ticket.no-show': z.strictObject({ visit: Visit }),
  /** `served`: how long the visitor was served since the last start, null where they were not. */
  'ticket.put-aside': z.strictObject({ visit: Visit, served: Measured.nullable() }),
  'ticket.transferred': z.strictObject({ visit: Visit, from: Lane, to: Lane, reason: SealedBox.nullable(), served: Measured.nullable() }),
  'ticket.started': z.strictObject({ visit: Visit, window: Window.nullable() }),
  'ticket.closed': z.strictObject({ visit: Visit, reason: SealedBox }),
  'transaction.finished': TransactionBody.extend({
    number: TransactionNumber,
    visit: Visit,
    ticket: TicketNumber,
    lane: Lane,
    window: Window.nullable(),
    clerk: z.string(),
    priority: z.boolean(),
    /** The visit's matter this one settles: itself, the one it replaces, or null for a matter that came on top. */
    settles: MatterCode.nullable(),
    visitDone: z.boolean(),
    wait: Measured.nullable(),
    service: Measured.nullable(),
  }),
  'transaction.amended': TransactionBody.extend({
    number: TransactionNumber,
    amendment: z.number().int().min(1),
    /** Sequence number of the entry this one corrects. */
    amends: z.number().int().min(1),
    changed: z.array(z.string()),
    reason: SealedBox,
  }),
  'sources.configured': z.strictObject({ version: z.number().int().min(1), document: SourceDocument, secrets: z.record(z.string(), SealedBox) }),
  'consent.recorded': z.strictObject({ visit: Visit, matter: MatterCode, material: z.string(), source: z.string(), consent: z.enum(['given', 'refused']) }),
  /** The hashes are sealed with the visit: few people could have given them, so an identity number could be guessed from one. */
  'certificate.fetched': z.strictObject({ receipt: FetchReceipt.omit({ requestHash: true, answerHash: true }), hashes: SealedBox, number: TransactionNumber.nullable() }),
  /** Nothing of the answer is held any more; `used`: it served the transaction. */
  'certificate.purged': z.strictObject({ request: z.uuid(), used: z.boolean() }),
  'check.requested': z.strictObject({ check: CheckNumber, number: TransactionNumber, matter: MatterCode, matterName: z.string(), material: z.string(), body: z.string(), due: Day.nullable() }),
  ...commitmentBodies,
  /** The request left the counter, on paper or in a file, and with it the person's name and number. */
  'check.printed': z.strictObject({ check: CheckNumber }),
  'check.exported': z.strictObject({ checks: z.array(CheckNumber).min(1), format: z.string(), sha256: z.string() }),
  /** `imported`: it stood in a file of the body. */
  'check.answered': z.strictObject({ check: CheckNumber, answer: CheckAnswer, note: SealedBox.nullable(), imported: z.literal(true).optional() }),
  /** Without a number in entries of the first version. */
  'notice.printed': z.strictObject({ number: TransactionNumber, notice: NoticeNumber.optional(), copy: z.boolean() }),
  'lookback.announced': z.strictObject({ draw: DrawNumber, from: Day, to: Day, size: z.number().int().min(1), seedCommitment: z.string(), inspectors: z.array(StaffNumber).min(1) }),
  'lookback.revealed': z.strictObject({ draw: DrawNumber, seed: z.string(), drawn: z.array(z.strictObject({ number: TransactionNumber, inspector: StaffNumber })) }),
  'lookback.found': z.strictObject({ draw: DrawNumber, number: TransactionNumber, result: z.enum(['in-order', 'fault']), note: SealedBox.nullable(), rectifyBy: Day.nullable() }),
  'clock.configured': z.strictObject({ source: TimeSource.nullable(), limitSeconds: z.number().int() }),
  /** Milliseconds. Without an origin in entries of the first version, which asked by SNTP alone. */
  'clock.measured': z.strictObject({ offset: z.number().int(), roundTrip: z.number().int(), origin: ClockOrigin.optional() }),
  /** Before this entry the machine's clock was moved by so many milliseconds against its monotonic one, or, after a restart, back. */
  'clock.jumped': z.strictObject({ by: z.number().int() }),
  ...uploadBodies,
  /** Amendments too: `manifest.number` tells them apart. */
  'day.closed': z.strictObject({ manifest: DayManifest, hash: z.string(), signature: z.string() }),
  ...licenceBodies,
  ...ratingBodies,
  ...recoveryBodies,
  'lookback.rectified': z.strictObject({ draw: DrawNumber, number: TransactionNumber, note: SealedBox.nullable() }),
  'lookback.reported': z.strictObject({ draw: DrawNumber, format: z.string(), rows: z.number().int(), sha256: z.string() }),
  ...historyBodies,
  ...statisticsBodies,
  'transaction.revealed': z.strictObject({ number: TransactionNumber, reason: SealedBox }),
  ...exportBodies,
  'journal.rebuilt': z.strictObject({ entries: z.number().int() }),
} as const satisfies Record<string, z.ZodType>;

export type EntryType = keyof typeof bodies;
export type Body<Type extends EntryType> = z.infer<(typeof bodies)[Type]>;

/** Who did it. The command line is journaled as itself with the user of the operating system. */
export const Actor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('staff'), number: StaffNumber, role: Role }),
  z.strictObject({ kind: z.literal('command-line'), user: z.string(), role: Role }),
  z.strictObject({ kind: z.literal('station') }),
]);
export type Actor = z.infer<typeof Actor>;

/**
 * `monotonic` counts milliseconds within one `run` of the core, so durations inside a run do not depend on the wall clock;
 * `offset` is the last known difference to a trusted clock in milliseconds, null while none is configured.
 */
export const Clock = z.strictObject({ run: z.string(), monotonic: z.number().int(), offset: z.number().int().nullable() });
export type Clock = z.infer<typeof Clock>;

/** `prev` of the first entry. */
export const genesis = '0'.repeat(64);

const envelope = {
  seq: z.number().int().min(1),
  id: z.uuid({ version: 'v7' }),
  at: z.number().int(),
  station: z.string(),
  actor: Actor,
  clock: Clock,
  prev: z.string().regex(/^[0-9a-f]{64}$/),
};

const entryOf = <Type extends EntryType>(type: Type) => z.strictObject({ ...envelope, type: z.literal(type), body: bodies[type] });

/** One entry without its hash: exactly what is stored and hashed. */
export const Entry = z.discriminatedUnion('type', [
  entryOf('station.initialised'),
  entryOf('station.trusted'),
  entryOf('hall.configured'),
  entryOf('account.created'),
  entryOf('session.opened'),
  entryOf('session.closed'),
  entryOf('session.refused'),
  entryOf('catalogue.adopted'),
  entryOf('reductions.adopted'),
  entryOf('visit.received'),
  entryOf('ticket.called'),
  entryOf('ticket.recalled'),
  entryOf('ticket.no-show'),
  entryOf('ticket.put-aside'),
  entryOf('ticket.transferred'),
  entryOf('ticket.started'),
  entryOf('ticket.closed'),
  entryOf('transaction.finished'),
  entryOf('transaction.amended'),
  entryOf('sources.configured'),
  entryOf('consent.recorded'),
  entryOf('certificate.fetched'),
  entryOf('certificate.purged'),
  entryOf('check.requested'),
  entryOf('check.printed'),
  entryOf('check.exported'),
  entryOf('check.answered'),
  entryOf('commitment.configured'),
  entryOf('commitment.offered'),
  entryOf('commitment.signed'),
  entryOf('commitment.bound'),
  entryOf('commitment.checked'),
  entryOf('commitment.revealed'),
  entryOf('notice.printed'),
  entryOf('lookback.announced'),
  entryOf('lookback.revealed'),
  entryOf('lookback.found'),
  entryOf('clock.configured'),
  entryOf('clock.measured'),
  entryOf('clock.jumped'),
  entryOf('upload.configured'),
  entryOf('transaction.bound'),
  entryOf('bundle.exported'),
  entryOf('day.closed'),
  entryOf('licence.adopted'),
  entryOf('licence.opened'),
  entryOf('licence.committed'),
  entryOf('licence.checked'),
  entryOf('licence.reviewed'),
  entryOf('licence.decided'),
  entryOf('licence.withdrawn'),
  entryOf('visit.rated'),
  entryOf('rating.closed'),
  entryOf('lookback.rectified'),
  entryOf('lookback.reported'),
  entryOf('history.mapping-saved'),
  entryOf('history.imported'),
  entryOf('statistics.view-saved'),
  entryOf('statistics.view-removed'),
  entryOf('transaction.revealed'),
  entryOf('export.written'),
  entryOf('export.names-asked'),
  entryOf('schedule.set'),
  entryOf('schedule.removed'),
  entryOf('journal.rebuilt'),
  entryOf('backup.configured'),
  entryOf('backup.made'),
  entryOf('station.reopened'),
]);
export type Entry = z.infer<typeof Entry>;

/** An entry an operation wants appended; the store adds the envelope. */
export type Draft = { [Type in EntryType]: { readonly type: Type; readonly body: Body<Type> } }[EntryType];
