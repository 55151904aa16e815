/**
 * What catalogue and reduction lists said of a matter's materials on a day of the past. Imported rows are judged by it when they are
 * imported, as handlings are when they are finished: the ledger says what was so, and no list that comes later changes it.
 */
import type { Disposition, Material, Matter } from '../../../shared/catalogue/catalogue.ts';
import { resolveMaterials } from '../../../shared/catalogue/resolve.ts';
import { titleKey } from '../../../shared/history/title.ts';
import { addDays } from '../../../shared/transaction/china-time.ts';
import type { CatalogueShelf } from '../catalogue-shelf.ts';

export type Listed = { readonly disposition: Disposition; readonly decidedBy: { readonly list: string; readonly version: number; readonly row: number } | null };
export type ListsOfDay = (matter: string, day: string) => ReadonlyMap<string, Listed>;

/** A matter as the newest version that has it tells it. */
export type KnownMatter = { readonly version: number; readonly matter: Matter };

/** Finds a matter by its code or its name in any version: history is older than the catalogue in force. */
export function knownMatters(shelf: CatalogueShelf): (codeOrName: string) => KnownMatter | null {
  const known = new Map<string, KnownMatter>();
  const add = (key: string, found: KnownMatter): void => void (known.has(key) || known.set(key, found));
  const newestFirst = shelf.versions().map(({ version }) => shelf.version(version));
  // Codes before names: a name of one matter must not stand for the code of another.
  for (const { version, matters } of newestFirst) for (const matter of matters) add(titleKey(matter.code), { version, matter });
  for (const { version, matters } of newestFirst) for (const matter of matters) add(titleKey(matter.name), { version, matter });
  return (codeOrName) => known.get(titleKey(codeOrName)) ?? null;
}

/** Materials of which nothing in force on that day is here are absent from the answer. */
export function listsOfDay(shelf: CatalogueShelf): ListsOfDay {
  const find = knownMatters(shelf);
  const boundaries = [
    ...shelf.versions().map(({ effective_from: from }) => from),
    ...shelf.lists().flatMap(({ effectiveFrom, effectiveTo }) => (effectiveTo === null ? [effectiveFrom] : [effectiveFrom, addDays(effectiveTo, 1)])),
  ];
  const kept = new Map<string, ReadonlyMap<string, Listed>>();
  return (code, day) => {
    // Between two boundaries nothing changes, so one answer holds for all days.
    const key = `${code} ${boundaries.filter((boundary) => boundary <= day).length}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = resolveOn(shelf, shelf.inForce(day)?.byCode.get(code) ?? null, find(code)?.matter ?? null, day);
    kept.set(key, made);
    return made;
  };
}

function resolveOn(shelf: CatalogueShelf, inForce: Matter | null, later: Matter | null, day: string): ReadonlyMap<string, Listed> {
  const lists = shelf.lists();
  if (inForce !== null) return new Map(resolveMaterials(inForce, lists, day).map(({ name, disposition, decidedBy }) => [name, { disposition, decidedBy }]));
  if (later === null) return new Map();
  // What the catalogue says today it did not say then; what a list said, it said.
  const unreduced = { ...later, materials: later.materials.map((material): Material => ({ ...material, disposition: 'submit' })) };
  return new Map(
    resolveMaterials(unreduced, lists, day).flatMap(({ name, disposition, decidedBy }) => (decidedBy === null ? [] : [[name, { disposition, decidedBy }] as const])),
  );
}
