/** Which exports the station makes by itself, and how far they have come. */
import { periodAfter } from '../statistics/period.ts';
import type { Entry } from './entry.ts';
import { insert, type Change } from './projection.ts';

type ExportEntry = Extract<Entry, { type: 'export.written' | 'export.names-asked' | 'schedule.set' | 'schedule.removed' }>;

export function exportChanges(entry: ExportEntry): readonly Change[] {
  switch (entry.type) {
    case 'export.names-asked':
      return [];
    case 'export.written': {
      const { schedule, rows } = entry.body;
      if (schedule === undefined) return [];
      const { name, period } = schedule;
      return [{ kind: 'update', table: 'scheduled_export', key: { name }, set: { next_period: periodAfter(period), last_period: period, last_at: entry.at, last_rows: rows } }];
    }
    case 'schedule.set': {
      const { name, view, format, language, folder, every, day, next } = entry.body;
      return [
        { kind: 'delete', table: 'scheduled_export', key: { name } },
        insert('scheduled_export', { name, view, format, language, folder: JSON.stringify(folder), every, day, next_period: next, last_period: null, last_at: null, last_rows: null }),
      ];
    }
    case 'schedule.removed':
      return [{ kind: 'delete', table: 'scheduled_export', key: { name: entry.body.name } }];
  }
}
