/** Double-random checks (双随机): draws that anybody can repeat, what was found, and its being put right. */
import { z } from 'zod';
import { DrawNumber, type DrawReport } from '../../../shared/contract/draws.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import { SealedBox } from '../../../shared/journal/sealed.ts';
import { drawTransactions, independentOf, stratumOf } from '../../../shared/look-back/draw.ts';
import { businessDay } from '../../../shared/transaction/china-time.ts';
import type { Context } from '../context.ts';
import { drawTable } from '../export/draw-table.ts';
import { writeTable } from '../export/write-file.ts';
import { candidatesOf, countDraws, drawnOf, findDraw, inspectorsOf, isOverdue, listDraws, now, type DrawnRow, type ListedCandidate } from '../store/draws.ts';
import { digest } from '../store/journal.ts';
import { fromJson } from '../store/station.ts';
import { findTransaction } from '../store/transactions.ts';
import { plateOf } from './accounts.ts';
import { isOwnFile } from './export-file.ts';
import { implement } from './implement.ts';

const draw = implement('lookback.draw', (context, { from, to, size, seedCommitment, inspectors }) => {
  const known = new Set(context.database.prepare<[], string>('SELECT number FROM account WHERE active = 1').pluck().all());
  const unknown = inspectors.findIndex((inspector) => !known.has(inspector));
  if (unknown >= 0) throw badInput(`$.inspectors[${unknown}]`, 'unknown-account', 'nobody here has this number');
  const candidates = candidatesOf(context.database, { from, to, before: now }).length;
  if (candidates === 0) throw new Refusal('nothing-to-draw', 'there is no transaction in this span');
  const code = DrawNumber.parse(`${context.station.code}-S${String(countDraws(context.database) + 1).padStart(3, '0')}`);
  context.append({ type: 'lookback.announced', body: { draw: code, from, to, size, seedCommitment, inspectors: [...new Set(inspectors)] } });
  return { draw: code, candidates };
});

const reveal = implement('lookback.reveal', (context, { draw: code, seed }) => {
  const row = findDraw(context.database, code);
  if (row.seed !== null) throw new Refusal('draw-revealed', 'this draw was already made');
  if (digest(seed) !== row.seed_commitment) throw new Refusal('seed-does-not-fit', 'the seed does not give the hash that was announced');
  // All as it stood when the draw was announced: what came later could have been made to fit the seed.
  const announced = candidatesOf(context.database, { from: row.from_day, to: row.to_day, before: row.seq });
  const drawn = drawTransactions(seed, row.size, announced, inspectorsOf(row), digest);
  context.append({ type: 'lookback.revealed', body: { draw: code, seed, drawn: drawn.map(({ number, inspector }) => ({ number, inspector })) } });
  return { draw: code, seed, drawn: [...drawn] };
});

function findDrawn(context: Context, code: string, transaction: string): DrawnRow {
  findDraw(context.database, code);
  const drawn = drawnOf(context.database, code).find(({ number }) => number === transaction);
  if (drawn === undefined) throw badInput('$.transaction', 'not-drawn', 'this transaction was not drawn');
  return drawn;
}

const sealNote = (context: Context, transaction: string, note: string | undefined): SealedBox | null =>
  note === undefined ? null : context.sealing.seal(`transaction:${transaction}`, context.moment.at, note);

const finding = implement('lookback.finding', (context, { draw: code, transaction, result, note, rectifyBy }) => {
  findDrawn(context, code, transaction);
  if (rectifyBy !== undefined && rectifyBy < businessDay(context.moment.at)) throw badInput('$.rectifyBy', 'in-the-past', 'the day has passed');
  context.append({ type: 'lookback.found', body: { draw: code, number: transaction, result, note: sealNote(context, transaction, note), rectifyBy: rectifyBy ?? null } });
  return { draw: code, transaction, result };
});

const rectify = implement('lookback.rectify', (context, { draw: code, transaction, note }) => {
  const drawn = findDrawn(context, code, transaction);
  if (drawn.result !== 'fault' || drawn.rectified_at !== null) throw new Refusal('nothing-to-rectify', 'no fault of this transaction waits to be put right');
  const { at } = context.append({ type: 'lookback.rectified', body: { draw: code, number: transaction, note: sealNote(context, transaction, note) } });
  return { draw: code, transaction, rectifiedAt: at };
});

const draws = implement('lookback.draws', (context) => {
  const today = businessDay(context.moment.at);
  const all = listDraws(context.database).map((row) => ({ row, drawn: drawnOf(context.database, row.code) }));
  const overdue = all.flatMap(({ row, drawn }) =>
    drawn.flatMap((one) => (isOverdue(one, today) && one.rectify_by !== null ? [{ draw: row.code, number: one.number, inspector: one.inspector, rectifyBy: one.rectify_by }] : [])),
  );
  return {
    draws: all.map(({ row, drawn }) => ({
      draw: row.code, from: row.from_day, to: row.to_day, size: row.size, seedCommitment: row.seed_commitment, seed: row.seed, at: row.at,
      drawn: drawn.map((one) => ({ number: one.number, inspector: one.inspector, result: one.result, rectifyBy: one.rectify_by, rectifiedAt: one.rectified_at, overdue: isOverdue(one, today) })),
    })),
    overdue: overdue.toSorted((one, other) => (one.rectifyBy < other.rectifyBy ? -1 : one.rectifyBy > other.rectifyBy ? 1 : 0)),
  };
});

/** The report with the candidates that it is about. Refused before the seed was revealed. */
function reportOf(context: Context, code: string): { readonly report: DrawReport; readonly candidates: readonly ListedCandidate[] } {
  const row = findDraw(context.database, code);
  if (row.seed === null || row.revealed_seq === null || row.revealed_at === null || row.revealed_by === null) throw new Refusal('draw-not-revealed', 'nothing was drawn yet');
  const staff = (number: string): { number: string; name: string } => ({ number, name: plateOf(context.database, number).name });
  const open = (box: string | null): string | null => (box === null ? null : context.sealing.open(fromJson(box, SealedBox), z.string()));
  const inspectors = inspectorsOf(row);
  const candidates = candidatesOf(context.database, { from: row.from_day, to: row.to_day, before: row.seq });
  const byNumber = new Map(candidates.map((candidate) => [candidate.number, candidate]));
  const today = businessDay(context.moment.at);
  const drawn = drawnOf(context.database, code);
  const report: DrawReport = {
    station: context.station.name, site: context.station.site, trial: context.station.trial, asOf: today,
    draw: code, from: row.from_day, to: row.to_day, size: row.size, inspectors: inspectors.map(staff), seedCommitment: row.seed_commitment, seed: row.seed,
    announced: { entry: row.seq, at: row.at, by: staff(row.announced_by) }, revealed: { entry: row.revealed_seq, at: row.revealed_at, by: staff(row.revealed_by) },
    candidates: candidates.length, conflicted: candidates.filter((candidate) => independentOf(candidate, inspectors).length === 0).length,
    strata: strataOf(candidates.filter((candidate) => independentOf(candidate, inspectors).length > 0), new Set(drawn.map(({ number }) => number))),
    drawn: drawn.map((one) => {
      const transaction = findTransaction(context.database, one.number);
      const { matter, matterName, matterNameEn } = byNumber.get(one.number) ?? { matter: transaction.matter, matterName: transaction.matter_name, matterNameEn: transaction.matter_name_en };
      return {
        number: one.number, day: transaction.day, matter, matterName, matterNameEn, window: transaction.window, clerk: staff(transaction.clerk), inspector: staff(one.inspector), entry: transaction.seq,
        result: one.result, note: open(one.note), rectifyBy: one.rectify_by, rectifiedAt: one.rectified_at, rectifiedNote: open(one.rectified_note), overdue: isOverdue(one, today),
      };
    }),
  };
  return { report, candidates };
}

/** Places are counted from what was drawn, so that the report says what happened. */
function strataOf(candidates: readonly ListedCandidate[], drawn: ReadonlySet<string>): DrawReport['strata'] {
  return [...Map.groupBy(candidates, stratumOf)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, members]) => {
      const [first] = members;
      if (first === undefined) return [];
      const { matter, matterName, matterNameEn, window } = first;
      return [{ matter, matterName, matterNameEn, window, candidates: members.length, drawn: members.filter(({ number }) => drawn.has(number)).length }];
    });
}

const read = implement('lookback.read', (context, { draw: code }) => reportOf(context, code).report);

const report = implement('lookback.report', async (context, { draw: code, format, file, language }) => {
  if (isOwnFile(context.database.name, file)) throw new Refusal('export-not-writable', 'this is a file of the station itself');
  const written = await writeTable(drawTable(reportOf(context, code), language ?? 'zh-CN'), { format, file });
  if (!written.ok) throw new Refusal(written.error.code, `${written.error.message}; nothing was replaced`);
  const { rows, bytes, sha256 } = written.value;
  context.commit(() => ({ type: 'lookback.reported', body: { draw: code, format, rows, sha256 } }));
  return { draw: code, file, format, rows, bytes, sha256 };
});

export const drawImplementations = {
  'lookback.draw': draw,
  'lookback.reveal': reveal,
  'lookback.finding': finding,
  'lookback.rectify': rectify,
  'lookback.draws': draws,
  'lookback.read': read,
  'lookback.report': report,
};
