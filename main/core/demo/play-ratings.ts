/** Ratings of the demonstration: most visitors say a word on the way out, nearly all of them a good one. */
import type { RatingLevel } from '../../../shared/visit/rating.ts';
import { addDays, businessDay } from '../../../shared/transaction/china-time.ts';
import type { Desk } from './desk.ts';
import type { Dice } from './traffic.ts';

/** Share of the visits that are rated; nobody is asked twice. */
const rated = 0.62;

/** What they say, of a thousand. */
const shares: readonly (readonly [level: RatingLevel, share: number])[] = [[5, 0.71], [4, 0.235], [3, 0.035], [2, 0.014], [1, 0.006]];

/** Null: the visitor walks on. */
export function ratingOf(roll: Dice): RatingLevel | null {
  if (roll() >= rated) return null;
  let left = roll();
  return shares.find(([, share]) => (left -= share) < 0)?.[0] ?? 5;
}

/** Days before its due date on which a complaint is seen to at the latest. */
const ahead = 3;

/** In the evening: whoever complained is called back before it is due, and before somebody looks at the demonstration and finds it overdue. */
export async function followUpRatings(desk: Desk, day: string): Promise<void> {
  const today = businessDay(Date.now());
  const until = today > addDays(day, ahead) ? today : addDays(day, ahead);
  const { ratings } = await desk('rating.list', { state: 'follow-up', limit: 500 });
  for (const { rating, followUp } of ratings) if ((followUp?.due ?? day) <= until) await desk('rating.close', { rating, note: '已回访，向群众说明了情况' });
}
