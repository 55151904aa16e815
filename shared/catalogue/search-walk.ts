/** Finding a run of steps on the roll: unbroken, with small gaps (社保登记 in 社会保险登记), or in scattered pairs. */
import type { Places, Roll } from './search-roll.ts';
import type { Step } from './search-spelling.ts';

/** A step, or any one character (for a character mistyped). */
export type Pattern = readonly (Step | { readonly kind: 'any' })[];

/** Where a pattern stands: places from `start` to `end` (exclusive), `skipped` of them passed over. */
export type Found = { readonly phrase: number; readonly start: number; readonly end: number; readonly skipped: number };

/** Calls `found` for every phrase that begins with the steps: what one letter asks for, which stands in nearly every phrase. */
export function walkBeginnings(roll: Roll, pattern: Pattern, found: (at: Found) => void): void {
  const [first] = pattern;
  if (first === undefined || first.kind === 'any') return;
  for (const starts of placesOfStep(roll.beginnings, first)) {
    for (const start of starts) {
      if (fitsFrom(roll, pattern, start)) found({ phrase: roll.phraseAt[start] ?? 0, start, end: start + pattern.length, skipped: 0 });
    }
  }
}

/** Calls `found` for every place where the steps stand side by side. */
export function walkUnbroken(roll: Roll, pattern: Pattern, found: (at: Found) => void): void {
  const { anchor, lists } = rarest(roll, pattern);
  for (const places of lists) {
    for (const place of places) {
      const start = place - anchor;
      if (start < 1 || !fitsFrom(roll, pattern, start)) continue;
      found({ phrase: roll.phraseAt[start] ?? 0, start, end: start + pattern.length, skipped: 0 });
    }
  }
}

/**
 * Calls `found` once for each phrase that holds the steps in order with at most `gap` characters passed over between two of them, as
 * Chinese shortens names; in all no more than there are steps. Unbroken runs are left out. `where`: only from the beginning of a
 * phrase, or anywhere in it.
 */
export function walkGapped(roll: Roll, pattern: Pattern, gap: number, where: 'beginning' | 'anywhere', found: (at: Found) => void): void {
  const [first] = pattern;
  if (first === undefined || first.kind === 'any') return;
  const lists = where === 'beginning' ? placesOfStep(roll.beginnings, first) : rarest(roll, pattern).lists;
  const last = pattern.length - 1;
  const reach = (step: number, place: number, skipped: number): Found | null => {
    if (step > last) return skipped === 0 ? null : { phrase: roll.phraseAt[place - 1] ?? 0, start: 0, end: place, skipped };
    for (let passed = 0; passed <= gap && skipped + passed <= pattern.length; passed += 1) {
      if (roll.codes[place + passed] === 0) return null;
      if (fits(roll, pattern[step], place + passed)) {
        const rest = reach(step + 1, place + passed + 1, skipped + passed);
        if (rest !== null) return rest;
      }
    }
    return null;
  };
  for (const places of lists) {
    let before = -1;
    for (const place of places) {
      const number = roll.phraseAt[place] ?? 0;
      const phrase = roll.phrases[number];
      if (number === before || phrase === undefined) continue;
      before = number;
      const latest = where === 'beginning' ? phrase.start : phrase.end - pattern.length;
      for (let start = phrase.start; start <= latest; start += 1) {
        if (!fits(roll, first, start)) continue;
        const hit = reach(1, start + 1, 0);
        if (hit === null) continue;
        found({ ...hit, start });
        break;
      }
    }
  }
}

/** The phrases that share pairs of neighbouring characters with the text, with the share of its characters that the pairs cover. */
export function walkScattered(roll: Roll, text: string): readonly { readonly phrase: number; readonly covered: number }[] {
  const covered = new Map<number, number>();
  // A bit for each character; beyond 30 the text is no query any more.
  const length = Math.min(text.length, 30);
  for (let at = 0; at + 1 < length; at += 1) {
    const bits = 3 << at;
    for (const phrase of roll.phrasesWith(text.charCodeAt(at), text.charCodeAt(at + 1))) covered.set(phrase, (covered.get(phrase) ?? 0) | bits);
  }
  return Array.from(covered, ([phrase, bits]) => ({ phrase, covered: countBits(bits) / length }));
}

/** True where the step before the end of a match was only begun by the letters typed: `shebaok` at 社保卡. */
export function endsBegun(roll: Roll, pattern: Pattern, end: number): boolean {
  const step = pattern.at(-1);
  if (step === undefined || step.kind === 'written' || step.kind === 'any') return false;
  return step.sound.member[roll.sounds[end - 1] ?? 0] !== 2 && step.sound.member[roll.otherSounds[end - 1] ?? 0] !== 2;
}

/** True where an unbroken match needs the other reading of a character, which is not the one it has in this phrase. */
export function readsOtherwise(roll: Roll, pattern: Pattern, start: number): boolean {
  return pattern.some((step, at) => step.kind !== 'written' && step.kind !== 'any' && step.sound.member[roll.sounds[start + at] ?? 0] === 0);
}

function fitsFrom(roll: Roll, pattern: Pattern, start: number): boolean {
  for (let at = 0; at < pattern.length; at += 1) {
    if (!fits(roll, pattern[at], start + at)) return false;
  }
  return true;
}

function fits(roll: Roll, step: Pattern[number] | undefined, place: number): boolean {
  if (step === undefined) return false;
  if (step.kind === 'written') return roll.codes[place] === step.code;
  if (step.kind === 'any') return (roll.codes[place] ?? 0) !== 0;
  // Number 0, no sound, is in no class.
  return step.sound.member[roll.sounds[place] ?? 0] !== 0 || step.sound.member[roll.otherSounds[place] ?? 0] !== 0;
}

/** The step with the fewest places on the roll, and those places. */
function rarest(roll: Roll, pattern: Pattern): { readonly anchor: number; readonly lists: readonly Int32Array[] } {
  let best: { anchor: number; lists: readonly Int32Array[]; size: number } = { anchor: 0, lists: [], size: Number.POSITIVE_INFINITY };
  pattern.forEach((step, anchor) => {
    if (step.kind === 'any') return;
    const lists = placesOfStep(roll.places, step);
    const size = lists.reduce((total, places) => total + places.length, 0);
    if (size < best.size) best = { anchor, lists, size };
  });
  return best;
}

function placesOfStep(places: Places, step: Step): readonly Int32Array[] {
  return step.kind === 'written' ? [places.ofCode(step.code)] : step.sound.sounds.map((sound) => places.ofSound(sound));
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
