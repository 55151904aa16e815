import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCreditCode, creditCodeCheckCharacter } from '../../../shared/identity/credit-code.ts';
import { publishedCreditCode } from './numbers.ts';

const codes = fc.string({ unit: fc.constantFrom(...Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY')), minLength: 17, maxLength: 17 });

describe('a unified social credit code (GB 32100-2015)', () => {
  it('passes where it is the published example', () => {
    expect(checkCreditCode(publishedCreditCode)).toEqual({ ok: true, value: publishedCreditCode });
  });

  it.each(['91350100m000100y43', ' 91350100M000100Y43 ', '9135 0100 M000 100Y 43', '９１３５０１００Ｍ０００１００Ｙ４３'])('written as %j is stored in one form', (text) => {
    expect(checkCreditCode(text)).toEqual({ ok: true, value: publishedCreditCode });
  });

  it('that fails its check character only warns, because such codes were issued', () => {
    expect(checkCreditCode('91350100M000100Y44')).toEqual({ ok: true, value: '91350100M000100Y44', warning: 'checksum' });
  });

  it.each([
    ['', 'length'],
    ['91350100M000100Y4', 'length'],
    ['350100100000013', 'length'],
    ['91350100M000100Y433', 'length'],
    ['91350100I000100Y43', 'characters'],
    ['91350100O000100Y43', 'characters'],
    ['91350100S000100Y43', 'characters'],
    ['91350100V000100Y43', 'characters'],
    ['91350100Z000100Y43', 'characters'],
    ['91350100-000100Y43', 'characters'],
    ['91350100某000100Y43', 'characters'],
  ] as const)('%j is refused for its %s', (text, reason) => {
    expect(checkCreditCode(text)).toEqual({ ok: false, reason });
  });

  it('warns of every single mistyped character', () => {
    fc.assert(
      fc.property(codes, codes, fc.integer({ min: 0, max: 16 }), (first17, other, at) => {
        const value = `${first17}${creditCodeCheckCharacter(first17)}`;
        expect(checkCreditCode(value)).toEqual({ ok: true, value });
        const typed = `${value.slice(0, at)}${other.charAt(at)}${value.slice(at + 1)}`;
        expect(checkCreditCode(typed)).toEqual(typed === value ? { ok: true, value } : { ok: true, value: typed, warning: 'checksum' });
      }),
    );
  });
});
