/** All definitions as one document: for `statistics.definitions`, the definitions sheet of an export, and whoever doubts a figure. */
import { z } from 'zod';
import { Dimension, dimensions, Fact } from './dimensions.ts';
import { formulaSql, plainDialect } from './formula-sql.ts';
import { identities } from './identities.ts';
import { isAdditive, Measure, measures, targets, units } from './measures.ts';

const Words = z.strictObject({ 'zh-CN': z.string(), en: z.string() });

export const Definitions = z.strictObject({
  measures: z.array(
    z.strictObject({
      measure: Measure, fact: Fact, unit: z.enum(units), name: Words, definition: Words,
      /** As SQL over the rows of the fact. */
      formula: z.string(),
      /** Whether rows add up to the total. */
      additive: z.boolean(),
      excludes: z.strictObject({ measure: Measure, because: Words }).nullable(),
      dimensions: z.array(Dimension),
    }),
  ),
  dimensions: z.array(z.strictObject({ dimension: Dimension, name: Words, definition: Words, facts: z.array(Fact), many: z.array(Fact), calendar: z.boolean() })),
  identities: z.array(z.strictObject({ identity: z.string(), name: Words })),
  targets: z.strictObject({ waitSeconds: z.number(), serviceSeconds: z.number() }),
});
export type Definitions = z.infer<typeof Definitions>;

export function allDefinitions(): Definitions {
  return {
    measures: Measure.options.map((measure) => {
      const { fact, unit, name, definition, formula, excludes } = measures[measure];
      return {
        measure, fact, unit, name: { ...name }, definition: { ...definition }, formula: formulaSql(formula, plainDialect), additive: isAdditive(measure),
        excludes: excludes === undefined ? null : { measure: excludes.measure, because: { ...excludes.because } },
        dimensions: Dimension.options.filter((dimension) => dimensions[dimension].facts.includes(fact)),
      };
    }),
    dimensions: Dimension.options.map((dimension) => {
      const { name, definition, facts, many, calendar } = dimensions[dimension];
      return { dimension, name: { ...name }, definition: { ...definition }, facts: [...facts], many: [...many], calendar };
    }),
    identities: Object.entries(identities).map(([identity, { name }]) => ({ identity, name: { ...name } })),
    targets: { ...targets },
  };
}
