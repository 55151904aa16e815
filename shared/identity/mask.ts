/**
 * Masks for screens and slips: enough for the visitor to know their own, too little for the person behind them. The full value shows
 * only by a deliberate, journaled act. A mask is for eyes, never a key and never an input.
 */
import { isCompoundFamilyName } from './family-names.ts';
import type { PaperType } from './paper.ts';
import { isMobile, normalisePhone } from './phone.ts';
import { compact, halfWidth } from './text.ts';

/** `330***********1234`: 3 characters, 11 stars, 4 characters. Text of another length is masked by `maskNumber`. */
export function maskResidentId(number: string): string {
  const value = compact(number).toUpperCase();
  return value.length === 18 ? `${value.slice(0, 3)}${'*'.repeat(11)}${value.slice(14)}` : maskNumber(value);
}

/**
 * 张三丰 → `张*`, 欧阳修 → `欧阳*`, 阿依古丽·买买提 → `阿*·买*`, John Smith → `J* S*`. One star whatever the length, so that the
 * mask does not tell how long the name is.
 */
export function maskName(name: string): string {
  const plain = halfWidth(name);
  if (plain === '') return '';
  const words = plain.split(/(\s+|[·•・‧.]\s*)/u);
  if (words.length > 1) return words.map((word, at) => (at % 2 === 1 ? word : maskWord(word))).join('');
  const characters = Array.from(plain);
  if (characters.length === 1) return '*';
  const compound = characters.slice(0, 2).join('');
  return characters.length > 2 && isCompoundFamilyName(compound) ? `${compound}*` : maskWord(plain);
}

/** 13812345678 → `138****5678`; a landline keeps its area code and its last two digits. */
export function maskPhone(phone: string): string {
  const value = normalisePhone(phone);
  if (isMobile(value)) return `${value.slice(0, 3)}****${value.slice(7)}`;
  const areaCode = /^0\d{2,3}-/.exec(value)?.[0] ?? '';
  const rest = value.slice(areaCode.length);
  return rest.length <= 4 ? `${areaCode}${'*'.repeat(rest.length)}` : `${areaCode}${'*'.repeat(rest.length - 2)}${rest.slice(-2)}`;
}

/** A paper's number as a screen shows it. A credit code stands in a public register and on every letterhead: it is not masked. */
export function maskPaper(type: PaperType, number: string): string {
  switch (type) {
    case 'credit-code':
      return compact(number).toUpperCase();
    case 'resident-id':
    case 'residence-permit-hmt':
      return maskResidentId(number);
    case 'permanent-residence':
    case 'passport':
    case 'other':
      return maskNumber(compact(number));
  }
}

/** Keeps about a quarter at each end (at most 3 and 4 characters), so that at least half is hidden: E12345678 → `E1*****78`. */
export function maskNumber(number: string): string {
  const characters = Array.from(number);
  const kept = Math.floor(characters.length / 4);
  const [first, last] = [Math.min(3, kept), Math.min(4, kept)];
  return characters.map((character, at) => (at < first || at >= characters.length - last ? character : '*')).join('');
}

function maskWord(word: string): string {
  const [first] = word;
  return first === undefined ? '' : `${first}*`;
}
