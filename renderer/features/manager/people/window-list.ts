/** Window numbers as people write them: `1-8, 10`. */
import { z } from 'zod';

/** `[1, 2, 3, 5]` → `1-3, 5`. */
export function windowText(windows: readonly number[]): string {
  const sorted = [...new Set(windows)].toSorted((one, other) => one - other);
  const runs = sorted.reduce<readonly (readonly [first: number, last: number])[]>((before, number) => {
    const last = before.at(-1);
    return last !== undefined && number === last[1] + 1 ? [...before.slice(0, -1), [last[0], number]] : [...before, [number, number]];
  }, []);
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
}

/** Sorted and each once; null where the text is no list of numbers from 1 to 99. Takes Chinese commas and dashes too. */
export function readWindowText(text: string): readonly number[] | null {
  const parts = text.split(/[,，、;；\s]+/).filter((part) => part !== '');
  const numbers = parts.map((part) => {
    const run = /^(\d{1,2})(?:[-–—~～至](\d{1,2}))?$/.exec(part);
    if (run === null) return null;
    const first = Number(run[1]);
    const last = Number(run[2] ?? run[1]);
    return first >= 1 && last >= first ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : null;
  });
  if (numbers.length === 0 || numbers.includes(null)) return null;
  return [...new Set(numbers.flatMap((run) => run ?? []))].toSorted((one, other) => one - other);
}

export const WindowList = z.string().transform((text, context): number[] => {
  const windows = readWindowText(text);
  if (windows !== null) return [...windows];
  context.issues.push({ code: 'custom', message: 'no list of window numbers', input: text });
  return z.NEVER;
});
