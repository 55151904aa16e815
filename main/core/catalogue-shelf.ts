/** Catalogue versions and reduction lists as the station holds them, read once and kept: they never change, only grow. */
import { z } from 'zod';
import { Matter } from '../../shared/catalogue/catalogue.ts';
import { pinyinPhonetic } from '../../shared/catalogue/phonetic.ts';
import { ReductionList, type AdoptedReductionList } from '../../shared/catalogue/reduction-list.ts';
import { createMatterIndex, type MatterIndex } from '../../shared/catalogue/search.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import type { Sqlite } from './store/database.ts';
import { fromJson } from './store/station.ts';

export type Catalogue = {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly matters: readonly Matter[];
  readonly byCode: ReadonlyMap<string, Matter>;
  /** Life event code → [Chinese label, English label]. */
  readonly lifeEvents: Readonly<Record<string, readonly [string, string]>>;
};

export type VersionRow = { version: number; effective_from: string; adopted_at: number; matters: number };

export type CatalogueShelf = {
  /** The version in force on a day: the latest effective date not after it, then the latest adopted. */
  inForce(day: string): Catalogue | null;
  /** The same, or the refusal `no-catalogue-in-force`. */
  require(day: string): Catalogue;
  version(version: number): Catalogue;
  versions(): readonly VersionRow[];
  lists(): readonly AdoptedReductionList[];
  index(catalogue: Catalogue): MatterIndex;
};

const LifeEvents = z.record(z.string(), z.tuple([z.string(), z.string()]));

export function createShelf(database: Sqlite): CatalogueShelf {
  const newestFirst = database.prepare<[], VersionRow>('SELECT version, effective_from, adopted_at, matters FROM catalogue_version ORDER BY effective_from DESC, version DESC');
  const versionRow = database.prepare<[number], { effective_from: string; life_events: string }>('SELECT effective_from, life_events FROM catalogue_version WHERE version = ?');
  const contents = database.prepare<[number], string>('SELECT content FROM catalogue_matter WHERE version = ? ORDER BY position').pluck();
  const listCount = database.prepare<[], number>('SELECT count(*) FROM reduction_list').pluck();
  const listRows = database.prepare<[], { version: number; content: string }>('SELECT version, content FROM reduction_list ORDER BY code, version');
  const catalogues = new Map<number, Catalogue>();
  const indexes = new Map<number, MatterIndex>();
  let lists: readonly AdoptedReductionList[] = [];

  const version = (number: number): Catalogue => {
    const known = catalogues.get(number);
    if (known !== undefined) return known;
    const row = versionRow.get(number);
    if (row === undefined) throw new Refusal('internal', `catalogue version ${number} is not here`);
    const matters = contents.all(number).map((content) => fromJson(content, Matter));
    const catalogue: Catalogue = {
      version: number, effectiveFrom: row.effective_from, matters, byCode: new Map(matters.map((matter) => [matter.code, matter])), lifeEvents: fromJson(row.life_events, LifeEvents),
    };
    catalogues.set(number, catalogue);
    return catalogue;
  };
  const inForce = (day: string): Catalogue | null => {
    const row = newestFirst.all().find((candidate) => candidate.effective_from <= day);
    return row === undefined ? null : version(row.version);
  };

  return {
    inForce,
    require(day) {
      const catalogue = inForce(day);
      if (catalogue === null) throw new Refusal('no-catalogue-in-force', `no catalogue is in force on ${day}`);
      return catalogue;
    },
    version,
    versions: () => newestFirst.all(),
    lists() {
      // Lists are only ever added, so their number tells whether there are new ones.
      if (listCount.get() !== lists.length) lists = listRows.all().map((row) => ({ ...fromJson(row.content, ReductionList), version: row.version }));
      return lists;
    },
    index(catalogue) {
      const known = indexes.get(catalogue.version);
      if (known !== undefined) return known;
      const made = createMatterIndex(catalogue.matters, catalogue.lifeEvents, pinyinPhonetic);
      indexes.set(catalogue.version, made);
      return made;
    },
  };
}
