/** The periodic work report: as figures for the screen, and as a file. */
import { z } from 'zod';
import { ReportPeriod } from '../statistics/report-period.ts';
import { ReportFigures } from '../statistics/report.ts';
import type { Operation } from './operation.ts';

export const ReportFormat = z.enum(['pdf', 'xlsx', 'json']);
export type ReportFormat = z.infer<typeof ReportFormat>;

/** What is reported, without where to. */
export const ReportRequest = z.strictObject({ period: ReportPeriod, format: ReportFormat, language: z.enum(['zh-CN', 'en']).optional() });
export type ReportRequest = z.infer<typeof ReportRequest>;

export const reportOperations = {
  'report.read': {
    kind: 'query', roles: ['manager'], long: true,
    summary: 'The work report of a month, a quarter, half a year, a year or any days: totals beside the period before and the year before, lanes, top matters, papers saved, licences, times, ratings, trend, checks.',
    input: z.strictObject({ period: ReportPeriod }),
    output: ReportFigures,
  },
  'report.create': {
    kind: 'command', roles: ['manager'], trusted: true, waits: true,
    summary: 'Writes the work report to a file, as it reads on the screen; the same journal gives the same bytes.',
    input: ReportRequest.extend({ file: z.string().min(1).max(4096) }),
    output: z.strictObject({
      file: z.string(), format: ReportFormat, from: z.string(), to: z.string(), rows: z.number().int(), bytes: z.number().int(), sha256: z.string(),
      /** The last entry that was counted; what only tells of looking, signing in or copying does not count. */
      head: z.strictObject({ seq: z.number().int(), hash: z.string() }),
      /** False where an equation of the figures is broken: the report says which. */
      holds: z.boolean(),
    }),
  },
} as const satisfies Record<string, Operation>;
