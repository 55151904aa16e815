import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, businessDay, chinaTime, daysBetween, isCivilDay, startOfDay, weekdayOf } from '../../shared/transaction/china-time.ts';

const instants = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2199, 11, 31) });
const days = instants.map(businessDay);

describe('the clock of the hall', () => {
  it.each([
    ['2026-10-12T01:05:00Z', { day: '2026-10-12', time: '09:05', weekday: 1, hour: 9 }],
    ['2026-10-11T15:59:59.999Z', { day: '2026-10-11', time: '23:59', weekday: 0, hour: 23 }],
    ['2026-10-11T16:00:00Z', { day: '2026-10-12', time: '00:00', weekday: 1, hour: 0 }],
    ['2025-12-31T16:00:00Z', { day: '2026-01-01', time: '00:00', weekday: 4, hour: 0 }],
    // The days on which daylight saving began and ended elsewhere, and until 1991 here.
    ['2026-03-29T01:30:00Z', { day: '2026-03-29', time: '09:30', weekday: 0, hour: 9 }],
    ['2026-07-01T04:00:00Z', { day: '2026-07-01', time: '12:00', weekday: 3, hour: 12 }],
    ['2024-02-29T08:00:00Z', { day: '2024-02-29', time: '16:00', weekday: 4, hour: 16 }],
    ['1969-12-31T15:00:00Z', { day: '1969-12-31', time: '23:00', weekday: 3, hour: 23 }],
  ])('shows %s eight hours ahead', (instant, expected) => {
    const at = Date.parse(instant);
    expect(chinaTime(at)).toEqual(expected);
    expect(businessDay(at)).toBe(expected.day);
  });

  it('begins each day at the instant before which it was the day before', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(businessDay(startOfDay(day))).toBe(day);
        expect(businessDay(startOfDay(day) - 1)).toBe(addDays(day, -1));
      }),
    );
  });

  it('agrees with the time zone data for Shanghai since 1992', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
    fc.assert(
      fc.property(instants, (at) => {
        const { day, time } = chinaTime(at);
        expect(`${day} ${time}`).toBe(format.format(at));
      }),
    );
  });
});

describe('days', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-10-12', 0, '2026-10-12'],
    ['2026-01-01', 365, '2027-01-01'],
  ])('%s and %i days is %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
    expect(daysBetween(day, expected)).toBe(count);
  });

  it('are counted back as they were added', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -9999, max: 9999 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });

  it('have a weekday that moves on by one', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(weekdayOf(addDays(day, 1))).toBe((weekdayOf(day) + 1) % 7);
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-1', '20260401', '', '2026-01-01T00:00:00Z', '1900-02-29'])('refuse %j, which the calendar does not have', (text) => {
    expect(isCivilDay(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(RangeError);
    expect(() => startOfDay(text)).toThrow(RangeError);
  });

  it.each(['2024-02-29', '2000-02-29', '0050-01-01', '9999-12-31'])('take %s', (text) => {
    expect(isCivilDay(text)).toBe(true);
    expect(addDays(text, 0)).toBe(text);
  });

  it('refuse to leave the four-digit years', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  });
});
