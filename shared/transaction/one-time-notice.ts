/** The one-time notice (一次性告知) and its alarm. */
import { z } from 'zod';
import { standingOf } from './standing.ts';
import type { WorkingCalendar } from './working-days.ts';

/** Working days within which everything missing must be told (劳务派遣行政许可实施办法 arts 9–13). */
const noticeDays = 5;

/** The last day of the notice; null where the holidays of that year are not known. `since`: the day from which something was missing. */
export function lastDayOfNotice(since: string, calendar: WorkingCalendar): string | null {
  const last = calendar.addWorkingDays(since, noticeDays);
  return last.ok ? last.day : null;
}

/**
 * How a notice that was not given stands. Once its last day is over, the case counts as accepted from the day the papers came in
 * (`accepted-by-silence`); what had been accepted before something turned out to be missing is only late (`overdue`).
 */
export const NoticeState = z.enum(['open', 'due-soon', 'overdue', 'accepted-by-silence']);
export type NoticeState = z.infer<typeof NoticeState>;

export type Unnotified = { readonly since: string; /** The papers came in complete, or so it seemed: the case had been accepted. */ readonly wasAccepted: boolean };

export function noticeState({ since, wasAccepted }: Unnotified, today: string, calendar: WorkingCalendar): NoticeState {
  const standing = standingOf(lastDayOfNotice(since, calendar), today, calendar);
  if (standing === 'overdue') return wasAccepted ? 'overdue' : 'accepted-by-silence';
  return standing ?? 'open';
}
