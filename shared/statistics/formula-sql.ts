/** A formula as SQL over the rows of its fact: what the definitions sheet prints, and what the hub runs. */
import type { Attribute, Condition, Formula, Quantity, Timing } from './measures.ts';

/** How a database names and computes; expressions over one row. */
export type Dialect = {
  readonly attribute: (name: Attribute) => string;
  readonly quantity: (name: Quantity) => string;
  /** Milliseconds, or null. */
  readonly timing: (name: Timing) => string;
  /** An aggregate: `at` is 0 to 100, `filter` is empty or ` FILTER (WHERE …)`. */
  readonly percentile: (expression: string, at: number, filter: string) => string;
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const tests = (condition: Condition, { attribute }: Dialect): readonly string[] =>
  attributeNames.flatMap((name) => {
    const values: readonly string[] | undefined = condition[name];
    return values === undefined ? [] : [`${attribute(name)} IN (${values.map(quoted).join(', ')})`];
  });

const attributeNames = ['outcome', 'lane', 'windowOffered', 'licence', 'promise', 'limits', 'state', 'overridden', 'issuedHere', 'rating'] as const satisfies readonly Attribute[];

const filter = (all: readonly string[]): string => (all.length === 0 ? '' : ` FILTER (WHERE ${all.join(' AND ')})`);

/** `share` is of a table, not of its rows: its own aggregate is written, to be divided by the total's. */
export function formulaSql(formula: Formula, dialect: Dialect): string {
  switch (formula.kind) {
    case 'count':
      return `count(*)${filter([...tests(formula.where, dialect), ...timingTests(formula.timing, dialect)])}`;
    case 'sum':
      return `coalesce(sum(${formula.of.map(dialect.quantity).join(' + ')})${filter(tests(formula.where, dialect))}, 0)`;
    case 'percentile':
      return `${dialect.percentile(dialect.timing(formula.of), formula.at, filter(tests(formula.where, dialect)))} / 1000.0`;
    case 'mean':
      return `avg(${dialect.timing(formula.of)})${filter(tests(formula.where, dialect))} / 1000.0`;
    case 'ratio':
      return `${formulaSql(formula.part, dialect)} * 1.0 / nullif(${formulaSql(formula.whole, dialect)}, 0)`;
    case 'reduction':
      return `1 - ${formulaSql(formula.part, dialect)} * 1.0 / nullif(${formulaSql(formula.whole, dialect)}, 0)`;
    case 'share':
      return formulaSql(formula.of, dialect);
  }
}

function timingTests(timing: Extract<Formula, { kind: 'count' }>['timing'], dialect: Dialect): readonly string[] {
  if (timing === undefined) return [];
  const time = dialect.timing(timing.of);
  if (timing.is === 'known') return [`${time} IS NOT NULL`];
  return timing.is === 'unknown' ? [`${time} IS NULL`] : [`${time} <= ${timing.is.atMostSeconds * 1000}`];
}

/** With the properties' own names, for reading. */
export const plainDialect: Dialect = { attribute: (name) => name, quantity: (name) => name, timing: (name) => `${name}_ms`, percentile: (expression, at, filter) => `percentile(${expression}, ${at})${filter}` };
