import { useTranslation } from 'react-i18next';
import type { VolumeMeasures } from '../../../../shared/statistics/volume.ts';
import { useOperation } from '../../../app/client.ts';
import { formatSeconds } from '../../../components/format.ts';
import { Figures, type Figure } from '../Figures.tsx';
import type { Selection } from '../transactions/selection.ts';
import { comparisonOf, type Span } from './spans.ts';

type VolumeFiguresProps = {
  readonly span: Span;
  readonly totals: VolumeMeasures | undefined;
  readonly today: string;
  readonly busy: boolean;
  readonly onOpen: (selection: Selection) => void;
};

/** Five figures of the span, each beside the same figure of the span it is fairly compared with. */
export function VolumeFigures({ span: { from, to }, totals, today, busy, onOpen }: VolumeFiguresProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const against = comparisonOf({ from, to }, today);
  const before = useOperation('statistics.volume', { from: against.from, to: against.to, by: [] }).data?.totals;

  const range = (median: number | null, most: number | null): string =>
    median === null || most === null ? t('none') : t('volume.medianAndMost', { median: formatSeconds(common, median), most: formatSeconds(common, most) });
  const wait = (one: VolumeMeasures): string => range(one.waitMedian, one.waitP90);
  const service = (one: VolumeMeasures): string => range(one.serviceMedian, one.serviceP90);
  const figure = (key: 'transactions' | 'completed' | 'accepted' | 'wait' | 'service', read: (one: VolumeMeasures) => string, outcome?: string): Figure => {
    const title = t(`volume.figures.${key}`);
    const comparison = (): string | undefined => {
      if (before === undefined) return undefined;
      // That there is nothing to compare with is said once.
      if (before.transactions === 0) return key === 'transactions' ? t('volume.against.none') : undefined;
      return t(`volume.against.${against.kind}`, { value: read(before) });
    };
    const open = (): void => {
      if (totals === undefined) return;
      const selection: Selection = { what: `${from} – ${to}`, filter: { from, to }, count: totals.transactions, voided: totals.voided };
      onOpen(outcome === undefined ? selection : { ...selection, what: `${selection.what} · ${title}`, outcome, count: Number(read(totals)), voided: 0 });
    };
    return {
      key, title, value: totals === undefined ? undefined : read(totals), onOpen: open,
      comparison: <span title={t('volume.againstSpan', { from: against.from, to: against.to })}>{comparison()}</span>,
      ...(key === 'wait' || key === 'service' ? { help: t('volume.durationHelp') } : {}),
    };
  };
  const figures: readonly Figure[] = [
    figure('transactions', (one) => String(one.transactions)),
    figure('completed', (one) => String(one.completed), 'completed'),
    figure('accepted', (one) => String(one.accepted), 'accepted'),
    figure('wait', wait),
    figure('service', service),
  ];
  return <Figures label={t('volume.figures.label')} figures={figures} busy={busy || totals === undefined} />;
}
