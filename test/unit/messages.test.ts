import { readdirSync } from 'node:fs';
import path from 'node:path';
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { failureCodes, refusalCodes, type ErrorCode } from '../../shared/contract/errors.ts';
import { Reason, reasonCodes } from '../../shared/routing/reasons.ts';
import { shippedPriorityGroups } from '../../shared/routing/visitor.ts';
import { messages } from '../../renderer/app/messages.ts';
import { laneWords, outcomeWords } from '../../shared/statistics/wording.ts';
import { formatDay, formatInstant, formatMinutes, formatSeconds, formatTime } from '../../renderer/components/format.ts';
import { groupName, reasonLine, reasonText } from '../../renderer/components/reasons.ts';

const languages = ['zh-CN', 'en'] as const;

/** Every text of a tree by its dotted key. */
const textsOf = (tree: object, prefix = ''): readonly (readonly [key: string, text: unknown])[] =>
  Object.entries(tree).flatMap(([key, value]: [string, unknown]) => (typeof value === 'object' && value !== null ? textsOf(value, `${prefix}${key}.`) : [[`${prefix}${key}`, value] as const]));

const placeholdersOf = (text: unknown): readonly string[] => [...String(text).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').toSorted();

const words = async (language: (typeof languages)[number]) => {
  const instance = i18next.createInstance();
  await instance.init({ lng: language, resources: messages, interpolation: { escapeValue: false } });
  return instance.getFixedT(language, 'components');
};

describe('the words of the interface', () => {
  it('both languages have exactly the same keys', () => {
    expect(textsOf(messages.en).map(([key]) => key).toSorted()).toEqual(textsOf(messages['zh-CN']).map(([key]) => key).toSorted());
  });

  it.each(languages)('no text is empty: %s', (language) => {
    const empty = textsOf(messages[language]).filter(([, text]) => typeof text !== 'string' || text.trim() === '');
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  it('a text speaks of the same values in both languages', () => {
    const english = new Map(textsOf(messages.en));
    const differing = textsOf(messages['zh-CN']).filter(([key, text]) => placeholdersOf(text).join() !== placeholdersOf(english.get(key)).join());
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('lanes and outcomes have the same words on the screen and in a file', () => {
    for (const language of languages) {
      const { lane, outcome } = messages[language].components;
      expect(lane).toEqual(Object.fromEntries(Object.entries(laneWords).map(([key, words]) => [key, words[language]])));
      expect(outcome).toEqual(Object.fromEntries(Object.entries(outcomeWords).map(([key, words]) => [key, words[language]])));
    }
  });

  it('the English is free of Chinese, but for the name of the other language', () => {
    const mixed = textsOf(messages.en).filter(([, text]) => /\p{Script=Han}/u.test(String(text)));
    // And for a date as a Chinese table writes it.
    expect(mixed.map(([key]) => key)).toEqual(['app.header.language', 'manager.history.dateFormats.words']);
  });

  it('every feature that has words has registered them', () => {
    const features = path.join(import.meta.dirname, '../../renderer/features');
    const withWords = readdirSync(features).filter((feature) => readdirSync(path.join(features, feature)).includes('messages.en.ts'));
    expect(withWords.filter((feature) => !Object.hasOwn(messages.en, feature))).toEqual([]);
  });
});

describe('errors', () => {
  const codes: readonly ErrorCode[] = ['bad-input', ...refusalCodes, ...failureCodes];
  it.each(languages)('every code says what happened and what to do now, and no other code is spoken of: %s', (language) => {
    expect(Object.keys(messages[language].components.error).toSorted()).toEqual(codes.toSorted());
  });
});

describe('reasons', () => {
  const samples = { lane: 'window', channel: 'mobile', matter: 'card-apply', count: 2, opens: '09:00', people: 11, minutes: 33.6, phone: 'basic', group: 'veteran', applicant: 'person', body: '劳动监察大队', rule: 'own-rule' };
  const all = Reason.options.map((option) => {
    const fields = Object.keys(option.shape).filter((key) => key !== 'code');
    return Reason.parse({ code: option.shape.code.value, ...Object.fromEntries(Object.entries(samples).filter(([key]) => fields.includes(key))) });
  });

  it.each(languages)('every reason has words, with all its values in place: %s', async (language) => {
    const t = await words(language);
    expect(all.map((reason) => reason.code)).toEqual(reasonCodes);
    const wordless = all.filter((reason) => /\{\{|reason\.|undefined|^$/.test(reasonText(t, reason)));
    expect(wordless).toEqual([]);
  });

  it('a decision explains itself in the words of the visitor', async () => {
    const t = await words('zh-CN');
    const reasons = [{ code: 'lane-offered', lane: 'mobile-assisted', channel: 'mobile' }, { code: 'in-person' }, { code: 'has-smartphone' }, { code: 'wait', lane: 'window', people: 11, minutes: 34 }].map((reason) => Reason.parse(reason));
    expect(reasonLine(t, reasons)).toBe('可掌办；本人；有智能手机；窗口等 34 分');
  });

  it('a reason names the matter where the screen knows its name', async () => {
    const t = await words('zh-CN');
    const reason = Reason.parse({ code: 'instant-at-window', matter: 'une-register' });
    expect(reasonText(t, reason, () => '失业登记')).toBe('“失业登记”窗口当场办结');
    expect(reasonText(t, reason)).toBe('这件事窗口当场办结');
  });

  it('an unmeasured wait tells the people ahead, an unknown body is another body', async () => {
    const t = await words('zh-CN');
    expect(reasonText(t, { code: 'wait', lane: 'window', people: 3, minutes: null })).toBe('窗口前面 3 人');
    expect(reasonText(t, Reason.parse({ code: 'referral', matter: 'lab-complaint', body: null }))).toBe('这件事归别的单位管');
  });

  it.each(languages)('every priority group that ships has a name, and a station\'s own one its code: %s', async (language) => {
    const t = await words(language);
    for (const group of shippedPriorityGroups) expect(groupName(t, group)).not.toBe(group);
    expect(groupName(t, 'blood-donor')).toBe('blood-donor');
  });
});

describe('times', () => {
  const instant = Date.parse('2026-10-12T01:05:00Z');
  it("instants are told in China's time, with the weekday, in both languages", async () => {
    expect(formatInstant(await words('zh-CN'), instant)).toBe('2026-10-12 周一 09:05');
    expect(formatInstant(await words('en'), instant)).toBe('2026-10-12 Mon 09:05');
    expect(formatTime(Date.parse('2026-10-12T16:00:00Z'))).toBe('00:00');
    expect(formatDay(await words('zh-CN'), '2026-10-11')).toBe('2026-10-11 周日');
  });

  it.each([
    [null, '—'], [0, '0 分'], [11.5, '12 分'], [59.4, '59 分'], [59.6, '1 小时 0 分'], [125, '2 小时 5 分'],
  ] as const)('%s minutes are told as %s', async (minutes, text) => {
    expect(formatMinutes(await words('zh-CN'), minutes)).toBe(text);
  });

  it.each([
    [null, '—'], [0, '0 秒'], [59, '59 秒'], [60, '1 分'], [3720, '1 小时 2 分'],
  ] as const)('%s seconds are told as %s', async (seconds, text) => {
    expect(formatSeconds(await words('zh-CN'), seconds)).toBe(text);
  });
});
