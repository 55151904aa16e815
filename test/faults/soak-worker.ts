/**
 * A station of the soak: `node soak-worker.ts FOLDER SEED TRANSACTIONS PER_DAY [TARGETS]`. Handles its transactions, working day after working day,
 * from wherever the life before it was killed, sends meanwhile, and ends when everything was acknowledged. TARGETS: JSON for `upload.configure`.
 * Says `worked` when the last visitor has gone; what was answered stands in FOLDER/answered, as with worker.ts.
 */
import { openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { setClock } from '../../main/core/clock.ts';
import { dice } from '../../main/core/demo/traffic.ts';
import { openCounter } from '../../main/core/counter.ts';
import { contract } from '../../shared/contract/contract.ts';
import { addDays, startOfDay } from '../../shared/transaction/china-time.ts';
import { handleOne, type Desk } from './handle.ts';
import { isDone } from './sending.ts';
import { callerOf, faultKey, resources } from './station.ts';

const [folder = '', seed = '1', transactions = '50', perDay = '46', targets] = process.argv.slice(2);
const time = { now: 0 };
const counter = openCounter({ folder, access: 'write', key: faultKey, resources, clock: setClock(() => time.now), patience: 5000 });
const answered = openSync(path.join(folder, 'answered'), 'a');
const tell = (line: string): void => void writeSync(answered, `${line}\n`);
const call = callerOf(counter);
const desk: Desk = { call, roll: dice(Number(seed)), handled: [], tell, withoutPhone: 0.01 };

/** A Monday; five days a week, whatever the holidays. */
const firstDay = '2026-01-05';
const opening = 8.5 * 3_600_000;
const open = 8 * 3_600_000;
/** Steps between two looks at what is to be sent: a few minutes of the hall. */
const betweenLooks = 5;

const dayOf = (handled: number): string => {
  const working = Math.floor(handled / Number(perDay));
  return addDays(firstDay, Math.floor(working / 5) * 7 + (working % 5));
};
const timeOf = (handled: number): number => startOfDay(dayOf(handled)) + opening + Math.floor(((handled % Number(perDay)) * open) / Number(perDay));

/** How many there are: the numbers have no gap. */
async function handledSoFar(): Promise<number> {
  const [last] = (await call('transaction.list', { from: '2000-01-01', to: '2999-12-31', limit: 1 })).transactions;
  return last === undefined ? 0 : Number(last.number.slice(last.number.lastIndexOf('-') + 1));
}

const state: { sending: Promise<unknown> | null } = { sending: null };
const look = (): void => {
  state.sending ??= counter.sendDue().finally(() => (state.sending = null));
};

async function closeDay(): Promise<void> {
  for (const { visit } of (await call('hall.queue', {})).tickets) await call('ticket.close', { ticket: visit, reason: '当日未到窗口' }, 'clerk');
  const { manifest } = await call('day.close', {}, 'clerk');
  tell(`closed ${manifest.day} ${manifest.number}`);
}

// The clock goes on from the last entry: a life that was killed may have been a little ahead of its plan.
time.now = (await call('journal.read', { limit: 1 })).entries[0]?.at ?? 0;
if (targets !== undefined) await call('upload.configure', contract['upload.configure'].input.parse(JSON.parse(targets)));
let handled = await handledSoFar();
for (let step = 0; handled < Number(transactions); step += 1) {
  const before = desk.handled.length;
  time.now = Math.max(time.now + 1000, timeOf(handled));
  await handleOne(desk, step, 0);
  if (desk.handled.length > before) {
    handled += 1;
    if (handled === Number(transactions) || dayOf(handled) !== dayOf(handled - 1)) await closeDay();
  }
  if (step % betweenLooks === 0) look();
  await turn();
}
console.log('worked');
await state.sending;
for (;;) {
  const next = await counter.sendDue();
  if (isDone(await call('upload.status', {}))) break;
  time.now = Math.max(time.now + 1000, next ?? 0);
  await pause(50);
}
counter.close();
