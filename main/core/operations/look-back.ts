/** The look-back: reading the ledger, scanning a span. */
import { readLedger } from '../store/look-back.ts';
import { findAnyTransaction } from '../store/transactions.ts';
import { implement } from './implement.ts';

/** Numbers a scan names where the caller says no limit; the counts are never cut. */
const namedNumbers = 200;

const ledgerRead = implement('ledger.read', (context, { transaction }) => {
  findAnyTransaction(context.database, transaction, '$.transaction');
  return { transaction, rows: readLedger(context.database, transaction) };
});

const scan = implement('lookback.scan', (context, { from, to, limit }) => context.reader.scan({ from, to, limit: limit ?? namedNumbers, now: context.moment.at }));

const list = implement('lookback.list', (context, { from, to, finding, after, limit }) =>
  context.reader.list({ from, to, finding, after: after ?? null, limit: limit ?? namedNumbers, now: context.moment.at }),
);

export const lookBackImplementations = {
  'ledger.read': ledgerRead,
  'lookback.scan': scan,
  'lookback.list': list,
};
