/** Every entry's stamp: who, where, when, and how far the clock that says so is known to be off. */
import { randomBytes } from 'node:crypto';
import type { Actor, Draft, Entry } from '../../shared/journal/entry.ts';
import { uuidv7 } from '../../shared/journal/identifier.ts';
import { setRun, type Moment } from './clock.ts';
import { jumpBefore, readClock } from './store/clock.ts';
import type { Journal, Stamp } from './store/journal.ts';
import type { Sqlite } from './store/sqlite.ts';

/** Appends inside the caller's transaction. */
export type AppendStamped = (station: string, actor: Actor, moment: Moment, draft: Draft) => Entry;

export const stampOf = (station: string, actor: Actor, { at, clock }: Moment): Stamp => ({ id: uuidv7(at, randomBytes(10)), at, station, actor, clock });

/** Stamped with the last known offset of the trusted clock; where the machine's clock was moved since the last entry, that is said first. */
export function createAppend(database: Sqlite, journal: Journal): AppendStamped {
  return (station, actor, moment, draft) => {
    const clock = readClock(database);
    const at: Moment = clock === null || moment.clock.run === setRun ? moment : { ...moment, clock: { ...moment.clock, offset: clock.offset } };
    const by = clock === null || draft.type === 'clock.jumped' ? null : jumpBefore(database, at, clock.limitSeconds);
    if (by !== null) journal.append({ type: 'clock.jumped', body: { by } }, stampOf(station, { kind: 'station' }, at));
    return journal.append(draft, stampOf(station, actor, at));
  };
}
