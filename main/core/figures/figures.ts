/**
 * The figures of a station: questions answered from columns in memory (columns.ts), which are brought up to the journal's end before each
 * answer. Everything of one answer is read in one read transaction, so that it belongs to one moment.
 */
import type { Output } from '../../../shared/contract/contract.ts';
import { facts } from '../../../shared/statistics/dimensions.ts';
import type { StatisticsCell, StatisticsQuery, StatisticsResult } from '../../../shared/statistics/query.ts';
import type { Sqlite } from '../store/sqlite.ts';
import { answer } from './answer.ts';
import { drill } from './drill.ts';
import { FactReader } from './facts.ts';
import { createNames } from './names.ts';
import type { Station } from './source.ts';

export type Page = { readonly after: number; readonly limit: number };

export type Figures = {
  query(query: StatisticsQuery): StatisticsResult;
  drill(cell: StatisticsCell, page: Page): Output<'statistics.drill'>;
  /** Reads the facts, so that the next question finds them there. */
  prepare(): void;
};

export function createFigures(database: Sqlite): Figures {
  const reader = new FactReader(database);
  const names = createNames(database);
  const station = (): Station => ({ site: database.prepare<[], string>('SELECT site FROM station').pluck().get() ?? '' });
  return {
    query: (query) => database.transaction(() => answer(reader, query, station(), names()))(),
    prepare: database.transaction(() => {
      for (const fact of facts) reader.present(fact);
    }),
    drill: (cell, page) => database.transaction(() => drill(database, reader, cell, station(), page))(),
  };
}
