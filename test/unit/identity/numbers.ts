/** Made-up numbers that pass their check: area code 000000 exists nowhere, so they belong to nobody. */
import { residentIdCheckCharacter } from '../../../shared/identity/resident-id.ts';

/** `birth` is `YYYYMMDD`, `order` the three digits after it (odd: male). */
export function madeUpResidentId(birth: string, order = '001'): string {
  const first17 = `000000${birth}${order}`;
  return `${first17}${residentIdCheckCharacter(first17)}`;
}

/** The example printed with the standard. */
export const publishedCreditCode = '91350100M000100Y43';
