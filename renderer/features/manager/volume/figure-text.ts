/** A figure as it is read: counts grouped by thousands, shares in percent, times in minutes and seconds; and how far it is from another. */
import type { TFunction } from 'i18next';
import { measures, type Measure, type Unit } from '../../../../shared/statistics/measures.ts';
import type { Language } from '../../../app/language.ts';

type Translate = TFunction<'components'>;
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const minus = '−';

/** `12 分 5 秒`: to the second, since two medians may differ by less than a minute. */
export function formatDuration(t: Translate, seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return t('duration.seconds', { seconds: whole });
  if (whole >= 3600) return t('duration.hours', { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60) });
  return whole % 60 === 0 ? t('duration.minutes', { minutes: whole / 60 }) : t('duration.minutesSeconds', { minutes: Math.floor(whole / 60), seconds: whole % 60 });
}

function formatUnit(t: Translate, unit: Unit, value: number): string {
  switch (unit) {
    case 'seconds':
      return formatDuration(t, value);
    case 'share':
      return `${tenths.format(value * 100)}%`;
    case 'visits':
    case 'tickets':
    case 'transactions':
    case 'cases':
    case 'materials':
    case 'days':
      return grouped.format(value);
  }
}

export function formatFigure(t: Translate, measure: Measure, value: number | null | undefined): string {
  return value === null || value === undefined ? t('duration.none') : formatUnit(t, measures[measure].unit, value);
}

/** How far a figure is from the one it is compared with; null where one of the two is not known. */
export function differenceOf(value: number | null | undefined, compared: number | null | undefined): number | null {
  return value === null || value === undefined || compared === null || compared === undefined ? null : value - compared;
}

/** `+12 (+8.3%)`; of a share the difference in points; without the percent where there was nothing to compare with. */
export function formatDifference(t: Translate, measure: Measure, value: number | null | undefined, compared: number | null | undefined): string {
  const difference = differenceOf(value, compared);
  if (difference === null || compared === null || compared === undefined) return t('duration.none');
  const signed = (text: string): string => `${difference < 0 ? minus : '+'}${text}`;
  const { unit } = measures[measure];
  if (unit === 'share') return Math.abs(difference) < 0.000_05 ? '0' : t('difference.points', { points: signed(tenths.format(Math.abs(difference) * 100)) });
  const size = Math.abs(difference);
  if (size === 0) return '0';
  const plain = signed(formatUnit(t, unit, size));
  return compared === 0 ? plain : t('difference.withPercent', { difference: plain, percent: signed(`${tenths.format((size / compared) * 100)}%`) });
}

/** The name of a measure without its unit, which a screen writes with each value. */
export function measureName(measure: Measure, language: Language): string {
  const { name, unit } = measures[measure];
  return unit === 'seconds' ? name[language].replace(/（秒）$| \(s\)$/u, '') : name[language];
}
