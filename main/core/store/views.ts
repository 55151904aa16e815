/** The questions to the figures that managers saved. */
import { StatisticsQuery } from '../../../shared/statistics/query.ts';
import type { Sqlite } from './sqlite.ts';
import { fromJson } from './station.ts';

export function findView(database: Sqlite, name: string): StatisticsQuery | null {
  const query = database.prepare<[string], string>('SELECT query FROM saved_view WHERE name = ?').pluck().get(name);
  return query === undefined ? null : fromJson(query, StatisticsQuery);
}

export const listViews = (database: Sqlite): { name: string; query: StatisticsQuery; savedAt: number; savedBy: string }[] =>
  database
    .prepare<[], { name: string; query: string; saved_at: number; saved_by: string }>('SELECT name, query, saved_at, saved_by FROM saved_view ORDER BY name')
    .all()
    .map(({ name, query, saved_at, saved_by }) => ({ name, query: fromJson(query, StatisticsQuery), savedAt: saved_at, savedBy: saved_by }));
