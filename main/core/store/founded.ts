/** Whether a database holds a founded station. */
import { ZodError } from 'zod';
import { Refusal } from '../../../shared/contract/errors.ts';
import { guarded, type Sqlite } from './database.ts';
import { createStationReader } from './station.ts';

/** A journal with entries but without a station that can be read was damaged; founding another one on top would hide it. */
export function hasStation(database: Sqlite): boolean {
  const entries = guarded(() => database.prepare<[], number>('SELECT count(*) FROM (SELECT 1 FROM journal LIMIT 1)').pluck().get() ?? 0);
  if (entries === 0) {
    const keys = guarded(() => database.prepare<[], number>('SELECT count(*) FROM data_key').pluck().get() ?? 0);
    if (keys > 0) throw new Refusal('station-broken', 'the station was worked at, but its journal is empty');
    return false;
  }
  const station = guarded(() => {
    try {
      return createStationReader(database)();
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof ZodError) return null;
      throw error;
    }
  });
  if (station === null) throw new Refusal('station-broken', 'the station cannot be read from its table');
  return true;
}
