import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isMobile, Phone } from '../../../shared/identity/phone.ts';

describe('a telephone number', () => {
  it.each([
    ['13812345678', '13812345678'],
    ['138 1234 5678', '13812345678'],
    ['138-1234-5678', '13812345678'],
    ['+86 138 1234 5678', '13812345678'],
    ['+86-13812345678', '13812345678'],
    ['008613812345678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['19912345678', '19912345678'],
    ['0580-2021234', '0580-2021234'],
    ['05802021234', '05802021234'],
    ['010-12345678', null],
    ['010-62345678', '010-62345678'],
    ['0571－8705 1234', '0571-87051234'],
    ['0580-2021234-801', '0580-2021234-801'],
    ['+86 0580 2021234', '05802021234'],
    ['2021234', '2021234'],
    ['400-123-4567', '400-123-4567'],
    ['+852 9123 4567', '+85291234567'],
    ['12812345678', null],
    ['1381234567', null],
    ['138123456789', null],
    ['12345', null],
    ['', null],
    ['无', null],
    ['13812345678 张三', null],
  ])('%j is stored as %j', (text, stored) => {
    const once = Phone.safeParse(text);
    expect(once.success ? once.data : null).toBe(stored);
    const again = Phone.safeParse(once.data);
    expect(again.success ? again.data : null).toBe(stored);
  });

  it('is a mobile only where it can take a text message', () => {
    expect(isMobile('13812345678')).toBe(true);
    expect(isMobile('0580-2021234')).toBe(false);
  });

  it('stands in the published JSON Schema of the operations', () => {
    expect(z.toJSONSchema(Phone)).toMatchObject({ type: 'string' });
  });
});
