/** Rating (好差评): given by whoever wants to, once a visit and on its day; a low one is followed up by a date. */
import { z } from 'zod';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import type { Rating } from '../../../shared/contract/rating.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import { standingOf } from '../../../shared/transaction/standing.ts';
import { followUpDays, isLow, levelOf, wordOf } from '../../../shared/visit/rating.ts';
import type { Context } from '../context.ts';
import { findRating, isBound, lastServed, listRatings, type RatingRow } from '../store/ratings.ts';
import { fromJson } from '../store/station.ts';
import { findTicket, ticketOf, visitTransactions } from '../store/visits.ts';
import { implement } from './implement.ts';

const give = implement('rating.give', (context, { ticket, level: said }) => {
  const today = businessDay(context.moment.at);
  const { id: visit, state, day } = findTicket(context.database, today, ticket);
  const served = lastServed(context.database, visit);
  if (findRating(context.database, visit) !== undefined) throw new Refusal('rating-given', 'this visit has been rated');
  if (state !== 'done' || served === undefined) throw new Refusal('rating-not-done', `a ticket that is ${state} cannot be rated`);
  if (day !== today) throw new Refusal('rating-day-over', 'a visit is rated on its own day');
  const level = levelOf(said);
  const due = context.station.calendar.addWorkingDays(today, followUpDays);
  context.append({ type: 'visit.rated', body: { visit, day, level, ...served, followUp: isLow(level) ? { due: due.ok ? due.day : null } : null } });
  return { rating: visit, level, word: wordOf(level) };
});

const close = implement('rating.close', (context, { rating: visit, note }) => {
  const row = findRating(context.database, visit);
  if (row === undefined) throw badInput('$.rating', 'unknown-rating', 'there is no rating of this visit');
  if (row.follow_up === 0 || row.closed_at !== null) throw new Refusal('rating-not-open', 'there is nothing to be followed up here');
  context.append({ type: 'rating.closed', body: { visit, note: context.sealing.seal(`visit:${visit}`, context.moment.at, note) } });
  return ratingOf(context, findRating(context.database, visit) ?? row);
});

function ratingOf(context: Context, row: RatingRow): Rating {
  const today = businessDay(context.moment.at);
  const ticket = ticketOf(context.database, findTicket(context.database, today, row.visit));
  const { due, closed_at: closedAt, closed_by: closedBy } = row;
  return {
    rating: row.visit, ticket: ticket.number, day: row.day, ratedAt: row.at, level: row.level, word: wordOf(row.level), lane: row.lane, window: row.window, clerk: row.clerk,
    matters: ticket.matters.map(({ code, name, nameEn }) => ({ code, name, nameEn })), transactions: visitTransactions(context.database, row.visit).map(({ number }) => number),
    internal: !isBound(context.database, row.visit),
    followUp:
      row.follow_up === 0
        ? null
        : {
            due, closedAt, closedBy, standing: closedAt === null ? standingOf(due, today, context.station.calendar) : null,
            note: row.note === null ? null : context.sealing.open(fromJson(row.note, SealedBox), z.string()),
          },
  };
}

const namedRatings = 200;

export const ratingImplementations = {
  'rating.give': give,
  'rating.list': implement('rating.list', (context, { state, limit }) => ({
    ratings: listRatings(context.database, state, limit ?? namedRatings).map((row) => ratingOf(context, row)),
  })),
  'rating.close': close,
};
