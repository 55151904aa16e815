import { describe, expect, it } from 'vitest';
import { periodFrom, periodOfDay, ReportPeriod, reportPeriodKinds, reportSpans, spanOfReport } from '../../../shared/statistics/report-period.ts';
import { changeOf, countText, durationText, figureText, shareText } from '../../../shared/statistics/report-text.ts';

describe('the period of a report', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31'], ['2026-H1', '2026-01-01', '2026-06-30'], ['2026-H2', '2026-07-01', '2026-12-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'], ['2024-02', '2024-02-01', '2024-02-29'], ['2026-12', '2026-12-01', '2026-12-31'],
  ])('%s is %s to %s', (period, from, to) => {
    expect(spanOfReport(period)).toEqual({ from, to });
    const kind = reportPeriodKinds.find((one) => periodOfDay(one, from) === period && periodOfDay(one, to) === period);
    expect(kind).toBeDefined();
    expect(periodFrom(periodFrom(period, 1), -1)).toBe(period);
  });

  it.each(['2026-13', '2026-Q5', '2026-H3', '26', '2026-1', '0026', { from: '2026-02-01', to: '2026-01-01' }, { from: '2026-02-30', to: '2026-03-01' }])('%j is none', (period) => {
    expect(ReportPeriod.safeParse(period).success).toBe(false);
  });

  it.each([
    ['2026-01', -1, '2025-12'], ['2026-12', 1, '2027-01'], ['2026-Q1', -1, '2025-Q4'], ['2026-H2', 1, '2027-H1'], ['2026', -1, '2025'], ['2026-03', -14, '2025-01'],
  ])('%s and %i is %s', (period, steps, other) => {
    expect(periodFrom(period, steps)).toBe(other);
  });

  it('stands beside the whole period before and the same of the year before, once it is over', () => {
    expect(reportSpans('2024-03', '2026-11-25')).toEqual({
      own: { from: '2024-03-01', to: '2024-03-31' }, whole: true, previous: { from: '2024-02-01', to: '2024-02-29' }, yearBefore: { from: '2023-03-01', to: '2023-03-31' },
    });
    expect(reportSpans('2024-02', '2026-11-25').yearBefore).toEqual({ from: '2023-02-01', to: '2023-02-28' });
    expect(reportSpans('2025', '2026-11-25')).toMatchObject({ whole: true, previous: null, yearBefore: { from: '2024-01-01', to: '2024-12-31' } });
  });

  it('counts up to today while it is not over, beside as many days', () => {
    expect(reportSpans('2026-11', '2026-11-25')).toEqual({
      own: { from: '2026-11-01', to: '2026-11-25' }, whole: false, previous: { from: '2026-10-01', to: '2026-10-25' }, yearBefore: { from: '2025-11-01', to: '2025-11-25' },
    });
    // 31 March has no day to stand beside in February.
    expect(reportSpans('2026-03', '2026-03-31')).toMatchObject({ whole: false, previous: { from: '2026-02-01', to: '2026-02-28' }, yearBefore: { from: '2025-03-01', to: '2025-03-31' } });
    expect(reportSpans('2027', '2026-11-25')).toMatchObject({ whole: false, own: { from: '2027-01-01', to: '2027-12-31' } });
  });

  it('of any days stands beside as many days before and the same days of the year before', () => {
    expect(reportSpans({ from: '2026-10-12', to: '2026-10-18' }, '2026-11-25')).toEqual({
      own: { from: '2026-10-12', to: '2026-10-18' }, whole: true, previous: { from: '2026-10-05', to: '2026-10-11' }, yearBefore: { from: '2025-10-12', to: '2025-10-18' },
    });
  });
});

describe('a figure in words', () => {
  it.each([[0, '0'], [999, '999'], [1000, '1,000'], [90_289, '90,289'], [1_234_567.4, '1,234,567']])('%d is %s', (value, text) => {
    expect(countText(value)).toBe(text);
  });

  it.each([
    [0, '0秒', '0 s'], [21.4, '21秒', '21 s'], [60, '1分', '1 min'], [200, '3分20秒', '3 min 20 s'], [3600, '1小时', '1 h'], [7384, '2小时3分', '2 h 3 min'],
  ])('%d seconds are %s, %s', (seconds, chinese, english) => {
    expect([durationText(seconds, 'zh-CN'), durationText(seconds, 'en')]).toEqual([chinese, english]);
  });

  it('says a change with its sign, and nothing where nothing can be compared', () => {
    const said = (now: number | null, before: number | null): string => figureText({ kind: 'change', value: changeOf(now, before) }, 'zh-CN');
    expect([said(112, 100), said(88, 100), said(100, 100), said(0, 100), said(5, 0), said(null, 5), said(5, null)]).toEqual(['+12.0%', '−12.0%', '0.0%', '−100.0%', '—', '—', '—']);
    expect(shareText(0.88725)).toBe('88.7%');
  });
});
