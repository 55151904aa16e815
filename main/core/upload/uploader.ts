/**
 * Sending: one target at a time each, any number of targets at once, batch by batch. What was acknowledged is written down before the
 * next batch goes; what was not is sent again. Memory holds one batch a target, however much waits.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Draft } from '../../../shared/journal/entry.ts';
import type { LineTarget, TargetDocument } from '../../../shared/upload/document.ts';
import { advanced, begun, failed, hurried, idle, isDue, pauseAfter, troubleOf, type HoldReason, type Progress } from '../../../shared/upload/progress.ts';
import { statusOf, type TargetStatus } from '../../../shared/upload/status.ts';
import { openSecrets } from '../secret-boxes.ts';
import { cursorOf, dueAgain, endOf, entriesAfter, moveCursor, nextAgain, offerAgain, readProgress, readStanding, readTargets, saveProgress, type TargetSet } from '../store/upload.ts';
import { connect, takesOf, type ConnectEffects, type Connection } from './connect.ts';
import { contradictsBooks, settleBatch, type Accepted, type Counts } from './settle.ts';
import type { Delivery, Sender } from './target.ts';

export type Run = Counts & { readonly status: TargetStatus };

export type Uploader = {
  /** Sends until nothing is left or the target is held; `once`: one batch. Null for a target that is not configured. Never rejects for what the other side does. */
  run(target: string, once: boolean, signal: AbortSignal): Promise<Run | null>;
  /** Sends to every target that is due and has something waiting; gives the instant at which another attempt is set, or null. */
  runDue(): Promise<number | null>;
  /** "Try now"; false for a target that is not configured. */
  hurry(target: string): boolean;
  /** The network is back: what could not be reached is tried at once. */
  reconnected(): void;
  statuses(): readonly TargetStatus[];
  /** Whether there is a hub, whose clock is heard with every answer. */
  hasHub(): boolean;
  /** Asks a hub where it stands, only to hear its clock; says nothing of its upload. Never rejects. */
  askHub(signal: AbortSignal): Promise<void>;
  /** Ends what is under way; what was not acknowledged is sent again after the next start. */
  close(): void;
};

export type UploadEffects = ConnectEffects & {
  /** The station's clock, by which attempts are paced and shown. */
  readonly now: () => number;
  /** Appends to the journal as the station itself, inside the caller's transaction. */
  readonly append: (draft: Draft) => void;
  /** Null while no station is founded. */
  readonly sender: () => Sender | null;
  /** Something that a screen shows has changed. */
  readonly onChange: () => void;
};

type Lane = { readonly name: string; readonly version: number; readonly document: LineTarget; readonly connection: Connection; asked: boolean; queue: Promise<unknown> };

const nothing: Counts = { batches: 0, entries: 0, refused: 0, deferred: 0, bound: 0 };
/** A queue that has waited can wait a little longer than a clerk: between two batches the process is free. */
const betweenBatches = 40;
/** A cursor that takes transactions follows the end of the journal in strides: each move is a write to the disk. */
const stride = 500;

export function createUploader(effects: UploadEffects): Uploader {
  const { database, sealing } = effects.books;
  const lanes = new Map<string, Lane>();
  const progresses = new Map<string, Progress>();
  const closing = new AbortController();

  const random = (): number => (effects.random(4).reduce((sum, byte) => sum * 256 + byte, 0)) / 2 ** 32;
  const progressOf = (name: string): Progress => progresses.get(name) ?? readProgress(database, name);
  const show = (name: string, progress: Progress): void => {
    progresses.set(name, progress);
    effects.onChange();
  };

  const laneOf = (set: TargetSet, document: LineTarget): Lane => {
    const known = lanes.get(document.name);
    if (known?.version === set.version) return known;
    void known?.connection.target.close();
    const lane: Lane = { name: document.name, version: set.version, document, connection: connect(document, openSecrets(sealing, set.secrets), effects), asked: false, queue: known?.queue ?? Promise.resolve() };
    lanes.set(document.name, lane);
    // A setting that was changed is tried at once.
    if (known !== undefined) progresses.set(document.name, hurried(progressOf(document.name), effects.now()));
    return lane;
  };

  const fail = (name: string, reason: HoldReason, retryAfter: number | null): void => {
    const progress = failed(progressOf(name), { at: effects.now(), reason, retryAfter, random: random() });
    try {
      saveProgress(database, name, progress);
    } catch {
      // A disk that takes nothing is the trouble itself; it is shown all the same, and tried again.
    }
    show(name, progress);
  };

  /** Where the target says that it stands; false where it could not be asked. `missed`: it has just missed something, so one that cannot say begins at the first entry. */
  const ask = async (lane: Lane, sender: Sender, missed: boolean, signal: AbortSignal): Promise<boolean> => {
    const said = await lane.connection.target.position(sender, signal);
    if (closing.signal.aborted) return false;
    if (said?.kind === 'held') {
      fail(lane.name, said.reason, said.retryAfter);
      return false;
    }
    if (said !== null && said.through > endOf(database)) {
      // It holds more of this journal than there is here: a copy of this station went on elsewhere.
      fail(lane.name, 'fork', null);
      return false;
    }
    const through = said?.through ?? (missed ? 0 : null);
    if (through !== null && through !== cursorOf(database, lane.name)) moveCursor(database, lane.name, through);
    lane.asked = true;
    return true;
  };

  const settled = (lane: Lane, rows: Parameters<typeof settleBatch>[2], accepted: Accepted, again: boolean): Counts => {
    const at = effects.now();
    const counts = settleBatch(
      { database, sealing, append: effects.append, at, pauseOf: (tries) => pauseAfter('busy', tries + 3, random()) ?? 0 },
      { name: lane.name, takes: lane.connection.takes }, rows, accepted, again, idle,
    );
    show(lane.name, advanced(at));
    return counts;
  };

  const attempt = async (lane: Lane, sender: Sender, once: boolean, signal: AbortSignal): Promise<Counts> => {
    const { target, takes, size } = lane.connection;
    let total = nothing;
    let gaps = 0;
    for (;;) {
      if (!lane.asked && !(await ask(lane, sender, gaps > 0, signal))) return total;
      const putOff = dueAgain(database, lane.name, effects.now(), size);
      const again = putOff.length > 0;
      const rows = again ? putOff : entriesAfter(database, takes, cursorOf(database, lane.name), size);
      if (rows.length === 0) {
        rest(lane);
        return total;
      }
      const delivery = await target.deliver({ sender, entries: rows }, signal);
      if (closing.signal.aborted) return total;
      const refused = trouble(delivery, rows.length, again);
      if (refused === null && delivery.kind === 'accepted') {
        const before = cursorOf(database, lane.name);
        total = add(total, settled(lane, rows, delivery, again));
        if (!again && cursorOf(database, lane.name) === before) {
          // It accepted, but nothing of this: asked for ever it would say so for ever. Next time it is asked where it stands.
          lane.asked = false;
          fail(lane.name, 'answer-unusable', null);
          return total;
        }
        if (!once) {
          await pause(betweenBatches);
          if (closing.signal.aborted) return total;
          continue;
        }
        rest(lane);
        return total;
      }
      // It misses something before these: it is asked once where it stands.
      if (refused?.reason === 'gap' && gaps === 0) {
        gaps += 1;
        lane.asked = false;
        continue;
      }
      fail(lane.name, refused?.reason ?? 'answer-unusable', refused?.retryAfter ?? null);
      return total;
    }
  };

  /** What stands against taking the answer as it is. */
  const trouble = (delivery: Delivery, sent: number, again: boolean): { readonly reason: HoldReason; readonly retryAfter: number | null } | null => {
    if (delivery.kind === 'held') return delivery;
    if (contradictsBooks(database, delivery)) return { reason: 'answer-unusable', retryAfter: null };
    // A platform that puts everything off is busy; one that puts off some has taken the others.
    return !again && delivery.deferred?.length === sent ? { reason: 'busy', retryAfter: null } : null;
  };

  const rest = (lane: Lane): void => {
    const end = endOf(database);
    const cursor = cursorOf(database, lane.name);
    if (lane.connection.takes === 'transactions' && end - cursor >= stride && entriesAfter(database, 'transactions', cursor, 1).length === 0) moveCursor(database, lane.name, end);
    if (progressOf(lane.name).state !== 'idle') {
      if (troubleOf(progressOf(lane.name)) !== null) saveProgress(database, lane.name, idle);
      show(lane.name, idle);
    }
  };

  const guardedAttempt = async (lane: Lane, once: boolean, caller: AbortSignal): Promise<Counts> => {
    if (closing.signal.aborted || caller.aborted) return nothing;
    const sender = effects.sender();
    if (sender === null) return nothing;
    const before = progressOf(lane.name);
    show(lane.name, begun(before, effects.now()));
    try {
      return await attempt(lane, sender, once, AbortSignal.any([caller, closing.signal]));
    } catch {
      // Whatever it was, it was not the other side's answer; nothing was acknowledged, so nothing is lost.
      if (!closing.signal.aborted) fail(lane.name, 'station-trouble', null);
      return nothing;
    }
  };

  const lanesNow = (): readonly Lane[] => {
    const set = readTargets(database);
    // A bundle goes when a person takes it along.
    const documents = (set?.document.targets ?? []).filter((document) => document.kind !== 'bundle');
    for (const [name, lane] of lanes) {
      if (documents.some((document) => document.name === name)) continue;
      void lane.connection.target.close();
      lanes.delete(name);
      progresses.delete(name);
    }
    return set === null ? [] : documents.map((document) => laneOf(set, document));
  };
  const status = ({ name, document }: { readonly name: string; readonly document: TargetDocument }): TargetStatus => statusOf(readStanding(database, document, takesOf(document)), progressOf(name));

  const run: Uploader['run'] = async (name, once, signal) => {
    const lane = lanesNow().find((one) => one.name === name);
    if (lane === undefined) return null;
    const mine = lane.queue.then(() => guardedAttempt(lane, once, signal));
    lane.queue = mine;
    const counts = await mine;
    return closing.signal.aborted ? null : { ...counts, status: status(lane) };
  };

  const hasWork = ({ name, connection }: Lane): boolean =>
    entriesAfter(database, connection.takes, cursorOf(database, name), 1).length > 0 || dueAgain(database, name, effects.now(), 1).length > 0;

  return {
    run,
    async runDue() {
      if (closing.signal.aborted) return null;
      const due = lanesNow().filter((lane) => isDue(progressOf(lane.name), effects.now()) && hasWork(lane));
      await Promise.all(due.map(({ name }) => run(name, false, closing.signal)));
      if (closing.signal.aborted) return null;
      const next = lanesNow().flatMap(({ name }) => {
        const progress = progressOf(name);
        // What was put off cannot come before the target itself is tried again.
        return (progress.state === 'held' ? progress.nextTry : nextAgain(database, name)) ?? [];
      });
      return next.length === 0 ? null : Math.min(...next);
    },
    hurry(name) {
      if (!lanesNow().some((lane) => lane.name === name)) return false;
      offerAgain(database, name, effects.now());
      const progress = hurried(progressOf(name), effects.now());
      saveProgress(database, name, progress);
      show(name, progress);
      return true;
    },
    reconnected() {
      for (const { name } of lanesNow()) {
        const progress = progressOf(name);
        if (progress.state === 'held' && progress.trouble.reason === 'unreachable') show(name, hurried(progress, effects.now()));
      }
    },
    statuses: () => (readTargets(database)?.document.targets ?? []).map((document) => status({ name: document.name, document })),
    hasHub: () => lanesNow().some(({ document }) => document.kind === 'hub'),
    async askHub(signal) {
      const [lane, sender] = [lanesNow().find(({ document }) => document.kind === 'hub'), effects.sender()];
      if (lane === undefined || sender === null || closing.signal.aborted) return;
      const asked = lane.queue.then(() => lane.connection.target.position(sender, AbortSignal.any([signal, closing.signal]))).catch(() => null);
      lane.queue = asked;
      await asked;
    },
    close() {
      closing.abort();
      for (const { connection } of lanes.values()) void connection.target.close();
    },
  };
}

const add = (one: Counts, other: Counts): Counts => ({
  batches: one.batches + other.batches, entries: one.entries + other.entries, refused: one.refused + other.refused, deferred: one.deferred + other.deferred, bound: one.bound + other.bound,
});
