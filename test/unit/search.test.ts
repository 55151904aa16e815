import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CatalogueDocument, MatterCode } from '../../shared/catalogue/catalogue.ts';
import { pinyinPhonetic } from '../../shared/catalogue/phonetic.ts';
import { createMatterIndex } from '../../shared/catalogue/search.ts';

const sample = CatalogueDocument.parse(JSON.parse(readFileSync(new URL('../../resources/sample/catalogue.json', import.meta.url), 'utf8')));
const { matters } = sample;
const lifeEvents = sample.dictionaries?.lifeEvents ?? {};
const index = createMatterIndex(matters, lifeEvents, pinyinPhonetic);

function codes(query: string, limit = 20): readonly string[] {
  return index.search(query, limit).map(({ matter }) => matter.code);
}

const cards = ['card-apply', 'card-loss', 'card-replace', 'card-activate', 'card-pin', 'card-info', 'card-cancel', 'card-ecard'];

/** What people ask for, by the first matters that must come up, in this order. */
const asked: readonly (readonly [why: string, query: string, ...first: string[]])[] = [
  ['the name', '失业登记', 'emp-unemp'],
  ['the name', '社会保障卡注销', 'card-cancel'],
  ['the name with its brackets left out', '单位项目基本信息变更', 'si-unit-change'],
  ['the name, the bracketed part left out', '单位基本信息变更', 'si-unit-change'],
  ['the name without its title marks', '就业创业证', 'emp-card'],
  ['the beginning of a name', '工伤认定', 'inj-recognize'],
  ['the beginning of a name, all that share it', '社会保障卡', ...cards.slice(0, 7)],
  ['a part of a name', '仲裁', 'lab-arbitrate'],
  ['a part of a name, after a sign', '抚恤金申领', 'si-funeral'],
  ['a name shortened', '社保卡', ...cards],
  ['a name shortened in the middle', '社保登记', 'si-unit-register', 'si-gov-unit-register'],
  ['two words of a name, far apart', '企业登记', 'si-unit-register'],
  ['an everyday phrase', '欠薪', 'lab-complaint'],
  ['an everyday phrase', '打社保清单', 'si-person-cert'],
  ['an everyday phrase', '失业金', 'une-benefit'],
  ['an everyday phrase', '刷脸认证', 'si-alive-cert'],
  ['an everyday phrase with figures', '4050补贴', 'emp-flex-subsidy'],
  ['an everyday phrase with figures', '60岁', 'si-resident-pension'],
  ['half an everyday phrase', '卡掉', 'card-loss'],
  ['the words scattered', '老板不发钱', 'lab-complaint'],
  ['the words scattered', '失业补贴', 'une-skill'],
  ['the words scattered', '打流水', 'si-person-cert'],
  ['the words in another order', '社保断了', 'si-employee-stop'],
  ['a whole sentence', '我要办社保卡', 'card-apply'],
  ['a whole sentence', '社保卡丢了怎么办', 'card-loss'],
  ['a whole sentence', '怎么领失业金', 'une-benefit'],
  ['a whole sentence', '我在工地受伤了', 'inj-recognize'],
  ['words with a space between', '社保卡 丢了', 'card-loss'],
  ['words with a space between that stand nowhere together', '失业 补贴', 'une-skill'],
  ['full pinyin', 'shebaoka', ...cards],
  ['full pinyin with spaces', 'she bao ka', ...cards],
  ['full pinyin', 'shiyedengji', 'emp-unemp'],
  ['full pinyin', 'qianxin', 'lab-complaint'],
  ['full pinyin of a long name', 'gongshangrendingshenqing', 'inj-recognize'],
  ['pinyin with an apostrophe', "dang'an", 'tal-archive-in'],
  ['pinyin not finished', 'shebaok', ...cards.slice(0, 7)],
  ['pinyin not finished', 'gongshangr', 'inj-recognize'],
  ['two ways to cut the pinyin', 'taoxin', 'lab-complaint'],
  ['initials', 'sbk', ...cards],
  ['initials with spaces', 's b k', ...cards],
  ['initials', 'sydj', 'emp-unemp'],
  ['initials', 'gsrd', 'inj-recognize'],
  ['initials of an everyday phrase', 'lbbfgz', 'lab-complaint'],
  ['syllables and initials mixed', 'shebk', ...cards.slice(0, 7)],
  ['characters and pinyin mixed', '社bao卡', ...cards],
  ['characters and an initial mixed', '社保k', ...cards],
  ['a character read in two ways', 'canbaozhengming', 'si-person-cert'],
  ['a character read in two ways', 'chongzhi', 'card-pin'],
  ['a character read in two ways', 'diaodang', 'tal-archive-out', 'tal-archive-in'],
  ['a character read in two ways', 'yinhangka', 'si-account'],
  ['a life event', '新生儿', 'card-apply'],
  ['a life event in English', 'newborn', 'card-apply'],
  ['a life event in English', 'land expropriation', 'si-land'],
  ['the code of a life event', 'training-school', 'lic-school-found', 'lic-school-commit', 'lic-coop-school'],
  ['a matter code', 'card-apply', 'card-apply'],
  ['a matter code in capitals, full width', 'ＣＡＲＤ－ＡＰＰＬＹ', 'card-apply'],
  ['the beginning of a matter code', 'lic-hr-', 'lic-hr-commit', 'lic-hr-change', 'lic-hr-branch', 'lic-hr-filing'],
  ['a word of a matter code', 'card', 'card-apply', 'card-loss'],
  ['the English name', 'Unemployment registration', 'emp-unemp'],
  ['a part of the English name', 'arbitration', 'lab-arbitrate'],
  ['the beginning of an English word', 'annuit', 'lab-annuity'],
  ['English words in another order', 'cancel card', 'card-cancel'],
  ['two letters swapped', 'shebaoak', ...cards],
  ['a letter too many', 'sheabaoka', ...cards],
  ['a letter left out', 'shebaka', ...cards],
  ['a letter mistyped', 'shebapka', ...cards],
  ['the first letter mistyped', 'ahiyedengji', 'emp-unemp'],
  ['the two letters in the middle swapped', 'shiyedegnji', 'emp-unemp'],
  ['s for sh', 'sebaoka', ...cards],
  ['s for sh and en for eng', 'gongsangrending', 'inj-recognize'],
  ['ing for in, z for zh', 'canbaozengmin', 'si-person-cert'],
  ['l for n', 'longmingonggongzi', 'lab-wage-deposit'],
  ['a character of the same sound', '社宝卡', ...cards],
  ['a wrong character', '失业登己', 'emp-unemp'],
  ['a wrong character', '劳动保障检察投诉', 'lab-complaint'],
];

describe('finding a matter on the sample catalogue', () => {
  it.each(asked.map(([why, query, ...first]) => [why, query, first] as const))('by %s: %s', (_, query, first) => {
    expect(codes(query).slice(0, first.length)).toEqual(first);
  });

  const unknown = ['比特币挖矿', 'qqqq', '结婚登记', '驾驶证', '公积金', '出生证明', 'hello', 'bitebi', 'asdfgh', '@@@', '！？', '🙂', '', '   '];

  it.each(unknown)('gives nothing for %j, which it does not have', (query) => {
    expect(codes(query)).toEqual([]);
  });
});

describe('every matter of the sample', () => {
  it.each(matters.map((matter) => [matter.code, matter] as const))('%s comes first by its name, its pinyin, its code and its English name', (code, matter) => {
    const pinyin = pinyinPhonetic(matter.name.normalize('NFKC')).map(([reading = '']) => reading).join('');
    expect(codes(matter.name)[0]).toBe(code);
    expect(codes(pinyin)[0]).toBe(code);
    expect(codes(matter.code)[0]).toBe(code);
    expect(codes(matter.nameEn)[0]).toBe(code);
  });

  it.each(matters.flatMap((matter) => matter.synonyms.map((synonym) => [matter.code, synonym] as const)))('%s comes among the first by %s, in pinyin too', (code, synonym) => {
    const pinyin = pinyinPhonetic(synonym).map(([reading], at) => reading ?? Array.from(synonym)[at]).join('');
    expect(codes(synonym, 4)).toContain(code);
    expect(codes(pinyin, 4)).toContain(code);
  });
});

describe('the order of the matters found', () => {
  it('is exact, prefix, inside, and name before phrase before life event', () => {
    const found = index.search('工伤', 100).map(({ matter, why }) => ({ code: matter.code, kind: why.kind }));
    expect(found[0]).toEqual({ code: 'inj-recognize', kind: 'synonym' });
    expect(found[1]).toEqual({ code: 'inj-accident', kind: 'name' });
    const kinds = found.slice(1).map(({ kind }) => kind);
    expect(kinds.indexOf('synonym')).toBeGreaterThan(kinds.lastIndexOf('name', kinds.indexOf('synonym')));
    expect(kinds.indexOf('life-event')).toBeGreaterThan(kinds.lastIndexOf('synonym'));
  });

  it.each(['社保卡', 'sbk', '失业', 'gongshang', '补贴', '许可', 's'])('is that of the catalogue where nothing else decides: %s', (query) => {
    const found = index.search(query, 100);
    const expected = found.toSorted((one, other) => other.score - one.score || matters.indexOf(one.matter) - matters.indexOf(other.matter));
    expect(found.length).toBeGreaterThan(1);
    expect(found).toEqual(expected);
  });

  it('puts what was guessed behind nothing that fits as typed', () => {
    expect(index.search('社保卡', 100).every(({ why }) => why.kind !== 'typo')).toBe(true);
    expect(index.search('shebaoak', 100).every(({ why }) => why.kind === 'typo')).toBe(true);
  });
});

describe('the reason given', () => {
  it.each([
    ['社会保障卡', 'name', '社会保障卡申领'],
    ['第一次办卡', 'synonym', '第一次办卡'],
    ['CARD-APPLY', 'code', 'card-apply'],
    ['shehuibaozhangka', 'pinyin', '社会保障卡申领'],
    ['shbzk', 'initials', '社会保障卡申领'],
    ['New baby', 'life-event', 'New baby'],
    ['Social-security card application', 'english', 'Social-security card application'],
    ['shehuibaozhagnka', 'typo', '社会保障卡申领'],
  ] as const)('for %s is %s: %s', (query, kind, text) => {
    const [first] = index.search(query, 1);
    expect(first?.matter.code).toBe('card-apply');
    expect(first?.why).toEqual({ kind, text });
  });
});

describe('a search', () => {
  it('gives no more than it was asked for, the same ones each time', () => {
    expect(codes('社保', 5)).toHaveLength(5);
    expect(codes('社保', 5)).toEqual(codes('社保', 20).slice(0, 5));
    expect(codes('社保', 0)).toEqual([]);
  });

  it.each(['sbk', 'card-apply', 'she bao ka', '4050补贴', 'unemployment'])('does not mind width, case and surrounding space: %s', (query) => {
    const wide = Array.from(query, (character) => (/[!-~]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character)).join('');
    expect(codes(wide)).toEqual(codes(query));
    expect(codes(` ${query.toUpperCase()} `)).toEqual(codes(query));
  });

  it('finds the same by pinyin as by the characters, for the first matter of a name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...matters), (matter) => {
        const start = Array.from(matter.name.normalize('NFKC').replaceAll(/[^\p{L}]/gu, '')).slice(0, 6).join('');
        const pinyin = pinyinPhonetic(start).map(([reading = '']) => reading).join(' ');
        expect(codes(pinyin)[0]).toBe(codes(start)[0]);
      }),
    );
  });

  it('takes any text, of any length, without falling over', () => {
    const pieces = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('社保', 'sbk', 'zhuang', 'aaaaaaaa', 'xianxian', '失业登记', "'", '-', ' '));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        expect(codes(parts.join('')).length).toBeLessThanOrEqual(20);
      }),
    );
  });

  it('finds nothing in an empty catalogue', () => {
    expect(createMatterIndex([], {}, pinyinPhonetic).search('社保卡', 10)).toEqual([]);
  });

  it('works with life events that have no label, and with a name that is Latin', () => {
    const [model] = matters;
    if (model === undefined) throw new Error('the sample has no matters');
    const own = { ...model, code: MatterCode.parse('own'), name: 'ETC 办理', nameEn: '', synonyms: [], lifeEvents: ['toll-road'] };
    const small = createMatterIndex([own], {}, pinyinPhonetic);
    expect(['etc', 'ETC办理', 'toll-road', 'own', '办理'].map((query) => small.search(query, 5).length)).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('readings', () => {
  it.each([
    ['参保', [['can', 'shen'], ['bao']]],
    ['重置', [['zhong', 'chong'], ['zhi']]],
    ['银行', [['yin'], ['hang', 'xing']]],
    ['长期', [['chang', 'zhang'], ['qi']]],
    ['旅A1', [['lv'], [], []]],
    ['𠮷，卡', [[], [], ['ka']]],
    ['', []],
  ])('of %s begin with the one it has there', (text, readings) => {
    expect(pinyinPhonetic(text)).toEqual(readings);
  });
});
