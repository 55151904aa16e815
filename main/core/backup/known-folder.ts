/** Where backups go, said beside the database as well: when that is broken, nobody could look it up in there. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../store/write-durably.ts';

const File = z.strictObject({ folder: z.string() });

const fileIn = (station: string): string => path.join(station, 'backups.json');

export function rememberFolder(station: string, folder: string): void {
  writeDurably(fileIn(station), `${JSON.stringify({ folder })}\n`);
}

/** Null where none was ever named, or the file went too. */
export function rememberedFolder(station: string): string | null {
  try {
    return File.parse(JSON.parse(readFileSync(fileIn(station), 'utf8'))).folder;
  } catch {
    return null;
  }
}
