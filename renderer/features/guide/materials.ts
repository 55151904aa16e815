/** The materials of all matters of a visit in one list, as the slip will print them. */
import { dispositions } from '../../../shared/catalogue/catalogue.ts';
import type { Output } from '../../../shared/contract/contract.ts';

export type MatterWithMaterials = Output<'catalogue.matter'>;
export type ResolvedMaterial = MatterWithMaterials['materials'][number];

export type GuideMaterial = {
  readonly material: ResolvedMaterial;
  /** The matter whose word on it counts. */
  readonly matter: MatterWithMaterials['matter'];
  readonly version: number;
};

export type GuideMaterials = { readonly needNotBring: readonly GuideMaterial[]; readonly bring: readonly GuideMaterial[] };

/** Each material once, by its name, in the heaviest way that any of the matters asks for; in the order of the matters. */
export function mergeMaterials(matters: readonly MatterWithMaterials[]): GuideMaterials {
  const byName = new Map<string, GuideMaterial>();
  for (const { matter, version, materials } of matters) {
    for (const material of materials) {
      const other = byName.get(material.name);
      if (other === undefined || burden(material) > burden(other.material)) byName.set(material.name, { material, matter, version });
    }
  }
  const all = [...byName.values()];
  return {
    needNotBring: all.filter(({ material }) => material.disposition !== 'submit').toSorted((one, other) => burden(one.material) - burden(other.material)),
    bring: all.filter(({ material }) => material.disposition === 'submit'),
  };
}

const burden = ({ disposition }: ResolvedMaterial): number => dispositions.indexOf(disposition);
