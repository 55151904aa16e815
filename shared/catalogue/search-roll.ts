/**
 * Every name, synonym, life event and English name of a catalogue in one long roll of characters with their sounds beside them, and
 * the places at which each character and each sound stands. A query is then a walk along the places of its rarest character.
 */
import type { Matter } from './catalogue.ts';
import type { Phonetic } from './phonetic.ts';
import { createSpellingTable, type SpellingTable } from './search-spelling.ts';
import { foldWidth, normalise } from './search-text.ts';

/** Chinese label and English label of each life event, by its code. */
export type LifeEventLabels = Readonly<Record<string, readonly [string, string]>>;

export type PhraseKind = 'name' | 'synonym' | 'life-event' | 'english';

/** A text that stands for one matter or more, at `start` to `end` (exclusive) of the roll. */
export type Phrase = { readonly text: string; readonly start: number; readonly end: number; readonly owners: readonly Owner[] };
/** `matter` counts in catalogue order. */
export type Owner = { readonly matter: number; readonly kind: PhraseKind };

/** Where a character or a sound stands: those read so in their phrase first, then those with it as another reading. */
export type Places = { ofCode(code: number): Int32Array; ofSound(sound: number): Int32Array };

export type Roll = {
  readonly phrases: readonly Phrase[];
  /** Code units; 0 between phrases. */
  readonly codes: Uint16Array;
  /** The sound of each place and its other reading; 0: none. */
  readonly sounds: Uint16Array;
  readonly otherSounds: Uint16Array;
  readonly wordStarts: Uint8Array;
  /** The phrase of each place. */
  readonly phraseAt: Int32Array;
  readonly spelling: SpellingTable;
  /** Anywhere, and where a phrase begins. */
  readonly places: Places;
  readonly beginnings: Places;
  /** Phrases in which two characters stand side by side. */
  phrasesWith(first: number, second: number): readonly number[];
  /** The phrase with exactly this normalised text. */
  phraseOf(text: string): number | undefined;
  /** Full pinyin of the Chinese phrases, a line each; `syllableStarts` is 1 where a syllable begins, and at the line ends. */
  readonly letters: string;
  readonly syllableStarts: Uint8Array;
};

type Draft = { readonly text: string; readonly normalised: ReturnType<typeof normalise>; readonly owners: Owner[] };

export function createRoll(matters: readonly Matter[], lifeEventLabels: LifeEventLabels, phonetic: Phonetic): Roll {
  const drafts = draftPhrases(matters, lifeEventLabels);
  const length = drafts.reduce((total, draft) => total + draft.normalised.text.length + 1, 1);
  const codes = new Uint16Array(length);
  const wordStarts = new Uint8Array(length);
  const phraseAt = new Int32Array(length);
  const sounds = new Uint16Array(length);
  const otherSounds = new Uint16Array(length);
  const numbers = new Map<string, number>();
  const numberOf = (reading: string): number => {
    const number = numbers.get(reading) ?? numbers.size + 1;
    numbers.set(reading, number);
    return number;
  };
  const pairs = new Map<number, number[]>();
  const phrases: Phrase[] = [];
  const byText = new Map<string, number>();

  let place = 1;
  drafts.forEach(({ text, normalised, owners }, number) => {
    const start = place;
    const readings = isLatin(normalised.text) ? [] : phonetic(foldWidth(text));
    let earlier = 0;
    for (let unit = 0; unit < normalised.text.length; unit += 1) {
      const code = normalised.text.charCodeAt(unit);
      codes[place] = code;
      phraseAt[place] = number;
      if (normalised.wordStarts.has(unit)) wordStarts[place] = 1;
      const [reading, other] = readings[normalised.origin[unit] ?? -1] ?? [];
      if (reading !== undefined) sounds[place] = numberOf(reading);
      if (other !== undefined) otherSounds[place] = numberOf(other);
      if (earlier !== 0) addPair(pairs, pairKey(earlier, code), number);
      earlier = code;
      place += 1;
    }
    phrases.push({ text, start, end: place, owners });
    byText.set(normalised.text, number);
    phraseAt[place] = number;
    place += 1;
  });

  const readings = Array.from(numbers.keys());
  const spelling = createSpellingTable(readings);
  const begins = new Uint8Array(length);
  for (const { start } of phrases) begins[start] = 1;
  const placesAmong = (among: (place: number) => boolean): Places => {
    const codePlaces = placesOf([codes], 65_536, among);
    const soundPlaces = placesOf([sounds, otherSounds], readings.length + 1, among);
    return { ofCode: (code) => codePlaces.get(code) ?? none, ofSound: (sound) => soundPlaces.get(sound) ?? none };
  };
  return {
    phrases, codes, sounds, otherSounds, wordStarts, phraseAt, spelling,
    places: placesAmong(() => true),
    beginnings: placesAmong((at) => begins[at] === 1),
    phrasesWith: (first, second) => pairs.get(pairKey(first, second)) ?? [],
    phraseOf: (text) => byText.get(text),
    ...spellOut(phrases, sounds, readings),
  };
}

const none = new Int32Array(0);

/** The same text in several matters, or in several fields of one, is one phrase with several owners. */
function draftPhrases(matters: readonly Matter[], lifeEventLabels: LifeEventLabels): readonly Draft[] {
  const drafts = new Map<string, Draft>();
  const add = (text: string, matter: number, kind: PhraseKind, shown = text): void => {
    const key = text.toLowerCase();
    const known = drafts.get(key);
    if (known !== undefined) {
      known.owners.push({ matter, kind });
      return;
    }
    const normalised = normalise(text);
    if (normalised.text !== '') drafts.set(key, { text: shown, normalised, owners: [{ matter, kind }] });
  };
  matters.forEach((matter, at) => {
    add(matter.name, at, 'name');
    for (const synonym of matter.synonyms) add(synonym, at, 'synonym');
    add(matter.nameEn, at, 'english');
    for (const event of matter.lifeEvents) {
      const [chinese = event, english = event] = lifeEventLabels[event] ?? [];
      add(chinese, at, 'life-event');
      add(english, at, 'life-event');
      add(event, at, 'life-event', chinese);
    }
  });
  return Array.from(drafts.values());
}

function spellOut(phrases: readonly Phrase[], sounds: Uint16Array, readings: readonly string[]): { letters: string; syllableStarts: Uint8Array } {
  const lines: string[] = [];
  const starts: number[] = [];
  let length = 0;
  for (const { start, end } of phrases) {
    if (!sounds.subarray(start, end).some((sound) => sound !== 0)) continue;
    for (let place = start; place < end; place += 1) {
      starts.push(length);
      // What is not Chinese has no sound, and parts its neighbours.
      const syllable = readings[(sounds[place] ?? 0) - 1] ?? '-';
      lines.push(syllable);
      length += syllable.length;
    }
    starts.push(length);
    lines.push('\n');
    length += 1;
  }
  const syllableStarts = new Uint8Array(length + 1);
  for (const start of starts) syllableStarts[start] = 1;
  return { letters: lines.join(''), syllableStarts };
}

/** The places of every number other than 0, row after row: counted first, so that it is filled without growing. */
function placesOf(rows: readonly Uint16Array[], size: number, among: (place: number) => boolean): ReadonlyMap<number, Int32Array> {
  const counts = new Int32Array(size);
  const eachPlace = (visit: (value: number, place: number) => void): void => {
    for (const row of rows) {
      row.forEach((value, place) => {
        if (value !== 0 && among(place)) visit(value, place);
      });
    }
  };
  eachPlace((value) => (counts[value] = (counts[value] ?? 0) + 1));
  const places = new Map<number, Int32Array>();
  const filled = new Int32Array(size);
  eachPlace((value, place) => {
    let list = places.get(value);
    if (list === undefined) places.set(value, (list = new Int32Array(counts[value] ?? 0)));
    list[filled[value] ?? 0] = place;
    filled[value] = (filled[value] ?? 0) + 1;
  });
  return places;
}

function addPair(pairs: Map<number, number[]>, key: number, phrase: number): void {
  const list = pairs.get(key);
  if (list === undefined) pairs.set(key, [phrase]);
  else if (list.at(-1) !== phrase) list.push(phrase);
}

function pairKey(first: number, second: number): number {
  return first * 65_536 + second;
}

function isLatin(text: string): boolean {
  return /^[a-z0-9 ]*$/.test(text);
}
