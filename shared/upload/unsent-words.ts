/** What is unsent, in sentences for a terminal and for an installer, which have no screen of ours. */
import type { Language } from '../statistics/wording.ts';
import { chinaTime } from '../transaction/china-time.ts';
import { lacking, type Unsent } from './unsent.ts';

const words = {
  'zh-CN': {
    unreadable: '这台机器上的办件数据打不开，说不清还有没有没上传的。',
    nothing: '办过的都已上传。',
    alone: (count: number) => `没有设置上传，办过的 ${count} 件只在这台机器上。`,
    target: (target: string, count: number, since: string, quarantined: number) => `${target}：还有 ${count} 件没送到${since === '' ? '' : `，最早的一件是 ${since}`}${quarantined === 0 ? '' : `；其中退回待更正 ${quarantined} 件`}。`,
    kept: '数据文件夹留在原处，不会删除；但不再打开导办，这些就不会再上传。',
  },
  en: {
    unreadable: 'The data on this machine cannot be opened, so nobody can say whether something is not uploaded.',
    nothing: 'Everything that was handled is uploaded.',
    alone: (count: number) => `No upload is set; transactions on this machine alone: ${count}.`,
    target: (target: string, count: number, since: string, quarantined: number) => `${target}: not there yet: ${count}${since === '' ? '' : `, the oldest from ${since}`}${quarantined === 0 ? '' : `; refused and to be corrected: ${quarantined}`}.`,
    kept: 'The data folder stays where it is; but unless Daoban is opened again, these are not uploaded.',
  },
} as const;

const minuteOf = (instant: number): string => {
  const { day, time } = chinaTime(instant);
  return `${day} ${time}`;
};

/** One sentence a line; the last says what becomes of what is unsent. */
export function unsentLines(unsent: Unsent, language: Language): readonly string[] {
  const say = words[language];
  if (!unsent.readable) return [say.unreadable, say.kept];
  if (unsent.transactions === 0) return [say.nothing];
  if (unsent.targets.length === 0) return [say.alone(unsent.transactions), say.kept];
  return [...lacking(unsent).map(({ target, transactions, since, quarantined }) => say.target(target, transactions, since === null ? '' : minuteOf(since), quarantined)), say.kept];
}
