import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sheetNames } from '../../../main/core/export/sheet-name.ts';

describe('the names of sheets', () => {
  it.each([
    ['a plain name stays', ['办件量'], ['办件量']],
    ['forbidden characters become dashes', ['a:b\\c/d?e*f[g]h'], ['a-b-c-d-e-f-g-h']],
    ['apostrophes stay inside and go from the ends', ["'it's'"], ["it's"]],
    ['an empty name gets a number', ['', ' ', "'"], ['Sheet1', 'Sheet2', 'Sheet3']],
    ['31 characters are enough', ['字'.repeat(40)], ['字'.repeat(31)]],
    ['no character is cut in half', [`${'a'.repeat(30)}𠮷`], ['a'.repeat(30)]],
    ['control characters and halves of characters go', ['a\u0000b\ud800c'], ['a-b-c']],
    ['the name that Excel keeps is changed', ['History'], ['History-']],
    ['equal names are told apart, in any case', ['Tag', 'tag', 'TAG'], ['Tag', 'tag (2)', 'TAG (3)']],
    ['equal long names are told apart within 31', ['x'.repeat(31), 'x'.repeat(33)], ['x'.repeat(31), `${'x'.repeat(27)} (2)`]],
  ])('%s', (_, names, expected) => {
    expect(sheetNames(names)).toEqual(expected);
  });

  it('are lawful and different, whatever is asked for', () => {
    const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: fc.constantFrom("'", '/', ' ', 'a', 'A', '(', '2', ')', '𠮷'), maxLength: 40 }));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (wanted) => {
        const names = sheetNames(wanted);
        expect(new Set(names.map((each) => each.toLowerCase())).size).toBe(wanted.length);
        for (const each of names) {
          expect(each.length).toBeGreaterThan(0);
          expect(each.length).toBeLessThanOrEqual(31);
          expect(each).not.toMatch(/[:\\/?*[\]]|^'|'$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
