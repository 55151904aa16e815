/** The exports that the station makes by itself. */
import { z } from 'zod';
import { DataFormat } from '../../../shared/contract/exports.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { PeriodKind } from '../../../shared/statistics/period.ts';
import type { Sqlite } from './sqlite.ts';
import { fromJson } from './station.ts';

const Row = z.object({
  name: z.string(), view: z.string(), format: DataFormat, language: z.enum(['zh-CN', 'en']), folder: z.string().transform((text) => fromJson(text, SealedBox)), every: PeriodKind, day: z.number(),
  next_period: z.string(), last_period: z.string().nullable(), last_at: z.number().nullable(), last_rows: z.number().nullable(),
});
/** The folder is sealed: its path may name a person. */
export type ScheduledExport = z.infer<typeof Row>;

export const listSchedules = (database: Sqlite): readonly ScheduledExport[] => database.prepare('SELECT * FROM scheduled_export ORDER BY name').all().map((row) => Row.parse(row));

export const findSchedule = (database: Sqlite, name: string): ScheduledExport | null => listSchedules(database).find((one) => one.name === name) ?? null;
