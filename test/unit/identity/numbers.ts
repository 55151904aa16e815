/** Made-up numbers that pass their check: area code 000000 exists nowhere, so they belong to nobody. */
import { residentIdCheckCharacter } from '../../../shared/identity/resident-id.ts';

/** `birth` is `YYYYMMDD`, `order` the three digits after it (odd: male). */
export function madeUpResidentId(birth: string, order = '001'): string {
  const first17 = `000000${birth}${order}`;
  return `${first17}${residentIdCheckCharacter(first17)}`;
}

/** Printed as examples in the standards and in encyclopaedias. */
export const publishedResidentIds = ['34052419800101001X', '11010519491231002X', '440524188001010014'] as const;
export const publishedCreditCode = '91350100M000100Y43';
