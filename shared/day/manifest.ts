/**
 * The day close (日结): what a station says it handled on one business day, signed, so that a receiver can tell from it alone whether
 * anything is missing. A day belongs to when its transactions were handled: what comes later joins a numbered amendment of that day.
 */
import { z } from 'zod';
import { Lane } from '../routing/lanes.ts';
import { TransactionNumber } from '../contract/transaction.ts';

const Day = z.iso.date();

/** One cell of the day's table; voided transactions are counted beside the others, never among them. */
export const ManifestCount = z.strictObject({
  matter: z.string(), matterName: z.string(), matterNameEn: z.string(), lane: Lane, window: z.number().int().nullable(),
  transactions: z.number().int().min(0), voided: z.number().int().min(0),
});
export type ManifestCount = z.infer<typeof ManifestCount>;

/** Numbers without a gap, first and last included. More than one run only where the clock was wrong while numbers were given. */
export const NumberRun = z.strictObject({ from: TransactionNumber, to: TransactionNumber });
export type NumberRun = z.infer<typeof NumberRun>;

export const DayManifest = z.strictObject({
  station: z.string(),
  code: z.string(),
  name: z.string(),
  site: z.string(),
  trial: z.boolean(),
  day: Day,
  /** 0 is the close itself, 1 and on are its amendments. */
  number: z.number().int().min(0),
  closedAt: z.number().int(),
  closedBy: z.string(),
  first: TransactionNumber.nullable(),
  last: TransactionNumber.nullable(),
  runs: z.array(NumberRun),
  transactions: z.number().int().min(0),
  voided: z.number().int().min(0),
  counts: z.array(ManifestCount),
  /** Handled after the manifest before this one, and corrected since; empty for number 0. */
  joined: z.array(TransactionNumber),
  corrected: z.array(TransactionNumber),
  /** Tickets of the day that nobody ended, and timings that no monotonic clock measured: said, never a reason to refuse. */
  openTickets: z.number().int().min(0),
  untimed: z.number().int().min(0),
  /** Where the journal ended when the day was closed: everything the manifest speaks of stands at or before it. */
  head: z.strictObject({ seq: z.number().int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** Per upload target, what it has not acknowledged of the whole journal. */
  unsent: z.array(z.strictObject({ target: z.string(), entries: z.number().int().min(0), transactions: z.number().int().min(0) })),
  /** SHA-256 of the canonical form of the manifest before this one of the same day; null for number 0. */
  previous: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
});
export type DayManifest = z.infer<typeof DayManifest>;

/** `signature`: Ed25519 over the canonical form (RFC 8785) in UTF-8, base64url; `publicKey` raw, base64url. */
export const SignedManifest = z.strictObject({ manifest: DayManifest, hash: z.string(), signature: z.string(), publicKey: z.string() });
export type SignedManifest = z.infer<typeof SignedManifest>;

/** What a manifest counts of a transaction. */
export type CountedTransaction = {
  readonly number: string;
  readonly matter: string;
  readonly matterName: string;
  readonly matterNameEn: string;
  readonly lane: Lane;
  readonly window: number | null;
  readonly voided: boolean;
};

/** The day's table, in the order of matter, lane, window. The station and every receiver count by this one function. */
export function countTransactions(transactions: readonly CountedTransaction[]): readonly ManifestCount[] {
  const cells = new Map<string, ManifestCount>();
  for (const { matter, matterName, matterNameEn, lane, window, voided } of transactions) {
    const where = { matter, matterName, matterNameEn, lane, window };
    const key = cellOf(where);
    const cell = cells.get(key) ?? { ...where, transactions: 0, voided: 0 };
    cells.set(key, voided ? { ...cell, voided: cell.voided + 1 } : { ...cell, transactions: cell.transactions + 1 });
  }
  return [...cells.values()].toSorted(
    (one, other) => compare(one.matter, other.matter) || compare(one.lane, other.lane) || (one.window ?? 0) - (other.window ?? 0),
  );
}

const cellOf = ({ matter, lane, window }: Pick<ManifestCount, 'matter' | 'lane' | 'window'>): string => `${matter}/${lane}/${window ?? ''}`;

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The running number of a series, e.g. 12 of `K7Q2-000012`, and the series it belongs to. */
function placeOf(number: string): { readonly series: string; readonly place: number; readonly digits: number } {
  const match = /^(.*?)(\d+)$/.exec(number);
  if (match === null) throw new RangeError(`${number} has no running number`);
  const [, series = '', digits = ''] = match;
  return { series, place: Number(digits), digits: digits.length };
}

/** Numbers as runs without a gap, in the order of the series. */
export function runsOf(numbers: readonly string[]): readonly NumberRun[] {
  const sorted = numbers.map((number) => ({ number, ...placeOf(number) })).toSorted((one, other) => compare(one.series, other.series) || one.place - other.place);
  const runs: { from: string; to: string; series: string; last: number }[] = [];
  for (const { number, series, place } of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run.series === series && place <= run.last + 1) {
      run.to = number;
      run.last = place;
    } else runs.push({ from: number, to: number, series, last: place });
  }
  return runs.map(({ from, to }) => ({ from, to }));
}

/** Every number of the runs. */
export function numbersIn(runs: readonly NumberRun[]): readonly string[] {
  return runs.flatMap(({ from, to }) => {
    const { series, place, digits } = placeOf(from);
    return Array.from({ length: placeOf(to).place - place + 1 }, (_, index) => `${series}${String(place + index).padStart(digits, '0')}`);
  });
}

export type ManifestDifference =
  /** The manifest names it, the receiver does not have it. */
  | { readonly kind: 'missing'; readonly number: string }
  /** The receiver has it under this day, the manifest does not name it: handled or corrected after the close, which an amendment will say. */
  | { readonly kind: 'not-in-manifest'; readonly number: string }
  /** Both have the same numbers, but count a cell differently: a correction that has not arrived, or that came after the close. */
  | { readonly kind: 'counted-otherwise'; readonly matter: string; readonly lane: Lane; readonly window: number | null; readonly manifest: number; readonly held: number };

/**
 * Recomputes a manifest from what a receiver holds of that day. Empty: nothing is missing and everything counts the same.
 * Cells are compared only once all numbers are there, because until then their difference says nothing new.
 */
export function differencesFrom(manifest: DayManifest, held: readonly CountedTransaction[]): readonly ManifestDifference[] {
  const named = new Set(numbersIn(manifest.runs));
  const there = new Set(held.map(({ number }) => number));
  const missing = [...named].filter((number) => !there.has(number)).map((number) => ({ kind: 'missing', number }) as const);
  const others = [...there].filter((number) => !named.has(number)).toSorted().map((number) => ({ kind: 'not-in-manifest', number }) as const);
  if (missing.length > 0) return [...missing, ...others];
  const recounted = countTransactions(held.filter(({ number }) => named.has(number)));
  const cells = new Map<string, { readonly cell: ManifestCount; readonly manifest: number; readonly held: number }>();
  for (const cell of manifest.counts) cells.set(cellOf(cell), { cell, manifest: cell.transactions, held: 0 });
  for (const cell of recounted) cells.set(cellOf(cell), { cell, manifest: cells.get(cellOf(cell))?.manifest ?? 0, held: cell.transactions });
  const counted = [...cells.values()]
    .filter((pair) => pair.manifest !== pair.held)
    .map(({ cell: { matter, lane, window }, ...figures }) => ({ kind: 'counted-otherwise', matter, lane, window, ...figures }) as const);
  return [...others, ...counted];
}
