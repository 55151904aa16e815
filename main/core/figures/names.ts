/** The names that stand beside codes: of a matter and a life event as the newest catalogue has them, of a clerk as the account does. */
import { z } from 'zod';
import type { Sqlite } from '../store/sqlite.ts';
import type { Names } from './answer.ts';

const LifeEvents = z.record(z.string(), z.tuple([z.string(), z.string()]));

/** A reader of the names as they stand; versions of the catalogue never change, so they are read when there is a new one. */
export function createNames(database: Sqlite): () => Names {
  const newest = database.prepare<[], number>('SELECT coalesce(max(version), 0) FROM catalogue_version').pluck();
  const clerks = database.prepare<[], { number: string; name: string }>('SELECT number, name FROM account');
  let known: Pick<Names, 'matters' | 'lifeEvents'> & { readonly version: number } = { version: 0, matters: new Map(), lifeEvents: new Map() };
  return () => {
    const version = newest.get() ?? 0;
    if (known.version !== version) known = { version, ...readCatalogues(database) };
    return { matters: known.matters, lifeEvents: known.lifeEvents, clerks: new Map(clerks.all().map(({ number, name }) => [number, name])) };
  };
}

function readCatalogues(database: Sqlite): Pick<Names, 'matters' | 'lifeEvents'> {
  const matters = database
    .prepare<[], { code: string; name: string; nameEn: string }>(`SELECT code, content ->> 'name' AS name, content ->> 'nameEn' AS nameEn FROM catalogue_matter ORDER BY version`)
    .all();
  const events = database.prepare<[], string>('SELECT life_events FROM catalogue_version ORDER BY version').pluck().all();
  return {
    matters: new Map(matters.map(({ code, name, nameEn }) => [code, { name, nameEn }])),
    lifeEvents: new Map(events.flatMap((text) => Object.entries(LifeEvents.parse(JSON.parse(text))).map(([code, [name, nameEn]]) => [code, { name, nameEn }]))),
  };
}
