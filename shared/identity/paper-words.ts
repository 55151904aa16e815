/** What the kinds of papers are called, once for papers that are printed and tables that are exported. */
import type { Language } from '../statistics/wording.ts';
import type { PaperType } from './paper.ts';

export const paperTypeWords: Readonly<Record<PaperType, Readonly<Record<Language, string>>>> = {
  'resident-id': { 'zh-CN': '居民身份证', en: 'Resident identity card' },
  'credit-code': { 'zh-CN': '统一社会信用代码', en: 'Unified social credit code' },
  passport: { 'zh-CN': '护照', en: 'Passport' },
  'residence-permit-hmt': { 'zh-CN': '港澳台居民居住证', en: 'Residence permit (Hong Kong, Macao, Taiwan)' },
  'permanent-residence': { 'zh-CN': '外国人永久居留身份证', en: 'Permanent residence card' },
  other: { 'zh-CN': '其他证件', en: 'Other paper' },
};
