/** The words of a draw's report, once for the file and the paper. */
import type { FindingResult } from '../contract/draws.ts';
import type { Language } from '../statistics/wording.ts';

type Words = Readonly<Record<Language, string>>;
const words = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

export const reportSheets = {
  drawn: words('抽出的办件', 'Drawn'),
  method: words('怎样抽的', 'How it was drawn'),
  strata: words('分层', 'Strata'),
  candidates: words('全部候选办件', 'All candidates'),
  definitions: words('怎样重算', 'How to repeat it'),
} as const;

export const drawnWords = {
  number: words('办件编号', 'Transaction'),
  day: words('日期', 'Day'),
  matter: words('事项编码', 'Matter #'),
  matterName: words('事项', 'Matter'),
  window: words('窗口', 'Window'),
  clerk: words('经办人', 'Handled by'),
  inspector: words('检查人', 'Inspector'),
  entry: words('留痕序号', 'Journal entry'),
  result: words('检查结果', 'Result'),
  rectifyBy: words('整改期限', 'To be put right by'),
  rectified: words('整改情况', 'Put right'),
} as const;

export const methodWords = {
  item: words('项目', 'Item'),
  value: words('内容', 'Value'),
  station: words('站点', 'Station'),
  draw: words('抽查编号', 'Draw'),
  span: words('办件时间段', 'Span'),
  size: words('要抽几件', 'Asked for'),
  drawn: words('抽出几件', 'Drawn'),
  candidates: words('候选办件', 'Candidates'),
  conflicted: words('检查人都经手过、抽不了的', 'Candidates in which every inspector had a hand'),
  inspectors: words('检查人', 'Inspectors'),
  commitment: words('种子的指纹（SHA-256）', 'Fingerprint of the seed (SHA-256)'),
  seed: words('种子', 'Seed'),
  announced: words('公布指纹：留痕序号', 'Announced: journal entry'),
  announcedAt: words('公布时间和公布人', 'Announced at and by'),
  revealed: words('公布种子：留痕序号', 'Revealed: journal entry'),
  revealedAt: words('公布种子的时间和人', 'Revealed at and by'),
  asOf: words('整改情况截至', 'State of the findings as of'),
  trial: words('试用站点，不作凭据', 'Trial station, not a valid document'),
} as const;

export const strataWords = {
  matter: drawnWords.matter,
  matterName: drawnWords.matterName,
  window: drawnWords.window,
  candidates: words('可抽的办件', 'Eligible'),
  drawn: words('抽出', 'Drawn'),
} as const;

export const handsWords = words('经手的人', 'Had a hand in it');

export const resultWords: Readonly<Record<FindingResult | 'none', Words>> = {
  'in-order': words('无问题', 'In order'),
  fault: words('有问题', 'Fault'),
  none: words('未查', 'Not yet inspected'),
};

export const rectifiedWords = {
  done: words('已整改', 'Put right'),
  overdue: words('逾期未整改', 'Overdue'),
  open: words('整改中', 'Open'),
} as const;

/** What `drawTransactions` does, in words from which it can be done again without it. */
export const definitions: readonly Words[] = [
  words(
    '先公布后抽签：公布的是种子的 SHA-256 指纹，抽签时公布种子。种子按小写十六进制文本取 SHA-256，应与指纹一致。',
    'Commitment first: what is announced is the SHA-256 of the seed, what is revealed is the seed. The SHA-256 of the seed as lower-case hexadecimal text must be the fingerprint.',
  ),
  words(
    '候选办件：办件日期在时间段内、留痕序号小于“公布指纹”那一条的全部办件，作废的也在内。事项、窗口、经手的人都以公布那一刻为准，之后的更正不影响抽签。',
    'Candidates: every transaction whose day lies in the span and whose entry stands before the announcement, voided ones too. Matter, window and hands are those of that moment; later amendments change nothing.',
  ),
  words(
    '回避：办理、更正过这一件的，引导这次来访的，为这次来访调取过证明的，发起过核验或记过核验答复的，都不查这一件。所有检查人都要回避的办件不参加抽签。',
    'Conflict: nobody inspects what they handled or amended, guided, fetched a certificate for, asked a check of or recorded its answer. What every inspector had a hand in takes no part.',
  ),
  words(
    '分层：同一事项编码、同一窗口为一层，写作“事项编码/窗口”，没有窗口的斜杠后为空。',
    'Strata: one matter code and one window make a stratum, written "matter/window", with nothing behind the slash where there was no window.',
  ),
  words(
    '名额：总数取要抽的件数与可抽件数中较小的。每层先得“总数×本层件数÷可抽总数”的整数部分；余下的名额按余数从大到小各给一个，余数相同的，“种子:stratum:层名”的 SHA-256 较小的先得。',
    'Places: the total is the lesser of asked for and eligible. Each stratum first gets the whole part of total × its size ÷ all eligible; what is left goes one by one to the largest remainders, of equal ones to the smaller SHA-256 of "seed:stratum:name".',
  ),
  words(
    '抽签：每层内按“种子:number:办件编号”的 SHA-256（小写十六进制）从小到大，取名额那么多件。',
    'Drawing: within a stratum by the SHA-256 (lower-case hexadecimal) of "seed:number:transaction", smallest first, as many as there are places.',
  ),
  words(
    '派人：不用回避的检查人按工号文本排序；取“种子:inspector:办件编号”的 SHA-256 前 12 位十六进制数，除以人数的余数就是第几位（从 0 数起）。',
    'Inspectors: those without a conflict, sorted by number as text; the first 12 hexadecimal digits of the SHA-256 of "seed:inspector:transaction", modulo their count, is the place of the one who inspects, counted from 0.',
  ),
];
