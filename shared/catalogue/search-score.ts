/** What a find is worth. The order of the shapes and of the kinds is the rule; the figures only keep them apart. */
import type { PhraseKind, Roll } from './search-roll.ts';
import type { Found } from './search-walk.ts';

export type WhyKind = 'code' | 'name' | 'synonym' | 'life-event' | 'pinyin' | 'initials' | 'english' | 'typo';

/** Exact before prefix before shortened name before word before inside before scattered. */
export const shapes = { exact: 1000, prefix: 900, shortened: 880, word: 800, inside: 700, shortenedInside: 690 } as const;

/** Within a shape a name goes before a synonym; a life event names a whole group and stays behind what names the matter itself. */
const kindCost: Readonly<Record<PhraseKind, number>> = { name: 0, synonym: 40, english: 60, 'life-event': 360 };

const skippedCost = 4;
/** A Latin word of which only the beginning was typed: as likely the pinyin of something else. */
const brokenWordCost = 150;

/** Where a find stands in its phrase; null where it is no find, e.g. the middle of a Latin word. */
export function shapeOf(roll: Roll, { phrase, start, end, skipped }: Found): number | null {
  const of = roll.phrases[phrase];
  if (of === undefined) return null;
  if (skipped > 0) return (start === of.start ? shapes.shortened : shapes.shortenedInside) - skippedCost * skipped;
  const broken = isLatin(roll.codes[end - 1]) && isLatin(roll.codes[end]) ? brokenWordCost : 0;
  if (start === of.start) return end === of.end ? shapes.exact : shapes.prefix - broken;
  if (roll.wordStarts[start] === 1) return shapes.word - broken;
  if (isLatin(roll.codes[start]) && isLatin(roll.codes[start - 1])) return end - start >= 4 ? shapes.inside - brokenWordCost : null;
  return shapes.inside - broken;
}

function isLatin(code: number | undefined): boolean {
  return code !== undefined && ((code >= 97 && code <= 122) || (code >= 48 && code <= 57));
}

/** The best find of each matter. One sheet serves all queries of an index, so that a keystroke allocates nothing large. */
export type ScoreSheet = {
  clear(): void;
  /** `phrase` -1 stands for the matter's code. */
  noteMatter(matter: number, score: number, phrase: number, why: WhyKind): void;
  /** Notes a find for every owner of its phrase; `why` null: the owner's own kind. */
  notePhrase(phrase: number, shape: number, why: WhyKind | null): void;
  /** The highest score so far, 0 where there is none. */
  best(): number;
  matters(): readonly number[];
  scoreOf(matter: number): number;
  /** Best first, ties in catalogue order. */
  ranked(limit: number): readonly { readonly matter: number; readonly score: number; readonly phrase: number; readonly why: WhyKind }[];
};

export function createScoreSheet(roll: Roll, matterCount: number): ScoreSheet {
  const scores = new Float64Array(matterCount);
  const phraseOf = new Int32Array(matterCount);
  const whyOf: WhyKind[] = Array.from({ length: matterCount }, () => 'name');
  let touched: number[] = [];
  let best = 0;

  const noteMatter: ScoreSheet['noteMatter'] = (matter, score, phrase, why) => {
    const before = scores[matter] ?? 0;
    if (score <= before) return;
    if (before === 0) touched.push(matter);
    scores[matter] = score;
    phraseOf[matter] = phrase;
    whyOf[matter] = why;
    if (score > best) best = score;
  };

  return {
    clear() {
      for (const matter of touched) scores[matter] = 0;
      touched = [];
      best = 0;
    },
    noteMatter,
    notePhrase(phrase, shape, why) {
      for (const { matter, kind } of roll.phrases[phrase]?.owners ?? []) {
        noteMatter(matter, Math.max(1, shape - kindCost[kind]), phrase, why ?? kind);
      }
    },
    best: () => best,
    matters: () => touched,
    scoreOf: (matter) => scores[matter] ?? 0,
    ranked(limit) {
      const order = touched.toSorted((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0) || left - right);
      return order.slice(0, limit).map((matter) => ({ matter, score: scores[matter] ?? 0, phrase: phraseOf[matter] ?? -1, why: whyOf[matter] ?? 'name' }));
    },
  };
}
