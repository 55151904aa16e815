/** A question answered: rows, totals, the same of another span, what was left out, and the equations that must hold. */
import { comparedSpan, numberOfDay, periodOf } from '../../../shared/statistics/calendar.ts';
import { dimensions, type Dimension, type DimensionValue, type Fact } from '../../../shared/statistics/dimensions.ts';
import { identities, sumOfRows, type Identity } from '../../../shared/statistics/identities.ts';
import { isAdditive, measures as definitions, type Formula, type Measure, type MeasureValues } from '../../../shared/statistics/measures.ts';
import type { IdentityResult, StatisticsQuery, StatisticsResult, StatisticsRow } from '../../../shared/statistics/query.ts';
import { Evaluation } from './evaluate.ts';
import type { FactReader } from './facts.ts';
import { groupRows, selectRows } from './select.ts';
import { sourceOf, type Span, type Station } from './source.ts';

/** Names that stand beside codes, as of now. */
export type Names = {
  readonly matters: ReadonlyMap<string, { readonly name: string; readonly nameEn: string }>;
  readonly clerks: ReadonlyMap<string, string>;
  readonly lifeEvents: ReadonlyMap<string, { readonly name: string; readonly nameEn: string }>;
};

type Key = readonly DimensionValue[];
type Line = { readonly key: Key; readonly values: MeasureValues };
type Table = { readonly lines: readonly Line[]; readonly totals: MeasureValues; readonly beside: MeasureValues };

const factsOf = (measures: readonly Measure[]): readonly Fact[] => [...new Set(measures.map((measure) => definitions[measure].fact))];

/** The equations that say something of the measures asked for. */
const identitiesOf = (measures: readonly Measure[]): readonly (readonly [string, Identity])[] =>
  Object.entries<Identity>(identities).filter(([, { whole, parts }]) => [whole, ...parts].some((one) => measures.includes(one)));

/** The additive measures that identities and exclusions need beside those asked for. */
const besideOf = (measures: readonly Measure[]): readonly Measure[] => [
  ...new Set([...identitiesOf(measures).flatMap(([, { whole, parts }]) => [whole, ...parts]), ...measures.flatMap((measure) => definitions[measure].excludes?.measure ?? [])]),
];

export function answer(reader: FactReader, query: StatisticsQuery, station: Station, names: Names): StatisticsResult {
  const { by, measures } = query;
  const own = tableOf(reader, query, query, station);
  const other = query.compare === undefined ? null : typeof query.compare === 'string' ? comparedSpan(query.compare, query) : query.compare;
  const compared = other === null ? null : lineUp(tableOf(reader, query, other, station), query, other);
  const lines = compared === null ? own.lines : withMissing(own.lines, compared.lines, measures);
  const comparedLines = compared === null ? null : new Map(compared.lines.map(({ key, values }) => [JSON.stringify(key), values]));
  return {
    from: query.from, to: query.to, by: [...by], measures: [...measures],
    rows: lines.toSorted((one, other) => inOrder(one.key, other.key)).map(({ key, values }): StatisticsRow => ({
      ...Object.fromEntries(by.map((dimension, index) => [dimension, key[index] ?? null])), ...namesBeside(by, key, names), ...values,
      ...(comparedLines === null ? {} : { compare: comparedLines.get(JSON.stringify(key)) ?? null }),
    })),
    totals: own.totals,
    ...(other === null || compared === null ? {} : { compare: { ...other, totals: compared.totals } }),
    identities: [...heldOf(own.beside, measures), ...sumsOf(own, by, measures)],
    excluded: measures.flatMap((measure) => {
      const by = definitions[measure].excludes?.measure;
      return by === undefined ? [] : [{ measure, by, count: own.beside[by] ?? 0 }];
    }),
    head: reader.head(),
  };
}

function tableOf(reader: FactReader, { by, measures, where, reportYearStart }: StatisticsQuery, span: Span, station: Station): Table {
  const facts = factsOf(measures);
  const several = facts.length > 1;
  const lines: Line[] = [];
  const named = new Map<string, Line>();
  const addLine = (key: Key, name: string): Line => {
    const line = { key, values: {} };
    lines.push(line);
    if (several) named.set(name, line);
    return line;
  };
  const totals: MeasureValues = {};
  const beside: MeasureValues = {};
  for (const fact of facts) {
    const source = sourceOf(reader.present(fact), span, reportYearStart, station);
    const rows = selectRows(source, span, where);
    const total = (formula: Formula): number | null => whole.of(formula)[0] ?? null;
    const grouped = by.length === 0 ? null : groupRows(source, rows, by);
    const each = grouped === null ? null : new Evaluation(source, grouped, total);
    const whole: Evaluation = new Evaluation(source, groupRows(source, rows, []), total, each);
    const own = measures.filter((one) => definitions[one].fact === fact);
    for (const measure of own) totals[measure] = total(definitions[measure].formula);
    for (const measure of besideOf(own)) beside[measure] = total(definitions[measure].formula);
    if (grouped === null || each === null) continue;
    const values = own.map((measure) => ({ measure, of: each.of(definitions[measure].formula) }));
    for (let group = 0; group < grouped.count; group += 1) {
      if (each.sizes[group] === 0) continue;
      const key = grouped.keyOf(group);
      // Only where there are lines of another kind of fact already can there be one of the same key.
      const name = several ? JSON.stringify(key) : '';
      const line = (several ? named.get(name) : undefined) ?? addLine(key, name);
      for (const { measure, of } of values) line.values[measure] = of[group] ?? null;
    }
  }
  // A group that one fact has and the other has not.
  if (several) for (const { values } of lines) for (const measure of measures) if (values[measure] === undefined) values[measure] = isAdditive(measure) ? 0 : null;
  return { lines, totals, beside };
}

/** Lines of another span under the keys of this one: what is a stretch of the calendar stands where the stretch of the same place stands. */
function lineUp(table: Table, { from, to, by, reportYearStart }: StatisticsQuery, other: Span): Table {
  const stretches = by.map((dimension) => (dimensions[dimension].calendar ? { own: stretchesOf(dimension, { from, to }, reportYearStart), other: stretchesOf(dimension, other, reportYearStart) } : null));
  const lines = table.lines.flatMap(({ key, values }) => {
    const moved = key.map((value, index) => {
      const stretch = stretches[index];
      return stretch === null || stretch === undefined ? value : stretch.own[stretch.other.indexOf(String(value))];
    });
    return moved.includes(undefined) ? [] : [{ key: moved.map((value) => value ?? null), values }];
  });
  return { ...table, lines };
}

function stretchesOf(dimension: Dimension, { from, to }: Span, reportYearStart: string): readonly string[] {
  const first = numberOfDay(from);
  return [...new Set(Array.from({ length: numberOfDay(to) - first + 1 }, (_, index) => periodOf(dimension, first + index, reportYearStart) ?? ''))];
}

/** A line for what only the other span has. */
function withMissing(own: readonly Line[], compared: readonly Line[], measures: readonly Measure[]): readonly Line[] {
  const known = new Set(own.map(({ key }) => JSON.stringify(key)));
  const empty: MeasureValues = Object.fromEntries(measures.map((measure) => [measure, isAdditive(measure) ? 0 : null]));
  return [...own, ...compared.filter(({ key }) => !known.has(JSON.stringify(key))).map(({ key }) => ({ key, values: empty }))];
}

function heldOf(totals: MeasureValues, measures: readonly Measure[]): readonly IdentityResult[] {
  return identitiesOf(measures).map(([identity, { whole, parts }]) => {
    const left = totals[whole] ?? 0;
    const right = parts.reduce((sum, part) => sum + (totals[part] ?? 0), 0);
    return { identity, left, right, holds: left === right };
  });
}

function sumsOf({ lines, totals }: Table, by: readonly Dimension[], measures: readonly Measure[]): readonly IdentityResult[] {
  if (by.length === 0) return [];
  return measures.flatMap((measure) => {
    if (!isAdditive(measure) || by.some((dimension) => dimensions[dimension].many.includes(definitions[measure].fact))) return [];
    const left = lines.reduce((sum, { values }) => sum + (values[measure] ?? 0), 0);
    const right = totals[measure] ?? 0;
    return [{ identity: `${sumOfRows.prefix}${measure}`, left, right, holds: left === right }];
  });
}

/** None first, then numbers by size and texts by their characters. */
function inOrder(one: Key, other: Key): number {
  for (const [index, left] of one.entries()) {
    const right = other[index] ?? null;
    if (left === right) continue;
    if (left === null) return -1;
    if (right === null) return 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

function namesBeside(by: readonly Dimension[], key: Key, names: Names): Partial<StatisticsRow> {
  const beside: Partial<StatisticsRow> = {};
  for (const [index, dimension] of by.entries()) {
    const value = key[index] ?? null;
    if (value === null) continue;
    const code = String(value);
    switch (dimension) {
      case 'matter':
        beside.matterName = names.matters.get(code)?.name ?? code;
        beside.matterNameEn = names.matters.get(code)?.nameEn ?? '';
        break;
      case 'clerk':
        beside.clerkName = names.clerks.get(code) ?? code;
        break;
      case 'lifeEvent':
        beside.lifeEventName = names.lifeEvents.get(code)?.name ?? code;
        beside.lifeEventNameEn = names.lifeEvents.get(code)?.nameEn ?? '';
        break;
      default:
    }
  }
  return beside;
}
