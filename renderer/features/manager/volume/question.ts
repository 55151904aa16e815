/** What a manager asks of the figures, as the page holds it; and the contract's query that it makes. Pure, so that it can be tested. */
import type { Request } from '../../../../shared/contract/contract.ts';
import { dimensions, Dimension, type DimensionValue, type Fact } from '../../../../shared/statistics/dimensions.ts';
import { measures, type Measure } from '../../../../shared/statistics/measures.ts';
import type { StatisticsQuery } from '../../../../shared/statistics/query.ts';
import { comparisonOf, presetSpan, type ComparisonKind, type Span } from './spans.ts';

/** Rows that count; with no value chosen yet it asks for nothing. */
export type Condition = { readonly dimension: Dimension; readonly values: readonly DimensionValue[] };

export type Question = Span & {
  readonly measures: readonly Measure[];
  readonly by: readonly Dimension[];
  /** In the order in which they were added. */
  readonly where: readonly Condition[];
  readonly compare: 'previous' | 'previousYear' | Span | null;
  /** `MM-DD` on which a reporting year begins. */
  readonly reportYearStart: string;
};

export type Query = Request<'statistics.query'>;

/** As much as a table may be told apart by. */
export const mostDimensions = 3;

/** This month by day and lane. */
export function firstQuestion(today: string): Question {
  return { ...presetSpan('month', today), measures: ['transactions', 'completed', 'accepted', 'waitMedian', 'serviceMedian'], by: ['day', 'lane'], where: [], compare: null, reportYearStart: '01-01' };
}

export function queryOf({ from, to, measures: asked, by, where, compare, reportYearStart }: Question): Query {
  return {
    from, to, measures: [...asked], by: [...by], where: whereOf(where), reportYearStart,
    ...(compare === null ? {} : { compare: typeof compare === 'string' ? compare : { from: compare.from, to: compare.to } }),
  };
}

export function whereOf(conditions: readonly Condition[]): NonNullable<Query['where']> {
  return Object.fromEntries(conditions.filter(({ values }) => values.length > 0).map(({ dimension, values }) => [dimension, [...values]]));
}

/** A query that was saved, as the page holds it. */
export function questionOf({ from, to, measures: asked, by, where, compare, reportYearStart }: StatisticsQuery): Question {
  return {
    from, to, measures: asked, by, compare: compare ?? null, reportYearStart,
    where: Dimension.options.flatMap((dimension) => {
      const values = where[dimension];
      return values === undefined ? [] : [{ dimension, values }];
    }),
  };
}

export const factsOf = (asked: readonly Measure[]): readonly Fact[] => [...new Set(asked.map((measure) => measures[measure].fact))];

/** Whether all that is counted can be told apart by a dimension. */
export const tells = (dimension: Dimension, facts: readonly Fact[]): boolean => facts.every((fact) => dimensions[dimension].facts.includes(fact));

/** Whether a measure can stand beside what is asked by and filtered by already. */
export const answers = (measure: Measure, { by, where }: Pick<Question, 'by' | 'where'>): boolean =>
  [...by, ...where.map(({ dimension }) => dimension)].every((dimension) => dimensions[dimension].facts.includes(measures[measure].fact));

/** What rows can be chosen by: not a stretch of the calendar, for which there is the span. */
export const filters: readonly Dimension[] = Dimension.options.filter((dimension) => !dimensions[dimension].calendar);

export const comparisonChoices = ['none', 'previous', 'usual', 'previousYear', 'own'] as const;
export type ComparisonChoice = (typeof comparisonChoices)[number];

export type UsualKind = Extract<ComparisonKind, 'last-week' | 'last-month' | 'last-month-part'>;

/** The span that is usually set beside this one, where it is another than the same number of days before: the month before, the week before. */
export function usualComparison(span: Span, today: string): (Span & { readonly kind: UsualKind }) | null {
  const { kind, from, to } = comparisonOf(span, today);
  return kind === 'last-week' || kind === 'last-month' || kind === 'last-month-part' ? { kind, from, to } : null;
}

/** Which of the choices a question stands at. */
export function choiceOf({ from, to, compare }: Question, today: string): ComparisonChoice {
  if (compare === null) return 'none';
  if (typeof compare === 'string') return compare;
  const usual = usualComparison({ from, to }, today);
  return usual !== null && usual.from === compare.from && usual.to === compare.to ? 'usual' : 'own';
}

/** Another span in the same question; a comparison with the usual span moves along. */
export function withSpan(question: Question, { from, to }: Span, today: string): Question {
  const moved = { ...question, from, to };
  if (choiceOf(question, today) !== 'usual') return moved;
  const usual = usualComparison({ from, to }, today);
  return { ...moved, compare: usual === null ? 'previous' : { from: usual.from, to: usual.to } };
}

export function withChoice(question: Question, choice: ComparisonChoice, today: string): Question {
  const usual = comparisonOf(question, today);
  switch (choice) {
    case 'none':
      return { ...question, compare: null };
    case 'previous':
    case 'previousYear':
      return { ...question, compare: choice };
    case 'usual':
      return { ...question, compare: { from: usual.from, to: usual.to } };
    case 'own': {
      const { compare } = question;
      return { ...question, compare: compare !== null && typeof compare === 'object' && choiceOf(question, today) === 'own' ? compare : { from: usual.from, to: usual.to } };
    }
  }
}
