import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { addDays } from '../../../../shared/transaction/china-time.ts';
import { useOperation } from '../../../app/client.ts';
import { formatDay, formatSeconds } from '../../../components/format.ts';
import { Figures, type Figure } from '../Figures.tsx';
import type { Selection } from '../transactions/selection.ts';

type Hall = Output<'hall.today'>;
type LaneState = Hall['lanes'][number];

const sum = (lanes: readonly LaneState[], valueOf: (lane: LaneState) => number): number => lanes.reduce((total, lane) => total + valueOf(lane), 0);

/** The lane in which somebody has waited longest, or null when nobody waits. */
const slowest = (lanes: readonly LaneState[]): LaneState | null =>
  lanes.reduce<LaneState | null>((worst, lane) => (lane.longestWaitSeconds !== null && lane.longestWaitSeconds > (worst?.longestWaitSeconds ?? -1) ? lane : worst), null);

type TodayFiguresProps = {
  readonly hall: Hall | undefined;
  readonly onOpen: (selection: Selection) => void;
  readonly onOpenQueue: () => void;
};

/** Tickets now. Yesterday can be set beside one figure alone, what was handled: nobody else's past state is known. */
export function TodayFigures({ hall, onOpen, onOpenQueue }: TodayFiguresProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const day = hall?.day ?? '2000-01-02';
  const known = { enabled: hall !== undefined };
  const today = useOperation('statistics.volume', { from: day, to: day, by: [] }, known).data?.totals;
  const yesterday = useOperation('statistics.volume', { from: addDays(day, -1), to: addDays(day, -1), by: [] }, known).data?.totals;
  const lanes = hall?.lanes ?? [];
  const worst = slowest(lanes);
  const figure = (value: number): string | undefined => (hall === undefined ? undefined : String(value));
  const handled = (): string | undefined => {
    if (today === undefined || yesterday === undefined) return undefined;
    return yesterday.transactions === 0
      ? t('today.doneNoteFirst', { today: today.transactions })
      : t('today.doneNote', { today: today.transactions, yesterday: yesterday.transactions });
  };
  const seeTransactions = (): void => {
    if (hall !== undefined && today !== undefined) onOpen({ what: formatDay(common, day), filter: { from: day, to: day }, count: today.transactions, voided: today.voided });
  };
  const longest = (): string | undefined => {
    if (hall === undefined) return undefined;
    return worst === null ? t('none') : formatSeconds(common, worst.longestWaitSeconds);
  };
  const longestNote = (): string | undefined => {
    if (hall === undefined) return undefined;
    return worst === null ? t('today.noneWaiting') : t('today.oldest', { lane: common(`lane.${worst.lane}`) });
  };
  const figures: readonly Figure[] = [
    { key: 'received', title: t('today.figures.received'), value: figure(hall?.received ?? 0) },
    { key: 'waiting', title: t('today.figures.waiting'), value: figure(sum(lanes, (lane) => lane.waiting)), onOpen: onOpenQueue },
    { key: 'serving', title: t('today.figures.serving'), value: figure(sum(lanes, (lane) => lane.serving)), onOpen: onOpenQueue },
    { key: 'done', title: t('today.figures.done'), value: figure(sum(lanes, (lane) => lane.done)), comparison: handled(), onOpen: seeTransactions },
    { key: 'longest', title: t('today.figures.longest'), value: longest(), comparison: longestNote(), onOpen: onOpenQueue },
  ];
  return <Figures label={t('today.figures.label')} figures={figures} busy={hall === undefined} />;
}
