/** The unified social credit code (统一社会信用代码), GB 32100-2015. */
import { compact } from './text.ts';

export type CreditCodeCheck =
  | { readonly ok: true; readonly value: string; readonly warning?: 'checksum' }
  | { readonly ok: false; readonly reason: 'length' | 'characters' };

/** Digits and capitals without I, O, S, V, Z, which look like digits or each other; a character's place is its value. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * Checks a code as typed and gives it as it is stored (18 characters, capitals). A wrong check character only warns: codes that fail
 * it were issued and are in use, so the clerk confirms and goes on.
 */
export function checkCreditCode(text: string): CreditCodeCheck {
  const value = compact(text).toUpperCase();
  if (value.length !== 18) return { ok: false, reason: 'length' };
  if (Array.from(value).some((character) => !alphabet.includes(character))) return { ok: false, reason: 'characters' };
  return creditCodeCheckCharacter(value.slice(0, 17)) === value.slice(17) ? { ok: true, value } : { ok: true, value, warning: 'checksum' };
}

/** The 18th character to 17: (31 − Σ value × 3^(i−1) mod 31) mod 31. Throws RangeError on other text. */
export function creditCodeCheckCharacter(first17: string): string {
  const values = Array.from(first17).map((character) => alphabet.indexOf(character));
  if (values.length !== 17 || values.includes(-1)) throw new RangeError('17 characters of the alphabet are needed');
  const { sum } = values.reduce((total, value) => ({ sum: total.sum + value * total.weight, weight: (total.weight * 3) % 31 }), { sum: 0, weight: 1 });
  return alphabet.charAt((31 - (sum % 31)) % 31);
}
