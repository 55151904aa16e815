/**
 * Titles of columns that hold personal data, which a mapping may not name: history is imported for its figures and for the look-back,
 * and neither needs to know who the applicants were.
 */
import { halfWidth } from '../identity/text.ts';

export type ColumnUse = 'clerk' | 'applicant-kind' | 'material' | 'other';

const numbersAndPlaces = /身份证|身份号|证件|手机|电话|联系|住址|地址|邮箱|银行|账号|卡号|出生|phone|mobile number|identity|id (?:card|number)|passport|address|e-?mail|birth/i;
const applicantNames = /姓名|(?:applicant|visitor|person|proxy|agent)(?:'s)? name|^(?:申请人|当事人|办事人|办事群众|服务对象|代办人|法人|name|applicant|visitor)$/i;
/** Staff stand on the position plate with their names. */
const ofStaff = /经办|受理|办理人|工作人员|窗口|帮办|clerk|staff/i;
/** A material may well be an identity card or a bank account; its column holds the way it came, and its title names the paper. */
const notAPaper = /(?:身份证|证件|身份|手机|电话|联系)\S*号码?$|姓名|电话|手机|住址|联系方式|联系地址|phone|(?:id|identity|passport) number|address|e-?mail/i;

/** True where a column of this title, put to this use, would bring personal data in. */
export function isPersonalColumn(title: string, use: ColumnUse): boolean {
  const text = halfWidth(title);
  if (use === 'material') return notAPaper.test(text) || (applicantNames.test(text) && !ofStaff.test(text));
  if (numbersAndPlaces.test(text)) return true;
  return applicantNames.test(text) && !(use === 'clerk' && ofStaff.test(text)) && use !== 'applicant-kind';
}
