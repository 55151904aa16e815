import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bornAfter, Paper, paperFault } from '../../../shared/identity/paper.ts';
import { madeUpResidentId, publishedCreditCode } from './numbers.ts';

describe('a paper', () => {
  it.each([
    ['resident-id', '34052419800101001x', '34052419800101001X'],
    ['resident-id', ' ３４０５２４１９８００１０１００１ｘ ', '34052419800101001X'],
    ['resident-id', madeUpResidentId('19900307'), madeUpResidentId('19900307')],
    ['credit-code', '91350100m000100y43', publishedCreditCode],
    ['credit-code', '91350100M000100Y44', '91350100M000100Y44'],
    ['passport', 'e12345678', 'E12345678'],
    ['passport', 'Ｅ１２３４５６７８', 'E12345678'],
    ['residence-permit-hmt', '81000019900307001x', '81000019900307001X'],
    ['permanent-residence', 'usa110079062101', 'USA110079062101'],
    ['permanent-residence', '911001199003070012', '911001199003070012'],
    ['other', ' 军字第　12345　号 ', '军字第 12345 号'],
  ] as const)('%s %j is stored as %j', (type, number, stored) => {
    expect(Paper.parse({ type, number })).toEqual({ type, number: stored });
    expect(Paper.parse(Paper.parse({ type, number }))).toEqual({ type, number: stored });
  });

  it.each([
    ['resident-id', '340524198001010010', 'checksum'],
    ['resident-id', '3405241980010100', 'length'],
    ['resident-id', '340524198002300010', 'date'],
    ['resident-id', '', 'length'],
    ['credit-code', '91350100O000100Y43', 'characters'],
    ['passport', 'E1', 'format'],
    ['passport', 'E1234-5678', 'format'],
    ['residence-permit-hmt', '330000199003070012', 'format'],
    ['permanent-residence', '811001199003070012', 'format'],
    ['other', ' ', 'format'],
    ['other', 'a\u0000b', 'format'],
  ] as const)('%s %j is refused: %s', (type, number, reason) => {
    expect(paperFault(type, number)).toBe(reason);
    const parsed = Paper.safeParse({ type, number });
    expect(parsed.error?.issues).toMatchObject([{ code: 'custom', path: ['number'], params: { reason } }]);
  });

  it('of an unknown kind, or with more than its two fields, is refused', () => {
    expect(Paper.safeParse({ type: 'library-card', number: '12345' }).success).toBe(false);
    expect(Paper.safeParse({ type: 'passport', number: 'E12345678', name: '张三' }).success).toBe(false);
    expect(Paper.safeParse({ type: 'other', number: 'x'.repeat(1000) }).success).toBe(false);
  });

  it('tells a birth after a day only where it is a resident id', () => {
    const tomorrow = madeUpResidentId('20261013');
    expect(bornAfter({ type: 'resident-id', number: tomorrow }, '2026-10-12')).toBe(true);
    expect(bornAfter({ type: 'resident-id', number: tomorrow }, '2026-10-13')).toBe(false);
    expect(bornAfter({ type: 'other', number: tomorrow }, '2026-10-12')).toBe(false);
    expect(bornAfter({ type: 'credit-code', number: publishedCreditCode }, '1900-01-01')).toBe(false);
  });

  it('stands in the published JSON Schema of the operations', () => {
    expect(z.toJSONSchema(Paper)).toMatchObject({ type: 'object', required: ['type', 'number'], additionalProperties: false });
  });
});
