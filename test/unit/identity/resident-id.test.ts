import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkResidentId, readResidentId, residentIdCheckCharacter } from '../../../shared/identity/resident-id.ts';
import { addDays } from '../../../shared/transaction/china-time.ts';
import { madeUpResidentId } from './numbers.ts';

const today = '2026-10-12';
const births = fc.integer({ min: 0, max: 45_000 }).map((offset) => addDays('1900-01-01', offset).replaceAll('-', ''));

describe('a resident id (GB 11643-1999)', () => {
  it.each([
    ['34052419800101001X', '1980-01-01', 'male'],
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
  ])('%s, a published example, passes', (value, birthDate, sex) => {
    expect(checkResidentId(value, today)).toEqual({ ok: true, value, birthDate, sex });
  });

  it.each([
    ['34052419800101001x', 'a small x'],
    ['  34052419800101001X\t', 'white space around it'],
    ['340524 19800101 001X', 'groups, as people read them out'],
    ['３４０５２４１９８００１０１００１Ｘ', 'full-width characters from the input method'],
    ['３４０５２４１９８００１０１００１ｘ', 'a full-width small x'],
  ])('written as %j (%s) is stored in one form', (text) => {
    expect(checkResidentId(text, today)).toMatchObject({ ok: true, value: '34052419800101001X' });
  });

  it.each([
    ['', 'length'],
    ['34052419800101001', 'length'],
    ['34052419800101001XX', 'length'],
    ['340524800101001', 'length'],
    ['3405241980O101001X', 'characters'],
    ['X40524198001010011', 'characters'],
    ['34052419800101001Y', 'characters'],
    ['3405241980010100一X', 'characters'],
    ['340524198002300010', 'date'],
    ['340524198013010010', 'date'],
    ['340524190002290010', 'date'],
    ['340524198000010010', 'date'],
    ['340524198001010010', 'checksum'],
    ['340524298001010010', 'future'],
  ] as const)('%j is refused for its %s', (text, reason) => {
    expect(checkResidentId(text, today)).toEqual({ ok: false, reason });
  });

  it('may be born today, not tomorrow', () => {
    expect(checkResidentId(madeUpResidentId('20261012'), today).ok).toBe(true);
    expect(checkResidentId(madeUpResidentId('20261013'), today)).toEqual({ ok: false, reason: 'future' });
    expect(readResidentId(madeUpResidentId('20261013')).ok).toBe(true);
  });

  it('takes 29 February in a leap year', () => {
    expect(checkResidentId(madeUpResidentId('20000229'), today)).toMatchObject({ ok: true, birthDate: '2000-02-29' });
  });

  it('is never refused on its area code', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), births, (area, birth) => {
        const first17 = `${String(area).padStart(6, '0')}${birth}002`;
        expect(checkResidentId(`${first17}${residentIdCheckCharacter(first17)}`, today)).toMatchObject({ ok: true, sex: 'female' });
      }),
    );
  });

  it('shows every single mistyped digit and every swap of two neighbours', () => {
    fc.assert(
      fc.property(births, fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (birth, order, at, shift) => {
        const value = madeUpResidentId(birth, String(order).padStart(3, '0'));
        const digit = String((Number(value[at]) + shift) % 10);
        expect(checkResidentId(`${value.slice(0, at)}${digit}${value.slice(at + 1)}`, today).ok).toBe(false);
        const swapped = `${value.slice(0, at)}${value.charAt(at + 1)}${value.charAt(at)}${value.slice(at + 2)}`;
        expect(checkResidentId(swapped, today).ok).toBe(swapped === value);
      }),
    );
  });

  it('takes any text without falling over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(checkResidentId(text, today).ok).toBe(false);
      }),
    );
  });
});
