import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskName, maskNumber, maskPaper, maskPhone, maskResidentId } from '../../../shared/identity/mask.ts';
import { madeUpResidentId } from './numbers.ts';

describe('a mask', () => {
  it('of a resident id keeps 3 and 4 characters around 11 stars', () => {
    expect(maskResidentId('34052419800101001x')).toBe('340***********001X');
    expect(maskResidentId(madeUpResidentId('19900307'))).toMatch(/^000\*{11}001.$/);
  });

  it.each([
    ['张三', '张*'],
    ['张三丰', '张*'],
    ['欧阳修', '欧阳*'],
    ['欧阳娜娜', '欧阳*'],
    ['诸葛亮', '诸葛*'],
    ['東方朔', '東方*'],
    ['欧阳', '欧*'],
    ['欧立', '欧*'],
    ['李王小明', '李*'],
    ['张', '*'],
    [' 张　三 ', '张* 三*'],
    ['阿依古丽·买买提', '阿*·买*'],
    ['阿依古丽•买买提', '阿*•买*'],
    ['John Smith', 'J* S*'],
    ['SMITH, JOHN PAUL', 'S* J* P*'],
    ['Ｊｏｈｎ Smith', 'J* S*'],
    ['Madonna', 'M*'],
    ['山田 太郎', '山* 太*'],
    ['𠮷田', '𠮷*'],
    ['', ''],
  ])('of the name %j is %j', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it.each([
    ['13812345678', '138****5678'],
    ['+86 138-1234-5678', '138****5678'],
    ['0580-2021234', '0580-*****34'],
    ['05802021234', '*********34'],
    ['110', '***'],
    ['', ''],
  ])('of the telephone number %j is %j', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it.each([
    ['resident-id', '34052419800101001X', '340***********001X'],
    ['residence-permit-hmt', '81000019900307001X', '810***********001X'],
    ['permanent-residence', 'USA110079062101', 'USA*********101'],
    ['passport', 'E12345678', 'E1*****78'],
    ['other', '12', '**'],
    ['other', '军字第12345号', '军字*****5号'],
    ['credit-code', '91350100m000100y43', '91350100M000100Y43'],
  ] as const)('of the paper %s %s is %s', (type, number, masked) => {
    expect(maskPaper(type, number)).toBe(masked);
  });

  it('of any number hides at least half of it and keeps its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789ABC')), minLength: 1, maxLength: 40 }), (number) => {
        const masked = maskNumber(number);
        expect(masked).toHaveLength(number.length);
        expect(Array.from(masked).filter((character) => character === '*').length).toBeGreaterThanOrEqual(number.length / 2);
      }),
    );
  });

  it('of any name shows at most two characters of each part', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('张三丰欧阳修阿Jan·')) }), (name) => {
        for (const part of maskName(name).split(/[·\s]/u)) expect(part).toMatch(/^([^*]{0,2}\*)?$/u);
      }),
    );
  });
});
