/** The values of the figures' dimensions in words, and the units of the measures: once for every table that leaves the counter. */
import { ApplicantKind } from '../catalogue/catalogue.ts';
import { Lane } from '../routing/lanes.ts';
import { RecordedOutcome } from '../transaction/transaction.ts';
import type { Dimension, DimensionValue } from './dimensions.ts';
import type { Unit } from './measures.ts';
import { laneWords, originWords, outcomeWords, words, type Language, type Words } from './wording.ts';

export const unitWords: Readonly<Record<Unit, Words>> = {
  visits: words('人次', 'visits'), tickets: words('张', 'tickets'), transactions: words('件', 'transactions'), cases: words('件', 'cases'), materials: words('份', 'materials'),
  seconds: words('秒', 'seconds'), share: words('比例', 'share of 1'), days: words('工作日', 'working days'),
};

const weekdayWords = [words('周一', 'Monday'), words('周二', 'Tuesday'), words('周三', 'Wednesday'), words('周四', 'Thursday'), words('周五', 'Friday'), words('周六', 'Saturday'), words('周日', 'Sunday')];
const channelWords: Readonly<Record<string, Words>> = { window: words('现场窗口', 'Window'), 'self-service': words('自助', 'Self-service'), mobile: words('掌上', 'Mobile'), online: words('网上', 'Online') };
const caseKindWords: Readonly<Record<string, Words>> = { instant: words('即办件', 'Instant'), promised: words('承诺件', 'Promised') };
const priorityWords: Readonly<Record<string, Words>> = { ordinary: words('普通', 'Ordinary'), priority: words('优先', 'Priority') };
const applicantWords: Readonly<Record<ApplicantKind, Words>> = { person: words('个人', 'Person'), enterprise: words('单位', 'Enterprise') };
const originOf: Readonly<Record<string, Words>> = originWords;

/** The words of a value of a closed set; the value itself where its dimension has no such set. */
export function valueInWords(dimension: Dimension, value: DimensionValue, language: Language): DimensionValue {
  return (value === null ? null : wordsOf(dimension, value)?.[language]) ?? value;
}

function wordsOf(dimension: Dimension, value: string | number): Words | undefined {
  switch (dimension) {
    case 'weekday':
      return weekdayWords[Number(value) - 1];
    case 'lane': {
      const lane = Lane.safeParse(value).data;
      return lane === undefined ? undefined : laneWords[lane];
    }
    case 'outcome': {
      const outcome = RecordedOutcome.safeParse(value).data;
      return outcome === undefined ? undefined : outcomeWords[outcome];
    }
    case 'applicantKind': {
      const kind = ApplicantKind.safeParse(value).data;
      return kind === undefined ? undefined : applicantWords[kind];
    }
    case 'channel':
      return channelWords[value];
    case 'caseKind':
      return caseKindWords[value];
    case 'priority':
      return priorityWords[value];
    case 'origin':
      return originOf[value];
    default:
      return undefined;
  }
}
