/** Who is signed in where. A session lives with its window and dies with the core; only its opening and closing are journaled. */
import type { Session } from '../../shared/contract/station.ts';

const triesBeforeBlock = 5;
const blockMilliseconds = 5 * 60_000;

export type Sessions = {
  get(client: string): Session | null;
  open(client: string, session: Session): void;
  close(client: string): void;
  blocked(number: string, now: number): boolean;
  /** Counts a wrong PIN; true when this one blocks the account. */
  missed(number: string, now: number): boolean;
  forgive(number: string): void;
};

/** `misses` are the wrong PINs the journal knows of the last minutes, so that a restart does not forgive them. */
export function createSessions(misses: readonly { readonly number: string; readonly at: number }[]): Sessions {
  const sessions = new Map<string, Session>();
  const wrong = new Map<string, number[]>();
  const recent = (number: string, now: number): number[] => (wrong.get(number) ?? []).filter((at) => now - at < blockMilliseconds && at <= now);
  for (const { number, at } of misses) wrong.set(number, [...(wrong.get(number) ?? []), at]);

  return {
    get: (client) => sessions.get(client) ?? null,
    open: (client, session) => void sessions.set(client, session),
    close: (client) => void sessions.delete(client),
    blocked: (number, now) => recent(number, now).length >= triesBeforeBlock,
    missed(number, now) {
      const times = [...recent(number, now), now];
      wrong.set(number, times);
      return times.length >= triesBeforeBlock;
    },
    forgive: (number) => void wrong.delete(number),
  };
}
