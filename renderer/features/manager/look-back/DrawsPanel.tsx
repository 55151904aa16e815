/** The double-random check: announcing one at the left, all of them below, the chosen one at the right. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatInstant } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import type { Selection } from '../transactions/selection.ts';
import type { Span } from '../volume/spans.ts';
import { AnnounceForm } from './AnnounceForm.tsx';
import { DrawDetail } from './DrawDetail.tsx';
import type { Draw } from './DrawnTable.tsx';
import type { Seeds } from './use-seeds.ts';

type DrawsPanelProps = { readonly span: Span; readonly today: string; readonly seeds: Seeds; readonly onOpen: (selection: Selection) => void };

export function DrawsPanel({ span, today, seeds, onOpen }: DrawsPanelProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const { t: app } = useTranslation('app');
  const { data, error, refetch } = useOperation('lookback.draws', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const draws = data?.draws ?? [];
  const shown = draws.find(({ draw }) => draw === chosen) ?? draws[0];
  const state = ({ seed, drawn }: Draw): ReactNode => {
    if (seed === null) return t('lookBack.draws.waiting');
    const found = drawn.filter(({ result }) => result !== null).length;
    const faults = drawn.filter(({ result }) => result === 'fault').length;
    const overdue = drawn.filter((one) => one.overdue).length;
    const words = t(faults === 0 ? 'lookBack.draws.state' : 'lookBack.draws.stateFault', { drawn: drawn.length, found, faults });
    return overdue === 0 ? words : <>{words}<span className="look-back-fault">{t('lookBack.draws.stateOverdue', { overdue })}</span></>;
  };
  const columns: readonly Column<Draw>[] = [
    { key: 'draw', title: t('lookBack.draws.columns.draw'), className: 'manager-nowrap', cell: (row) => (row.draw === shown?.draw ? <strong>{row.draw}</strong> : row.draw) },
    { key: 'at', title: t('lookBack.draws.columns.at'), className: 'manager-nowrap', cell: (row) => formatInstant(common, row.at) },
    { key: 'state', title: t('lookBack.draws.columns.state'), cell: state },
  ];
  const announced = (draw: string, seed: string): void => {
    seeds.keep(draw, seed);
    setChosen(draw);
  };
  return (
    <section className="manager-card" aria-labelledby="look-back-draws">
      <h3 id="look-back-draws">{t('lookBack.draws.title')}</h3>
      <p className="manager-secondary">{t('lookBack.draws.help')}</p>
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      <div className="look-back-draws">
        <div className="manager-stack">
          <AnnounceForm span={span} onAnnounced={announced} />
          <h4>{t('lookBack.draws.list')}</h4>
          {data !== undefined && draws.length === 0
            ? <p className="manager-secondary">{t('lookBack.draws.none')}</p>
            : <DataTable caption={t('lookBack.draws.list')} columns={columns} rows={draws} keyOf={(row) => row.draw} busy={data === undefined} onOpen={(row) => setChosen(row.draw)} />}
        </div>
        {shown !== undefined && <DrawDetail key={shown.draw} draw={shown} seeds={seeds} today={today} onOpen={onOpen} />}
      </div>
    </section>
  );
}
