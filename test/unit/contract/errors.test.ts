import { describe, expect, it } from 'vitest';
import { badInput, exitStatusOf, failureCodes, jsonPath, refusalCodes } from '../../../shared/contract/errors.ts';

describe('the errors of the contract', () => {
  it.each([
    [[], '$'],
    [['document', 'matters', 3, 'code'], '$.document.matters[3].code'],
    [['a-b', '_c', 0, 1], '$.a-b._c[0][1]'],
    [['needs quotes', '3d', '事项', ''], '$["needs quotes"]["3d"]["事项"][""]'],
    [['say "hi"\\'], '$["say \\"hi\\"\\\\"]'],
  ])('names the place %j as %s', (steps, path) => {
    expect(jsonPath(steps)).toBe(path);
  });

  it('maps bad input to 2, every refusal to 3 and every failure to 1, but a name the contract does not have to 2', () => {
    expect(exitStatusOf('bad-input')).toBe(2);
    expect(refusalCodes.map(exitStatusOf)).toEqual(refusalCodes.map(() => 3));
    expect(failureCodes.map(exitStatusOf)).toEqual(failureCodes.map((code) => (code === 'operation-unknown' ? 2 : 1)));
  });

  it('has each code once', () => {
    const codes = ['bad-input', ...refusalCodes, ...failureCodes];
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('gives a fault that only the data can tell the same form as one of the schema', () => {
    expect(badInput('$.matter', 'unknown-matter', 'no such matter').error).toEqual({
      code: 'bad-input', message: 'the input does not fit', issues: [{ path: '$.matter', code: 'unknown-matter', message: 'no such matter' }],
    });
  });
});
