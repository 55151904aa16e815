/** Closing a business day: the manifest is made from what the journal holds at that moment, signed, and journaled itself. */
import { badInput } from '../../../shared/contract/errors.ts';
import { countTransactions, runsOf, type DayManifest, type SignedManifest } from '../../../shared/day/manifest.ts';
import { canonicalize } from '../../../shared/journal/canonical.ts';
import { actorName } from '../../../shared/journal/projection.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { Context } from '../context.ts';
import { findClose, listDays, openTicketsOf, transactionsOfDay, type Close, type DayTransaction } from '../store/days.ts';
import { digest } from '../store/journal.ts';
import { implement } from './implement.ts';

const close = implement('day.close', (context, { day: named }) => {
  const today = businessDay(context.moment.at);
  const day = named ?? today;
  if (day > today) throw badInput('$.day', 'in-the-future', 'the day has not come yet');
  const before = findClose(context.database, day);
  const transactions = transactionsOfDay(context.database, day);
  const since = sinceClose(before, transactions);
  if (before !== null && since.joined.length === 0 && since.corrected.length === 0) return { ...signedBy(context, before), changed: false };
  const manifest = manifestOf(context, day, transactions, before, since);
  const text = canonicalize(manifest);
  const made: Close = { manifest, hash: digest(text), signature: context.vault.sign(Buffer.from(text, 'utf8')).toString('base64url') };
  context.append({ type: 'day.closed', body: made });
  return { ...signedBy(context, made), changed: true };
});

type Since = { readonly joined: string[]; readonly corrected: string[] };

/** Which transactions of the day came or changed after the manifest was made; none while there is no manifest. */
function sinceClose(before: Close | null, transactions: readonly DayTransaction[]): Since {
  if (before === null) return { joined: [], corrected: [] };
  const { seq: head } = before.manifest.head;
  return {
    joined: transactions.filter(({ seq }) => seq > head).map(({ number }) => number),
    corrected: transactions.filter(({ seq, latestSeq }) => seq <= head && latestSeq > head).map(({ number }) => number),
  };
}

function manifestOf(context: Context, day: string, transactions: readonly DayTransaction[], before: Close | null, since: Since): DayManifest {
  const { station } = context;
  const numbers = transactions.map(({ number }) => number);
  return {
    station: station.id, code: station.code, name: station.name, site: station.site, trial: station.trial, day, number: before === null ? 0 : before.manifest.number + 1,
    closedAt: context.moment.at, closedBy: actorName(context.actor), first: numbers[0] ?? null, last: numbers.at(-1) ?? null, runs: [...runsOf(numbers)],
    transactions: transactions.filter(({ voided }) => !voided).length, voided: transactions.filter(({ voided }) => voided).length, counts: [...countTransactions(transactions)],
    ...since, openTickets: openTicketsOf(context.database, day), untimed: transactions.filter(({ untimed }) => untimed).length, head: context.journal.head(),
    unsent: context.uploader.statuses().map(({ target, unsent }) => ({ target, ...unsent })), previous: before?.hash ?? null,
  };
}

const signedBy = (context: Context, { manifest, hash, signature }: Close): SignedManifest => ({ manifest, hash, signature, publicKey: context.vault.publicKey });

const read = implement('day.manifest', (context, { day, number }) => {
  const newest = findClose(context.database, day);
  const found = number === undefined ? newest : findClose(context.database, day, number);
  if (found === null) throw badInput(number === undefined ? '$.day' : '$.number', 'not-closed', number === undefined ? 'this day was not closed' : 'this day has no manifest of that number');
  return { ...signedBy(context, found), newest: found.manifest.number === newest?.manifest.number, pending: sinceClose(newest, transactionsOfDay(context.database, day)) };
});

const list = implement('day.list', (context, { from, to }) => ({
  days: listDays(context.database, from, to).map(({ day, transactions, voided, number, at, by, joined, corrected }) => ({
    day, transactions, voided, closed: number === null || at === null || by === null ? null : { number, at, by }, joined, corrected,
  })),
}));

export const dayImplementations = { 'day.close': close, 'day.manifest': read, 'day.list': list };
