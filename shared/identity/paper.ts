/** The paper (证件) by which an applicant or a proxy is known: its kind and its number. */
import { z } from 'zod';
import { checkCreditCode } from './credit-code.ts';
import { readResidentId } from './resident-id.ts';
import { compact, halfWidth } from './text.ts';

/** 居民身份证, 统一社会信用代码, 护照, 港澳台居民居住证, 外国人永久居留身份证, any other. */
export const paperTypes = ['resident-id', 'credit-code', 'passport', 'residence-permit-hmt', 'permanent-residence', 'other'] as const;
export const PaperType = z.enum(paperTypes);
export type PaperType = z.infer<typeof PaperType>;

/**
 * A paper's number, stored without spaces, in half-width characters and capitals; an `other` number keeps its letters and
 * inner spaces. Resident ids must pass GB 11643-1999; credit codes may fail their check character; the rest is checked loosely, since a
 * number that is refused sends the visitor away. A schema knows no day: ask `bornAfter` about a date of birth in the future.
 * A fault stands at `number`, with `params.reason` from the closed set `PaperFault`.
 */
export const Paper = z
  .strictObject({ type: PaperType, number: z.string().max(64) })
  .overwrite(({ type, number }) => ({ type, number: normalisePaperNumber(type, number) }))
  .superRefine(({ type, number }, context) => {
    const reason = paperFault(type, number);
    if (reason !== null) context.addIssue({ code: 'custom', path: ['number'], params: { reason }, message: messages[reason] });
  });
export type Paper = z.infer<typeof Paper>;

export type PaperFault = 'length' | 'characters' | 'date' | 'checksum' | 'format';

/** The number as it is stored. */
export function normalisePaperNumber(type: PaperType, number: string): string {
  return type === 'other' ? halfWidth(number) : compact(number).toUpperCase();
}

/** The subject under which a person's data keys and pseudonyms are made: whose paper it is, however the name is written. */
export const paperSubject = ({ type, number }: Paper): string => `paper:${type}:${number}`;

/** What is wrong with a number, or null. Never `future` and never a credit code's check character. */
export function paperFault(type: PaperType, number: string): PaperFault | null {
  switch (type) {
    case 'resident-id': {
      const check = readResidentId(number);
      // Without a day there is no future.
      return check.ok || check.reason === 'future' ? null : check.reason;
    }
    case 'credit-code': {
      const check = checkCreditCode(number);
      return check.ok ? null : check.reason;
    }
    case 'passport':
    case 'residence-permit-hmt':
    case 'permanent-residence':
    case 'other':
      return formats[type].test(normalisePaperNumber(type, number)) ? null : 'format';
  }
}

/** True where the paper tells a date of birth and it lies after `day` (ISO date). Only a resident id tells one. */
export function bornAfter(paper: Paper, day: string): boolean {
  if (paper.type !== 'resident-id') return false;
  const check = readResidentId(paper.number);
  return check.ok && check.birthDate > day;
}

const formats = {
  passport: /^[A-Z0-9]{5,20}$/,
  // 810000 Hong Kong, 820000 Macao, 830000 Taiwan; otherwise built like a resident id.
  'residence-permit-hmt': /^8[123]0000\d{11}[\dX]$/,
  // Three letters and twelve digits before 2023, since then eighteen digits beginning with 9; both are valid.
  'permanent-residence': /^(?:[A-Z]{3}\d{12}|9\d{16}[\dX])$/,
  other: /^[^\p{Cc}]{2,40}$/u,
} as const;

const messages: Readonly<Record<PaperFault, string>> = {
  length: 'the number must have 18 characters',
  characters: 'the number contains a character that it cannot have',
  date: 'the date of birth in the number does not exist',
  checksum: 'the last character does not fit the others: a digit was mistyped',
  format: 'the number does not have the form of this paper',
};
