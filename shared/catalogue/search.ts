/**
 * Finding a matter in one box: name or a part of it, everyday phrase, full or shortened pinyin, life event, English name, code.
 * What fits as typed comes first; only where that finds little are slips forgiven, and what is too far away is not shown at all.
 */
import type { Matter } from './catalogue.ts';
import type { Phonetic } from './phonetic.ts';
import { createRoll, type LifeEventLabels, type Roll } from './search-roll.ts';
import { createScoreSheet, shapeOf, shapes, type ScoreSheet, type WhyKind } from './search-score.ts';
import { meantSpellings } from './search-slips.ts';
import { cutIntoSteps, type SpellingWay } from './search-spelling.ts';
import { foldWidth, normalise, withoutFillers } from './search-text.ts';
import { endsBegun, readsOtherwise, walkBeginnings, walkGapped, walkScattered, walkUnbroken, type Found, type Pattern } from './search-walk.ts';

/** A matter and the text that made it appear. Scores compare within one search only. */
export type MatterHit = { readonly matter: Matter; readonly score: number; readonly why: { readonly kind: WhyKind; readonly text: string } };

export type MatterIndex = {
  /** At most `limit` matters, best first, ties in catalogue order; none for an empty query or one that fits nothing. */
  search(query: string, limit: number): readonly MatterHit[];
};

const longestQuery = 64;
/** With this many matters found as typed, nobody needs the search to guess. */
const enough = 3;

/** Builds the index of one catalogue version. It is read-only to the outside and holds nothing of a query after it. */
export function createMatterIndex(matters: readonly Matter[], lifeEventLabels: LifeEventLabels, phonetic: Phonetic): MatterIndex {
  const roll = createRoll(matters, lifeEventLabels, phonetic);
  const sheet = createScoreSheet(roll, matters.length);
  const codes = codesOf(matters);

  return {
    search(query, limit) {
      sheet.clear();
      const text = normalise(query.slice(0, longestQuery)).text;
      if (text === '') return [];
      noteCodes(codes, foldWidth(query).trim(), sheet);
      asTyped(roll, sheet, text, plain);
      const core = withoutFillers(text);
      if (core !== null) asTyped(roll, sheet, core, withFillers);
      if (sheet.best() === 0) eachTerm(roll, sheet, query);
      if (sheet.matters().length < enough) guess(roll, sheet, core ?? text, phonetic);
      return sheet.ranked(limit).flatMap(({ matter: at, score, phrase, why }) => {
        const matter = matters[at];
        return matter === undefined ? [] : [{ matter, score, why: { kind: why, text: roll.phrases[phrase]?.text ?? matter.code } }];
      });
    },
  };
}

/** How a find of a given shape counts, and the reason to show; null: the kind of text that was found. */
type Reckoning = { readonly worth: (shape: number) => number; readonly why: WhyKind | null };

const plain: Reckoning = { worth: (shape) => shape, why: null };
const withFillers: Reckoning = { worth: (shape) => shape - 60, why: null };
/** Below everything that fits as typed. */
const typo: Reckoning = { worth: (shape) => shape * 0.28, why: 'typo' };

const pinyinCost = 10;
const begunCost = 6;
const initialsCost = 30;
const mixedCost = 40;
const otherReadingCost = 50;
const termsCost = 100;

function asTyped(roll: Roll, sheet: ScoreSheet, text: string, reckoning: Reckoning): void {
  const written = writtenPattern(text);
  note(roll, sheet, written, reckoning, 0);
  if (!/[a-z]/.test(text)) {
    if (written.length >= 3) noteShortened(roll, sheet, written, reckoning, 0);
    return;
  }
  noteSpelled(roll, sheet, text, 'syllables', { worth: reckoning.worth, why: reckoning.why ?? 'pinyin' }, pinyinCost);
  noteSpelled(roll, sheet, text, 'initials', { worth: reckoning.worth, why: reckoning.why ?? 'initials' }, initialsCost);
  if (sheet.best() === 0) noteSpelled(roll, sheet, text, 'mixed', { worth: reckoning.worth, why: reckoning.why ?? 'pinyin' }, mixedCost);
}

function noteSpelled(roll: Roll, sheet: ScoreSheet, text: string, way: SpellingWay, reckoning: Reckoning, cost: number): void {
  for (const pattern of cutIntoSteps(text, roll.spelling, way)) {
    if (way === 'mixed' && pattern.length < 3) continue;
    if (way === 'alike' && pattern.length < 2) continue;
    // One or two initials, or the beginning of one syllable, stand inside of nearly everything: they must stand first.
    const first = way === 'initials' ? pattern.length < 3 : pattern.length === 1;
    if (first) walkBeginnings(roll, pattern, (found) => noteFound(roll, sheet, pattern, found, reckoning, cost, 0));
    else note(roll, sheet, pattern, reckoning, cost);
    const whole = way === 'syllables' && pattern.length === 1 ? roll.spelling.exact(text) : undefined;
    if (whole !== undefined) note(roll, sheet, [{ kind: 'syllable', sound: whole }], reckoning, cost);
    if (pattern.length < 3) continue;
    if (way === 'initials') noteShortenedInitials(roll, sheet, pattern, reckoning, cost);
    else noteShortened(roll, sheet, pattern, reckoning, cost);
  }
}

function note(roll: Roll, sheet: ScoreSheet, pattern: Pattern, reckoning: Reckoning, cost: number, least = 0): void {
  walkUnbroken(roll, pattern, (found) => noteFound(roll, sheet, pattern, found, reckoning, cost, least));
}

/** 社保登记 for 社会保险登记: a compound of two or three characters is shortened to one of them. */
function noteShortened(roll: Roll, sheet: ScoreSheet, pattern: Pattern, reckoning: Reckoning, cost: number): void {
  walkGapped(roll, pattern, 2, 'anywhere', (found) => noteFound(roll, sheet, pattern, found, reckoning, cost, 0));
}

/**
 * The same by initials, which fit by accident far more often: from the beginning of the phrase only; in the middle it merely speaks for a
 * matter that was found otherwise.
 */
function noteShortenedInitials(roll: Roll, sheet: ScoreSheet, pattern: Pattern, reckoning: Reckoning, cost: number): void {
  walkGapped(roll, pattern, 1, 'beginning', (found) => noteFound(roll, sheet, pattern, found, reckoning, cost, 0));
  if (sheet.best() === 0) return;
  walkGapped(roll, pattern, 1, 'anywhere', (found) => {
    const known = roll.phrases[found.phrase]?.owners.every(({ matter }) => sheet.scoreOf(matter) > 0) === true;
    if (known) noteFound(roll, sheet, pattern, found, reckoning, cost, 0);
  });
}

function noteFound(roll: Roll, sheet: ScoreSheet, pattern: Pattern, found: Found, reckoning: Reckoning, cost: number, least: number): void {
  const shape = shapeOf(roll, found);
  if (shape === null || shape <= least) return;
  const begun = endsBegun(roll, pattern, found.end) ? begunCost : 0;
  const otherwise = found.skipped === 0 && readsOtherwise(roll, pattern, found.start) ? otherReadingCost : 0;
  sheet.notePhrase(found.phrase, reckoning.worth(shape - cost - begun - otherwise), reckoning.why);
}

/** Words with spaces between that stand nowhere together: matters that have them all. */
function eachTerm(roll: Roll, sheet: ScoreSheet, query: string): void {
  const terms = query.split(/\s+/u).map((term) => normalise(term).text).filter((term) => term.length >= 2);
  if (terms.length < 2 || terms.length > 6) return;
  const rankings = terms.map((term) => {
    sheet.clear();
    asTyped(roll, sheet, term, plain);
    return new Map(sheet.ranked(Number.POSITIVE_INFINITY).map((ranked) => [ranked.matter, ranked]));
  });
  sheet.clear();
  const [first, ...others] = rankings;
  for (const [matter, { phrase, why, score }] of first ?? []) {
    const scores = others.map((ranking) => ranking.get(matter)?.score ?? 0);
    if (!scores.includes(0)) sheet.noteMatter(matter, Math.min(score, ...scores) - termsCost, phrase, why);
  }
}

/** What the person may have meant: confused sounds, a phrase inside a sentence, shared words, a slip, a character of the same sound. */
function guess(roll: Roll, sheet: ScoreSheet, text: string, phonetic: Phonetic): void {
  const nothing = sheet.best() === 0;
  if (/[a-z]/.test(text)) {
    noteSpelled(roll, sheet, text, 'alike', typo, pinyinCost);
    if (sheet.best() > 0) return;
    for (const meant of meantSpellings(roll, text.replaceAll(' ', ''))) noteSpelled(roll, sheet, meant, 'syllables', typo, pinyinCost);
    return;
  }
  noteContained(roll, sheet, text);
  if (text.length < 3) return;
  const covered = noteScattered(roll, sheet, text, nothing ? 0.6 : 1);
  if (!nothing || covered === 1) return;
  const sounds = soundPattern(roll, text, phonetic);
  note(roll, sheet, sounds, typo, 0);
  noteShortened(roll, sheet, sounds, typo, 0);
  if (text.length < 4) return;
  const written = writtenPattern(text);
  // Three characters of four, in the middle of something, are shared by what has nothing in common.
  const least = text.length === 4 ? shapes.inside : 0;
  written.forEach((_, at) => note(roll, sheet, written.with(at, { kind: 'any' }), typo, pinyinCost, least));
}

/** Phrases that share most of the characters in pairs, and hardly less than the best of them does; gives the best one's share. */
function noteScattered(roll: Roll, sheet: ScoreSheet, text: string, least: number): number {
  const shares = walkScattered(roll, text);
  const best = shares.reduce((most, { covered }) => Math.max(most, covered), 0);
  for (const { phrase, covered } of shares) {
    if (covered < least || covered < best * 0.8) continue;
    // Single characters in common tell 断社保 from all else that has 社保 in it, for 社保断了.
    const held = normalise(roll.phrases[phrase]?.text ?? '').text;
    const shared = Array.from(text).filter((character) => held.includes(character)).length / text.length;
    sheet.notePhrase(phrase, 150 + 100 * covered + 150 * shared, null);
  }
  return best;
}

/** Whole phrases inside a sentence: 工地受伤 in 我在工地受伤了. */
function noteContained(roll: Roll, sheet: ScoreSheet, text: string): void {
  for (let start = 0; start < text.length; start += 1) {
    for (let end = start + 2; end <= text.length; end += 1) {
      const share = (end - start) / text.length;
      const phrase = share >= 0.5 || end - start >= 4 ? roll.phraseOf(text.slice(start, end)) : undefined;
      if (phrase !== undefined) sheet.notePhrase(phrase, 340 + 200 * share, null);
    }
  }
}

function writtenPattern(text: string): Pattern {
  return Array.from({ length: text.length }, (_, at) => ({ kind: 'written', code: text.charCodeAt(at) }));
}

/** Any characters that sound like those of the text, as an input method may have offered them. */
function soundPattern(roll: Roll, text: string, phonetic: Phonetic): Pattern {
  const readings = phonetic(text);
  return Array.from(text, (character, at) => {
    const sound = roll.spelling.exact(readings[at]?.[0] ?? '');
    return sound === undefined ? { kind: 'written', code: character.charCodeAt(0) } : { kind: 'syllable', sound };
  });
}

type Codes = { readonly ordered: readonly string[]; readonly parts: ReadonlyMap<string, readonly number[]> };

function codesOf(matters: readonly Matter[]): Codes {
  const parts = new Map<string, number[]>();
  matters.forEach(({ code }, at) => {
    for (const part of new Set(code.split('-'))) {
      const list = parts.get(part);
      if (list === undefined) parts.set(part, [at]);
      else list.push(at);
    }
  });
  return { ordered: matters.map(({ code }) => code), parts };
}

/** A code as a whole, from its beginning once it has a hyphen, or one of its words. */
function noteCodes({ ordered, parts }: Codes, query: string, sheet: ScoreSheet): void {
  if (!/^[a-z0-9]+([- ][a-z0-9]*)*$/.test(query)) return;
  const code = query.replaceAll(' ', '-');
  const isPart = code.includes('-');
  ordered.forEach((each, at) => {
    if (each === code) sheet.noteMatter(at, shapes.exact + 100, -1, 'code');
    else if (isPart && each.startsWith(code)) sheet.noteMatter(at, shapes.prefix + 50, -1, 'code');
  });
  for (const matter of parts.get(code) ?? []) {
    // Two letters are rather the beginning of a word in pinyin.
    const shape = ordered[matter]?.startsWith(code) === true ? shapes.prefix - 50 : shapes.word - 80;
    sheet.noteMatter(matter, code.length > 2 ? shape : 300, -1, 'code');
  }
}
