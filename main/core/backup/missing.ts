/** What a restored station lacks, as far as others know: the hub's position, a day's manifest, the last receipt, a newer backup. */
import type { Known, Manifest, Missing } from '../../../shared/contract/recovery.ts';

/** What is here: where the journal ends, and the hash that stands at a place of it. */
export type Held = { readonly head: number; readonly lastNumber: string | null; readonly hashAt: (seq: number) => string | null };

/** `witnesses`: what each of the others says. */
export function missingFrom({ head, lastNumber, hashAt }: Held, witnesses: readonly Known[]): Missing {
  const furthest = Math.max(head, ...witnesses.map(({ seq }) => seq ?? 0));
  const count = running(lastNumber);
  const most = Math.max(count, ...witnesses.map((known) => running(known.lastNumber ?? null)));
  return {
    entries: furthest > head ? { from: head + 1, to: furthest } : null,
    numbers: most > count ? { from: count + 1, to: most } : null,
    agrees: witnesses.every(({ seq, hash }) => seq === undefined || hash === undefined || seq > head || hashAt(seq) === hash),
  };
}

/** Backups of the same incarnation know, too, what was there when they were made. */
export function knownByBackups({ station, incarnation }: Manifest, others: readonly Manifest[]): readonly Known[] {
  return others
    .filter((other) => other.station === station && other.incarnation === incarnation)
    .map(({ head, transactions }) => ({ ...head, ...(transactions === null ? {} : { lastNumber: transactions.last }) }));
}

/** `ABCD-000123` → 123; 0 where there is none. */
const running = (number: string | null): number => (number === null ? 0 : Number(number.slice(number.lastIndexOf('-') + 1)));
