/** Pinyin as people type it: full, cut off at the end, as initials, mixed, with a southern ear, with one slip of the finger. */

/** What a spelling can stand for: numbers of sounds, for each whether it is spelled out (2) or only begun (1). */
export type SoundClass = { readonly sounds: readonly number[]; readonly member: Uint8Array; readonly spelledOut: boolean };

export type SpellingTable = {
  exact(spelling: string): SoundClass | undefined;
  /** As a person hears it who does not tell zh from z, sh from s, ch from c, n from l, eng from en, ing from in, ang from an. */
  alike(spelling: string): SoundClass | undefined;
  /** Sounds that begin with the letters, the one they spell out included. */
  begun(letters: string): SoundClass | undefined;
};

const longest = 6;

/** The table of the readings that occur in a catalogue, numbered from 1; others can find nothing and are not known to it. */
export function createSpellingTable(readings: readonly string[]): SpellingTable {
  const size = readings.length + 1;
  const numbers = new Map(readings.map((reading, at) => [reading, at + 1]));
  const collect = (spellingsOf: (reading: string) => Iterable<string>): Map<string, SoundClass> => {
    const lists = new Map<string, number[]>();
    for (const [reading, number] of numbers) {
      for (const spelling of spellingsOf(reading)) {
        const list = lists.get(spelling);
        if (list === undefined) lists.set(spelling, [number]);
        else if (!list.includes(number)) list.push(number);
      }
    }
    return new Map(
      Array.from(lists, ([spelling, sounds]) => {
        const member = new Uint8Array(size);
        for (const sound of sounds) member[sound] = 1;
        const own = numbers.get(spelling);
        if (own !== undefined) member[own] = 2;
        return [spelling, { sounds, member, spelledOut: own !== undefined }];
      }),
    );
  };
  const exact = collect((reading) => [reading]);
  const alike = collect(soundsLike);
  const begun = collect((reading) => Array.from({ length: reading.length }, (_, end) => reading.slice(0, end + 1)));
  return {
    exact: (spelling) => exact.get(spelling),
    alike: (spelling) => alike.get(spelling),
    begun: (letters) => begun.get(letters),
  };
}

/** All spellings of a reading that differ by the usual confusions: sheng → sheng, shen, seng, sen. */
export function soundsLike(reading: string): readonly string[] {
  const match = /^(zh|ch|sh|[zcsnl]?)(.*)$/.exec(reading);
  const [initial, final] = [match?.[1] ?? '', match?.[2] ?? reading];
  return [initial, ...(confused.get(initial) ?? [])].flatMap((first) => [final, ...finalsLike(final)].map((rest) => first + rest));
}

const confused: ReadonlyMap<string, readonly string[]> = new Map([
  ['zh', ['z']], ['z', ['zh']], ['ch', ['c']], ['c', ['ch']], ['sh', ['s']], ['s', ['sh']], ['n', ['l']], ['l', ['n']],
]);

function finalsLike(final: string): readonly string[] {
  if (/[aei]ng$/.test(final)) return [final.slice(0, -1)];
  if (/[aei]n$/.test(final)) return [`${final}g`];
  // lü is typed lv, but written lu or lyu by who never learned it.
  if (/^ve?$/.test(final)) return [final.replace('v', 'u'), final.replace('v', 'yu')];
  return [];
}

/** One step of a query: a character as written, or letters with their class of sounds. */
export type Step =
  | { readonly kind: 'written'; readonly code: number }
  | { readonly kind: 'syllable' | 'begun' | 'initial'; readonly sound: SoundClass };

/** `syllables`: every syllable spelled out, only the last may be begun. `initials`: every letter run is one. `mixed`: both. */
export type SpellingWay = 'syllables' | 'alike' | 'initials' | 'mixed';

/**
 * The ways to cut a query (normalised, spaces as hard borders) into steps, at most `most`. Characters that are no letters stand for
 * themselves; a query without letters gives nothing.
 */
export function cutIntoSteps(query: string, table: SpellingTable, way: SpellingWay, most = 8): readonly (readonly Step[])[] {
  if (!/[a-z]/.test(query)) return [];
  const found: (readonly Step[])[] = [];
  const dead = new Set<number>();
  let visits = 0;
  const walk = (at: number, steps: readonly Step[]): boolean => {
    if (at === query.length) {
      found.push(steps);
      return true;
    }
    visits += 1;
    if (found.length >= most || visits > 2000) return false;
    if (dead.has(at)) return false;
    let reached = false;
    for (const [length, step] of stepsAt(query, at, table, way)) reached = walk(at + length, step === null ? steps : [...steps, step]) || reached;
    if (!reached) dead.add(at);
    return reached;
  };
  walk(0, []);
  return found;
}

function stepsAt(query: string, at: number, table: SpellingTable, way: SpellingWay): readonly (readonly [number, Step | null])[] {
  const code = query.charCodeAt(at);
  if (code === 32) return [[1, null]];
  if (!isLetter(code)) return [[1, { kind: 'written', code }]];
  const steps: (readonly [number, Step])[] = [];
  let end = at;
  while (end < query.length && isLetter(query.charCodeAt(end))) end += 1;
  const open = end === query.length;
  if (way !== 'initials') {
    for (let length = Math.min(longest, end - at); length >= 1; length -= 1) {
      const spelling = query.slice(at, at + length);
      const last = open && at + length === end;
      const sound = last && way !== 'alike' ? table.begun(spelling) : way === 'alike' ? table.alike(spelling) : table.exact(spelling);
      if (sound !== undefined) steps.push([length, { kind: sound.spelledOut || way === 'alike' ? 'syllable' : 'begun', sound }]);
    }
  }
  if (way === 'initials' || way === 'mixed') {
    const spelling = /^[zcs]h/.exec(query.slice(at, at + 2))?.[0];
    for (const letters of spelling === undefined ? [query.slice(at, at + 1)] : [spelling, query.slice(at, at + 1)]) {
      const sound = table.begun(letters);
      if (sound !== undefined) steps.push([letters.length, { kind: 'initial', sound }]);
    }
  }
  return steps;
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** True where one letter was changed, left out, added, or two neighbours were swapped; false where the texts are equal. */
export function isOneSlipAway(typed: string, meant: string): boolean {
  if (typed === meant || Math.abs(typed.length - meant.length) > 1) return false;
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at += 1;
  if (typed.length > meant.length) return typed.slice(at + 1) === meant.slice(at);
  if (typed.length < meant.length) return typed.slice(at) === meant.slice(at + 1);
  if (typed.slice(at + 1) === meant.slice(at + 1)) return true;
  return typed[at] === meant[at + 1] && typed[at + 1] === meant[at] && typed.slice(at + 2) === meant.slice(at + 2);
}
