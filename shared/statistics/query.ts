/** A question to the figures and its answer, as every caller writes and reads them. */
import { z } from 'zod';
import { isCivilDay } from '../transaction/china-time.ts';
import { dimensions, Dimension, DimensionValues, type DimensionValue } from './dimensions.ts';
import { Measure, MeasureValues, measures as definitions } from './measures.ts';

/** A value of a dimension: text, a number (window, hour, weekday), or null where there is none. */
const Value = z.union([z.string().max(200), z.number().int(), z.null()]);
const Values = z.union([z.array(Value).min(1).max(1000), Value]).transform((value): readonly DimensionValue[] => (Array.isArray(value) ? value : [value]));

/** Rows that count: for each named dimension one of the values. A value alone is a list of one. */
export const Where = z.partialRecord(Dimension, Values);
export type Where = z.infer<typeof Where>;

const span = { from: z.iso.date(), to: z.iso.date() };
const Span = z.strictObject(span).refine(({ from, to }) => from <= to, { error: 'the span ends before it begins', path: ['to'] });

/** Another span, or one that follows from the question's: the same number of days before it, or the same days a year earlier. */
export const Comparison = z.union([Span, z.enum(['previous', 'previousYear'])]);
export type Comparison = z.infer<typeof Comparison>;

/** `MM-DD` of any year: 29 February begins no reporting year. */
const YearStart = z.string().refine((text) => isCivilDay(`2001-${text}`), 'a month and day of every year, MM-DD');

const question = {
  ...span,
  measures: z.array(Measure).min(1).max(60).refine(distinct, 'a measure stands twice'),
  by: z.array(Dimension).max(3).refine(distinct, 'a dimension stands twice').default([]),
  where: Where.default({}),
  reportYearStart: YearStart.default('01-01'),
};

function distinct(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}

type Asked = { readonly measures: readonly Measure[]; readonly by: readonly Dimension[]; readonly where: Where };
const inOrder = { error: 'the span ends before it begins', path: ['to'] };

/** A measure is told apart by the dimensions of what it counts, and by no others. */
function answerable({ measures, by, where }: Asked, context: z.RefinementCtx): void {
  const told = [...by.map((dimension, index) => ({ dimension, path: ['by', index] })), ...Dimension.options.flatMap((dimension) => (where[dimension] === undefined ? [] : [{ dimension, path: ['where', dimension] }]))];
  for (const { dimension, path } of told) {
    const other = measures.find((measure) => !dimensions[dimension].facts.includes(definitions[measure].fact));
    if (other !== undefined) context.addIssue({ code: 'custom', path, message: `${other} is of ${definitions[other].fact}, which have no ${dimension}` });
  }
}

/** At most three dimensions; a measure is of transactions or of visits, and each dimension says of which it is. */
export const StatisticsQuery = z.strictObject({ ...question, compare: Comparison.optional() }).refine(({ from, to }) => from <= to, inOrder).superRefine(answerable);
export type StatisticsQuery = z.infer<typeof StatisticsQuery>;

/** What a manager calls a question that is asked again. */
export const ViewName = z.string().trim().min(1).max(60);

/** Values of the dimensions asked for, with the names of matters, clerks and life events beside; then the measures, and the same of the comparison. */
export const StatisticsRow = z.strictObject({
  ...DimensionValues.shape,
  matterName: z.string().optional(), matterNameEn: z.string().optional(), clerkName: z.string().optional(), lifeEventName: z.string().optional(), lifeEventNameEn: z.string().optional(),
  ...MeasureValues.shape,
  compare: MeasureValues.nullable().optional(),
});
export type StatisticsRow = z.infer<typeof StatisticsRow>;

/** An equation that the figures must fulfil (identities.ts); `holds` is false where they do not, and then every screen and export says so. */
export const IdentityResult = z.strictObject({ identity: z.string(), holds: z.boolean(), left: z.number(), right: z.number() });
export type IdentityResult = z.infer<typeof IdentityResult>;

export const StatisticsResult = z.strictObject({
  from: z.string(), to: z.string(), by: z.array(Dimension), measures: z.array(Measure),
  rows: z.array(StatisticsRow), totals: MeasureValues,
  compare: z.strictObject({ from: z.string(), to: z.string(), totals: MeasureValues }).optional(),
  identities: z.array(IdentityResult),
  /** What measures leave out: how many rows, by the measure that counts them. */
  excluded: z.array(z.strictObject({ measure: Measure, by: Measure, count: z.number().int() })),
  /** The entry through which the journal was counted. */
  head: z.strictObject({ seq: z.number().int(), hash: z.string() }),
});
export type StatisticsResult = z.infer<typeof StatisticsResult>;

/** The answer to one question: rows of what was asked for alone, which are read many times as fast as rows of everything there is. */
export function resultOf({ by, measures, compare }: Pick<StatisticsQuery, 'by' | 'measures' | 'compare'>): z.ZodType<StatisticsResult> {
  const asked: { [Name in keyof StatisticsRow]?: true } = compare === undefined ? {} : { compare: true };
  for (const name of [...by, ...by.flatMap((dimension) => namesBeside[dimension] ?? []), ...measures]) asked[name] = true;
  return StatisticsResult.extend({ rows: z.array(StatisticsRow.pick(asked)) });
}

const namesBeside: Partial<Record<Dimension, readonly (keyof StatisticsRow)[]>> = { matter: ['matterName', 'matterNameEn'], clerk: ['clerkName'], lifeEvent: ['lifeEventName', 'lifeEventNameEn'] };

/** One cell of a table: the question, the row's values, and the measure. */
export const StatisticsCell = z
  .strictObject({ ...span, measure: Measure, key: Where.default({}), where: Where.default({}), reportYearStart: YearStart.default('01-01') })
  .refine(({ from, to }) => from <= to, inOrder)
  .superRefine(({ measure, key, where }, context) => answerable({ measures: [measure], by: Dimension.options.filter((one) => key[one] !== undefined), where }, context));
export type StatisticsCell = z.infer<typeof StatisticsCell>;
