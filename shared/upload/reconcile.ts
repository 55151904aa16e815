/**
 * Reconciliation (对账): what was handled here, what a target has acknowledged, and what the district counts, beside each other. Where
 * they are not the same, every transaction that makes the difference is named, with the reason.
 */
import { z } from 'zod';
import { TransactionNumber } from '../contract/transaction.ts';
import { HoldReason } from './progress.ts';
import { TargetKind } from './status.ts';

const Day = z.iso.date();
const Count = z.number().int().min(0);

/** Voided transactions are counted beside the others, as on a dashboard and in a day's manifest. */
export const Counts = z.strictObject({ transactions: Count, voided: Count });
export type Counts = z.infer<typeof Counts>;

/** Why the district's own count is not there: what held the question up; a platform, whose contract has no such question; a hub that no line leads to. */
export const Silence = z.enum([...HoldReason.options, 'no-question', 'no-line']);
export type Silence = z.infer<typeof Silence>;

/**
 * - `missing`: here, and not there; `older`: there, but not as it stands here;
 * - `surplus`: there, and not here; `otherwise`: on both sides, and not the same;
 * - `unacknowledged`: there as it stands here, and this station was not told yet.
 */
export const DifferenceKind = z.enum(['missing', 'older', 'surplus', 'otherwise', 'unacknowledged']);
export type DifferenceKind = z.infer<typeof DifferenceKind>;

/**
 * - by themselves go away: `waiting` to be sent, `deferred` by the target, `acknowledgement-late`;
 * - wait for somebody here: `refused` (a clerk corrects it), `no-receipt` (on a stick whose receipt is not back);
 * - need a look at the receiver: `lost-there` (acknowledged once, and not there any more), `unreadable-there` (held, but not counted: its
 *   version does not know the form), `counted-otherwise` (the same version under another day, or as voided), `unknown-here` (on this
 *   very branch, and not in this journal);
 * - `another-branch`: from before a restore, or from a copy that worked on; the district counts it, and rightly.
 */
export const DifferenceReason = z.enum(['waiting', 'deferred', 'acknowledgement-late', 'refused', 'no-receipt', 'lost-there', 'unreadable-there', 'counted-otherwise', 'unknown-here', 'another-branch']);
export type DifferenceReason = z.infer<typeof DifferenceReason>;

export const Difference = z.strictObject({
  number: TransactionNumber,
  day: Day,
  kind: DifferenceKind,
  reason: DifferenceReason,
  /** Since when it waits, or when it was refused; null where it waits for nothing. */
  since: z.number().int().nullable(),
});
export type Difference = z.infer<typeof Difference>;

/** `district` null: it was not or could not be asked. */
const SideBySide = { local: Counts, acknowledged: Counts, district: Counts.nullable(), differences: Count } as const;

export const ReconciledDay = z.strictObject({ day: Day, ...SideBySide });
export type ReconciledDay = z.infer<typeof ReconciledDay>;

export const ReconciledTarget = z.strictObject({
  target: z.string(),
  kind: TargetKind,
  /** Null where the district was asked and answered. */
  silence: Silence.nullable(),
  total: z.strictObject(SideBySide),
  /** Newest first. */
  days: z.array(ReconciledDay),
  /** By day and number; the first of them where there are very many. */
  differences: z.array(Difference),
  more: z.boolean(),
});
export type ReconciledTarget = z.infer<typeof ReconciledTarget>;

/** A transaction of this station as it stands. */
export type LocalTransaction = {
  readonly number: string;
  readonly day: string;
  /** The entries that began it and that spoke last, with their instants. */
  readonly seq: number;
  readonly latestSeq: number;
  readonly at: number;
  readonly latestAt: number;
  readonly voided: boolean;
};

/** What a target has said of a transaction: that it holds it as it stands, or in an earlier version, or nothing; and what the rest waits for. */
export type Acknowledgement =
  | { readonly version: 'newest' }
  | { readonly version: 'older' | 'none'; readonly reason: 'waiting' | 'deferred' | 'refused' | 'no-receipt'; readonly since: number };

/** A transaction as the district has it. `own`: it began on the branch that this station has come along; `current`: its last word stands there, too. */
export type HeldTransaction = { readonly number: string; readonly day: string; readonly voided: boolean; readonly seq: number; readonly latestSeq: number; readonly own: boolean; readonly current: boolean };

/** What the district answers. `through` null: this branch has not reached it yet. `unreadable`: entries of it that it holds and cannot count. */
export type Holdings = { readonly through: number | null; readonly unreadable: readonly number[]; readonly transactions: readonly HeldTransaction[] };

/** More differences than anybody reads: they are counted, and not all named. */
const mostNamed = 1000;

export function reconcile(
  target: Pick<ReconciledTarget, 'target' | 'kind'>, local: readonly LocalTransaction[], acknowledgementOf: (transaction: LocalTransaction) => Acknowledgement, asked: Holdings | Silence,
): ReconciledTarget {
  const acknowledged = new Map(local.map((transaction) => [transaction.number, acknowledgementOf(transaction)]));
  const holdings = typeof asked === 'string' ? null : asked;
  const differences = (holdings === null ? unasked(local, acknowledged) : compared(local, acknowledged, holdings)).toSorted((one, other) => compare(one.day, other.day) || compare(one.number, other.number));
  const sides = {
    local: countsByDay(local),
    acknowledged: countsByDay(local.flatMap((one) => {
      const said = acknowledged.get(one.number);
      // Voiding it was the last word; whoever holds an earlier one still counts it.
      return said === undefined || said.version === 'none' ? [] : [{ day: one.day, voided: one.voided && said.version === 'newest' }];
    })),
    district: holdings === null ? null : countsByDay(holdings.transactions),
  };
  const differing = new Map<string, number>();
  for (const { day } of differences) differing.set(day, (differing.get(day) ?? 0) + 1);
  const days = [...new Set([...sides.local.keys(), ...sides.acknowledged.keys(), ...(sides.district?.keys() ?? [])])].toSorted(compare).toReversed();
  const rows = days.map((day): ReconciledDay => ({
    day, local: sides.local.get(day) ?? none, acknowledged: sides.acknowledged.get(day) ?? none, district: sides.district === null ? null : (sides.district.get(day) ?? none),
    differences: differing.get(day) ?? 0,
  }));
  const total = {
    local: sumOf(rows.map((row) => row.local)), acknowledged: sumOf(rows.map((row) => row.acknowledged)), district: holdings === null ? null : sumOf(rows.map((row) => row.district ?? none)),
    differences: differences.length,
  };
  return { ...target, silence: typeof asked === 'string' ? asked : null, total, days: rows, differences: differences.slice(0, mostNamed), more: differences.length > mostNamed };
}

type Acknowledged = ReadonlyMap<string, Acknowledgement>;

/** Without the district's word there is what the target has acknowledged. */
function unasked(local: readonly LocalTransaction[], acknowledged: Acknowledged): readonly Difference[] {
  return local.flatMap(({ number, day }) => {
    const said = acknowledged.get(number);
    return said === undefined || said.version === 'newest' ? [] : [{ number, day, kind: said.version === 'none' ? 'missing' : 'older', reason: said.reason, since: said.since } as const];
  });
}

function compared(local: readonly LocalTransaction[], acknowledged: Acknowledged, { through, unreadable, transactions }: Holdings): readonly Difference[] {
  // A branch that has not come yet is there only as what it left.
  const comparable = through === null ? transactions : transactions.filter(({ own }) => own);
  const there = new Map(comparable.map((held) => [held.number, held]));
  const cannotRead = new Set(unreadable);
  const here = new Set(local.map(({ number }) => number));
  const surplus = transactions
    .filter((held) => !here.has(held.number) || there.get(held.number) !== held)
    .map(({ number, day, own }): Difference => ({ number, day, kind: 'surplus', reason: own ? 'unknown-here' : 'another-branch', since: null }));
  return [...local.flatMap((one) => differenceOf(one, acknowledged.get(one.number) ?? { version: 'newest' }, there.get(one.number), through !== null, cannotRead) ?? []), ...surplus];
}

/** What is not the same about one transaction; null where everything is. */
function differenceOf(one: LocalTransaction, said: Acknowledgement, held: HeldTransaction | undefined, branchKnown: boolean, cannotRead: ReadonlySet<number>): Difference | null {
  const { number, day } = one;
  const different = (kind: DifferenceKind, reason: DifferenceReason, since: number | null = null): Difference => ({ number, day, kind, reason, since });
  /** It was acknowledged, and yet the district does not count it. */
  const gone = (seq: number): DifferenceReason => (cannotRead.has(seq) ? 'unreadable-there' : 'lost-there');
  if (held === undefined) return said.version === 'none' ? different('missing', said.reason, said.since) : different('missing', gone(one.seq));
  if (branchKnown && !held.current) return different('otherwise', 'another-branch');
  if (held.latestSeq < one.latestSeq) return said.version === 'newest' ? different('older', gone(one.latestSeq)) : different('older', said.reason, said.since);
  if (held.latestSeq > one.latestSeq) return different('otherwise', branchKnown ? 'unknown-here' : 'another-branch');
  if (held.day !== one.day || held.voided !== one.voided) return different('otherwise', 'counted-otherwise');
  return said.version === 'newest' ? null : different('unacknowledged', 'acknowledgement-late', said.since);
}

const none: Counts = { transactions: 0, voided: 0 };

function countsByDay(transactions: readonly { readonly day: string; readonly voided: boolean }[]): ReadonlyMap<string, Counts> {
  const days = new Map<string, Counts>();
  for (const { day, voided } of transactions) {
    const { transactions: handled, voided: dropped } = days.get(day) ?? none;
    days.set(day, voided ? { transactions: handled, voided: dropped + 1 } : { transactions: handled + 1, voided: dropped });
  }
  return days;
}

const sumOf = (counts: readonly Counts[]): Counts =>
  counts.reduce((sum, one) => ({ transactions: sum.transactions + one.transactions, voided: sum.voided + one.voided }), none);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
