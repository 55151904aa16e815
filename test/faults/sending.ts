/** A station in this process that works and sends, on a clock that moves as fast as its pauses need. */
import { setTimeout as pause } from 'node:timers/promises';
import { setClock } from '../../main/core/clock.ts';
import { openCounter, type Counter } from '../../main/core/counter.ts';
import { foundDemo } from '../../main/core/demo/found-demo.ts';
import type { Dice } from '../../main/core/demo/traffic.ts';
import type { Sender } from '../../main/core/upload/target.ts';
import type { Output, Request } from '../../shared/contract/contract.ts';
import { handleOne, type Desk } from './handle.ts';
import { callerOf, faultKey, resources, temporary, type Call } from './station.ts';

export type Sending = {
  readonly folder: string;
  readonly told: readonly string[];
  readonly sender: Sender;
  readonly call: Call;
  /** The station's clock, UTC milliseconds. */
  readonly time: { now: number };
  /** So many visitors, a minute apart. */
  work(steps: number): Promise<void>;
  /** What the application does by itself: sends to every target that is due. Gives the next try. */
  send(): Promise<number | null>;
  /** Puts the clock on to the next try, where one is set. */
  waitUntil(next: number | null): void;
  /** Sends again and again until nothing is left but what a target refused, the clock put on to each next try. Throws where it does not come to that. */
  sendUntilDone(): Promise<void>;
  /** Closed in the middle of whatever it does, or after another process has worked in its folder, and opened again. */
  restart(): void;
  readonly close: () => void;
};

/** 2026-10-12, a Monday that is worked, 08:00 in China. */
const morning = Date.parse('2026-10-12T08:00:00+08:00');
const minute = 60_000;
/** Far more tries than any fault lasts. */
const mostRounds = 300;

export type Targets = Pick<Request<'upload.configure'>, 'document' | 'secrets'>;

/** Founds a station of its own, or opens one that was founded, and lets it work. */
export async function openSending(roll: Dice, withoutPhone: number): Promise<Sending> {
  const folder = temporary('sending');
  const time = { now: morning };
  const open = (): Counter => openCounter({ folder, access: 'write', key: faultKey, resources, clock: setClock(() => time.now), patience: 2000 });
  let counter = open();
  let isOpen = true;
  const close = (): void => {
    if (isOpen) counter.close();
    isOpen = false;
  };
  await foundDemo(counter, resources);
  const call: Call = (name, input, role) => callerOf(counter)(name, input, role);
  const { station: id, code, name, site, publicKey } = await call('station.status', {});
  const told: string[] = [];
  const desk: Desk = { call, roll, handled: [], tell: (line) => void told.push(line), withoutPhone };
  let step = 0;
  const waitUntil = (next: number | null): void => void (time.now = Math.max(time.now + 1, next ?? time.now + minute));

  return {
    folder, told, call, time, waitUntil,
    sender: { station: id, code, name, site, publicKey, incarnation: 0 },
    async work(steps) {
      for (let index = 0; index < steps; index += 1) {
        time.now += minute;
        await handleOne(desk, (step += 1));
      }
    },
    send: () => counter.sendDue(),
    async sendUntilDone() {
      for (let round = 0; round < mostRounds; round += 1) {
        const next = await counter.sendDue();
        if (isDone(await call('upload.status', {}))) return;
        waitUntil(next);
        // A receiver that comes up again needs a moment of the machine, not of the station's clock.
        if (round > 20) await pause(20);
      }
      throw new Error(`still not everything is sent: ${JSON.stringify(await call('upload.status', {}))}`);
    },
    restart() {
      close();
      counter = open();
      isOpen = true;
    },
    close,
  };
}

/** Whether nothing is left to send but what waits for a clerk. */
export const isDone = ({ targets }: Output<'upload.status'>): boolean =>
  targets.every(({ state, unsent, quarantined, deferred, trouble }) => state === 'all-sent' || (state === 'attention' && trouble === null && deferred === 0 && unsent.entries === quarantined));
