import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWindowText, windowText } from '../../../renderer/features/manager/people/window-list.ts';

describe('window numbers as people write them', () => {
  it.each([
    ['1-8', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['5, 1，2、2', [1, 2, 5]],
    ['1至3 10', [1, 2, 3, 10]],
    ['99', [99]],
  ] as const)('%s', (text, windows) => {
    expect(readWindowText(text)).toEqual(windows);
  });

  it.each(['', ' ', '0', '100', '8-1', 'one', '1-', '1.5', '-3'])('“%s” is no list of windows', (text) => {
    expect(readWindowText(text)).toBeNull();
  });

  it('what is shown reads back as the same windows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1 }), (windows) => {
        expect(readWindowText(windowText(windows))).toEqual(windows.toSorted((one, other) => one - other));
      }),
    );
  });
});
