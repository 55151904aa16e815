/** Where a line of a document ends: Chinese between any two characters but before a closing and after an opening sign, Latin at spaces. */

/** Runs of Latin letters and digits hold together; everything else is a character of its own. */
const pieces = /\s+|[!-~\u00a1-\u024f\u2212]+(?:’[!-~\u00a1-\u024f]+)*|./gsu;
const beginsNoLine = /^[，。；：！？、）》」』】”’…—％·〉℃)\]]/u;
const endsNoLine = /[（《「『【“‘〈([]$/u;

/** What stands together on a line. */
function units(text: string): readonly string[] {
  const found: string[] = [];
  for (const [piece] of text.matchAll(pieces)) {
    const last = found.at(-1);
    if (last !== undefined && (beginsNoLine.test(piece) || endsNoLine.test(last))) found[found.length - 1] = last + piece;
    else found.push(piece);
  }
  return found;
}

/**
 * The text in lines that fit the width, the first of them shorter by the indent; at least one line. What is too long for a line by itself (a hash) is
 * broken where it must be. `widthOf` measures one character.
 */
export function brokenLines(text: string, width: number, widthOf: (character: string) => number, indent = 0): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = indent;
  const measure = (of: string): number => Array.from(of).reduce((sum, character) => sum + widthOf(character), 0);
  const end = (): void => {
    lines.push(line.trimEnd());
    line = '';
    used = 0;
  };
  const put = (unit: string, size: number): void => {
    line += unit;
    used += size;
  };
  for (const unit of units(text)) {
    if (unit.includes('\n')) {
      end();
      continue;
    }
    const size = measure(unit);
    if (used + size <= width) {
      put(unit, size);
      continue;
    }
    if (unit.trim() === '') continue;
    if (line !== '') end();
    if (used + size <= width) {
      put(unit, size);
      continue;
    }
    for (const character of unit) {
      const one = widthOf(character);
      if (used + one > width && line !== '') end();
      put(character, one);
    }
  }
  if (line !== '' || lines.length === 0) end();
  return lines;
}
