/** Holding the station's clock against a trusted one, and saying how it stands. */
import { Refusal } from '../../../shared/contract/errors.ts';
import type { ClockState } from '../../../shared/contract/clock.ts';
import { businessDay, startOfDay } from '../../../shared/transaction/china-time.ts';
import type { Context } from '../context.ts';
import { lastJump, readClock, type ClockRecord } from '../store/clock.ts';
import { askTime } from '../time/sntp.ts';
import { implement } from './implement.ts';

/** A time server of the same network answers in milliseconds; one that needs longer cannot be believed to the second. */
const patience = 3000;

export function clockState(context: Context): ClockState {
  const { source, limitSeconds, offset, measuredAt } = recordOf(context);
  const jumped = lastJump(context.database, startOfDay(businessDay(context.moment.at)));
  return { source, limitSeconds, offset, measuredAt, overLimit: offset !== null && Math.abs(offset) > limitSeconds * 1000, jumped };
}

function recordOf(context: Context): ClockRecord {
  const record = readClock(context.database);
  if (record === null) throw new Refusal('station-broken', 'the founding entry left no clock');
  return record;
}

const configure = implement('clock.configure', (context, { source, limitSeconds }) => {
  context.append({ type: 'clock.configured', body: { source, limitSeconds: limitSeconds ?? recordOf(context).limitSeconds } });
  return clockState(context);
});

const check = implement('clock.check', async (context) => {
  const { source } = recordOf(context);
  if (source === null) throw new Refusal('time-source-missing', 'no time server is configured');
  const measured = await askTime({ ...source, patience, now: () => Date.now(), signal: context.cancelled });
  if (measured === null) throw new Refusal('time-source-silent', 'the time server did not answer, or its answer is none');
  context.commit(() => ({ type: 'clock.measured', body: { ...measured } }));
  return { ...clockState(context), roundTrip: measured.roundTrip };
});

export const clockImplementations = { 'clock.configure': configure, 'clock.check': check, 'clock.status': implement('clock.status', clockState) };
