import { describe, expect, it } from 'vitest';
import { cellOf } from '../../../renderer/features/manager/volume/cell.ts';
import { answers, choiceOf, firstQuestion, queryOf, questionOf, withChoice, withSpan, type Question } from '../../../renderer/features/manager/volume/question.ts';
import { StatisticsCell, StatisticsQuery } from '../../../shared/statistics/query.ts';

const today = '2026-11-18';
const question: Question = { ...firstQuestion(today), where: [{ dimension: 'lane', values: ['window', null] }, { dimension: 'matter', values: [] }] };

describe('what a manager asks', () => {
  it('is a query of the contract; a condition without a value asks for nothing', () => {
    expect(StatisticsQuery.parse(queryOf(question)).where).toEqual({ lane: ['window', null] });
  });

  it('comes back from a saved query as it was', () => {
    const asked = { ...withChoice(question, 'previousYear', today), where: [{ dimension: 'lane' as const, values: ['window', null] }] };
    expect(questionOf(StatisticsQuery.parse(queryOf(asked)))).toEqual(asked);
  });

  it('a measure of visits cannot stand beside what only transactions have', () => {
    expect(answers('visits', { by: ['day'], where: [] })).toBe(true);
    expect(answers('visits', { by: ['outcome'], where: [] })).toBe(false);
    expect(answers('visits', { by: [], where: [{ dimension: 'applicantKind', values: [] }] })).toBe(false);
  });

  it('a month so far is usually compared with the same days of the month before, and another month with the month before it', () => {
    const compared = withChoice(question, 'usual', today);
    expect(compared.compare).toEqual({ from: '2026-10-01', to: '2026-10-18' });
    const moved = withSpan(compared, { from: '2026-09-01', to: '2026-09-30' }, today);
    expect(moved.compare).toEqual({ from: '2026-08-01', to: '2026-08-31' });
    expect(choiceOf(moved, today)).toBe('usual');
  });

  it('a span of my own stays when the question moves', () => {
    const own = { ...question, compare: { from: '2025-01-01', to: '2025-01-31' } };
    expect(choiceOf(own, today)).toBe('own');
    expect(withSpan(own, { from: '2026-09-01', to: '2026-09-30' }, today).compare).toEqual(own.compare);
  });
});

describe('what a cell opens', () => {
  const asked: Question = { ...question, by: ['day', 'lane'], compare: 'previous', from: '2026-11-11', to: '2026-11-20' };
  const row = { day: '2026-11-12', lane: 'window', transactions: 3 };

  it('the row’s values, inside the question', () => {
    const cell = cellOf(asked, row, 'transactions', false);
    expect(cell).toMatchObject({ from: '2026-11-11', to: '2026-11-20', key: { day: ['2026-11-12'], lane: ['window'] }, where: { lane: ['window', null] } });
    expect(StatisticsCell.safeParse(cell).success).toBe(true);
  });

  it('of the comparison, the day of the same place in the other span', () => {
    expect(cellOf(asked, row, 'transactions', true)).toMatchObject({ from: '2026-11-01', to: '2026-11-10', key: { day: ['2026-11-02'], lane: ['window'] } });
  });

  it('nothing where the other span has no such day, or there is no other span', () => {
    expect(cellOf({ ...asked, compare: { from: '2026-10-01', to: '2026-10-01' } }, row, 'transactions', true)).toBeNull();
    expect(cellOf({ ...asked, compare: null }, row, 'transactions', true)).toBeNull();
  });

  it('the totals, everything in the span', () => {
    expect(cellOf(asked, null, 'waitMedian', false)).toMatchObject({ key: {}, measure: 'waitMedian' });
  });

  it('a row without a value opens those that have none', () => {
    expect(cellOf({ ...asked, by: ['window'] }, { window: null, transactions: 1 }, 'transactions', false)).toMatchObject({ key: { window: [null] } });
  });
});
