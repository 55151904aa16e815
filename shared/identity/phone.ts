/** Telephone numbers of visitors: checked loosely, since a wrong refusal costs more than a wrong number. */
import { z } from 'zod';
import { compact } from './text.ts';

const mobile = /^1[3-9]\d{9}$/;
/** Area code, 7 or 8 digits, an extension; within the city the area code may be left out. */
const landline = /^(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?$/;
const enterpriseHotline = /^[48]00-?\d{3}-?\d{4}$/;
/** Visitors from elsewhere leave the number they have, with its country code. */
const international = /^\+[1-9]\d{6,14}$/;

/** A number stored without spaces, in half-width digits, a mainland mobile without +86 and hyphens. */
export const Phone = z.string().max(40).overwrite(normalisePhone).refine(isPhone, { message: 'this is not a telephone number', params: { reason: 'phone' } });
export type Phone = z.infer<typeof Phone>;

/** The number as it is stored. */
export function normalisePhone(text: string): string {
  const plain = compact(text).replaceAll(/[‐‑–—−]/g, '-').replace(/^(?:\+|00)86-?/, '');
  const digits = plain.replaceAll('-', '');
  if (mobile.test(digits) || international.test(digits)) return digits;
  return plain;
}

/** True for a normalised mainland mobile or landline number, a 400/800 hotline, or a number with a foreign country code. */
export function isPhone(text: string): boolean {
  return mobile.test(text) || landline.test(text) || enterpriseHotline.test(text) || international.test(text);
}

/** True for a normalised mainland mobile number: the kind that can take a text message. */
export function isMobile(text: string): boolean {
  return mobile.test(text);
}
