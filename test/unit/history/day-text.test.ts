import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateFormats, readDay, readSerial, type DateFormat } from '../../../shared/history/day-text.ts';
import { startOfDay } from '../../../shared/transaction/china-time.ts';
import { dateSerial } from '../../../main/core/export/worksheet.ts';

describe('days of a previous system', () => {
  it.each<[string, DateFormat, string]>([
    ['2026-01-05', 'iso', '2026-01-05'],
    ['2026-1-5', 'iso', '2026-01-05'],
    ['2026/1/5', 'yyyy/m/d', '2026-01-05'],
    ['2026/01/05 9:30', 'yyyy/m/d', '2026-01-05'],
    ['2026.12.31', 'yyyy.m.d', '2026-12-31'],
    ['2026年1月5日', 'yyyy年m月d日', '2026-01-05'],
    ['20260105', 'yyyymmdd', '2026-01-05'],
    ['46027', 'excel-serial', '2026-01-05'],
    ['2024-02-29', 'yyyymmdd', '2024-02-29'],
    ['2026-01-05 23:30:00', 'excel-serial', '2026-01-05'],
    ['2026-01-05T20:00:00Z', 'iso', '2026-01-06'],
    ['2026-01-05T20:00:00+08:00', 'iso', '2026-01-05'],
  ])('%s under %s is %s', (text, format, day) => {
    expect(readDay(text, format)?.day).toBe(day);
  });

  it.each<[string, DateFormat]>([
    ['2026-02-29', 'iso'], ['2026-13-01', 'iso'], ['2026/2/30', 'yyyy/m/d'], ['2026/1/5', 'iso'], ['5/1/2026', 'yyyy/m/d'], ['20261301', 'yyyymmdd'], ['2026-01-05 24:00', 'iso'],
    ['2026-01-05Z', 'iso'], ['0', 'excel-serial'], ['60', 'excel-serial'], ['2958466', 'excel-serial'], ['46027', 'iso'], ['9999-12-31T23:00:00Z', 'iso'], ['', 'iso'],
  ])('%s under %s is no day', (text, format) => {
    expect(readDay(text, format)).toBeNull();
  });

  it.each<[string, DateFormat, number | null]>([
    ['2026-01-05 09:30:15', 'iso', 9 * 3600 + 30 * 60 + 15],
    ['2026-01-05T09:30', 'iso', 9 * 3600 + 30 * 60],
    ['2026-01-05T01:30:00Z', 'iso', 9 * 3600 + 30 * 60],
    ['2026年1月5日 9时30分', 'yyyy年m月d日', 9 * 3600 + 30 * 60],
    ['20260105093015', 'yyyymmdd', 9 * 3600 + 30 * 60 + 15],
    ['46027.5', 'excel-serial', 12 * 3600],
    ['2026-01-05', 'iso', null],
  ])('%s under %s has its time of day', (text, format, seconds) => {
    expect(readDay(text, format)?.finishedAt).toBe(seconds === null ? null : startOfDay('2026-01-05') + seconds * 1000);
  });

  it('gives back any day that it is given, in every format', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.constantFrom(...dateFormats), (original, format) => {
        expect(readDay(written(original, format), format)).toEqual({ day: original, finishedAt: null });
      }),
    );
  });

  it('reads serials as the export writes them, and the shifted ones before March 1900', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
        expect(dateSerial(readSerial(serial)?.day ?? '')).toBe(serial);
      }),
    );
    expect([1, 59, 60, 61].map((serial) => readSerial(serial)?.day)).toEqual(['1900-01-01', '1900-02-28', undefined, '1900-03-01']);
  });
});

function written(day: string, format: DateFormat): string {
  const [year = '', month = '', date = ''] = day.split('-');
  switch (format) {
    case 'iso':
      return day;
    case 'yyyy/m/d':
      return `${year}/${Number(month)}/${Number(date)}`;
    case 'yyyy.m.d':
      return `${year}.${month}.${date}`;
    case 'yyyy年m月d日':
      return `${year}年${Number(month)}月${date}日`;
    case 'yyyymmdd':
      return `${year}${month}${date}`;
    case 'excel-serial':
      return String(dateSerial(day));
  }
}
