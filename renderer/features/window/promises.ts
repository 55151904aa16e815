/** What was signed at this window, by material, as long as its matter is open: a promise is one person's. */
import { Paper, paperSubject } from '../../../shared/identity/paper.ts';
import type { HandlingValues } from './handling-values.ts';

/** Whose promise it is, by the paper, and whether the guardian gave it. */
export type SignedPromise = { readonly person: string; readonly byGuardian: boolean };
export type SignedPromises = Readonly<Record<string, SignedPromise>>;

/** Who promises, as the form stands; null while the paper is not one. */
export function promiserOf({ applicant }: Pick<HandlingValues, 'applicant'>): string | null {
  const paper = Paper.safeParse(applicant.paper);
  return paper.success ? paperSubject(paper.data) : null;
}

/** The materials that whoever is in the form now has signed for: what another person signed counts for nothing. */
export const signedMaterials = (signed: SignedPromises, person: string | null, byProxy: boolean): readonly string[] =>
  Object.entries(signed).flatMap(([material, promise]) => (promise.person === person && promise.byGuardian === byProxy ? [material] : []));
