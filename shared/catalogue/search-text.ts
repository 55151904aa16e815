/** One written form for names, phrases and queries, so that width, case, brackets and spacing do not decide what is found. */

export type Normalised = {
  readonly text: string;
  /** Where a word begins: at the start, and after a sign or a space that was dropped. Index into `text`. */
  readonly wordStarts: ReadonlySet<number>;
  /** For each code unit of `text` the number of its character in the NFKC form of the source, as `Array.from` splits it. */
  readonly origin: readonly number[];
};

const kept = /[\p{L}\p{N}]/u;
const latin = /[a-z0-9]/;

/**
 * Half-width and small letters (NFKC); signs and spaces dropped, but one space kept between two Latin words:
 * `《就业创业证》 申领` → `就业创业证申领`, `Work-injury  grant` → `work injury grant`.
 */
export function normalise(source: string): Normalised {
  let text = '';
  let gap = true;
  const wordStarts = new Set<number>();
  const origin: number[] = [];
  Array.from(foldWidth(source)).forEach((character, at) => {
    if (!kept.test(character)) {
      gap = true;
      return;
    }
    if (gap && latin.test(character) && latin.test(text.slice(-1))) {
      text += ' ';
      origin.push(at - 1);
    }
    if (gap) wordStarts.add(text.length);
    gap = false;
    for (let unit = 0; unit < character.length; unit += 1) origin.push(at);
    text += character;
  });
  return { text, wordStarts, origin };
}

/** Half-width, small letters, ü as v (the key that input methods use for it). */
export function foldWidth(source: string): string {
  return source.normalize('NFKC').toLowerCase().replaceAll('ü', 'v');
}

/** Words around the matter itself: 我要办社保卡, 社保卡丢了怎么办. Verbs that tell matters apart (转, 停, 补, 退) are not among them. */
const openings = (
  '我想要 我想 我要 想要 请问 如何 怎么 怎样 哪里 需要 咨询 办理 申请 申领 领取 查询 想 要 我 办 领 查'
).split(' ');
const closings = (
  '怎么办理 怎么办 怎么弄 怎么领 怎么交 如何办理 在哪里办 在哪办 去哪办 ' +
  '需要什么材料 要什么材料 的材料 的流程 办理 流程 材料 了吗 吗 呢 啊 了'
).split(' ');

/** The query without such words, or null where there are none or fewer than two characters would be left. */
export function withoutFillers(text: string): string | null {
  let stripped = text;
  for (let before = ''; before !== stripped; ) {
    before = stripped;
    const opening = openings.find((filler) => stripped.startsWith(filler) && stripped.length - filler.length >= 2);
    if (opening !== undefined) stripped = stripped.slice(opening.length);
    const closing = closings.find((filler) => stripped.endsWith(filler) && stripped.length - filler.length >= 2);
    if (closing !== undefined) stripped = stripped.slice(0, -closing.length);
  }
  return stripped === text ? null : stripped;
}
