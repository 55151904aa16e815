/** Where an export may stand. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** An export that took the place of the database or the keys would end the station. */
export function isOwnFile(databaseFile: string, file: string): boolean {
  const place = existsSync(file) ? realpathSync(file) : path.resolve(file);
  return path.dirname(place) === realpathSync(path.dirname(databaseFile)) && /^(?:station|vault)[.-]/.test(path.basename(place));
}
