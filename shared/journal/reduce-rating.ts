/** What ratings change in the tables. */
import { canonicalize } from './canonical.ts';
import type { Entry } from './entry.ts';
import { actorName, insert, type Change } from './projection.ts';

type RatingEntry = Extract<Entry, { type: 'visit.rated' | 'rating.closed' }>;

export function ratingChanges(entry: RatingEntry): readonly Change[] {
  switch (entry.type) {
    case 'visit.rated': {
      const { visit, day, level, lane, window, clerk, followUp } = entry.body;
      return [
        insert('rating', {
          visit, seq: entry.seq, at: entry.at, day, level, lane, window, clerk, follow_up: Number(followUp !== null), due: followUp?.due ?? null,
          closed_at: null, closed_by: null, note: null,
        }),
      ];
    }
    case 'rating.closed':
      return [
        {
          kind: 'update', table: 'rating', key: { visit: entry.body.visit },
          set: { closed_at: entry.at, closed_by: actorName(entry.actor), note: canonicalize(entry.body.note) },
        },
      ];
  }
}
