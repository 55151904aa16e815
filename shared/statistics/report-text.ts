/** Figures of a report in words: the same on the screen, on paper and in the PDF. What there is nothing to say of is a dash, never a zero. */
import type { Language } from './wording.ts';

export const none = '—';

/** `change` is a share that may be negative and is written with its sign; `seconds` is a duration. */
export type FigureKind = 'count' | 'share' | 'change' | 'seconds' | 'days';
export type Figure = { readonly kind: FigureKind; readonly value: number | null };

/** 90289 → `90,289`. */
export function countText(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

const tenth = (value: number): string => (Math.round(value * 1000) / 10).toFixed(1);

/** 0.8873 → `88.7%`. */
export const shareText = (value: number): string => `${tenth(value)}%`;

/** 200 → `3分20秒`, `3 min 20 s`; from an hour on without the seconds. */
export function durationText(seconds: number, language: Language): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const parts: readonly (readonly [number, string, string])[] = hours > 0 ? [[hours, '小时', ' h'], [minutes, '分', ' min']] : [[minutes, '分', ' min'], [rest, '秒', ' s']];
  const said = parts.filter(([value], index) => value > 0 || (index === 1 && whole < 60));
  return language === 'en' ? said.map(([value, , unit]) => `${value}${unit}`).join(' ') : said.map(([value, unit]) => `${value}${unit}`).join('');
}

/** How much more or less, as a share of what was before; null where there was nothing. */
export function changeOf(now: number | null | undefined, before: number | null | undefined): number | null {
  if (now === null || now === undefined || before === null || before === undefined || before === 0) return null;
  return (now - before) / before;
}

export function figureText({ kind, value }: Figure, language: Language): string {
  if (value === null) return none;
  switch (kind) {
    case 'count':
      return countText(value);
    case 'share':
      return shareText(value);
    case 'change':
      return Math.abs(value) < 0.0005 ? '0.0%' : `${value > 0 ? '+' : '−'}${tenth(Math.abs(value))}%`;
    case 'seconds':
      return durationText(value, language);
    case 'days':
      return String(Math.round(value * 10) / 10);
  }
}
