/**
 * What a handling says of its materials, held against what the lists say (rules 1 to 3): a pure judgement, so that the
 * form can show it while the clerk types and the operation refuses it in the same words.
 */
import type { Disposition } from '../catalogue/catalogue.ts';
import type { MaterialEntry, MaterialState, RecordedOutcome } from './transaction.ts';

/** The part of a resolved material that the judgement needs. */
export type ListedMaterial = {
  readonly name: string;
  readonly disposition: Disposition;
  readonly toleranceDays: number | null;
  readonly ways: readonly Disposition[];
  /** The issuing body answered that it is not so, or a promise was found false (补正). */
  readonly refuted?: boolean;
};

export type SettledMaterial<Listed extends ListedMaterial> = {
  readonly listed: Listed;
  readonly way: Disposition;
  readonly state: MaterialState;
  readonly copies: number | null;
  readonly note: string | null;
};

export type SettlementFault =
  | { readonly code: 'unknown-material' | 'material-twice'; readonly at: number; readonly material: string }
  | {
      readonly code: 'cancelled-not-collectable' | 'shared-not-collectable' | 'way-not-lawful' | 'tolerance-not-allowed' | 'material-unsettled' | 'commitment-needs-person';
      readonly at: number | null;
      readonly material: string;
    };

export type Settlement<Listed extends ListedMaterial> =
  | { readonly ok: true; readonly materials: readonly SettledMaterial<Listed>[] }
  | { readonly ok: false; readonly faults: readonly SettlementFault[] };

/**
 * Judges the entries of one handling. A cancelled material that nobody mentioned is recorded as dropped: it needs no hand.
 * For `completed` every other material must be settled; `accepted` may leave it pending or tolerated; the other outcomes
 * record what there is. All faults at once, in the order of the matter's materials.
 */
export function settleMaterials<Listed extends ListedMaterial>(
  listed: readonly Listed[],
  entries: readonly MaterialEntry[],
  outcome: RecordedOutcome,
  byProxy: boolean,
): Settlement<Listed> {
  const faults: SettlementFault[] = [];
  const byName = new Map<string, { readonly entry: MaterialEntry; readonly at: number }>();
  const names = new Set(listed.map((material) => material.name));
  entries.forEach((entry, at) => {
    if (!names.has(entry.name)) faults.push({ code: 'unknown-material', at, material: entry.name });
    else if (byName.has(entry.name)) faults.push({ code: 'material-twice', at, material: entry.name });
    else byName.set(entry.name, { entry, at });
  });

  const materials: SettledMaterial<Listed>[] = [];
  for (const material of listed) {
    const given = byName.get(material.name);
    if (given === undefined) {
      if (material.disposition === 'cancelled') materials.push({ listed: material, way: 'cancelled', state: 'done', copies: null, note: null });
      else if (mustBeSettled(outcome)) faults.push({ code: 'material-unsettled', at: null, material: material.name });
      continue;
    }
    const { entry, at } = given;
    const state = entry.state ?? 'done';
    const code = wayFault(material, entry, state, byProxy) ?? (stateFits(outcome, state) ? null : 'material-unsettled');
    if (code !== null) faults.push({ code, at, material: material.name });
    else materials.push({ listed: material, way: entry.way, state, copies: entry.copies ?? null, note: entry.note ?? null });
  }
  return faults.length === 0 ? { ok: true, materials } : { ok: false, faults };
}

type WayFault = 'cancelled-not-collectable' | 'shared-not-collectable' | 'way-not-lawful' | 'tolerance-not-allowed' | 'commitment-needs-person';

function wayFault(material: ListedMaterial, entry: MaterialEntry, state: MaterialState, byProxy: boolean): WayFault | null {
  if (!material.ways.includes(entry.way)) {
    if (material.disposition === 'cancelled') return 'cancelled-not-collectable';
    if (material.disposition === 'data-sharing' && entry.way === 'submit') return 'shared-not-collectable';
    return 'way-not-lawful';
  }
  // A cancelled material is dropped; it can be neither missing nor awaited, or it would be asked for by another name.
  if (entry.way === 'cancelled') return state === 'done' && (entry.copies ?? 0) === 0 ? null : 'cancelled-not-collectable';
  // Copies of what is shared would be the stored copy that must not exist (rule 2), also where it came by a check; a signed commitment is no copy.
  if (material.disposition === 'data-sharing' && entry.way !== 'commitment' && (entry.copies ?? 0) > 0) return 'shared-not-collectable';
  // Only a paper of the visitor's own can be missing: what the counter fetches or asks for is never the visitor's to bring (rule 3).
  // What was refuted or falsely promised is missing too: the counter asked, and the visitor has to have it put right.
  const refuted = material.refuted === true && (entry.way === 'inter-department' || entry.way === 'commitment');
  if (state === 'missing' && material.disposition !== 'submit' && material.disposition !== 'commitment' && !refuted) return 'way-not-lawful';
  if (state === 'tolerated' && (entry.way !== 'submit' || material.toleranceDays === null)) return 'tolerance-not-allowed';
  if (state === 'pending' && entry.way !== 'inter-department' && entry.way !== 'data-sharing') return 'way-not-lawful';
  // 国办发〔2020〕42号: a commitment is the applicant's own word, in principle not given by proxy.
  if (entry.way === 'commitment' && byProxy && state === 'done') return 'commitment-needs-person';
  return null;
}

const mustBeSettled = (outcome: RecordedOutcome): boolean => outcome === 'completed' || outcome === 'accepted';

function stateFits(outcome: RecordedOutcome, state: MaterialState): boolean {
  if (outcome === 'completed') return state === 'done' || state === 'not-applicable';
  if (outcome === 'accepted') return state !== 'missing';
  return true;
}
