/** What a manager asks, and the least that SQL would have to do for the same: over the best index, or over a table of sums by day made for exactly this question. */
import type { Sqlite } from '../../main/core/store/database.ts';
import type { Request } from '../../shared/contract/contract.ts';

type Asked = Pick<Request<'statistics.query'>, 'measures' | 'by' | 'where'>;
export type Span = { readonly from: string; readonly to: string };

type Question = {
  readonly name: string;
  readonly asked: Asked;
  /** Of the floor's table of facts: what is grouped by, what is aggregated, and for what rows. */
  readonly columns: readonly string[];
  readonly aggregate: 'count' | { readonly sum: string } | { readonly p90: string };
  readonly condition?: string;
};

const atWindowFirst = `lane = 'window' AND priority = 1`;

export const questions: readonly Question[] = [
  { name: 'transactions by lane', asked: { measures: ['transactions'], by: ['lane'] }, columns: ['lane'], aggregate: 'count' },
  { name: 'transactions by month and lane', asked: { measures: ['transactions'], by: ['month', 'lane'] }, columns: ['month', 'lane'], aggregate: 'count' },
  { name: 'transactions by weekday and hour', asked: { measures: ['transactions'], by: ['weekday', 'hour'] }, columns: ['weekday', 'hour'], aggregate: 'count' },
  { name: 'transactions by matter', asked: { measures: ['transactions'], by: ['matter'] }, columns: ['matter'], aggregate: 'count' },
  { name: 'transactions by week and matter', asked: { measures: ['transactions'], by: ['week', 'matter'] }, columns: ['week', 'matter'], aggregate: 'count' },
  {
    name: 'transactions by month and matter, at a window, with priority', asked: { measures: ['transactions'], by: ['month', 'matter'], where: { lane: ['window'], priority: ['priority'] } },
    columns: ['month', 'matter'], aggregate: 'count', condition: atWindowFirst,
  },
  { name: 'materials dropped by lane', asked: { measures: ['dropped'], by: ['lane'] }, columns: ['lane'], aggregate: { sum: 'dropped' } },
  { name: 'wait, 90th percentile, by lane', asked: { measures: ['waitP90'], by: ['lane'] }, columns: ['lane'], aggregate: { p90: 'wait_ms' } },
  { name: 'wait, 90th percentile, by month and lane', asked: { measures: ['waitP90'], by: ['month', 'lane'] }, columns: ['month', 'lane'], aggregate: { p90: 'wait_ms' } },
  { name: 'service, 90th percentile, by matter', asked: { measures: ['serviceP90'], by: ['matter'] }, columns: ['matter'], aggregate: { p90: 'service_ms' } },
];

/** Whole numbers of the facts, with the stretches of the calendar worked out beforehand: more than a user of bare SQL would have. */
const factSql = `
CREATE TABLE fact AS
SELECT day, strftime('%G-W%V', day) AS week, substr(day, 1, 7) AS month, CAST(strftime('%u', day) AS INTEGER) AS weekday, CAST(strftime('%H', finished_at / 1000 + 28800, 'unixepoch') AS INTEGER) AS hour,
       lane, matter, priority, dropped, wait_ms, service_ms
  FROM station.handled WHERE outcome <> 'voided' ORDER BY day`;

/** Fills an empty database with the facts of a station's file. */
export function takeFacts(database: Sqlite, station: string): void {
  database.prepare('ATTACH ? AS station').run(station);
  database.exec(factSql);
  database.exec('DETACH station');
}

const resultSql = ({ aggregate }: Question, count: string): string =>
  aggregate === 'count' ? count : 'sum' in aggregate ? `sum(${count === 'count(*)' ? aggregate.sum : 'value'})` : `percentile(${aggregate.p90}, 90)`;

/** The forms in which bare SQL could answer; each is prepared once and gives the rows of a span. */
export function floorsOf(database: Sqlite, question: Question, index: number): readonly ((span: Span) => number)[] {
  const columns = question.columns.join(', ');
  const filter = question.condition === undefined ? '' : ` AND ${question.condition}`;
  const used = [...question.columns, ...(question.condition === undefined ? [] : ['lane', 'priority']), ...(question.aggregate === 'count' ? [] : Object.values(question.aggregate))];
  const forms: string[] = [];
  const covering = [...new Set(used)].join(', ');
  // By day first serves a year, by the groups first a whole history.
  database.exec(`CREATE INDEX by_day_${index} ON fact (day, ${covering}); CREATE INDEX by_group_${index} ON fact (${covering}, day)`);
  for (const name of [`by_day_${index}`, `by_group_${index}`]) {
    forms.push(`SELECT ${columns}, ${resultSql(question, 'count(*)')} FROM fact INDEXED BY ${name} WHERE day BETWEEN ? AND ?${filter} GROUP BY ${columns}`);
  }
  if (question.aggregate === 'count' || 'sum' in question.aggregate) {
    const value = question.aggregate === 'count' ? 'count(*)' : `sum(${question.aggregate.sum})`;
    database.exec(`CREATE TABLE sums_${index} AS SELECT day, ${columns}, ${value} AS value FROM fact WHERE true${filter} GROUP BY day, ${columns}; CREATE INDEX of_sums_${index} ON sums_${index} (day, ${columns}, value)`);
    forms.push(`SELECT ${columns}, sum(value) FROM sums_${index} WHERE day BETWEEN ? AND ? GROUP BY ${columns}`);
  }
  return forms.map((sql) => {
    const statement = database.prepare<[string, string], unknown>(sql);
    return ({ from, to }) => statement.all(from, to).length;
  });
}
