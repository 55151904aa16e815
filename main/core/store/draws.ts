/** Double-random draws, read from the projections; and what a draw chooses from, as it stood when the draw was announced. */
import { z } from 'zod';
import { FindingResult } from '../../../shared/contract/draws.ts';
import { badInput } from '../../../shared/contract/errors.ts';
import type { Candidate } from '../../../shared/look-back/draw.ts';
import type { Sqlite } from './database.ts';
import { perConnection } from './prepared.ts';
import { fromJson } from './station.ts';

export type DrawRow = {
  readonly code: string;
  readonly seq: number;
  readonly at: number;
  readonly announced_by: string;
  readonly from_day: string;
  readonly to_day: string;
  readonly size: number;
  readonly seed_commitment: string;
  readonly inspectors: string;
  readonly seed: string | null;
  readonly revealed_seq: number | null;
  readonly revealed_at: number | null;
  readonly revealed_by: string | null;
};

export type DrawnRow = {
  readonly number: string;
  readonly inspector: string;
  readonly result: FindingResult | null;
  readonly note: string | null;
  readonly rectify_by: string | null;
  readonly rectified_at: number | null;
  readonly rectified_note: string | null;
};

/** `before`: nothing that stands at or behind this sequence number in the journal. */
export type CandidatesQuery = { readonly from: string; readonly to: string; readonly before: number };

export type ListedCandidate = Candidate & { readonly matterName: string; readonly matterNameEn: string };

/** Later than every entry: what there is now. */
export const now = Number.MAX_SAFE_INTEGER;

/**
 * An amendment after the announcement may give a transaction another matter, and whoever announced knows the seed: so the matter is
 * read from the newest entry before the announcement, not from the table.
 */
const candidates = `
WITH listed AS (
  SELECT number, window, CASE WHEN latest_seq < @before THEN NULL ELSE coalesce((SELECT max(seq) FROM amendment WHERE amendment.number = handled.number AND seq < @before), seq) END AS former,
         matter, matter_name, matter_name_en
    FROM handled WHERE day BETWEEN @from AND @to AND seq < @before AND imported = 0
)
SELECT number, window,
       CASE WHEN former IS NULL THEN matter ELSE (SELECT entry ->> '$.body.matter' FROM journal WHERE seq = former) END AS matter,
       CASE WHEN former IS NULL THEN matter_name ELSE (SELECT entry ->> '$.body.matterName' FROM journal WHERE seq = former) END AS matterName,
       CASE WHEN former IS NULL THEN matter_name_en ELSE (SELECT entry ->> '$.body.matterNameEn' FROM journal WHERE seq = former) END AS matterNameEn
  FROM listed ORDER BY number`;

/** Who had a hand in the candidates: who handled, amended or guided them, fetched a certificate for them, asked for a check or recorded its answer. */
const hands = `
WITH listed AS (SELECT number, visit, matter, clerk FROM handled WHERE day BETWEEN @from AND @to AND seq < @before AND imported = 0)
SELECT number, clerk AS hand FROM listed
UNION SELECT listed.number, amendment.by FROM listed JOIN amendment ON amendment.number = listed.number WHERE amendment.seq < @before
UNION SELECT listed.number, visit.guide FROM listed JOIN visit ON visit.id = listed.visit
UNION SELECT listed.number, receipt.receipt ->> '$.clerk' FROM listed JOIN receipt ON receipt.visit = listed.visit WHERE receipt.seq < @before
UNION SELECT listed.number, requested_by FROM listed JOIN department_check ON department_check.number = listed.number WHERE requested_seq < @before
UNION SELECT listed.number, answered_by FROM listed JOIN department_check ON department_check.number = listed.number WHERE answered_seq < @before
ORDER BY 1, 2`;

const statements = perConnection((database) => ({
  byCode: database.prepare<[string], DrawRow>('SELECT * FROM draw WHERE code = ?'),
  all: database.prepare<[], DrawRow>('SELECT * FROM draw ORDER BY seq DESC'),
  count: database.prepare<[], number>('SELECT count(*) FROM draw').pluck(),
  drawn: database.prepare<[string], DrawnRow>('SELECT number, inspector, result, note, rectify_by, rectified_at, rectified_note FROM drawn WHERE draw = ? ORDER BY position'),
  candidates: database.prepare<[CandidatesQuery], Omit<ListedCandidate, 'hands'>>(candidates),
  hands: database.prepare<[CandidatesQuery], { number: string; hand: string }>(hands),
}));

/** Throws bad input at `$.draw`. */
export function findDraw(database: Sqlite, code: string): DrawRow {
  const row = statements(database).byCode.get(code);
  if (row === undefined) throw badInput('$.draw', 'unknown-draw', 'there is no draw with this number');
  return row;
}

/** Newest first. */
export const listDraws = (database: Sqlite): readonly DrawRow[] => statements(database).all.all();

export const countDraws = (database: Sqlite): number => statements(database).count.get() ?? 0;

/** What was drawn, by number; nothing before the seed was revealed. */
export function drawnOf(database: Sqlite, code: string): readonly DrawnRow[] {
  return statements(database).drawn.all(code).map((row) => ({ ...row, result: FindingResult.nullable().parse(row.result) }));
}

export const inspectorsOf = (row: DrawRow): readonly string[] => fromJson(row.inspectors, z.array(z.string()));

/** A fault that was to be put right by a day that is past, and was not. */
export const isOverdue = (row: DrawnRow, today: string): boolean => row.rectified_at === null && row.rectify_by !== null && row.rectify_by < today;

/**
 * The transactions that a draw over a span chooses from, voided ones too: they are worth a look. Imported ones are not among them: nobody
 * can say which of today's staff had no part in them.
 */
export function candidatesOf(database: Sqlite, query: CandidatesQuery): readonly ListedCandidate[] {
  const handsOf = Map.groupBy(statements(database).hands.all(query), ({ number }) => number);
  return statements(database).candidates.all(query).map((candidate) => ({ ...candidate, hands: (handsOf.get(candidate.number) ?? []).map(({ hand }) => hand) }));
}
