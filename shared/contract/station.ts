/** The station itself: founding, state, accounts, sign-in, the hall's layout. */
import { z } from 'zod';
import { Lane } from '../routing/lanes.ts';
import { TimeOfDay } from '../routing/visitor.ts';
import { UploadSummary } from '../upload/status.ts';
import { Doubt } from './recovery.ts';
import { everyone, Nothing, type Operation, Role } from './operation.ts';

const Name = z.string().trim().min(1).max(60);
/** Staff number as on the position plate, e.g. `07`. */
export const StaffNumber = z.string().regex(/^[0-9A-Za-z]{1,12}$/);
/** Six to twelve digits: short enough for a keypad, long enough for a locked account after five tries. */
export const Pin = z.string().regex(/^[0-9]{6,12}$/);

/** The desk a clerk or assistant sits at. The command line may say `"3"`; it is the number 3 everywhere inside. */
export const WindowNumber = z
  .union([z.number(), z.string().regex(/^[0-9]{1,2}$/).transform(Number)])
  .pipe(z.number().int().min(1).max(99));

/** How the hall is laid out today; changed by a manager, journaled. */
export const HallLayout = z.strictObject({
  openLanes: z.array(Lane).min(1),
  windows: z.array(z.number().int().min(1).max(99)).min(1),
  /** Opening hours, local time; a hall may open on days that are not working days. */
  hours: z.array(z.strictObject({ from: TimeOfDay, to: TimeOfDay }).refine(({ from, to }) => from < to, { error: 'the hours end before they begin', path: ['to'] })).min(1),
  /** Target of a wait in minutes, used where the hall has no measured service times yet. */
  expectedServiceMinutes: z.number().min(1).max(240),
});
export type HallLayout = z.infer<typeof HallLayout>;

export const Account = z.strictObject({
  number: StaffNumber,
  name: Name,
  roles: z.array(Role).min(1),
  /** What the plate on the desk says, e.g. 综合受理岗. */
  position: z.string().max(60),
  active: z.boolean(),
});
export type Account = z.infer<typeof Account>;

export const Session = z.strictObject({ number: StaffNumber, name: z.string(), position: z.string(), roles: z.array(Role), role: Role, window: z.number().int().nullable() });
export type Session = z.infer<typeof Session>;

export const StationStatus = z.strictObject({
  station: z.string(),
  code: z.string(),
  name: z.string(),
  site: z.string(),
  trial: z.boolean(),
  /** True where the vault's key is not protected by the system or a passphrase: trial stations only. */
  unprotected: z.boolean(),
  layout: HallLayout,
  catalogue: z.strictObject({ version: z.number().int(), effectiveFrom: z.string(), matters: z.number().int() }).nullable(),
  publicKey: z.string(),
  entries: z.number().int(),
  head: z.string(),
  /** Transactions that at least one upload target does not hold as they stand; without a target, every one since the founding. */
  unsent: z.number().int(),
  upload: UploadSummary,
  today: z.string(),
  now: z.number().int(),
  /** The latest instant the clock of a trial station was set to, or null. */
  clockSetTo: z.number().int().nullable(),
  /** Counts each time it went on from a copy or a backup. */
  incarnation: z.number().int(),
  /** Why nothing is written here, or null. */
  doubt: Doubt,
  /** Null while no folder for backups was named. */
  backup: z.strictObject({ lastAt: z.number().int().nullable(), stale: z.boolean() }).nullable(),
});
export type StationStatus = z.infer<typeof StationStatus>;

export const stationOperations = {
  'station.init': {
    kind: 'command', roles: 'anyone', trusted: true,
    summary: 'Founds the station in an empty data folder: identity, keys, working-day calendar, default hall.',
    input: z.strictObject({ name: Name, site: Name, trial: z.boolean().optional() }),
    output: z.strictObject({ station: z.string(), code: z.string(), name: z.string(), site: z.string(), trial: z.boolean(), publicKey: z.string() }),
  },
  'station.status': { kind: 'query', roles: 'anyone', summary: 'What the station is, which catalogue is in force, how far the journal goes.', input: Nothing, output: StationStatus },
  'station.trust': {
    kind: 'command', roles: ['manager'],
    summary: 'Accepts the tickets of another station of the same hall: its code and public key.',
    input: z.strictObject({ code: z.string().regex(/^[0-9A-Z]{4,8}$/), publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
    output: z.strictObject({ code: z.string() }),
  },
  'hall.configure': { kind: 'command', roles: ['manager'], summary: 'Sets open lanes, windows and opening hours.', input: HallLayout, output: HallLayout },
  'account.create': {
    kind: 'command', roles: ['manager'],
    summary: 'Adds a member of staff with a PIN.',
    input: z.strictObject({ number: StaffNumber, name: Name, roles: z.array(Role).min(1).max(4), position: z.string().trim().max(60).optional(), pin: Pin }),
    output: Account,
  },
  'account.list': {
    kind: 'query', roles: 'anyone',
    summary: 'The staff who can sign in here: what stands on their plates, nothing more.',
    input: Nothing,
    output: z.strictObject({ accounts: z.array(Account) }),
  },
  'session.signIn': {
    kind: 'command', roles: 'anyone',
    summary: 'Signs a member of staff in to this window; five wrong PINs block the account for five minutes.',
    input: z.strictObject({ number: StaffNumber, pin: z.string().max(32), role: Role.optional(), window: WindowNumber.optional() }),
    output: Session,
  },
  'session.signOut': { kind: 'command', roles: everyone, summary: 'Ends the session.', input: Nothing, output: Nothing },
  'session.current': { kind: 'query', roles: 'anyone', summary: 'Who is signed in here, or null.', input: Nothing, output: z.strictObject({ session: Session.nullable() }) },
} as const satisfies Record<string, Operation>;
