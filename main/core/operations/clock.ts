/** Holding the station's clock against a trusted one, and saying how it stands. */
import { Refusal } from '../../../shared/contract/errors.ts';
import type { ClockState } from '../../../shared/contract/clock.ts';
import { businessDay, startOfDay } from '../../../shared/transaction/china-time.ts';
import type { Context } from '../context.ts';
import { forgetAnswer, lastJump, readClock, saveAnswer, type ClockRecord } from '../store/clock.ts';
import { implement } from './implement.ts';

export function clockState(context: Context): ClockState {
  const { source, limitSeconds, offset, measuredAt, origin, journaled } = recordOf(context);
  const jumped = lastJump(context.database, startOfDay(businessDay(context.moment.at)));
  return {
    source, limitSeconds, offset, measuredAt, origin, hub: context.uploader.hasHub(), silentSince: context.clockWatch.silentSince(),
    overLimit: journaled !== null && Math.abs(journaled) > limitSeconds * 1000, jumped,
  };
}

function recordOf(context: Context): ClockRecord {
  const record = readClock(context.database);
  if (record === null) throw new Refusal('station-broken', 'the founding entry left no clock');
  return record;
}

const configure = implement('clock.configure', (context, { source, limitSeconds }) => {
  context.append({ type: 'clock.configured', body: { source, limitSeconds: limitSeconds ?? recordOf(context).limitSeconds } });
  forgetAnswer(context.database);
  context.clockWatch.hurry();
  return clockState(context);
});

const check = implement('clock.check', async (context) => {
  const measured = await context.clockWatch.ask(context.cancelled);
  if (measured === 'no-source') throw new Refusal('time-source-missing', 'no time server is configured, and no hub');
  if (measured === null) throw new Refusal('time-source-silent', 'nobody answered, or the answer is none');
  context.atomically((now) => {
    saveAnswer(now.database, { ...measured, at: now.moment.at });
    now.append({ type: 'clock.measured', body: { ...measured } });
  });
  return { ...clockState(context), roundTrip: measured.roundTrip };
});

export const clockImplementations = { 'clock.configure': configure, 'clock.check': check, 'clock.status': implement('clock.status', clockState) };
