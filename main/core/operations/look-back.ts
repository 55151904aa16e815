/** The look-back: reading the ledger, scanning a span, and draws that anybody can repeat. */
import { z } from 'zod';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { DrawNumber } from '../../../shared/contract/look-back.ts';
import { drawTransactions } from '../../../shared/look-back/draw.ts';
import type { Context } from '../context.ts';
import { digest } from '../store/journal.ts';
import { candidatesOf, readLedger } from '../store/look-back.ts';
import { fromJson } from '../store/station.ts';
import { findTransaction } from '../store/transactions.ts';
import { implement } from './implement.ts';

/** Numbers a scan names where the caller says no limit; the counts are never cut. */
const namedNumbers = 200;

const ledgerRead = implement('ledger.read', (context, { transaction }) => {
  findTransaction(context.database, transaction, '$.transaction');
  return { transaction, rows: readLedger(context.database, transaction) };
});

const scan = implement('lookback.scan', (context, { from, to, limit }) => context.reader.scan({ from, to, limit: limit ?? namedNumbers, now: context.moment.at }));

const draw = implement('lookback.draw', (context, { from, to, size, seedCommitment, inspectors }) => {
  const known = new Set(context.database.prepare<[], string>('SELECT number FROM account WHERE active = 1').pluck().all());
  const unknown = inspectors.findIndex((inspector) => !known.has(inspector));
  if (unknown >= 0) throw badInput(`$.inspectors[${unknown}]`, 'unknown-account', 'nobody here has this number');
  const candidates = candidatesOf(context.database, from, to).length;
  if (candidates === 0) throw new Refusal('nothing-to-draw', 'there is no transaction in this span');
  const count = context.database.prepare<[], number>('SELECT count(*) FROM draw').pluck().get() ?? 0;
  const code = DrawNumber.parse(`${context.station.code}-S${String(count + 1).padStart(3, '0')}`);
  context.append({ type: 'lookback.announced', body: { draw: code, from, to, size, seedCommitment, inspectors: [...new Set(inspectors)] } });
  return { draw: code, candidates };
});

type DrawRow = { code: string; seq: number; at: number; from_day: string; to_day: string; size: number; seed_commitment: string; inspectors: string; seed: string | null };

function findDraw(context: Context, code: string): DrawRow {
  const row = context.database.prepare<[string], DrawRow>('SELECT * FROM draw WHERE code = ?').get(code);
  if (row === undefined) throw badInput('$.draw', 'unknown-draw', 'there is no draw with this number');
  return row;
}

const reveal = implement('lookback.reveal', (context, { draw: code, seed }) => {
  const row = findDraw(context, code);
  if (row.seed !== null) throw new Refusal('draw-revealed', 'this draw was already made');
  if (digest(seed) !== row.seed_commitment) throw new Refusal('seed-does-not-fit', 'the seed does not give the hash that was announced');
  // The transactions that were there when the draw was announced: what came later cannot have been drawn.
  const announced = candidatesOf(context.database, row.from_day, row.to_day, row.seq);
  const drawn = drawTransactions(seed, row.size, announced, fromJson(row.inspectors, z.array(z.string())), digest);
  context.append({ type: 'lookback.revealed', body: { draw: code, seed, drawn: drawn.map(({ number, inspector }) => ({ number, inspector })) } });
  return { draw: code, seed, drawn: [...drawn] };
});

const finding = implement('lookback.finding', (context, { draw: code, transaction, result, note, rectifyBy }) => {
  findDraw(context, code);
  const drawn = context.database.prepare<[string, string], { result: string | null; inspector: string }>('SELECT result, inspector FROM drawn WHERE draw = ? AND number = ?').get(code, transaction);
  if (drawn === undefined) throw badInput('$.transaction', 'not-drawn', 'this transaction was not drawn');
  const sealed = note === undefined ? null : context.sealing.seal(`transaction:${transaction}`, context.moment.at, note);
  context.append({ type: 'lookback.found', body: { draw: code, number: transaction, result, note: sealed, rectifyBy: rectifyBy ?? null } });
  return { draw: code, transaction, result };
});

const Result = z.enum(['in-order', 'fault']).nullable();

const draws = implement('lookback.draws', (context) => {
  const rows = context.database.prepare<[], DrawRow>('SELECT * FROM draw ORDER BY seq DESC').all();
  const drawnOf = context.database.prepare<[string], { number: string; inspector: string; result: string | null; rectify_by: string | null }>(
    'SELECT number, inspector, result, rectify_by FROM drawn WHERE draw = ? ORDER BY position',
  );
  return {
    draws: rows.map((row) => ({
      draw: row.code, from: row.from_day, to: row.to_day, size: row.size, seedCommitment: row.seed_commitment, seed: row.seed, at: row.at,
      drawn: drawnOf.all(row.code).map(({ number, inspector, result, rectify_by }) => ({ number, inspector, result: Result.parse(result), rectifyBy: rectify_by })),
    })),
  };
});

export const lookBackImplementations = {
  'ledger.read': ledgerRead,
  'lookback.scan': scan,
  'lookback.draw': draw,
  'lookback.reveal': reveal,
  'lookback.finding': finding,
  'lookback.draws': draws,
};
