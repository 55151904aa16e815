import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/transaction/china-time.ts';
import { createCalendar, dueDate, HolidayDocument } from '../../shared/transaction/working-days.ts';

const document = HolidayDocument.parse(JSON.parse(readFileSync(new URL('../../resources/sample/holidays.json', import.meta.url), 'utf8')));
const calendar = createCalendar(document);
const knownDays = fc.integer({ min: 0, max: 729 }).map((offset) => addDays('2025-01-01', offset));

describe('working days', () => {
  it.each([
    ['2025-01-24', 5, '2025-02-07', 'over the spring festival, with the worked Sunday before it'],
    ['2025-12-31', 5, '2026-01-08', 'over the end of the year'],
    ['2026-01-02', 1, '2026-01-04', 'accepted on a holiday, due on a worked Sunday'],
    ['2026-04-30', 3, '2026-05-08', 'over the May holiday'],
    ['2026-09-30', 1, '2026-10-08', 'over the National Day holiday'],
    ['2026-10-12', 1, '2026-10-13', 'on an ordinary Monday the next day is day 1'],
    ['2026-10-16', 1, '2026-10-19', 'over an ordinary weekend'],
    ['2026-10-09', 1, '2026-10-10', 'to a worked Saturday'],
    ['2026-10-12', 0, '2026-10-12', 'no day at all'],
  ])('%s and %i working days is %s: %s', (day, count, expected) => {
    expect(calendar.addWorkingDays(day, count)).toEqual({ ok: true, day: expected });
  });

  it.each([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23].map((count, month) => [`2026-${String(month + 1).padStart(2, '0')}`, count] as const))('%s has %i', (month, count) => {
    const next = month === '2026-12' ? '2027-01-01' : `2026-${String(Number(month.slice(5)) + 1).padStart(2, '0')}-01`;
    expect(calendar.workingDaysIn(`${month}-01`, addDays(next, -1))).toEqual({ ok: true, count });
  });

  it.each(['2025', '2026'])('of %s are 248', (year) => {
    expect(calendar.workingDaysIn(`${year}-01-01`, `${year}-12-31`)).toEqual({ ok: true, count: 248 });
  });

  it('are refused beyond the years that are published, naming the first unknown year', () => {
    expect(calendar.addWorkingDays('2026-12-31', 1)).toEqual({ ok: false, reason: 'year-unknown', year: 2027 });
    expect(calendar.addWorkingDays('2026-10-12', 3650)).toEqual({ ok: false, reason: 'year-unknown', year: 2027 });
    expect(calendar.isWorkingDay('2024-06-03')).toEqual({ ok: false, reason: 'year-unknown', year: 2024 });
    expect(calendar.workingDaysIn('2024-12-30', '2025-01-03')).toEqual({ ok: false, reason: 'year-unknown', year: 2024 });
  });

  it('are known where only the day of acceptance lies in an unknown year, since it does not count', () => {
    expect(calendar.addWorkingDays('2024-12-31', 1)).toEqual({ ok: true, day: '2025-01-02' });
  });

  it('between a day and its due date are exactly as many as were promised, and the due date is one of them', () => {
    fc.assert(
      fc.property(knownDays, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const due = calendar.addWorkingDays(day, count);
        fc.pre(due.ok);
        expect(calendar.isWorkingDay(due.day)).toEqual({ ok: true, working: true });
        expect(calendar.workingDaysIn(addDays(day, 1), due.day)).toEqual({ ok: true, count });
      }),
    );
  });

  it('are none in a span that ends before it begins', () => {
    expect(calendar.workingDaysIn('2026-03-02', '2026-03-01')).toEqual({ ok: true, count: 0 });
  });

  it.each([-1, 1.5, Number.NaN])('cannot be counted %d times', (count) => {
    expect(() => calendar.addWorkingDays('2026-03-02', count)).toThrow(RangeError);
  });
});

describe('the due date', () => {
  it('follows the unit of the limit', () => {
    expect(dueDate({ accepted: '2026-04-30', days: 3, unit: 'working' }, calendar)).toEqual({ known: true, due: '2026-05-08' });
    expect(dueDate({ accepted: '2026-04-30', days: 60, unit: 'calendar' }, calendar)).toEqual({ known: true, due: '2026-06-29' });
  });

  it('is the day of acceptance where the limit is 0', () => {
    expect(dueDate({ accepted: '2026-04-30', days: 0, unit: 'working' }, calendar)).toEqual({ known: true, due: '2026-04-30' });
  });

  it('is not promised where the catalogue states no limit', () => {
    expect(dueDate({ accepted: '2026-04-30', days: null, unit: 'working' }, calendar)).toEqual({ known: false, reason: 'limit-not-stated' });
  });

  it('is not promised into a year without published holidays, but calendar days are', () => {
    expect(dueDate({ accepted: '2026-12-25', days: 20, unit: 'working' }, calendar)).toEqual({ known: false, reason: 'year-unknown', year: 2027 });
    expect(dueDate({ accepted: '2026-12-25', days: 20, unit: 'calendar' }, calendar)).toEqual({ known: true, due: '2027-01-14' });
  });
});

describe('the holiday document', () => {
  it.each([
    ['a range that ends before it begins', { off: [['2026-10-07', '2026-10-01']], work: [] }],
    ['a range of another year', { off: [['2025-10-01', '2025-10-07']], work: [] }],
    ['a range that runs into the next year', { off: [['2026-12-31', '2027-01-02']], work: [] }],
    ['ranges that overlap', { off: [['2026-10-01', '2026-10-07'], ['2026-10-07', '2026-10-08']], work: [] }],
    ['a worked day of another year', { off: [], work: ['2025-01-26'] }],
    ['a worked day that is an ordinary weekday', { off: [], work: ['2026-10-12'] }],
    ['a day both off and worked', { off: [['2026-10-10', '2026-10-11']], work: ['2026-10-10'] }],
    ['a worked day that stands twice', { off: [], work: ['2026-10-10', '2026-10-10'] }],
    ['a day that the calendar does not have', { off: [['2026-02-28', '2026-02-29']], work: [] }],
    ['a field nobody knows', { off: [], work: [], half: ['2026-02-16'] }],
  ])('with %s is refused', (_, year) => {
    const parsed = HolidayDocument.safeParse({ years: { 2026: year } });
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.path.slice(0, 2)).toEqual(['years', '2026']);
  });

  it('with a year that is no year is refused', () => {
    expect(HolidayDocument.safeParse({ years: { next: { off: [], work: [] } } }).success).toBe(false);
  });

  it('reports every fault at once', () => {
    const parsed = HolidayDocument.safeParse({ years: { 2026: { off: [['2026-10-07', '2026-10-01']], work: ['2026-10-12', '2025-01-26'] } } });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['years.2026.off.0', 'years.2026.work.0', 'years.2026.work.1']);
  });
});
