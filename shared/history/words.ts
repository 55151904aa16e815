/** Words that tables of other systems use, and what they say here. A mapping adds its own before these. */
import { z } from 'zod';
import type { ApplicantKind, Disposition } from '../catalogue/catalogue.ts';
import type { Lane } from '../routing/lanes.ts';
import type { ImportedMaterial, ImportedOutcome } from './imported-transaction.ts';
import { titleKey } from './title.ts';

/**
 * What a cell can say of a material: the five ways; `kept`, shared with a copy left at the counter; `tolerated` (容缺), `missing`,
 * `not-applicable`; `nothing`, as if the cell were empty.
 */
export const materialWords = ['cancelled', 'data-sharing', 'inter-department', 'commitment', 'submit', 'kept', 'tolerated', 'missing', 'not-applicable', 'nothing'] as const;
export const MaterialWord = z.enum(materialWords);
export type MaterialWord = z.infer<typeof MaterialWord>;

/** The record that a word stands for; null where it says nothing. */
export function materialOf(word: MaterialWord): Pick<ImportedMaterial, 'way' | 'state' | 'kept'> | null {
  const done = (way: Disposition, kept = false): Pick<ImportedMaterial, 'way' | 'state' | 'kept'> => ({ way, state: 'done', kept });
  switch (word) {
    case 'nothing':
      return null;
    case 'kept':
      return done('data-sharing', true);
    case 'tolerated':
    case 'missing':
    case 'not-applicable':
      // It would have been the visitor's to bring.
      return { way: 'submit', state: word, kept: false };
    case 'cancelled':
    case 'data-sharing':
    case 'inter-department':
    case 'commitment':
    case 'submit':
      return done(word);
  }
}

const laneTexts: Readonly<Record<Lane, readonly string[]>> = {
  window: ['window', '窗口', '综合窗口', '综合受理窗口', '窗口办理', '窗口受理'],
  'self-service': ['self-service', '自助', '自助区', '网办自助区', '自助办理', '自助终端'],
  'mobile-assisted': ['mobile-assisted', '掌上帮办区', '掌上帮办', '帮办', '帮办区'],
  remote: ['remote', '不见面', '不见面办理', '跑零次', '网办', '网上办理', '线上'],
  referral: ['referral', '转办', '移送'],
};

const outcomeTexts: Readonly<Record<ImportedOutcome, readonly string[]>> = {
  completed: ['completed', '办结', '已办结', '即办办结', '完成', '已完成'],
  accepted: ['accepted', '受理', '已受理', '予以受理'],
  'not-accepted': ['not-accepted', 'not accepted', '不予受理', '未受理'],
  returned: ['returned', '退件', '退回', '已退件'],
  referred: ['referred', '转办', '已转办', '移送', '转报办结'],
  voided: ['voided', '作废', '已作废', '作废办结'],
};

const applicantTexts: Readonly<Record<ApplicantKind, readonly string[]>> = {
  person: ['person', '个人', '自然人', '群众'],
  enterprise: ['enterprise', '企业', '单位', '法人', '法人单位', '非自然人'],
};

const materialTexts: Readonly<Record<MaterialWord, readonly string[]>> = {
  cancelled: ['cancelled', '取消', '直接取消', '已取消'],
  'data-sharing': ['data-sharing', '共享', '数据共享', '已共享', '共享获取'],
  'inter-department': ['inter-department', '核验', '部门核验', '协查', '部门协查', '查验'],
  commitment: ['commitment', '承诺', '告知承诺', '已承诺'],
  submit: ['submit', '收取', '已收取', '收', '已收', '提交', '已提交', '收原件', '收复印件'],
  kept: ['kept', '留存', '已留存', '共享留存', '留存复印件'],
  tolerated: ['tolerated', '容缺', '容缺受理'],
  missing: ['missing', '缺', '缺件', '缺少', '未提交', '未交'],
  'not-applicable': ['not-applicable', '不涉及', '不适用'],
  nothing: ['nothing'],
};

export type WordTable<Code extends string> = ReadonlyMap<string, Code>;

function tableOf<Code extends string>(codes: readonly Code[], texts: Readonly<Record<Code, readonly string[]>>): WordTable<Code> {
  return new Map(codes.flatMap((code) => texts[code].map((text) => [titleKey(text), code] as const)));
}

export const laneTable = tableOf(['window', 'self-service', 'mobile-assisted', 'remote', 'referral'], laneTexts);
export const outcomeTable = tableOf(['completed', 'accepted', 'not-accepted', 'returned', 'referred', 'voided'], outcomeTexts);
export const applicantTable = tableOf(['person', 'enterprise'], applicantTexts);
export const materialTable = tableOf(materialWords, materialTexts);

/** The known words with those of a mapping over them. */
export function withWords<Code extends string>(known: WordTable<Code>, own: Readonly<Record<string, Code>> | undefined): WordTable<Code> {
  return new Map([...known, ...Object.entries(own ?? {}).map(([word, code]) => [titleKey(word), code] as const)]);
}

const nothings: ReadonlySet<string> = new Set(['', '-', '--', '—', '——', '–', '/', '\\', '无', '空', 'null', 'n/a', 'none']);

/** True for an empty cell, and for the strokes and words that people put into one. */
export function isNothing(text: string): boolean {
  return nothings.has(titleKey(text));
}
