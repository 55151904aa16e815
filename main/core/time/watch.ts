/**
 * The station's clock held against a trusted one, unasked: at the start, about once an hour, when the network is back, after a jump. Nobody waits for it,
 * and a source that is silent is no trouble: what it said last stands, with its age. The journal says when the state changes, not every hour.
 */
import type { Draft } from '../../../shared/journal/entry.ts';
import type { ClockOrigin } from '../../../shared/contract/clock.ts';
import { setRun, wallClock, type ClockSource } from '../clock.ts';
import { jumpBefore, readClock, saveAnswer, type ClockRecord } from '../store/clock.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { askTime, type Measurement } from './sntp.ts';

export type Reading = Measurement & { readonly origin: ClockOrigin };

export type ClockWatch = {
  /** Asks where its time has come, and journals a jump that no entry has noticed yet; says whether a screen shows something else now. Never rejects. */
  tend(): Promise<boolean>;
  /** Asks the time server, or the hub where none is named or answers. Null where nobody answers, 'no-source' where nobody can be asked. */
  ask(signal: AbortSignal): Promise<Reading | 'no-source' | null>;
  /** What the hub said beside its answer to an upload. */
  heard(measurement: Measurement): void;
  /** Something happened (a jump, a network, another setting): the source is asked at the next round. */
  hurry(): void;
  silentSince(): number | null;
  close(): void;
};

export type WatchEffects = {
  readonly database: Sqlite;
  readonly machine: ClockSource;
  /** From 0 to 1; stations that were switched on together do not ask together. */
  readonly random: () => number;
  /** Appends as the station itself, in the caller's transaction. */
  readonly append: (draft: Draft) => void;
  readonly mayWrite: () => boolean;
  readonly hub: { readonly there: () => boolean; /** The answer is heard on the way. */ readonly ask: (signal: AbortSignal) => Promise<void> };
};

/** A time server of the same network answers in milliseconds; one that needs longer cannot be believed to the second. */
const patience = 3000;
const minute = 60_000;
const usual = 60 * minute;
const spread = 10 * minute;
/** After silence: so long, then twice as long, up to the usual. */
const firstAgain = 5 * minute;
/** What is hurried again and again is not asked more often than this. */
const least = 15_000;

export function createWatch({ database, machine, random, append, mayWrite, hub }: WatchEffects): ClockWatch {
  const closing = new AbortController();
  /** By the monotonic clock: a wall clock that jumps must not put off the question that would tell it. */
  const elapsed = (): number => machine().clock.monotonic;
  const wall = wallClock(machine);
  const isSet = (): boolean => machine().clock.run === setRun;
  let due = elapsed();
  let askedAt: number | null = null;
  let asking = false;
  let silences = 0;
  let silentSince: number | null = null;
  let fromHub: Measurement | null = null;
  const heardNow = (): Measurement | null => fromHub;

  const answered = (): void => {
    silences = 0;
    silentSince = null;
    due = elapsed() + usual + spread * (random() * 2 - 1);
  };
  const silent = (): void => {
    silentSince ??= machine().at;
    due = elapsed() + Math.min(usual, firstAgain * 2 ** silences) * (0.8 + random() * 0.4);
    silences += 1;
  };

  const ask: ClockWatch['ask'] = async (signal) => {
    const source = readClock(database)?.source ?? null;
    if (source === null && !hub.there()) return 'no-source';
    const measured = source === null ? null : await askTime({ ...source, patience, now: wall, signal });
    if (measured !== null) return { ...measured, origin: 'time-server' };
    fromHub = null;
    if (hub.there() && !signal.aborted) await hub.ask(signal);
    const told = heardNow();
    return told === null ? null : { ...told, origin: 'hub' };
  };

  const record = (reading: Reading): void =>
    database
      .transaction(() => {
        const before = readClock(database);
        if (before === null) return;
        saveAnswer(database, { ...reading, at: machine().at });
        if (changesState(before, reading)) append({ type: 'clock.measured', body: { offset: reading.offset, roundTrip: reading.roundTrip, origin: reading.origin } });
      })
      .immediate();

  const noticeJump = (): boolean => {
    const limit = readClock(database)?.limitSeconds;
    const by = limit === undefined ? null : jumpBefore(database, machine(), limit);
    if (by === null) return false;
    database.transaction(() => append({ type: 'clock.jumped', body: { by } })).immediate();
    due = elapsed();
    return true;
  };

  const round = async (): Promise<boolean> => {
    const jumped = noticeJump();
    const now = elapsed();
    if (now < due || (askedAt !== null && now - askedAt < least)) return jumped;
    askedAt = now;
    const reading = await ask(closing.signal);
    if (closing.signal.aborted || !mayWrite()) return jumped;
    if (reading === 'no-source') due = elapsed() + usual;
    else if (reading === null) silent();
    else {
      answered();
      record(reading);
    }
    return true;
  };

  return {
    async tend() {
      if (asking || closing.signal.aborted || isSet() || !mayWrite()) return false;
      asking = true;
      try {
        return await round();
      } catch {
        // A disk that takes nothing is told by whoever works; the clock is looked at again in its time.
        silent();
        return false;
      } finally {
        asking = false;
      }
    },
    ask,
    heard(measurement) {
      // Long under way is nothing to go by.
      if (measurement.roundTrip > patience) return;
      fromHub = measurement;
      if (asking || isSet() || !mayWrite()) return;
      try {
        const source = readClock(database)?.source ?? null;
        if (source === null ? elapsed() < due : silentSince === null) return;
        record({ ...measurement, origin: 'hub' });
        if (source === null) answered();
        // A time server that is silent is asked again on its own schedule.
        else silentSince = null;
      } catch {
        // It must not look as if the hub had failed; the next answer tells the same.
      }
    },
    hurry: () => void (due = elapsed()),
    silentSince: () => silentSince,
    close: () => closing.abort(),
  };
}

/** Whether the clock is now on the other side of the limit, or was never measured; an error of half the round trip that leaves it open changes nothing. */
export function changesState({ journaled, limitSeconds }: Pick<ClockRecord, 'journaled' | 'limitSeconds'>, { offset, roundTrip }: Measurement): boolean {
  if (journaled === null) return true;
  const limit = limitSeconds * 1000;
  const [least, most] = [Math.abs(offset) - roundTrip / 2, Math.abs(offset) + roundTrip / 2];
  return Math.abs(journaled) > limit ? most <= limit : least > limit;
}
