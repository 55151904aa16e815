/** The resident identity number (公民身份号码), GB 11643-1999. */
import { isCivilDay } from '../transaction/china-time.ts';
import { compact } from './text.ts';

export type ResidentIdFault = 'length' | 'characters' | 'date' | 'future' | 'checksum';

export type ResidentId = { readonly ok: true; readonly value: string; readonly birthDate: string; readonly sex: 'female' | 'male' };

export type ResidentIdCheck = ResidentId | { readonly ok: false; readonly reason: ResidentIdFault };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/**
 * Checks a number as typed; `today` is an ISO date. Gives the number as it is stored (18 characters, capital X), the date of birth
 * and the sex. The first six characters are not looked up: districts are renamed and dissolved, numbers stay.
 */
export function checkResidentId(text: string, today: string): ResidentIdCheck {
  const read = readResidentId(text);
  if (read.ok) return read.birthDate > today ? { ok: false, reason: 'future' } : read;
  // Someone not born yet has a wrong date, whatever else is wrong: tell that first.
  return read.reason === 'checksum' && birthDateOf(compact(text)) > today ? { ok: false, reason: 'future' } : read;
}

/** The same without the look at the clock: a date of birth in the future passes. For schemas, which know no day. */
export function readResidentId(text: string): ResidentIdCheck {
  const value = compact(text).toUpperCase();
  if (value.length !== 18) return { ok: false, reason: 'length' };
  if (!/^\d{17}[\dX]$/.test(value)) return { ok: false, reason: 'characters' };
  const birthDate = birthDateOf(value);
  if (!isCivilDay(birthDate)) return { ok: false, reason: 'date' };
  if (residentIdCheckCharacter(value.slice(0, 17)) !== value.slice(17)) return { ok: false, reason: 'checksum' };
  return { ok: true, value, birthDate, sex: Number(value.slice(16, 17)) % 2 === 1 ? 'male' : 'female' };
}

/** The 18th character to 17 digits: Σ digit × weight mod 11, looked up in `10X98765432`. Throws RangeError on other text. */
export function residentIdCheckCharacter(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('17 digits are needed');
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return checkCharacters.charAt(sum % 11);
}

function birthDateOf(value: string): string {
  return `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
}
