/** Days and instants as tables write them. Times are those of the clock on the hall's wall (UTC+8) unless an ISO text names its zone. */
import { z } from 'zod';
import { businessDay, isCivilDay, startOfDay } from '../transaction/china-time.ts';

export const dateFormats = ['iso', 'yyyy/m/d', 'yyyy.m.d', 'yyyy年m月d日', 'yyyymmdd', 'excel-serial'] as const;
export const DateFormat = z.enum(dateFormats);
export type DateFormat = z.infer<typeof DateFormat>;

/** `finishedAt` is UTC milliseconds, null where the text has no time of day. */
export type ReadDay = { readonly day: string; readonly finishedAt: number | null };

const clock = '(?:[T\\s]\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?)?';
const iso = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${clock}(Z|[+-]\\d{2}:?\\d{2})?$`);
const patterns: Readonly<Record<Exclude<DateFormat, 'iso' | 'excel-serial'>, RegExp>> = {
  'yyyy/m/d': new RegExp(`^(\\d{4})/(\\d{1,2})/(\\d{1,2})${clock}$`),
  'yyyy.m.d': new RegExp(`^(\\d{4})\\.(\\d{1,2})\\.(\\d{1,2})${clock}$`),
  yyyy年m月d日: /^(\d{4})年(\d{1,2})月(\d{1,2})日(?:\s*(\d{1,2})[:时](\d{2})(?:[:分](?:(\d{2})秒?)?)?)?$/,
  yyyymmdd: /^(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2})(?::?(\d{2}))?)?$/,
};

const minuteMs = 60_000;
const secondsPerDay = 86_400;
/** 1970-01-01 as a serial of the 1900 date system. */
const epochSerial = 25_569;
/** 9999-12-31. */
const lastSerial = 2_958_465;

/** The day that a text names under a format, or as an ISO date; null for what is no such day or time. */
export function readDay(text: string, format: DateFormat): ReadDay | null {
  const asIso = readIso(text);
  if (asIso !== null || format === 'iso') return asIso;
  if (format === 'excel-serial') return /^\d{1,7}(?:\.\d+)?$/.test(text) ? fromParts(readSerial(Number(text))) : null;
  const match = patterns[format].exec(text);
  return match === null ? null : fromParts(partsOf(match));
}

/** A serial of the 1900 date system as a day and the seconds into it, null on the whole day; null outside 1900-01-01 to 9999-12-31. */
export function readSerial(serial: number): { readonly day: string; readonly seconds: number | null } | null {
  const total = Math.round(serial * secondsPerDay);
  const days = Math.floor(total / secondsPerDay);
  // Day 60 is a 29 February 1900 that never was; the days before it count from one day later.
  if (days < 1 || days > lastSerial || days === 60) return null;
  const seconds = total - days * secondsPerDay;
  const number = days - epochSerial + (days < 60 ? 1 : 0);
  return { day: new Date(number * secondsPerDay * 1000).toISOString().slice(0, 10), seconds: seconds === 0 ? null : seconds };
}

type Parts = { readonly day: string; readonly seconds: number | null };

function readIso(text: string): ReadDay | null {
  const match = iso.exec(text);
  const parts = match === null ? null : partsOf(match);
  const zone = match?.[7];
  if (parts === null || zone === undefined) return fromParts(parts);
  if (parts.seconds === null) return null;
  const [hours, minutes] = zone === 'Z' ? [0, 0] : [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  const offset = (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * minuteMs;
  const instant = Date.parse(`${parts.day}T00:00:00Z`) + parts.seconds * 1000 - offset;
  return { day: businessDay(instant), finishedAt: instant };
}

function partsOf([, year = '', month = '', day = '', hour, minute = '0', second = '0']: readonly (string | undefined)[]): Parts | null {
  // Nothing beyond is a day of a hall, and a zone could carry the year 9999 over its end.
  if (year > '2999') return null;
  const civil = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isCivilDay(civil)) return null;
  if (hour === undefined) return { day: civil, seconds: null };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return { day: civil, seconds: Number(hour) * 3600 + Number(minute) * 60 + Number(second) };
}

function fromParts(parts: Parts | null): ReadDay | null {
  if (parts === null) return null;
  return { day: parts.day, finishedAt: parts.seconds === null ? null : startOfDay(parts.day) + parts.seconds * 1000 };
}
