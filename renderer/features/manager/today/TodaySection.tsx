/** The hall now: what has to be seen to, five figures, every lane and every window, and how today goes beside its weekday. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatDay, formatTime } from '../../../components/format.ts';
import type { Section } from '../sections.ts';
import type { Selection } from '../transactions/selection.ts';
import type { OpenedCell } from '../volume/cell.ts';
import { Alarms } from './Alarms.tsx';
import { LanesTable } from './LanesTable.tsx';
import { QueueDrawer } from './QueueDrawer.tsx';
import { TodayFigures } from './TodayFigures.tsx';
import { UsualTable } from './UsualTable.tsx';
import { WindowsTable } from './WindowsTable.tsx';
import './today.css';

type TodaySectionProps = { readonly onOpen: (selection: Selection) => void; readonly onOpenCell: (opened: OpenedCell) => void; readonly onSection: (section: Section) => void };

export function TodaySection({ onOpen, onOpenCell, onSection }: TodaySectionProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const { t: app } = useTranslation('app');
  // Waits grow without anybody doing anything.
  const { data: hall, error, refetch } = useOperation('hall.today', {}, { refetchInterval: 5_000 });
  const [queueOpen, setQueueOpen] = useState(false);
  return (
    <>
      <header className="manager-head">
        <h2>{hall === undefined ? t('sections.today') : t('today.label', { day: formatDay(common, hall.day) })}</h2>
        <p className="manager-secondary">{hall !== undefined && t('today.asOf', { time: formatTime(hall.now) })}</p>
      </header>
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      <Alarms onOpenQueue={() => setQueueOpen(true)} onSection={onSection} />
      <TodayFigures hall={hall} onOpen={onOpen} onOpenQueue={() => setQueueOpen(true)} />
      <div className="today-tables">
        <div className="manager-stack">
          <section className="manager-card" aria-labelledby="today-lanes">
            <h3 id="today-lanes">{t('today.lanes')}</h3>
            <LanesTable lanes={hall?.lanes} />
          </section>
          {hall !== undefined && <UsualTable day={hall.day} now={hall.now} onOpen={onOpenCell} />}
        </div>
        <section className="manager-card" aria-labelledby="today-windows">
          <h3 id="today-windows">{t('today.windows')}</h3>
          <WindowsTable windows={hall?.windows} now={hall?.now ?? 0} />
        </section>
      </div>
      <QueueDrawer open={queueOpen} onClose={() => setQueueOpen(false)} />
    </>
  );
}
