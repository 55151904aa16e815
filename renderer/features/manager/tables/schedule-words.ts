/** Periods, and what hindered a scheduled export, in words. */
import type { TFunction } from 'i18next';
import { z } from 'zod';
import { failureCodes, refusalCodes } from '../../../../shared/contract/errors.ts';

const Code = z.enum([...refusalCodes, ...failureCodes]);

/** `2026 年 10 月`, `2026 年第 4 季度`, `2026 年` of a period as the contract writes it. */
export function periodText(t: TFunction<'manager'>, period: string): string {
  const year = period.slice(0, 4);
  const part = period.slice(5);
  if (part === '') return t('tables.periodText.year', { year });
  return part.startsWith('Q') ? t('tables.periodText.quarter', { year, quarter: part.slice(1) }) : t('tables.periodText.month', { year, month: Number(part) });
}

/** What is asked of a schedule fits, or it would not have been set: what no longer does is a view that was removed since, or a table that grew too long. */
export function hindranceText(t: TFunction<'manager'>, common: TFunction<'components'>, code: string): string {
  if (code === 'bad-input') return t('tables.schedules.unfit');
  return common(`error.${Code.safeParse(code).data ?? 'internal'}.what`);
}
