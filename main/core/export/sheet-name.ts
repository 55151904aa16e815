/** Names that Excel takes for its sheets: 1 to 31 UTF-16 units, none of : \ / ? * [ ], no apostrophe at either end, each once. */

const longest = 31;
const forbidden = /[:\\/?*[\]\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

/** The beginning of a text, never half a character. */
const cut = (text: string, length: number): string => {
  let short = '';
  for (const character of text) {
    if (short.length + character.length > length) break;
    short += character;
  }
  return short.trimEnd();
};

const clean = (name: string, fallback: string): string => {
  const text = cut(name.replace(forbidden, '-').trim(), longest).replace(/^['\s]+|['\s]+$/g, '');
  if (text === '') return fallback;
  // Excel keeps this one, in any case, for its change tracking.
  return text.toLowerCase() === 'history' ? `${text}-` : text;
};

/** The names made lawful and told apart with a number where they fall together (Excel does not tell cases apart). */
export function sheetNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const wanted = clean(name, `Sheet${index + 1}`);
    let free = wanted;
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) {
      const suffix = ` (${number})`;
      free = `${cut(wanted, longest - suffix.length)}${suffix}`;
    }
    taken.add(free.toLowerCase());
    return free;
  });
}
