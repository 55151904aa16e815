/**
 * The certificate resolver: what becomes of each material of a matter on a day, and which list said so.
 *
 * Rule 1 of the counter: of all that the catalogue and the reduction lists in force say, the lightest burden on the visitor
 * wins: cancelled < data-sharing < inter-department < commitment < submit.
 */
import { type Disposition, dispositions, type Material, type Matter } from './catalogue.ts';
import { lawfulWays } from './lawful-ways.ts';
import type { AdoptedReductionList } from './reduction-list.ts';

/** A word on the material that was heavier than the winner's. The catalogue's own stands as list `catalogue`, with the material's position as row. */
export type OverruledDisposition = {
  readonly list: string;
  readonly version: number | null;
  readonly row: number;
  readonly disposition: Disposition;
};

export type ResolvedMaterial = {
  readonly name: string;
  readonly nameEn: string;
  readonly disposition: Disposition;
  /** Who supplies it under the winning disposition; empty where nobody has to. */
  readonly provider: string;
  readonly note: string;
  /** The deciding row's basis, or null where the catalogue's own word stands. */
  readonly basis: string | null;
  readonly sourced: boolean;
  /** Working days within which it may be handed in later, or null: it may not. */
  readonly toleranceDays: number | null;
  /** The list row that made the burden lighter; `row` counts from 0. Null: a reduction that reduces nothing decided nothing. */
  readonly decidedBy: { readonly list: string; readonly version: number; readonly row: number } | null;
  /** Only what is heavier than the winner, heaviest last. */
  readonly overruled: readonly OverruledDisposition[];
  /** The ways a clerk may record, the proper one first. */
  readonly ways: readonly Disposition[];
};

/**
 * Every material of the matter, in its order, as it stands on `day` (ISO date, in China).
 *
 * A list holds from `effectiveFrom` to `effectiveTo`, both included. Of one list's versions only the newest that has begun
 * counts: it replaces the older, also where it has ended since. On equal burden the catalogue keeps the decision, then the
 * higher level, then the list's code, then the earlier row.
 */
export function resolveMaterials(matter: Matter, lists: readonly AdoptedReductionList[], day: string): readonly ResolvedMaterial[] {
  const inForce = listsInForce(lists, day);
  return matter.materials.map((material, position) => resolve(matter, material, position, inForce));
}

/** The lists that count on a day, highest level first. */
export function listsInForce(lists: readonly AdoptedReductionList[], day: string): readonly AdoptedReductionList[] {
  const newest = new Map<string, AdoptedReductionList>();
  for (const list of lists) {
    if (list.effectiveFrom > day) continue;
    const other = newest.get(list.code);
    if (other === undefined || other.version < list.version) newest.set(list.code, list);
  }
  return [...newest.values()]
    .filter((list) => list.effectiveTo === null || day <= list.effectiveTo)
    .toSorted((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level) || (one.code < other.code ? -1 : 1));
}

const levels: readonly AdoptedReductionList['level'][] = ['province', 'city', 'district'];

/** 0 for the lightest. */
const burden = (disposition: Disposition): number => dispositions.indexOf(disposition);

type Candidate = OverruledDisposition & { readonly provider: string; readonly basis: string | null };

function resolve(matter: Matter, material: Material, position: number, lists: readonly AdoptedReductionList[]): ResolvedMaterial {
  const own: Candidate = {
    list: 'catalogue', version: null, row: position, disposition: material.disposition, provider: material.provider, basis: null,
  };
  const reductions = lists.flatMap((list) =>
    list.rows.flatMap((row, index): Candidate[] =>
      (row.matter === '*' || row.matter === matter.code) && row.material === material.name
        ? [{ list: list.code, version: list.version, row: index, disposition: row.disposition, provider: row.provider ?? '', basis: row.basis }]
        : [],
    ),
  );
  // The sort is stable, so equal burdens stay in the order of precedence in which they were gathered.
  const candidates = [own, ...reductions].toSorted((one, other) => burden(one.disposition) - burden(other.disposition));
  const winner = candidates[0] ?? own;
  return {
    name: material.name,
    nameEn: material.nameEn,
    disposition: winner.disposition,
    provider: winner.provider,
    note: material.note,
    basis: winner.basis,
    sourced: material.sourced,
    toleranceDays: material.toleranceDays ?? null,
    decidedBy: winner.version === null ? null : { list: winner.list, version: winner.version, row: winner.row },
    overruled: candidates
      .filter((candidate) => burden(candidate.disposition) > burden(winner.disposition))
      .map(({ list, version, row, disposition }) => ({ list, version, row, disposition })),
    ways: lawfulWays(winner),
  };
}
