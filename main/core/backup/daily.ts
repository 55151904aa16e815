/** The day's backup by itself: once a business day, at the first quiet moment. Pure, but for what it is told. */
import { businessDay } from '../../../shared/transaction/china-time.ts';

/** A minute without a command is quiet; after an hour of none it is made anyway, since a busy day is worth a backup most. */
const quiet = 60_000;
const impatient = 60 * 60_000;
/** A folder that was not there is looked for again after a quarter of an hour. */
const again = 15 * 60_000;

export type Watch = {
  readonly daily: boolean;
  readonly lastMadeAt: number | null;
  readonly lastTriedAt: number | null;
  readonly lastCommandAt: number | null;
  /** When the counter was opened. */
  readonly openedAt: number;
};

export function isDue({ daily, lastMadeAt, lastTriedAt, lastCommandAt, openedAt }: Watch, now: number): boolean {
  if (!daily || (lastMadeAt !== null && businessDay(lastMadeAt) >= businessDay(now))) return false;
  if (lastTriedAt !== null && now - lastTriedAt < again) return false;
  return now - (lastCommandAt ?? openedAt) >= quiet || now - openedAt >= impatient;
}

export type Hindrance = { readonly code: string; readonly at: number };

/** What the present run of the counter knows of its own attempts. */
export type Daily = {
  commanded(at: number): void;
  tried(at: number, code: string | null): void;
  hindrance(): Hindrance | null;
  watch(): Pick<Watch, 'lastTriedAt' | 'lastCommandAt' | 'openedAt'>;
};

export function createDaily(openedAt: number): Daily {
  let lastCommandAt: number | null = null;
  let lastTriedAt: number | null = null;
  let hindrance: Hindrance | null = null;
  return {
    commanded: (at) => (lastCommandAt = at),
    tried(at, code) {
      lastTriedAt = at;
      hindrance = code === null ? null : { code, at };
    },
    hindrance: () => hindrance,
    watch: () => ({ lastTriedAt, lastCommandAt, openedAt }),
  };
}
