/**
 * The publication of a granted licence (行政许可决定公示): decisions that grant are made public (行政许可法第四十条), on the bureau's
 * site within seven working days of the decision (信用信息“双公示”). The wording is the administration's own and Chinese in every language of the screen.
 */
import type { Procedure } from './document.ts';

/** Working days from the decision within which it is published. */
export const publishWithinDays = 7;

export type Publication = {
  readonly authority: string;
  readonly trial: boolean;
  readonly matterName: string;
  readonly procedure: Procedure;
  readonly legalBasis: readonly string[];
  /** As it may be published: an enterprise by its name, a person masked; null where it is no longer on record. */
  readonly applicant: string | null;
  /** The unified social credit code of an enterprise; a person's paper is never published. */
  readonly creditCode: string | null;
  readonly decisionNumber: string;
  /** ISO date. */
  readonly decidedOn: string;
};

const procedureNames: Readonly<Record<Procedure, string>> = { found: '设立', divide: '分立', merge: '合并', change: '变更', terminate: '终止' };

/** The text in lines, ready to be pasted or printed. */
export function publicationText(publication: Publication): string {
  const { authority, trial, matterName, procedure, legalBasis, applicant, creditCode, decisionNumber, decidedOn } = publication;
  const facts: readonly (readonly [name: string, value: string])[] = [
    ['申请人', applicant ?? '（已不在册）'],
    ...(creditCode === null ? [] : [['统一社会信用代码', creditCode] as const]),
    ['许可事项', matterName],
    ['办理类型', procedureNames[procedure]],
    ['办理方式', '告知承诺'],
    ['决定文书号', decisionNumber],
    ['决定内容', '准予行政许可'],
    ['决定日期', chineseDate(decidedOn)],
    ['许可机关', authority],
    ...(legalBasis.length === 0 ? [] : [['许可依据', legalBasis.join('、')] as const]),
  ];
  return [
    ...(trial ? ['（演示数据，不对外公示）'] : []),
    '行政许可决定公示',
    '',
    `依照《中华人民共和国行政许可法》第四十条，现将下列准予行政许可的决定予以公示。`,
    '',
    ...facts.map(([name, value]) => `${name}：${value}`),
    '',
    authority,
    chineseDate(decidedOn),
  ].join('\n');
}

/** 2026-10-12 → 2026年10月12日. */
function chineseDate(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}
