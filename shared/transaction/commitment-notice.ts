/**
 * What the applicant is told before choosing (告知书): basis, content of the promise, liability, later check, and the right to choose the
 * ordinary way, as 国办发〔2020〕42号 asks for. The journal names the edition and the facts; the words of an edition never
 * change, so what somebody was told can be read again years later. New words are a new edition.
 */

export const noticeTopics = ['basis', 'promise', 'liability', 'check', 'choice'] as const;
export type NoticeTopic = (typeof noticeTopics)[number];

export type NoticeFacts = {
  readonly material: string;
  /** Empty where the material has no English name. */
  readonly materialEn: string;
  /** Why the matter asks for it, as catalogue and lists say; empty where they do not. */
  readonly basis: readonly string[];
  /** Working days in which a promise that is drawn is checked. */
  readonly withinDays: number;
};

export type NoticeText = { readonly topic: NoticeTopic; readonly zh: string; readonly en: string };

/** The edition that is given now. */
export const noticeEdition = 1;

/** The words of the edition, in the order in which they are read. */
export function noticeTexts({ material, materialEn, basis, withinDays }: NoticeFacts): readonly NoticeText[] {
  const english = materialEn === '' ? material : materialEn;
  const sources = basis.length === 0 ? { zh: '目录未载明', en: 'not stated in the catalogue' } : { zh: basis.join('；'), en: basis.join('; ') };
  return [
    {
      topic: 'basis',
      zh: `办理本事项需要“${material}”。设定依据：${sources.zh}。按照国办发〔2020〕42号文件，这份证明可以由您书面承诺代替，不必提交。`,
      en: `This matter needs “${english}”. Legal basis: ${sources.en}. Under State Council document 国办发〔2020〕42号 you may give your written promise instead of handing it in.`,
    },
    {
      topic: 'promise',
      zh: `您承诺：已经知晓本告知书的全部内容；符合“${material}”所要证明的条件，所说情况真实；愿意承担不实承诺的法律责任；以上是您的真实意思表示。`,
      en: `You promise: that you know all that this notice says; that what “${english}” would prove is true of you; that you answer for it in law if it is not; and that you say so of your own will.`,
    },
    {
      topic: 'liability',
      zh: '承诺不实的，依法终止办理、责令限期整改、撤销行政决定或者予以行政处罚，并纳入信用记录；涉嫌犯罪的，依法移送司法机关。作过不实承诺的，以后不再适用告知承诺。',
      en: 'If the promise is false, the matter is ended, must be put right by a date, or its decision is withdrawn, and there may be a penalty and an entry in the credit record; a suspected crime goes to the judicial authorities. Whoever once promised falsely may not promise again.',
    },
    {
      topic: 'check',
      zh: `承诺之后会按比例抽查，抽中的在 ${withinDays} 个工作日内核查；没有抽中的，也可能在日常监管中核查。`,
      en: `A share of promises is drawn for a check within ${withinDays} working days; one that was not drawn may be checked as well.`,
    },
    {
      topic: 'choice',
      zh: '是否承诺由您自己决定。不承诺的，按普通方式办理，办理结果不会因此不同。',
      en: 'The choice is yours. If you do not promise, the matter goes the ordinary way, and its result will be no different for that.',
    },
  ];
}
