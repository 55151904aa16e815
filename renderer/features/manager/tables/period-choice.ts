/** The span of a ready-made table as a manager chooses it: a month, a quarter or a year by its name, or two days. */
import { periodAround, periodKinds, spanOfPeriod, type PeriodKind } from '../../../../shared/statistics/period.ts';
import { addDays } from '../../../../shared/transaction/china-time.ts';
import type { Span } from '../volume/spans.ts';

export const choiceKinds = [...periodKinds, 'own'] as const;
export type ChoiceKind = (typeof choiceKinds)[number];
export type PeriodChoice = { readonly kind: PeriodKind; readonly period: string } | ({ readonly kind: 'own' } & Span);

/** The last period of a kind that is over: what is handed in now. */
export const lastPeriod = (kind: PeriodKind, today: string): string => periodAround(kind, addDays(spanOfPeriod(periodAround(kind, today)).from, -1));

export const spanOfChoice = (choice: PeriodChoice): Span => (choice.kind === 'own' ? { from: choice.from, to: choice.to } : spanOfPeriod(choice.period));

/** Two days may stand in the wrong order while they are being chosen. */
export const isInOrder = ({ from, to }: Span): boolean => from <= to;

/** Another kind: the last period of it that is over; two days begin as what was chosen before. */
export const choiceOfKind = (kind: ChoiceKind, former: PeriodChoice, today: string): PeriodChoice =>
  kind === 'own' ? { kind, ...spanOfChoice(former) } : { kind, period: lastPeriod(kind, today) };

/** As an export is asked for. */
export const askedSpan = (choice: PeriodChoice): { readonly period: string } | Span => (choice.kind === 'own' ? { from: choice.from, to: choice.to } : { period: choice.period });
