/** Why a lane was given, or not, in the visitor's words: “可掌办；本人；有智能手机；窗口等 34 分”. */
import type { TFunction } from 'i18next';
import type { Reason } from '../../shared/routing/reasons.ts';
import { zh } from './messages.zh-CN.ts';

type Translate = TFunction<'components'>;
type KnownGroup = keyof typeof zh.group;

const isKnownGroup = (group: string): group is KnownGroup => Object.hasOwn(zh.group, group);

/** A priority group in words; one that a station has added itself is shown by its code. */
export function groupName(t: Translate, group: string): string {
  return isKnownGroup(group) ? t(`group.${group}`) : group;
}

/**
 * One reason as a short clause without a full stop.
 * `nameOf` gives the name of a matter by its code, in the language of the screen; without it the text says “这件事”.
 */
export function reasonText(t: Translate, reason: Reason, nameOf: (code: string) => string | undefined = () => undefined): string {
  const matterOf = (code: string): string => {
    const name = nameOf(code);
    return name === undefined ? t('reason.this-matter') : t('reason.named-matter', { name });
  };
  switch (reason.code) {
    case 'lane-offered':
      return t(`reason.lane-offered.${reason.channel}`);
    case 'no-smartphone':
      return t(`reason.no-smartphone.${reason.phone}`);
    case 'lane-not-offered':
      return t('reason.lane-not-offered', { matter: matterOf(reason.matter), lane: t(`laneShort.${reason.lane}`) });
    case 'also-possible':
    case 'lane-closed':
    case 'no-wait':
    case 'wanted':
    case 'wanted-not-possible':
      return t(`reason.${reason.code}`, { lane: t(`laneShort.${reason.lane}`) });
    case 'wait': {
      const lane = t(`laneShort.${reason.lane}`);
      return reason.minutes === null ? t('reason.wait-people', { lane, people: reason.people }) : t('reason.wait', { lane, minutes: Math.round(reason.minutes) });
    }
    case 'hall-closed':
    case 'outside-hours':
      return reason.opens === null ? t(`reason.${reason.code}`) : t(`reason.${reason.code}-opens`, { opens: reason.opens });
    case 'several-matters':
      return t('reason.several-matters', { count: reason.count });
    case 'spared-effort':
    case 'priority-group':
      return t(`reason.${reason.code}`, { group: groupName(t, reason.group) });
    case 'applicant-not-served':
      return t('reason.applicant-not-served', { matter: matterOf(reason.matter), applicant: t(`applicant.${reason.applicant}`) });
    case 'referral':
    case 'referral-in-part':
      return t(`reason.${reason.code}`, { matter: matterOf(reason.matter), body: reason.body ?? t('reason.other-body') });
    case 'window-helps':
    case 'priority-matter':
    case 'instant-at-window':
    case 'online-slower':
    case 'hall-computer':
    case 'not-for-referral':
    case 'nothing-to-do':
      return t(`reason.${reason.code}`, { matter: matterOf(reason.matter) });
    case 'house-rule':
      return t('reason.house-rule', { rule: reason.rule });
    case 'window-takes-all':
    case 'window-kept-open':
    case 'phone-unknown':
    case 'has-smartphone':
    case 'in-person':
    case 'proxy':
    case 'principal-online':
    case 'minor':
    case 'needs-help':
    case 'person-beside':
    case 'older-visitor':
    case 'priority-age':
    case 'self-handled':
    case 'on-own-phone':
    case 'away-from-hall':
      return t(`reason.${reason.code}`);
  }
}

/** Several reasons in one line, in their order. */
export function reasonLine(t: Translate, reasons: readonly Reason[], nameOf?: (code: string) => string | undefined): string {
  return reasons.map((reason) => reasonText(t, reason, nameOf)).join(t('reason.separator'));
}
