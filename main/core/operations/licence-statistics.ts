/** The figures of the licences by commitment: per group and in all, from the decided cases of a span. */
import type { Input, Output } from '../../../shared/contract/contract.ts';
import type { LicenceMeasures } from '../../../shared/contract/licence.ts';
import type { LicenceGroup } from '../../../shared/licence/document.ts';
import { compressionOf } from '../../../shared/statistics/compression.ts';
import { addDays } from '../../../shared/transaction/china-time.ts';
import type { WorkingCalendar } from '../../../shared/transaction/working-days.ts';
import type { Sqlite } from '../store/database.ts';
import { decidedLicences, licencesInForce, licencesOf, type DecidedRow } from '../store/licences.ts';

type Books = { readonly database: Sqlite; readonly station: { readonly calendar: WorkingCalendar } };

/** Groups in force stand there also with nothing decided; one that is no longer in force, as long as the span has a case of it. */
export function licenceStatistics(context: Books, { from, to }: Input<'licence.statistics'>): Output<'licence.statistics'> {
  const rows = decidedLicences(context.database, from, to);
  const { calendar } = context.station;
  return {
    from, to,
    groups: groupsOf(context, rows).map(({ code, name, nameEn }) => ({ group: code, name, nameEn, ...measure(rows.filter((row) => row.licence_group === code), calendar) })),
    total: measure(rows, calendar),
  };
}

function groupsOf(context: Books, rows: readonly DecidedRow[]): readonly LicenceGroup[] {
  const groups = new Map((licencesInForce(context.database)?.document.groups ?? []).map((group) => [group.code, group]));
  for (const row of rows) {
    const former = groups.has(row.licence_group) ? undefined : licencesOf(context.database, row.conditions_version).groups.find(({ code }) => code === row.licence_group);
    if (former !== undefined) groups.set(former.code, former);
  }
  return [...groups.values()];
}

function measure(rows: readonly DecidedRow[], calendar: WorkingCalendar): LicenceMeasures {
  const standing = rows.filter(({ voided }) => voided === 0);
  const days = standing.flatMap(({ day, decided_day: decided }) => {
    const counted = calendar.workingDaysIn(addDays(day, 1), decided);
    return counted.ok ? [counted.count] : [];
  });
  return {
    decided: standing.length, granted: standing.filter(({ state }) => state === 'granted').length, refused: standing.filter(({ state }) => state === 'refused').length,
    voided: rows.length - standing.length,
    compression: compressionOf(standing.map((row) => ({ statutoryDays: row.statutory_days, promisedDays: row.promised_days, unit: row.day_unit }))),
    medianWorkingDays: median(days), undated: standing.length - days.length,
  };
}

/** The middle value, or the mean of the two middle ones; null of nothing. */
function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
