/** The names that stand beside codes: of a matter and a life event as the newest catalogue has them, of a clerk as the account does. */
import { z } from 'zod';
import type { Sqlite } from '../store/sqlite.ts';
import type { Names } from './answer.ts';

const LifeEvents = z.record(z.string(), z.tuple([z.string(), z.string()]));

export function readNames(database: Sqlite): Names {
  const matters = database
    .prepare<[], { code: string; name: string; nameEn: string }>(`SELECT code, content ->> 'name' AS name, content ->> 'nameEn' AS nameEn FROM catalogue_matter ORDER BY version`)
    .all();
  const events = database.prepare<[], string>('SELECT life_events FROM catalogue_version ORDER BY version').pluck().all();
  return {
    matters: new Map(matters.map(({ code, name, nameEn }) => [code, { name, nameEn }])),
    clerks: new Map(database.prepare<[], { number: string; name: string }>('SELECT number, name FROM account').all().map(({ number, name }) => [number, name])),
    lifeEvents: new Map(events.flatMap((text) => Object.entries(LifeEvents.parse(JSON.parse(text))).map(([code, [name, nameEn]]) => [code, { name, nameEn }]))),
  };
}
