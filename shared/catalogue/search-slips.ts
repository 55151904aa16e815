/** What a person meant by pinyin that fits nothing: the spellings on the roll that are one slip of the finger away. */
import type { Roll } from './search-roll.ts';
import { isOneSlipAway } from './search-spelling.ts';

const shortest = 5;
/** A half that occurs more often than this says nothing; the search goes on with what was seen until then. */
const mostOccurrences = 4000;

/** Up to three spellings that occur on the roll as whole syllables, the commonest first. `typed`: letters without spaces. */
export function meantSpellings(roll: Roll, typed: string): readonly string[] {
  if (typed.length < shortest || !/^[a-z]+$/.test(typed)) return [];
  const counts = new Map<string, number>();
  const weigh = (start: number, length: number): void => {
    if (start < 0 || roll.syllableStarts[start] !== 1 || roll.syllableStarts[start + length] !== 1) return;
    const meant = roll.letters.slice(start, start + length);
    if (isOneSlipAway(typed, meant) && /^[a-z]+$/.test(meant)) counts.set(meant, (counts.get(meant) ?? 0) + 1);
  };
  const lengths = [typed.length - 1, typed.length, typed.length + 1];

  // One slip leaves one half untouched, unless it swapped the two letters in the middle.
  const middle = Math.floor(typed.length / 2);
  const [left, right] = [typed.slice(0, middle), typed.slice(middle)];
  occurrences(roll.letters, left, (at) => {
    if (roll.syllableStarts[at] === 1) for (const length of lengths) weigh(at, length);
  });
  occurrences(roll.letters, right, (at) => {
    const end = at + right.length;
    if (roll.syllableStarts[end] === 1) for (const length of lengths) weigh(end - length, length);
  });
  const swapped = `${left.slice(0, -1)}${right.charAt(0)}${left.slice(-1)}${right.slice(1)}`;
  occurrences(roll.letters, swapped, (at) => weigh(at, swapped.length));

  return Array.from(counts)
    .toSorted((one, other) => other[1] - one[1])
    .slice(0, 3)
    .map(([meant]) => meant);
}

function occurrences(text: string, part: string, found: (at: number) => void): void {
  let seen = 0;
  for (let at = text.indexOf(part); at >= 0 && seen < mostOccurrences; at = text.indexOf(part, at + 1)) {
    found(at);
    seen += 1;
  }
}
