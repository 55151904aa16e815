/** Instants, days and durations as a counter writes them: `2026-10-12 周一 09:05`, `12 分`. Always China's time, whatever the machine's zone. */
import type { TFunction } from 'i18next';

type Translate = TFunction<'components'>;
const chinaOffset = 8 * 3600_000;
const two = (value: number): string => String(value).padStart(2, '0');
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const weekdayOf = (t: Translate, at: Date): string => {
  const weekday = weekdays[at.getUTCDay()];
  return weekday === undefined ? '' : t(`weekday.${weekday}`);
};

/** `09:05` of an instant in UTC milliseconds. */
export function formatTime(instant: number): string {
  const at = new Date(instant + chinaOffset);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** `2026-10-12`, the day of an instant in China. */
export function dayOf(instant: number): string {
  return new Date(instant + chinaOffset).toISOString().slice(0, 10);
}

/** `2026-10-12 周一` of an ISO day. */
export function formatDay(t: Translate, day: string): string {
  return `${day} ${weekdayOf(t, new Date(`${day}T00:00:00Z`))}`;
}

/** `2026-10-12 周一 09:05` of an instant in UTC milliseconds. */
export function formatInstant(t: Translate, instant: number): string {
  return `${formatDay(t, dayOf(instant))} ${formatTime(instant)}`;
}

/** `2026-10-12 周一 09:05:33` of an instant in UTC milliseconds, where one line after the other must be told apart. */
export function formatMoment(t: Translate, instant: number): string {
  return `${formatInstant(t, instant)}:${two(new Date(instant + chinaOffset).getUTCSeconds())}`;
}

/** `12 分`, `1 小时 5 分` of whole or broken minutes, rounded; `—` of null. */
export function formatMinutes(t: Translate, minutes: number | null): string {
  if (minutes === null) return t('duration.none');
  const whole = Math.round(minutes);
  if (whole < 60) return t('duration.minutes', { minutes: whole });
  return t('duration.hours', { hours: Math.floor(whole / 60), minutes: whole % 60 });
}

/** As `formatMinutes`, of seconds; under a minute `40 秒`. */
export function formatSeconds(t: Translate, seconds: number | null): string {
  if (seconds !== null && seconds < 60) return t('duration.seconds', { seconds: Math.round(seconds) });
  return formatMinutes(t, seconds === null ? null : seconds / 60);
}

/** `2026-10-12 周一 09:05`, and of the later instant the time alone where it is of the same day. */
export function formatSpan(t: Translate, from: number, to: number): readonly [from: string, to: string] {
  return [formatInstant(t, from), dayOf(from) === dayOf(to) ? formatTime(to) : formatInstant(t, to)];
}

/** `34 KB`, `1.6 MB` of a file's bytes, as file managers count them: 1 KB is 1000 bytes. */
export function formatBytes(t: Translate, bytes: number): string {
  if (bytes < 1_000_000) return t('size.kilobytes', { size: Math.ceil(bytes / 1000) });
  return t('size.megabytes', { size: (bytes / 1_000_000).toFixed(1) });
}
