/** The composition root: opens a station and answers calls by name. Knows nothing of windows, processes or Electron. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { contract, isOperationName, type Input, type OperationName, type Output } from '../../shared/contract/contract.ts';
import { done, Refusal, type Result } from '../../shared/contract/errors.ts';
import type { Role } from '../../shared/contract/operation.ts';
import type { Actor } from '../../shared/journal/entry.ts';
import { HolidayDocument } from '../../shared/transaction/working-days.ts';
import { isDue } from './backup/daily.ts';
import { machineClock, setClock, type ClockSource, type Moment } from './clock.ts';
import type { Caller, Context } from './context.ts';
import { errorOf } from './errors.ts';
import { accountImplementations } from './operations/accounts.ts';
import { alarmImplementations } from './operations/alarms.ts';
import { backupFolder, backupImplementations } from './operations/backups.ts';
import { bundleImplementations } from './operations/bundles.ts';
import { catalogueImplementations } from './operations/catalogue.ts';
import { certificateImplementations } from './operations/certificates.ts';
import { checkExchangeImplementations } from './operations/check-exchange.ts';
import { checkImplementations } from './operations/checks.ts';
import { clockImplementations } from './operations/clock.ts';
import { commitmentImplementations } from './operations/commitments.ts';
import { dayImplementations } from './operations/days.ts';
import { drawImplementations } from './operations/draws.ts';
import { exportImplementations } from './operations/exports.ts';
import { historyImplementations } from './operations/history.ts';
import { parseInput, type Bound } from './operations/implement.ts';
import { journalImplementations } from './operations/journal.ts';
import { statisticsImplementations } from './operations/statistics.ts';
import { licenceImplementations } from './operations/licences.ts';
import { lookBackImplementations } from './operations/look-back.ts';
import { scheduleImplementations, schedulesWait } from './operations/schedules.ts';
import { reconcileImplementations } from './operations/reconcile.ts';
import { reportImplementations } from './operations/reports.ts';
import { ratingImplementations } from './operations/ratings.ts';
import { foundingDraft, stationCode, stationImplementations } from './operations/station.ts';
import { supplementImplementations } from './operations/supplements.ts';
import { ticketImplementations } from './operations/tickets.ts';
import { transactionImplementations } from './operations/transactions.ts';
import { uploadImplementations } from './operations/upload.ts';
import { visitImplementations } from './operations/visits.ts';
import { assemble, type Opened } from './opened.ts';
import type { Later } from './previews.ts';
import { isRecovery, recoveryWithout, type RecoveryName } from './recovery/recovery.ts';
import { lastBackup, readPolicy } from './store/backups.ts';
import { createDatabase, guarded, openDatabase, type Access, type Sqlite } from './store/database.ts';
import { hasStation } from './store/founded.ts';
import { takeWriterLock } from './store/lock.ts';
import { stampOf } from './stamped.ts';
import { createVault, openVault, vaultExists, type VaultKey } from './vault/vault.ts';

export type CounterOptions = {
  readonly folder: string;
  /** `read` takes no writer lock and answers queries only. */
  readonly access: Access;
  readonly key: VaultKey | null;
  /** Folder with the shipped sample data and holidays. */
  readonly resources: string;
  /** Module of the reader's worker; without it long reads run on the own connection. */
  readonly readerModule?: string;
  /** Look at every page before anything is written; for the start of the application. */
  readonly checkPages?: boolean;
  /** Milliseconds to wait for another writer. */
  readonly patience?: number;
  readonly clock?: ClockSource;
  /** How the counter waits before it takes a fetched certificate off the screen's account. */
  readonly later?: Later;
  /** The sending to the upload targets came a step further, or stopped. */
  readonly onProgress?: () => void;
  /** With `read`: look at what can be read of a station that does not pass its checks. */
  readonly damaged?: boolean;
};

export type Counter = {
  /** Answers any call; never throws. A command that is answered with `ok` is on disk. */
  call(name: string, input: unknown, caller: Caller): Promise<Result<unknown>>;
  /** Whether the folder holds a station already. */
  founded(): boolean;
  /** Does what the counter does by itself, where its time has come: the day's backup, the scheduled exports. Called every minute or so; says whether it tried, never throws. */
  tend(): Promise<boolean>;
  /** A window went away: its session ends with it. */
  forget(client: string): void;
  /** Sends to every upload target that is due; gives the instant at which another attempt is set, or null. Never rejects for what a target does. */
  sendDue(): Promise<number | null>;
  /** Holds the clock against the trusted one where that is due, and says whether a screen may show something else now. Called every minute or so; never rejects, and nobody waits for it. */
  tendClock(): Promise<boolean>;
  /** The network is back: targets that could not be reached are due, and so is the trusted clock. */
  reconnected(): void;
  close(): void;
};

const implementations = {
  ...stationImplementations,
  ...accountImplementations,
  ...catalogueImplementations,
  ...visitImplementations,
  ...alarmImplementations,
  ...ticketImplementations,
  ...transactionImplementations,
  ...journalImplementations,
  ...statisticsImplementations,
  ...reportImplementations,
  ...exportImplementations,
  ...scheduleImplementations,
  ...lookBackImplementations,
  ...drawImplementations,
  ...certificateImplementations,
  ...checkImplementations,
  ...checkExchangeImplementations,
  ...supplementImplementations,
  ...dayImplementations,
  ...commitmentImplementations,
  ...clockImplementations,
  ...licenceImplementations,
  ...ratingImplementations,
  ...bundleImplementations,
  ...historyImplementations,
  ...uploadImplementations,
  ...reconcileImplementations,
  ...backupImplementations,
} satisfies Record<Exclude<OperationName, 'station.init' | RecoveryName>, Bound>;

/**
 * Opens the counter of a folder. A folder without a station gives a counter that can be founded (`station.init`) and nothing else.
 * Throws a `Refusal` where the station is newer, broken, in use or locked; in each case nothing was changed.
 */
export function openCounter(options: CounterOptions): Counter {
  const machine = machineOf(options);
  // A folder that is not there yet is made by the founding alone: a call that is refused leaves nothing behind.
  let release = options.access === 'write' && existsSync(options.folder) ? takeWriterLock(options.folder, options.patience ?? 5000) : () => undefined;
  let opened: Opened | null = null;
  try {
    opened = openExisting(options);
  } catch (error) {
    release();
    throw error;
  }

  const answer = async (name: string, input: unknown, caller: Caller): Promise<unknown> => {
    if (!isOperationName(name)) throw new Refusal('operation-unknown', `there is no operation ${name}`);
    if (name === 'station.init') {
      checkRole(name, caller, null);
      if (opened !== null) throw new Refusal('station-exists', 'this folder already holds a station');
      const request = parseInput(contract[name].input, input);
      if (!existsSync(options.folder)) {
        mkdirSync(options.folder, { recursive: true, mode: 0o700 });
        release = takeWriterLock(options.folder, options.patience ?? 5000);
      }
      const founded = found(options, request, caller, machine);
      opened = founded.opened;
      opened.witness.follow();
      return founded.output;
    }
    if (isRecovery(name)) {
      checkRole(name, caller, null);
      const open = opened === null ? null : { vault: opened.vault, backups: backupFolder(opened), database: opened.database };
      return recoveryWithout[name]({ folder: options.folder, key: options.key, now: () => machine().at, open }, input);
    }
    if (opened === null) throw new Refusal('station-missing', 'there is no station in this folder');
    return run(opened, implementations[name], name, input, caller, machine);
  };

  return {
    async call(name, input, caller) {
      try {
        return done(await answer(name, input, caller));
      } catch (error) {
        return { ok: false, error: errorOf(error) };
      }
    },
    founded: () => opened !== null,
    async tend() {
      if (opened === null || options.access !== 'write') return false;
      const backedUp = await makeDailyBackup(opened, machine);
      return (await makeScheduled(opened, machine)) || backedUp;
    },
    forget(client) {
      opened?.sessions.close(client);
      opened?.previews.forget(client);
      opened?.underWay.cancel(client);
    },
    // A copy sends nothing: what it would say may be another's.
    sendDue: async () => (opened === null || opened.witness.doubt() !== null ? null : opened.uploader.runDue()),
    tendClock: async () => opened !== null && opened.clockWatch.tend(),
    reconnected() {
      opened?.uploader.reconnected();
      opened?.clockWatch.hurry();
    },
    close() {
      opened?.clockWatch.close();
      opened?.uploader.close();
      opened?.reader.close();
      opened?.sharing.close();
      opened?.previews.close();
      if (opened !== null && options.access === 'write' && opened.witness.doubt() === null) opened.database.pragma('optimize');
      opened?.witness.close();
      opened?.database.close();
      release();
    },
  };
}

const machineOf = (options: CounterOptions): ClockSource => options.clock ?? machineClock();

async function run(opened: Opened, operation: Bound, name: OperationName, input: unknown, caller: Caller, machine: ClockSource): Promise<unknown> {
  const session = caller.kind === 'window' ? opened.sessions.get(caller.client) : null;
  checkRole(name, caller, session?.role ?? null);
  if (contract[name].kind === 'command' && !worksInDoubt.has(name)) requireCertainty(opened);
  const moment = momentOf(opened, name, caller, machine);
  const actor: Actor =
    caller.kind === 'command-line'
      ? { kind: 'command-line', user: caller.user, role: caller.role }
      : session === null
        ? { kind: 'station' }
        : { kind: 'staff', number: session.number, role: session.role };
  const station = opened.readStation();
  if (station === null) throw new Refusal('station-missing', 'there is no station in this folder');
  const client = caller.kind === 'window' ? caller.client : caller.kind;
  const call = opened.underWay.begin(client);
  const contextAt = (at: Moment): Context => ({
    ...opened, station, moment: at, caller, client, actor, session, cancelled: call.signal,
    append(draft) {
      requireCertainty(opened);
      return opened.appendStamped(station.id, actor, at, draft);
    },
    commit: (draft) => atomically((now) => now.append(draft())),
    atomically,
    reopen(draft) {
      const entry = atomically((now) => opened.appendStamped(station.id, actor, now.moment, draft()));
      opened.witness.takeOver();
      return entry;
    },
    random: (bytes) => randomBytes(bytes),
  });
  // After waiting, the moment is another one.
  const atomically: Context['atomically'] = (work) => guarded(() => opened.database.transaction(() => work(contextAt(momentOf(opened, name, caller, machine)))).immediate());
  const context = contextAt(moment);
  try {
    const inTransaction = contract[name].kind === 'command' && !('waits' in contract[name]) && opened.witness.doubt() === null;
    const output = inTransaction ? guarded(() => opened.database.transaction(() => operation(context, input)).immediate()) : await operation(context, input);
    if (isRefused(output)) throw output.refused;
    return output;
  } finally {
    opened.underWay.end(client, call);
    if (contract[name].kind === 'command') {
      if (caller.kind !== 'station') opened.daily.commanded(machine().at);
      opened.witness.follow();
    }
  }
}

/** What a station in doubt still does: let people in to look, and end the doubt. */
const worksInDoubt: ReadonlySet<OperationName> = new Set(['session.signIn', 'session.signOut', 'station.reopen']);

/** A copy that wrote on would give numbers that the other one gives as well. */
function requireCertainty(opened: Opened): void {
  const doubt = opened.witness.doubt();
  if (doubt === null) return;
  if (doubt.reason === 'damaged') throw new Refusal('station-read-only', 'the station is damaged and open for reading only');
  throw new Refusal('station-copied', `nothing is written until the station is reopened (${doubt.reason})`);
}

/** Says so itself when it fails: the state is asked for by `backup.status`, and the next try comes. */
async function makeDailyBackup(opened: Opened, machine: ClockSource): Promise<boolean> {
  const now = machine().at;
  const policy = readPolicy(opened.database);
  const watch = { ...opened.daily.watch(), daily: policy?.daily === 1, lastMadeAt: lastBackup(opened.database)?.at ?? null };
  if (opened.witness.doubt() !== null || !isDue(watch, now)) return false;
  opened.daily.tried(now, null);
  try {
    await run(opened, implementations['backup.create'], 'backup.create', {}, { kind: 'station' }, machine);
  } catch (error) {
    opened.daily.tried(now, errorOf(error).code);
  }
  return true;
}

/** As the backup: what hindered it is asked for by `schedule.list`. */
async function makeScheduled(opened: Opened, machine: ClockSource): Promise<boolean> {
  if (opened.witness.doubt() !== null || !schedulesWait(opened, machine().at)) return false;
  try {
    await run(opened, implementations['schedule.run'], 'schedule.run', {}, { kind: 'station' }, machine);
  } catch {
    // Each schedule's own fault is kept by its name; whatever else there is will be there in a minute, too.
  }
  return true;
}

function isRefused(output: unknown): output is { readonly refused: Refusal } {
  return typeof output === 'object' && output !== null && 'refused' in output && output.refused instanceof Refusal;
}

/** The role is checked before the input: who may not do a thing is not told how to do it. */
function checkRole(name: OperationName, caller: Caller, session: Role | null): void {
  const operation: { readonly roles: readonly Role[] | 'anyone'; readonly trusted?: true } = contract[name];
  if (caller.kind === 'window' && operation.trusted === true && caller.trusted !== true) throw new Refusal('role-not-allowed', 'this is not done from a window');
  if (operation.roles === 'anyone' || caller.kind === 'station') return;
  const role = caller.kind === 'command-line' ? caller.role : session;
  if (role === null) throw new Refusal('not-signed-in', 'sign in first');
  if (!operation.roles.includes(role)) throw new Refusal('role-not-allowed', `a ${role} may not do this`);
}

/** `--at` sets the clock of a trial station. For commands the instants that were set never go backwards; the machine's own clock is not asked. */
function momentOf(opened: Opened, name: OperationName, caller: Caller, machine: ClockSource): Moment {
  if (caller.kind !== 'command-line' || caller.at === undefined) return machine();
  const at = caller.at;
  if (opened.readStation()?.trial !== true) throw new Refusal('clock-not-trial', 'only a trial station lets its clock be set');
  if (contract[name].kind === 'command') {
    const last = opened.journal.lastSetInstant();
    if (last !== null && at < last) throw new Refusal('clock-backwards', 'the clock of this station was already set to a later instant');
  }
  return setClock(() => at)();
}

function openExisting(options: CounterOptions): Opened | null {
  const database = openOrNull(options);
  if (database === null) return null;
  try {
    if (!hasStation(database)) {
      // Founding stopped between the file and its first entry: nothing was promised yet, so it may be founded now.
      database.close();
      return null;
    }
    return assemble(database, openVault(options.folder, options.key), options, machineOf(options));
  } catch (error) {
    database.close();
    throw error;
  }
}

function openOrNull(options: CounterOptions): Sqlite | null {
  try {
    return openDatabase(options.folder, options.access, options.checkPages);
  } catch (error) {
    if (error instanceof Refusal && error.error.code === 'station-missing') return null;
    throw error;
  }
}

/** Keys first, then the file, then the first entry: whatever stops in between can be founded again. */
function found(options: CounterOptions, input: Input<'station.init'>, caller: Caller, machine: ClockSource): { opened: Opened; output: Output<'station.init'> } {
  const trial = input.trial === true;
  if (options.key === null && !trial) throw new Refusal('vault-locked', 'a station that is not for trial needs a passphrase or the key store of the system');
  if (options.key?.kind === 'unprotected' && !trial) throw new Refusal('vault-locked', 'only a trial station may go without protection');
  if (caller.kind === 'command-line' && caller.at !== undefined && !trial) throw new Refusal('clock-not-trial', 'only a trial station lets its clock be set');
  const at = caller.kind === 'command-line' ? caller.at : undefined;
  const moment = at === undefined ? machine() : setClock(() => at)();
  const holidays = HolidayDocument.parse(JSON.parse(readFileSync(path.join(options.resources, 'sample', 'holidays.json'), 'utf8')));
  // A vault that is there is never made anew: its keys may open what a backup still holds.
  const vault = vaultExists(options.folder) ? openVault(options.folder, options.key) : createVault(options.folder, options.key ?? { kind: 'unprotected' });
  const database = databaseThere(options.folder) ?? createDatabase(options.folder);
  const opened = assemble(database, vault, options, machine);
  const id = randomUUID();
  const actor: Actor = caller.kind === 'command-line' ? { kind: 'command-line', user: caller.user, role: caller.role } : { kind: 'station' };
  const stamp = stampOf(id, actor, moment);
  database.transaction(() => opened.journal.append(foundingDraft(id, input, vault.publicKey, holidays), stamp)).immediate();
  return { opened, output: { station: id, code: stationCode(id), name: input.name, site: input.site, trial, publicKey: vault.publicKey } };
}

function databaseThere(folder: string): Sqlite | null {
  try {
    return openDatabase(folder, 'write');
  } catch (error) {
    if (error instanceof Refusal && error.error.code === 'station-missing') return null;
    throw error;
  }
}

