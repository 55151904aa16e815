/** The work report: all its questions answered in one moment, and the file made of them. */
import { z } from 'zod';
import { Refusal } from '../../../shared/contract/errors.ts';
import { ReportFormat } from '../../../shared/contract/report.ts';
import { ReportPeriod, reportSpans } from '../../../shared/statistics/report-period.ts';
import { reportFigures, reportQuestions, type ReportFigures } from '../../../shared/statistics/report.ts';
import { reportContent } from '../export/report-files.ts';
import { writeContent } from '../export/write-file.ts';
import type { Figures } from '../figures/figures.ts';
import { licenceStatistics } from '../operations/licence-statistics.ts';
import type { Sqlite } from '../store/database.ts';
import { countedHead } from '../store/export-rows.ts';
import { createStationReader } from '../store/station.ts';

/** `today` decides how far the period has come. */
export const ReportAsked = z.strictObject({ period: ReportPeriod, today: z.string() });
export type ReportAsked = z.infer<typeof ReportAsked>;

export const ReportOrder = z.strictObject({ ...ReportAsked.shape, format: ReportFormat, language: z.enum(['zh-CN', 'en']), file: z.string() });
export type ReportOrder = z.infer<typeof ReportOrder>;

export const ReportWritten = z.strictObject({
  from: z.string(), to: z.string(), rows: z.number(), bytes: z.number(), sha256: z.string(), head: z.strictObject({ seq: z.number(), hash: z.string() }), holds: z.boolean(),
});
export type ReportWritten = z.infer<typeof ReportWritten>;

export function readReport(database: Sqlite, figures: Figures, { period, today }: ReportAsked): ReportFigures {
  const spans = reportSpans(period, today);
  const { previous, ...questions } = reportQuestions(spans);
  const read = database.transaction(() => {
    const station = createStationReader(database)();
    if (station === null) throw new Refusal('station-missing', 'there is no station in this folder');
    const { code, name, site, trial } = station;
    const { groups, total } = licenceStatistics({ database, station }, spans.own);
    const answers = {
      totals: figures.query(questions.totals), yearBefore: figures.query(questions.yearBefore), lanes: figures.query(questions.lanes), matters: figures.query(questions.matters),
      trend: figures.query(questions.trend), origin: figures.query(questions.origin), previous: previous === null ? null : figures.query(previous),
    };
    return reportFigures(answers, { period, whole: spans.whole, station: { code, name, site, trial }, licences: { groups, total }, head: countedHead(database) });
  });
  return read();
}

/** Refuses with a code of the file's faults, or `export-font-missing`; in each case nothing of it stays. */
export async function writeReport(database: Sqlite, figures: Figures, { format, language, file, ...asked }: ReportOrder): Promise<ReportWritten> {
  const report = readReport(database, figures, asked);
  const writing = await writeContent(reportContent(report, format, language), file);
  if (!writing.ok) throw new Refusal(writing.error.code, `${writing.error.message}; nothing was replaced`);
  return { ...writing.value, from: report.from, to: report.to, head: report.head, holds: report.identities.every(({ holds }) => holds) };
}
