/** The present form of a station's database, as a fresh one is made. */
import { migration as first } from './migrations/0001-first.ts';
import { migration as upload } from './migrations/0002-upload.ts';
import { migration as clockAnswer } from './migrations/0003-clock-answer.ts';
import { projections } from './projection-tables.ts';

/** Of the station's own tables. Forward only, numbered; a released one is never edited. */
export const migrations = [first, upload, clockAnswer] as const;
export const schemaVersion = migrations.length;

export const schemaSql = `${migrations.map((step) => step.sql).join('\n')}\n${projections}`;
