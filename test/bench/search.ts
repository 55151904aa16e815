/** From a keystroke to its results over 5,000 matters: what people really type, letter by letter, through the contract. */
import type { Counter } from '../../main/core/counter.ts';
import { inTurns, percentile, type Outcome } from './figures.ts';
import { manyMatters } from './many-matters.ts';
import { ask, manager, withStation } from './station.ts';

const matterCount = 5000;

/** Typed one character after the other; each character is a search. */
const queries = {
  'Chinese': ['社会保障卡', '失业登记', '工伤认定申请', '退休', '灵活就业人员参保', '开公司', '转社保', '丧葬费', '创业担保贷款', '渔业工伤', '大学生社保补贴', '4050补贴'],
  'pinyin': ['shehuibaozhangka', 'shiyedengji', 'gongshangrending', 'tuixiu', 'linghuojiuye', 'zhuanshebao', 'shebaoka', 'chuangyebutie'],
  'initials': ['shbzk', 'sydj', 'gsrd', 'sbk', 'lhjy', 'zsb', 'cydbdk', 'ldht'],
  'typing errors': ['shebaoak', 'shiyedengij', 'gonshangrending', 'tuixui', '社会保章卡', '失业等级', 'linhuojiuye', '工商认定'],
} as const satisfies Record<string, readonly string[]>;
type Kind = keyof typeof queries;
const kinds: readonly Kind[] = ['Chinese', 'pinyin', 'initials', 'typing errors'];

type Keystroke = { readonly kind: Kind; readonly text: string };

const keystrokes: readonly Keystroke[] = kinds.flatMap((kind) =>
  queries[kind].flatMap((query) => Array.from(query, (_, at) => ({ kind, text: Array.from(query).slice(0, at + 1).join('') }))),
);

/** Milliseconds of each keystroke of one round. */
type Round = readonly number[];

export async function benchSearch(runs: number): Promise<Outcome> {
  const document = manyMatters(matterCount);
  const words = document.matters.map((matter) => [matter.name, ...matter.synonyms]);
  return withStation(async (counter) => {
    await ask(counter, manager, 'catalogue.import', { document, effectiveFrom: '2025-01-02' });
    const started = performance.now();
    const { matters } = await ask(counter, manager, 'catalogue.search', { query: '社保卡' });
    const first = performance.now() - started;
    if (matters.length === 0) throw new Error('the search found nothing');
    // Once unmeasured, as in a hall where the first visitor of the day has come and gone.
    await typeAll(counter);
    scanAll(words);
    const { ours, floor } = await inTurns(runs, () => typeAll(counter), () => scanAll(words));
    const row = (name: string, part: number): Outcome['rows'][number] => ({
      what: `search of ${matterCount} matters, keystroke to result, ${name}`, unit: 'ms', floorIs: 'String.includes over the same names and synonyms',
      ours: ours.map((round) => percentile(round, part)), floor: floor.map((round) => percentile(round, part)),
    });
    const byKind = kinds.map((kind) => {
      const times = ours.flatMap((round) => round.filter((_, at) => keystrokes[at]?.kind === kind));
      return `${kind} ${percentile(times, 0.5).toFixed(2)} / ${percentile(times, 0.99).toFixed(2)} ms`;
    });
    return {
      rows: [row('p50', 0.5), row('p99', 0.99)],
      notes: [`search, p50 / p99 by what is typed: ${byKind.join(', ')}; the first search, which builds the index, took ${Math.round(first)} ms`],
    };
  });
}

async function typeAll(counter: Counter): Promise<Round> {
  const times: number[] = [];
  for (const { text } of keystrokes) {
    const started = performance.now();
    const result = await counter.call('catalogue.search', { query: text }, manager);
    times.push(performance.now() - started);
    if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  }
  return times;
}

function scanAll(words: readonly (readonly string[])[]): Round {
  let found = 0;
  const times = keystrokes.map(({ text }) => {
    const started = performance.now();
    for (const own of words) if (own.some((word) => word.includes(text))) found += 1;
    return performance.now() - started;
  });
  // Uses what was found, so that the scan cannot be left out.
  if (found === 0) throw new Error('the scan found nothing');
  return times;
}
