/** How a day by which something is awaited stands today: what a list puts first and what it reminds of. */
import { z } from 'zod';
import { addDays } from './china-time.ts';
import type { WorkingCalendar } from './working-days.ts';

/** `overdue`: the day has passed; `due-soon`: it is today or comes with the next working day. */
export const Standing = z.enum(['overdue', 'due-soon']);
export type Standing = z.infer<typeof Standing>;

/** Null for a day further off, and where no day was promised. Days are ISO dates. */
export function standingOf(due: string | null, today: string, calendar: WorkingCalendar): Standing | null {
  if (due === null) return null;
  if (due < today) return 'overdue';
  const next = calendar.addWorkingDays(today, 1);
  // Where the holidays are not known, the next day is the one that a person would think of.
  return due <= (next.ok ? next.day : addDays(today, 1)) ? 'due-soon' : null;
}
