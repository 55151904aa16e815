/** How Chinese text sounds, for finding a matter by pinyin. The dictionary stands behind one function type, so that search knows none. */
import { pinyin } from 'pinyin-pro';

/**
 * The readings of each character of a text (as `Array.from` splits it), without tones, `lv` for lü; the reading in the phrase comes first,
 * other readings that a person may type follow. Empty for what is not Chinese.
 */
export type Phonetic = (text: string) => readonly (readonly string[])[];

export const pinyinPhonetic: Phonetic = (text) => {
  const characters = Array.from(text);
  const sounds = pinyin(text, { type: 'array', toneType: 'none', v: true });
  const aligned = sounds.length === characters.length;
  return characters.map((character, at) => {
    // The dictionary gives back what is not Chinese as it is.
    const sound = aligned ? sounds[at] : pinyin(character, { toneType: 'none', v: true });
    if (sound === undefined || sound === character || !/^[a-z]+$/.test(sound)) return [];
    const others = polyphones.get(character);
    return others === undefined ? [sound] : [sound, ...others.filter((other) => other !== sound)];
  });
};

/**
 * Characters read in two ways in the words of a counter, where a dictionary of phrases errs (重置 as zhong zhi, 招人参保 as 人参)
 * or people do. Not every reading a dictionary knows: each one more makes initials match by accident.
 */
const polyphones: ReadonlyMap<string, readonly string[]> = new Map(
  (
    '长 chang zhang|行 xing hang|重 chong zhong|参 can shen|调 diao tiao|还 huan hai|给 gei ji|率 lv shuai|' +
    '差 cha chai|校 xiao jiao|降 jiang xiang|曾 ceng zeng|藏 cang zang|薄 bao bo|厦 sha xia'
  )
    .split('|')
    .map((line): [string, readonly string[]] => {
      const [character = '', ...readings] = line.split(' ');
      return [character, readings];
    }),
);
