/** What still stands between a form and its commit, in the order of the screen: for the words in the bottom bar and for the next focus. */
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import { checkCreditCode } from '../../../shared/identity/credit-code.ts';
import { settleMaterials, type SettlementFault } from '../../../shared/transaction/settle-materials.ts';
import { handlingOn, type HandlingValues } from './handling-values.ts';

export const formPaths = [
  'applicant.name', 'applicant.paper.number', 'applicant.phone', 'persons', 'proxy.name', 'proxy.paper.number', 'proxy.phone', 'outcome', 'note',
] as const;
export type FormPath = (typeof formPaths)[number];

export type Remaining =
  | { readonly kind: 'field'; readonly path: FormPath; readonly empty: boolean }
  /** A credit code whose check character does not fit, and nobody has confirmed it. */
  | { readonly kind: 'confirm-code' }
  | { readonly kind: 'material'; readonly name: string; readonly code: SettlementFault['code'] | 'note' | 'awaited' | 'unsigned' };

export type RemainingInput = {
  readonly values: HandlingValues;
  readonly materials: readonly ResolvedMaterial[];
  readonly byProxy: boolean;
  /** ISO date of the station. */
  readonly today: string;
  /** The credit code that the clerk has confirmed against the paper. */
  readonly confirmedCode: string | null;
  /** Materials that the applicant has promised and signed for. */
  readonly signed: readonly string[];
};

export function remainingOf({ values, materials, byProxy, today, confirmedCode, signed }: RemainingInput): readonly Remaining[] {
  const { proxy, ...own } = values;
  const parsed = handlingOn(today).safeParse(byProxy ? { ...own, proxy } : own);
  const faults = new Set(parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.')));
  const fields = formPaths.filter((path) => faults.has(path)).map((path): Remaining => ({ kind: 'field', path, empty: isEmpty(values, path) }));
  const noted = values.materials.filter(({ state, note }) => state === 'not-applicable' && (note ?? '').trim() === '').map(({ name }) => name);
  const unsigned = values.materials.filter(({ name, way, state }) => way === 'commitment' && (state ?? 'done') === 'done' && !signed.includes(name)).map(({ name }) => name);
  const settlement = settleMaterials(materials, values.materials, values.outcome, byProxy && proxy?.guardian !== true);
  const unsettled = settlement.ok ? [] : settlement.faults;
  const ofMaterials = materials.flatMap(({ name }): Remaining[] => {
    if (noted.includes(name)) return [{ kind: 'material', name, code: 'note' }];
    const fault = unsettled.find(({ material }) => material === name);
    if (fault === undefined) return unsigned.includes(name) ? [{ kind: 'material', name, code: 'unsigned' }] : [];
    // Something was recorded of it, and with that the matter cannot end as chosen.
    return [{ kind: 'material', name, code: fault.code === 'material-unsettled' && fault.at !== null ? 'awaited' : fault.code }];
  });
  return [...fields, ...(needsConfirmation(values, confirmedCode) ? [{ kind: 'confirm-code' } as const] : []), ...ofMaterials];
}

/** True while a credit code with a wrong check character has not been confirmed: such codes are in use, so nobody is sent away for one. */
export function needsConfirmation({ applicant }: HandlingValues, confirmedCode: string | null): boolean {
  if (applicant.paper.type !== 'credit-code') return false;
  const check = checkCreditCode(applicant.paper.number);
  return check.ok && check.warning !== undefined && check.value !== confirmedCode;
}

function isEmpty({ applicant, proxy, note, persons }: HandlingValues, path: FormPath): boolean {
  switch (path) {
    case 'applicant.name':
      return applicant.name.trim() === '';
    case 'applicant.paper.number':
      return applicant.paper.number.trim() === '';
    case 'applicant.phone':
      return (applicant.phone ?? '') === '';
    case 'proxy.name':
      return (proxy?.name ?? '').trim() === '';
    case 'proxy.paper.number':
      return (proxy?.paper.number ?? '').trim() === '';
    case 'proxy.phone':
      return (proxy?.phone ?? '') === '';
    case 'persons':
      return Number.isNaN(persons);
    case 'outcome':
      return false;
    case 'note':
      return (note ?? '') === '';
  }
}
