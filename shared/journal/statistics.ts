/** What the journal says of the figures: the views that managers saved. */
import { z } from 'zod';
import { StatisticsQuery, ViewName } from '../statistics/query.ts';

export const statisticsBodies = {
  /** In the place of the one that had the name. */
  'statistics.view-saved': z.strictObject({ name: ViewName, query: StatisticsQuery }),
  'statistics.view-removed': z.strictObject({ name: ViewName }),
} as const;
